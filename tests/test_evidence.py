"""Evidence: every fact has some, how much of it is written, and which run of the tool read the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_extractor import make_fake
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from extract.facts import FileFacts
from extract.resources import resource
from kg.build import BuildOptions, build
from kg.gazetteer import Gazetteer
from kg.iris import Iris
from kg.mapping import EVIDENCE_LEVELS, EvidenceLevel, MappingSettings, Run, map_facts
from kg.store import read_store
from kg.vocabulary import PREFIXES, term

IRIS = Iris("https://example.org/")
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()) + "BASE <https://example.org/>\n"
FILE = "73e8d0155d11585b"
QUERY = (resource("queries") / "facts-without-evidence.rq").read_text("utf-8")
_RECORDS = ("/mention/", "/statement/")


@pytest.fixture(scope="module")
def five_documents(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The graph of the five documents, in memory, to be changed."""
    folder = tmp_path_factory.mktemp("five") / "store"
    build([resource("data/documents")], folder)
    store = Store()
    store.bulk_extend(read_store(folder))
    return store


def unsupported(store: Store) -> set[str]:
    """The properties of the facts without evidence."""
    rows = store.query(QUERY, use_default_graph_as_union=True)
    return {re.split("[#/]", row["predicate"].value)[-1] for row in rows}  # type: ignore[union-attr]


def test_every_fact_of_the_five_documents_and_of_the_gazetteers_has_evidence(five_documents: Store) -> None:
    assert unsupported(five_documents) == set()


@pytest.mark.parametrize(
    ("is_taken_out", "properties"),
    [
        (lambda quad: quad.predicate == term("oa:hasTarget"), {"repeals", "setsGoal", "mentions", "type", "value"}),
        (
            lambda quad: quad.predicate == term("stp:predicate") and quad.object == term("stp:dateSigned"),
            {"dateSigned"},
        ),
        (lambda quad: quad.predicate == term("stp:object") and "/region/" in quad.object.value, {"locatedIn"}),
        (lambda quad: quad.predicate == term("stp:evidence") and "/section/" in str(quad.subject), {"hasSection"}),
        (lambda quad: quad.predicate == term("dcterms:source") and str(quad.subject).endswith("/120000>"), {"label"}),
    ],
    ids=["targets", "one-statement", "objects", "sections", "gazetteer-row"],
)
def test_facts_that_lose_their_evidence_are_found(
    five_documents: Store, is_taken_out: Callable[[Quad], bool], properties: set[str]
) -> None:
    taken = [quad for quad in five_documents if is_taken_out(quad)]
    assert taken
    for quad in taken:
        five_documents.remove(quad)
    try:
        assert properties <= unsupported(five_documents)
    finally:
        five_documents.extend(taken)


def mapped(facts: FileFacts, evidence: EvidenceLevel) -> list[Quad]:
    return map_facts(facts, IRIS, Gazetteer([], []), MappingSettings(evidence))


def test_levels_differ_in_nothing_but_evidence(sample_facts: FileFacts) -> None:
    def about_the_world(quads: list[Quad]) -> list[Quad]:
        records = [quad for quad in quads if any(kind in str(quad.subject) for kind in _RECORDS)]
        return [quad for quad in quads if quad not in records and quad.predicate != term("stp:evidence")]

    none, goals, full = (mapped(sample_facts, level) for level in EVIDENCE_LEVELS)
    assert about_the_world(goals) == about_the_world(full) == none


def test_only_the_sentences_of_goals_are_kept(sample_facts: FileFacts) -> None:
    quads = mapped(sample_facts, "goals")
    supported = {str(quad.subject).split("/")[-2] for quad in quads if quad.predicate == term("stp:evidence")}
    exact = {
        quad.object.value for quad in quads if quad.predicate == term("oa:exact") if isinstance(quad.object, Literal)
    }
    assert supported == {"goal"}
    assert exact == {"天津市智能机器人产业规模达到200亿元", "建成创新平台5—8家", "关键技术自主可控"}


def test_the_graph_says_what_read_the_file(sample_facts: FileFacts) -> None:
    run = Run("0.1.0", "0123456789abcdef")
    quads = map_facts(sample_facts, IRIS, Gazetteer([], []), MappingSettings(run=run))
    said = {q.triple for q in quads if "/extraction/" in str(q.subject) or "/tool/" in str(q.subject)}
    said |= {q.triple for q in quads if q.subject == NamedNode(f"{IRIS.base}file/{FILE}#facts")}
    turtle = f"""<extraction/{FILE}-0123456789abcdef> a stp:Extraction, prov:Activity ; prov:used <file/{FILE}> ;
            prov:wasAssociatedWith <tool/0.1.0> ; prov:generated <file/{FILE}#facts> ;
            stp:configuration "0123456789abcdef" .
        <tool/0.1.0> a prov:SoftwareAgent ; rdfs:label "kg 0.1.0" ; schema:softwareVersion "0.1.0" .
        <file/{FILE}#facts> a prov:Bundle ; prov:wasDerivedFrom <file/{FILE}> ."""
    assert said == {quad.triple for quad in parse(PROLOGUE + turtle, format=RdfFormat.TURTLE)}


def ended(store_dir: Path) -> dict[str, str]:
    """When each file was read, by the file's name."""
    store = read_store(store_dir)
    query = """SELECT ?name ?when WHERE { GRAPH ?runs { ?run prov:used ?file ; prov:endedAtTime ?when }
        ?file dcterms:title ?name . GRAPH ?file { ?run a stp:Extraction }
        FILTER (STRENDS(STR(?runs), "graph/runs")) }"""
    rows = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    return {row["name"].value: row["when"].value for row in rows}  # type: ignore[union-attr]


def test_the_store_knows_when_each_file_was_read(tmp_path: Path) -> None:
    texts, store_dir = tmp_path / "texts", tmp_path / "store"
    texts.mkdir()
    for name in ("a.txt", "b.txt"):
        (texts / name).write_text(f"{name}规划\n", "utf-8")
    build([texts], store_dir, make_extractor=make_fake)
    first = ended(store_dir)
    assert first.keys() == {"a.txt", "b.txt"}
    assert all(re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", when) for when in first.values())
    (texts / "a.txt").write_text("a.txt规划，修订\n", "utf-8")
    build([texts], store_dir, make_extractor=make_fake)
    assert ended(store_dir).keys() == {"a.txt", "b.txt"}
    assert ended(store_dir)["b.txt"] == first["b.txt"]
    runs = list(read_store(store_dir).quads_for_pattern(None, term("prov:used"), None, Iris().graph("runs")))
    assert len(runs) == 2


def test_a_store_keeps_its_level_and_other_files_of_another_are_counted(tmp_path: Path) -> None:
    texts, store_dir = tmp_path / "texts", tmp_path / "store"
    texts.mkdir()
    for name in ("a.txt", "b.txt"):
        (texts / name).write_text(f"{name}规划\n", "utf-8")
    build([texts], store_dir, BuildOptions(evidence="none"), make_extractor=make_fake)
    assert build([texts], store_dir, make_extractor=make_fake).unchanged == 2
    report = build([texts / "a.txt"], store_dir, BuildOptions(evidence="full"), make_extractor=make_fake)
    assert (report.built, report.stale) == (1, 1)
    assert build([texts], store_dir, make_extractor=make_fake).stale == 0
