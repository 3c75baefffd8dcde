"""`ontology/shapes.ttl` and `kg validate`: good graphs are clean, and every fault planted in one is seen."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyshacl
import pytest
import rdflib
from click.testing import CliRunner, Result
from planted_faults import FAULTS, MORE, PREFIXES, Expected
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse
from rdflib.namespace import RDF, SH

from extract.facts import FileFacts
from extract.resources import resource
from kg.build import build
from kg.cli import cli
from kg.errors import ShapesError
from kg.gazetteer import Gazetteer
from kg.iris import Iris
from kg.mapping import map_facts
from kg.store import claim_base
from kg.validation import run
from kg.validation.check import Checker
from kg.validation.run import graphs_to_check, validate
from kg.validation.shapes import default_shapes
from kg.vocabulary import ONTOLOGY, term

IRIS = Iris()
GRAPH = IRIS.file("a" * 64)
SHAPES = "https://w3id.org/cn-stp/shapes#"
# What `pyshacl.validate` warns of when it reads a file or a graph; `kg` goes another way.
of_pyshacl_itself = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
TIANJIN = IRIS.region("天津市", "120000")


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(default_shapes())


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(default_shapes())


@pytest.fixture
def good(sample_facts: FileFacts) -> Store:
    """The graph of the sample, and what it does not hold, as one graph without a name."""
    store = Store()
    for quad in map_facts(sample_facts, IRIS, Gazetteer([], [])):
        store.add(Quad(quad.subject, quad.predicate, quad.object))
    store.update(PREFIXES + MORE)
    return store


@pytest.fixture
def folder(sample_facts: FileFacts, tmp_path: Path) -> Path:
    """A store of the sample on disk, with a bad region, a warning and an info in the graph of the gazetteers."""
    path = tmp_path / "store"
    store = Store(str(path))
    claim_base(store, path, None)
    store.extend(map_facts(sample_facts, IRIS, Gazetteer([], [])))
    gazetteers = IRIS.graph("gazetteers")
    ontology = NamedNode(ONTOLOGY)
    for predicate, value in (("rdf:type", term("stp:Region")), ("rdfs:label", Literal("天津（市", language="zh"))):
        store.add(Quad(TIANJIN, term(predicate), value, gazetteers))
        store.add(Quad(TIANJIN, term(predicate), value, ontology))
    store.add(Quad(TIANJIN, term("skos:notation"), Literal("12"), gazetteers))
    store.flush()
    return path


def found(checker: Checker, store: Store) -> set[Expected]:
    results = checker(GRAPH, store.quads_for_pattern(None, None, None, None))
    return {(r.severity.name.lower(), r.shape.value.removeprefix(SHAPES), r.path_text) for r in results}


def test_the_good_graph_is_clean(good: Store, checker: Checker) -> None:
    assert found(checker, good) == set()


@pytest.mark.parametrize("fault", FAULTS)
def test_planted_fault_is_seen(fault: str, good: Store, checker: Checker) -> None:
    update, expected = FAULTS[fault]
    before = set(good)
    good.update(PREFIXES + update)
    assert set(good) != before
    assert found(checker, good) == expected


def test_every_shape_has_a_planted_fault(shapes: rdflib.Graph) -> None:
    planted = {shape for _, expected in FAULTS.values() for _, shape, _ in expected}
    properties = {str(shape).removeprefix(SHAPES) for shape in shapes.subjects(RDF.type, SH.PropertyShape)}
    assert properties - planted == set()
    for node in shapes.subjects(RDF.type, SH.NodeShape):
        own = {str(node), *map(str, shapes.objects(node, SH.property))}
        assert {name.removeprefix(SHAPES) for name in own} & planted


def test_every_shape_speaks_both_languages(shapes: rdflib.Graph) -> None:
    """Names, and messages where the shape itself has constraints; each in Chinese and English, once."""
    properties = set(shapes.subjects(RDF.type, SH.PropertyShape))
    nodes = set(shapes.subjects(RDF.type, SH.NodeShape))
    speaking = properties | set(shapes.subjects(RDF.type, SH.SPARQLConstraint)) | set(shapes.subjects(SH.message))
    named = [(shape, SH.name) for shape in properties]
    labelled = [(shape, said) for shape in nodes for said in (rdflib.RDFS.label, rdflib.RDFS.comment)]
    for shape, predicate in [(shape, SH.message) for shape in speaking] + named + labelled:
        texts = [text for text in shapes.objects(shape, predicate) if isinstance(text, rdflib.Literal)]
        assert sorted(str(text.language) for text in texts) == ["en", "zh"], (shape, predicate)
    severities = {SH.Violation, SH.Warning, SH.Info}
    assert {shapes.value(shape, SH.severity) for shape in properties} == severities


def test_node_shapes_with_constraints_of_their_own_have_severity_and_message(shapes: rdflib.Graph) -> None:
    structure = {SH.targetClass, SH.targetSubjectsOf, SH.property, RDF.type, rdflib.RDFS.label, rdflib.RDFS.comment}
    for node in shapes.subjects(RDF.type, SH.NodeShape):
        if set(shapes.predicates(node)) - structure:
            assert (node, SH.severity, None) in shapes, node
            assert (node, SH.message, None) in shapes or (node, SH.sparql, None) in shapes, node


@of_pyshacl_itself
def test_the_shapes_are_valid_shacl() -> None:
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=str(default_shapes()), meta_shacl=True)
    assert conforms, text


def test_the_shapes_name_only_terms_of_the_ontology_and_the_graph_model(shapes: rdflib.Graph) -> None:
    """A misspelt term would make a shape that nothing can fail."""
    ontology = rdflib.Graph().parse(resource("ontology/stp.ttl"))
    known = {str(term) for term in ontology.subjects() if isinstance(term, rdflib.URIRef)}
    # Terms of version 0.2.0 of the ontology.
    known |= {f"{ONTOLOGY}#{name}" for name in ("Extraction", "setOutIn", "couldBe", "configuration")}
    named = {str(term) for triple in shapes for term in triple if str(term).startswith(f"{ONTOLOGY}#")}
    assert named - known - {f"{ONTOLOGY}#"} == set()


@of_pyshacl_itself
def test_checking_all_nodes_of_a_shape_at_once_finds_what_plain_pyshacl_finds(good: Store, checker: Checker) -> None:
    """The prepared shapes against the shapes as they stand, on a graph with many faults."""
    for fault in (
        "two names",
        "mention of nothing",
        "range backwards",
        "section zero",
        "no start",
        "number of another year",
    ):
        good.update(PREFIXES + FAULTS[fault][0])
    results = checker(GRAPH, good.quads_for_pattern(None, None, None, None))
    data = rdflib.Graph().parse(data=good.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=str(default_shapes()), inference="none")
    assert isinstance(report, rdflib.Graph)
    plain = [
        tuple(str(report.value(node, said)) for said in (SH.focusNode, SH.sourceShape, SH.resultSeverity, SH.value))
        for node in report.objects(None, SH.result)
    ]
    severities = {0: SH.Violation, 1: SH.Warning, 2: SH.Info}
    ours = [
        (r.focus.value, r.shape.value, str(severities[int(r.severity)]), "None" if r.value is None else r.value.value)
        for r in results
    ]
    assert len(ours) == 7
    assert sorted(ours) == sorted(plain)


def test_graphs_of_statements_about_others_need_no_descriptions(checker: Checker) -> None:
    about = [
        Quad(TIANJIN, term("rdf:type"), term("stp:Region")),
        Quad(TIANJIN, term("stp:partOf"), TIANJIN),
    ]
    results = checker(IRIS.graph("inferred"), about, described=False)
    assert [result.shape.value for result in results] == [SHAPES + "NotInItself"]
    assert len(checker(IRIS.graph("gazetteers"), about)) > 1


def test_the_five_documents_are_clean(tmp_path: Path) -> None:
    build([resource("data/documents")], tmp_path / "store")
    result = kg("validate", "--store", str(tmp_path / "store"), "--severity", "warning", "--workers", "1")
    assert (result.exit_code, result.stdout) == (0, "8 graphs: 0 violations, 0 warnings, 0 infos\n")


def kg(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def test_table_names_graph_node_path_value_and_message(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    result = kg("validate", "--store", str(folder), "--workers", "1")
    assert result.exit_code == 1, result.stderr
    lines = [re.split(" {2,}", line.rstrip()) for line in result.stdout.splitlines() if line.strip("─")]
    columns = ["graph", "node", "name", "path", "value"]
    code = "A region has one code at most: six digits (GB/T 2260) or two capital letters (ISO 3166-1)."
    cut = "Quotation marks or brackets of the name do not come in pairs; it may have been cut off."
    region = [":graph/gazetteers", ":region/120000", "天津市"]
    assert lines == [
        ["violation", "shapes:Region-code", "1", code],
        columns,
        [*region, "skos:notation", "12"],
        ["warning", "shapes:whole-name", "1", cut],
        columns,
        [*region, "rdfs:label", "天津（市"],
        ["info", "shapes:Region-kind", "1", "It is not known what kind of region this is."],
        columns,
        [*region, "rdf:type"],
        ["2 graphs: 1 violation, 1 warning, 1 info"],
    ]


@pytest.mark.parametrize(
    ("variables", "arguments", "message"),
    [
        ({"LANG": "zh_CN.UTF-8"}, [], "不知是何种地区。"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, [], "It is not known what kind of region this is."),
        ({"LANG": "zh_CN.UTF-8"}, ["--language", "en"], "It is not known what kind of region this is."),
        ({}, ["--language", "zh"], "不知是何种地区。"),
    ],
)
def test_messages_are_in_the_language_of_the_user(
    variables: dict[str, str], arguments: list[str], message: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert message in kg("validate", "--store", str(folder), "--workers", "1", *arguments).stdout


def test_severity_hides_the_less_weighty_results_but_not_that_they_are_there(folder: Path) -> None:
    result = kg("validate", "--store", str(folder), "--workers", "1", "--severity", "violation")
    assert "shapes:Region-code" in result.stdout
    assert "shapes:whole-name" not in result.stdout
    assert result.stdout.endswith("2 graphs: 1 violation, 1 warning, 1 info\n")


@pytest.mark.parametrize("graph", [":file/", "sample.txt"])
def test_one_graph_can_be_chosen_and_warnings_alone_are_no_failure(graph: str, folder: Path) -> None:
    store = Store.read_only(str(folder))
    name = graph if graph != ":file/" else next(str(g.value) for g in graphs_to_check(store) if "/file/" in str(g))
    result = kg("validate", "--store", str(folder), "--graph", name, "--workers", "1")
    assert (result.exit_code, result.stdout) == (0, "1 graph: 0 violations, 0 warnings, 0 infos\n")


def test_unknown_graph_is_an_error_of_usage(folder: Path) -> None:
    result = kg("validate", "--store", str(folder), "--graph", ":graph/manifest")
    assert result.exit_code == 2
    assert "':graph/manifest' is no graph that is checked" in result.stderr


def test_json_is_plain_data(folder: Path) -> None:
    result = kg("validate", "--store", str(folder), "--format", "json", "--severity", "violation", "--workers", "1")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {
            "severity": "violation",
            "shape": "https://w3id.org/cn-stp/shapes#Region-code",
            "component": "http://www.w3.org/ns/shacl#PatternConstraintComponent",
            "graph": "https://w3id.org/cn-stp/graph/gazetteers",
            "file": ":graph/gazetteers",
            "node": "https://w3id.org/cn-stp/region/120000",
            "name": "天津市",
            "path": "skos:notation",
            "value": "12",
            "messages": {
                "zh": "地区代码至多一个，应为六位数字（GB/T 2260）或两个大写字母（ISO 3166-1）。",
                "en": "A region has one code at most: six digits (GB/T 2260) or two capital letters (ISO 3166-1).",
            },
        }
    ]


def test_turtle_is_the_report_of_shacl_and_the_same_from_run_to_run(folder: Path) -> None:
    store = Store(str(folder))
    # A result with a path that is no single property.
    count = "GRAPH ?graph { ?file stp:characterCount"
    store.update(f"{PREFIXES} DELETE {{ {count} ?n }} }} INSERT {{ {count} 99 }} }} WHERE {{ {count} ?n }} }}")
    store.flush()
    del store
    first, second = (kg("validate", "--store", str(folder), "--format", "turtle", "--workers", "1") for _ in range(2))
    assert first.stdout_bytes == second.stdout_bytes
    report = rdflib.Graph().parse(data=first.stdout, format="turtle")
    (node,) = report.subjects(RDF.type, SH.ValidationReport)
    assert report.value(node, SH.conforms) == rdflib.Literal(False)
    results = list(report.objects(node, SH.result))
    assert len(results) > 3
    for result in results:
        for said in (SH.focusNode, SH.resultSeverity, SH.sourceShape, SH.sourceConstraintComponent, SH.resultPath):
            assert report.value(result, said) is not None
        assert len(list(report.objects(result, SH.resultMessage))) == 2
    (path,) = {p for p in report.objects(None, SH.resultPath) if isinstance(p, rdflib.BNode)}
    members = list(report.items(path))
    assert report.value(members[0], SH.inversePath) == rdflib.URIRef("http://www.w3.org/ns/oa#hasSource")
    assert len(members) == 3


def test_several_processes_find_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_GRAPHS_WORTH_A_PROCESS", 0)
    graphs = graphs_to_check(Store.read_only(str(folder)))
    told: list[tuple[int, int]] = []
    shared = validate(folder, default_shapes(), graphs, 2, lambda total, done, _: told.append((total, done)))
    assert told == [(2, 1), (2, 2)]
    assert len(shared.results) == 3
    assert shared == validate(folder, default_shapes(), graphs)


def test_several_processes_do_not_start_on_shapes_that_cannot_be_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "_GRAPHS_WORTH_A_PROCESS", 0)
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text("no turtle", "utf-8")
    with pytest.raises(ShapesError, match="shapes.ttl: this is not RDF that can be read"):
        validate(folder, shapes, graphs_to_check(Store.read_only(str(folder))), 2)
    assert capfd.readouterr().err == ""


def test_other_shapes_can_be_given(folder: Path, tmp_path: Path) -> None:
    """Shapes without a name or a message, in N-Triples."""
    turtle = """
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix stp: <https://w3id.org/cn-stp/ontology#> .
        [] a sh:NodeShape ; sh:targetClass stp:RegionProvince ;
            sh:property [ sh:path ( stp:locatedIn [ sh:zeroOrMorePath stp:partOf ] ) ; sh:minCount 1 ] .
    """
    path = tmp_path / "shapes.nt"
    store = Store()
    store.extend(parse(turtle, format=RdfFormat.TURTLE))
    path.write_bytes(store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b"")
    result = kg("validate", "--store", str(folder), "--shapes", str(path), "--format", "json", "--workers", "1")
    assert result.exit_code == 1, result.stderr
    (said,) = json.loads(result.stdout)
    assert said["node"] == TIANJIN.value
    assert said["path"] == "stp:locatedIn/(stp:partOf)*"
    assert said["messages"][""].startswith("Less than 1 values")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("this is no Turtle", "this is not RDF that can be read"),
        ("<a:a> <a:b> <a:c> .", "there are no SHACL shapes with a target in this file"),
        (
            "@prefix sh: <http://www.w3.org/ns/shacl#> . <a:a> a sh:PropertyShape ; sh:targetClass <a:b> .",
            "these shapes cannot be used",
        ),
    ],
)
def test_shapes_that_cannot_be_used_are_an_error_in_words(text: str, reason: str, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(text, "utf-8")
    result = kg("validate", "--store", str(folder), "--shapes", str(path), "--workers", "1")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"shapes.ttl: {reason}" in result.stderr
    with pytest.raises(ShapesError):
        validate(folder, path, graphs_to_check(Store.read_only(str(folder))))
