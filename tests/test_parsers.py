"""Other parsers of RDF read the ontology's files and an exported graph, and find in them what Oxigraph finds.

rdflib, rapper (Raptor) and serdi (Serd) share no code with each other, nor with Oxigraph, which writes the export.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from ontology_files import FOLDER
from pyoxigraph import Quad, RdfFormat, Store

from extract.resources import resource
from kg.build import build
from kg.export import FORMATS, export
from kg.store import read_store

# The formats of `kg export` that each parser knows, and how it calls them.
NAMES = {
    "rdflib": {
        "turtle": "turtle",
        "trig": "trig",
        "nquads": "nquads",
        "ntriples": "nt",
        "rdfxml": "xml",
        "jsonld": "json-ld",
    },
    "rapper": {name: name for name in ("turtle", "trig", "nquads", "ntriples", "rdfxml")},
    "serdi": {name: name for name in ("turtle", "trig", "nquads", "ntriples")},
}
PARSERS_AND_FORMATS = [(parser, name) for parser, names in NAMES.items() for name in names]
PACKAGES = {"rapper": "raptor2-utils", "serdi": "serdi"}


def quads(parser: str, path: Path, format_name: str) -> list[Quad]:
    """What a parser finds in a file; it hands it over as N-Quads."""
    name = NAMES[parser][format_name]
    found = _by_rdflib(path, name) if parser == "rdflib" else _by_program(parser, path, name)
    return list(pyoxigraph.parse(found, format=RdfFormat.N_QUADS))


def _by_rdflib(path: Path, name: str) -> str:
    if name in {"trig", "nquads", "json-ld"}:
        return rdflib.Dataset().parse(data=path.read_bytes(), format=name).serialize(format="nquads")
    return rdflib.Graph().parse(data=path.read_bytes(), format=name).serialize(format="nt")


def _by_program(program: str, path: Path, name: str) -> str:
    if shutil.which(program) is None:
        pytest.skip(f"no {program} on the path (Debian: {PACKAGES[program]})")
    quiet = ["-q"] if program == "rapper" else []
    command = [program, *quiet, "-i", name, "-o", "nquads", str(path)]
    run = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    assert run.stderr == ""
    return run.stdout


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The graph of the five documents, read-only."""
    folder = tmp_path_factory.mktemp("five") / "store"
    assert build([resource("data/documents")], folder).built == 5
    yield read_store(folder)


@pytest.mark.parametrize("parser", NAMES)
@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.ttl")), ids=lambda file: str(file.name))
def test_ontology_has_as_many_statements_for(parser: str, file: Path) -> None:
    ours = len(list(pyoxigraph.parse(file.read_bytes(), format=RdfFormat.TURTLE)))
    assert ours > 100
    assert len(quads(parser, file, "turtle")) == ours


# rdflib's own parsers and serializers call what it deprecates.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize(("parser", "format_name"), PARSERS_AND_FORMATS)
def test_export_has_the_same_statements_for(parser: str, format_name: str, store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "graph", format_name, ("files",))
    found = quads(parser, tmp_path / "graph", format_name)
    names = [iri for iri in store.named_graphs() if iri.value.startswith("https://w3id.org/cn-stp/file/")]
    ours = [quad for name in names for quad in store.quads_for_pattern(None, None, None, name)]
    assert len(names) == 5
    if FORMATS[format_name].supports_datasets:
        assert set(found) == set(ours)
    else:
        assert {quad.triple for quad in found} == {quad.triple for quad in ours}
