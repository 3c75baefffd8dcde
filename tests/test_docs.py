"""`make docs`: the page of the ontology has every term, no link leads nowhere, and all is the same each time."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from ontology_files import ALIGNMENTS, KINDS_OF_THINGS, ROOT, STP, TERMS, own_terms, read
from rdflib import OWL, RDFS, SKOS

from docs.site.diagram import NoGraphviz, diagram, draw, main_classes
from docs.site.ontology import local_name

needs_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="no dot on the path (Debian: graphviz)")
_LINK = re.compile(r'\b(?:href|src|xlink:href)="([^"]*)"')


def run(folder: Path, more: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """The command that `make docs` runs, in another environment."""
    command = [sys.executable, "-m", "docs.site.build", str(folder)]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **more}, capture_output=True, encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    result = run(folder, {"PYTHONHASHSEED": "1"})
    assert result.returncode == 0, result.stderr
    assert result.stdout == f"{folder / 'index.html'}\n"
    return folder


@pytest.fixture(scope="module")
def terms(site: Path) -> dict[str, str]:
    """The text of each part of the page of the ontology, by its anchor, up to the next one."""
    page = (site / "ontology" / "index.html").read_text("utf-8")
    pieces = re.split(r'<div class="property entity" id="([^"]+)">', page)[1:]
    anchors = pieces[::2]
    assert len(anchors) == len(set(anchors))
    return {anchor: unescape(re.sub(r"<[^>]+>", " ", text)) for anchor, text in zip(anchors, pieces[1::2], strict=True)}


@needs_dot
def test_every_term_has_its_anchor_names_and_definitions(terms: dict[str, str]) -> None:
    ontology = read(TERMS)
    assert set(terms) == {term.removeprefix(STP) for term in own_terms(ontology)}
    for term in own_terms(ontology):
        shown = " ".join(terms[term.removeprefix(STP)].split())
        for prop in (RDFS.label, SKOS.definition):
            texts = [" ".join(str(text).split()) for text in ontology.objects(term, prop)]
            assert len(texts) == 2
            assert [text for text in texts if text not in shown] == []


@needs_dot
@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("mentions", ["组织机构 organisation", "计划项目 programme", "地区 region", "Status: stable"]),
        ("issuedBy", ["Inverse of issuerOf", "Follows from attachedTo then issuedBy"]),
        ("partOf", ["Transitive", "Near to org:subOrganizationOf"]),
        ("sha256", ["At most one value (functional)"]),
        ("RegionCounty", ["No member in common with RegionCountry", "Concept of the scheme 地区类别 kinds of regions"]),
        ("atLeast", ["Sign: >="]),
    ],
)
def test_term_shows_what_its_axioms_say(term: str, words: list[str], terms: dict[str, str]) -> None:
    shown = re.sub(r"\s+", " ", terms[term])
    assert [part for part in words if part not in shown] == []


@needs_dot
def test_no_link_leads_nowhere(site: Path) -> None:
    pages = {path: path.read_text("utf-8") for path in sorted(site.rglob("*")) if path.suffix in {".html", ".svg"}}
    assert len(pages) > 10
    anchors = {path: set(re.findall(r'\bid="([^"]+)"', text)) for path, text in pages.items()}
    dead = []
    for path, text in pages.items():
        for link in map(unescape, _LINK.findall(text)):
            if not re.match(r"[a-z]+:", link):
                name, _, fragment = link.partition("#")
                target = (path.parent / unquote(name)).resolve() if name else path
                if not target.is_file() or (fragment and unquote(fragment) not in anchors[target]):
                    dead.append((path.name, link))
    assert dead == []


@needs_dot
def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    loading = re.compile(
        r'<(?:img|script|iframe)[^>]+src="(?!data:|(?:docs/)?images/)[^"]*"|<link[^>]+href="(?!data:)[^"]*"|@import'
    )
    assert [match for path in site.rglob("*.html") for match in loading.findall(path.read_text("utf-8"))] == []


@needs_dot
def test_pages_are_the_same_each_time(site: Path, tmp_path: Path) -> None:
    assert run(tmp_path, {"PYTHONHASHSEED": "2"}).returncode == 0
    files = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == files


def test_diagram_has_the_main_classes_and_what_joins_them() -> None:
    ontology = read(TERMS, ALIGNMENTS, KINDS_OF_THINGS)
    source = diagram(ontology, "index.html")
    assert {"PolicyDocument", "Organisation", "QuantitativeGoal"} <= {local_name(cls) for cls in main_classes(ontology)}
    assert 'PolicyDocument -> Organisation [label="issuedBy\\nmentions"]' in source
    assert 'Organisation -> Organisation [label="leads\\nparticipatesIn\\npartOf"]' in source
    assert 'Organisation -> Region [label="locatedIn"]' in source
    assert 'HREF="index.html#value">value: xsd:decimal<' in source
    assert 'HREF="index.html#deadline">deadline: xsd:gYear<' in source
    assert not [str(prop) for prop in ontology.subjects(OWL.inverseOf) if f'"{local_name(prop)}' in source]


def test_missing_graphviz_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(tmp_path / "docs", {"PATH": str(tmp_path)})
    assert result.returncode == 1
    assert result.stderr.startswith("The documentation cannot be built: no `dot` on the path: install Graphviz (Debian")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoGraphviz):
        draw("digraph {}")
