"""`docs/sentence-to-triples.md` follows one sentence through every stage; here it is followed with it.

Its blocks of Python are expressions, each of which has to be true; its Turtle has to stand in the graph; its commands
have to print what it shows.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, QuerySolutions, RdfFormat, Store, Triple, parse

from extract.clean import clean_quote, clean_source
from extract.pipeline import Extractor
from extract.read import read_source
from extract.resources import resource
from kg.build import BuildOptions, build
from kg.cli import cli
from kg.mapping import EvidenceLevel
from kg.store import read_store
from kg.vocabulary import DEFAULT_BASE, PREFIXES, term

DOCUMENT = resource("data/documents/most-2020-ai-pilot-zone-guidelines.txt")
PAGE = (Path(__file__).parent.parent / "docs" / "sentence-to-triples.md").read_text("utf-8")
CLAUSE = "布局建设20个左右试验区"


def blocks(language: str) -> list[str]:
    """What stands in the blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.M | re.S)


EXPRESSIONS = [line for block in blocks("python") for line in block.splitlines()]


@pytest.fixture(scope="module")
def stage() -> dict[str, object]:
    """What the expressions of the page name."""
    source = read_source(DOCUMENT)
    facts = Extractor()(DOCUMENT)
    (goal,) = facts.goals
    (section,) = (s for s in facts.sections if (s.document, s.order) == (goal.document, goal.section))
    clean = clean_source(source)
    return {
        "source": source,
        "clean": clean,
        "facts": facts,
        "goal": goal,
        "section": section,
        "clean_quote": clean_quote,
    }


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the document, and what follows from it."""
    folder = tmp_path_factory.mktemp("sentence") / "store"
    build([DOCUMENT], folder, BuildOptions(infer=True))
    return folder


def turtle(store: Store, shown: list[str]) -> set[Triple]:
    """The triples of some blocks; `…` stands for the digest of the configuration."""
    (configured,) = store.quads_for_pattern(None, term("stp:configuration"), None)
    assert isinstance(configured.object, Literal)
    header = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    text = header + "".join(shown).replace("…", configured.object.value)
    return {quad.triple for quad in parse(text, format=RdfFormat.TURTLE, base_iri=DEFAULT_BASE)}


def test_page_has_what_is_checked() -> None:
    sentence = "到(dào)2023年,布局建設20個左右試驗區(qū),産出一批重大(dà)原創科技成果"
    assert f"> {sentence}\n" in PAGE
    assert sentence in read_source(DOCUMENT).text
    kinds = ("python", "turtle", "console", "sparql")
    assert sorted(re.findall(r"^```(\w+)$", PAGE, re.M)) == sorted(kind for kind in kinds for _ in blocks(kind))
    assert all(blocks(kind) for kind in kinds)


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_expression_is_true(expression: str, stage: dict[str, object]) -> None:
    assert eval(expression, dict(stage)) is True


def test_triples_stand_in_the_graph(store: Path) -> None:
    opened = read_store(store)
    shown = turtle(opened, blocks("turtle"))
    assert len(shown) > 50
    assert shown - {quad.triple for quad in opened} == set()


def test_inferred_triples_stand_in_no_file(store: Path) -> None:
    opened = read_store(store)
    shown = turtle(opened, blocks("turtle")[-1:])
    graphs = {str(quad.graph_name) for quad in opened if quad.triple in shown}
    assert graphs == {f"<{DEFAULT_BASE}graph/inferred>"}


def test_facts_are_in_the_graph_that_the_page_names(store: Path) -> None:
    (name,) = re.findall(rf"`<({DEFAULT_BASE}file/[0-9a-f]+)>`", PAGE)
    assert name in {str(graph.value) for graph in read_store(store).named_graphs()}


@pytest.mark.parametrize(("level", "mentions"), [("none", 0), ("goals", 6)])
def test_level_of_evidence_leaves_out_what_the_page_says(
    level: EvidenceLevel, mentions: int, store: Path, tmp_path: Path
) -> None:
    assert "the mentions of its 6 goals" in PAGE
    build([DOCUMENT], tmp_path / level, BuildOptions(evidence=level))
    full, less = (facts_of_the_file(folder) for folder in (store, tmp_path / level))
    kinds = [triple.object for triple in less if triple.predicate == term("rdf:type")]
    assert (kinds.count(term("stp:Goal")), kinds.count(term("stp:Mention"))) == (6, mentions)
    assert less <= full
    assert {triple for triple in full - less if not is_evidence(triple)} == set()


def facts_of_the_file(folder: Path) -> set[Triple]:
    """What the file says, without the description of how it was read."""
    opened, prefix = read_store(folder), f"<{DEFAULT_BASE}file/"
    quads = (quad for quad in opened if str(quad.graph_name).startswith(prefix))
    return {quad.triple for quad in quads if "/extraction/" not in str(quad.subject)}


def is_evidence(triple: Triple) -> bool:
    subject = str(triple.subject)
    return "/mention/" in subject or "/statement/" in subject or triple.predicate == term("stp:evidence")


@pytest.mark.parametrize("block", blocks("console"))
def test_command_prints_what_the_page_shows(block: str, store: Path) -> None:
    command, _, output = block.removeprefix("$ kg ").partition("\n")
    result = CliRunner().invoke(cli, [*shlex.split(command), "--store", str(store)])
    assert result.exit_code == 0, result.stderr
    assert [line.rstrip() for line in (result.stdout or result.stderr).splitlines()] == output.splitlines()


def test_explain_leads_to_the_characters(store: Path) -> None:
    assert f"`kg explain {CLAUSE}`" in PAGE
    result = CliRunner().invoke(cli, ["explain", CLAUSE, "--store", str(store)])
    assert "characters 2381-2393" in result.stdout
    assert f"到2023年,【{CLAUSE}】,产出一批" in result.stdout


def test_sparql_finds_them_too(store: Path) -> None:
    answer = read_store(store).query(blocks("sparql")[0], prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(answer, QuerySolutions)
    found = [tuple(value.value for value in row if isinstance(value, Literal)) for row in answer]
    assert found == [("2381", "2393", "到2023年,", CLAUSE)]
