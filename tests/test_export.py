from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse

from extract.facts import FileFacts
from kg.errors import OutputError
from kg.export import FORMATS, export
from kg.gazetteer import Gazetteer
from kg.iris import Iris
from kg.mapping import map_facts
from kg.output import open_output
from kg.selection import DEFAULT_GRAPHS, GRAPHS, REPEATABLE_GRAPHS
from kg.sorting import sort_lines
from kg.store import claim_base
from kg.vocabulary import ONTOLOGIES, ONTOLOGY, term

IRIS = Iris()
LABEL = term("rdfs:label")
TIANJIN = IRIS.region("天津市", "120000")


@pytest.fixture
def sample_quads(sample_facts: FileFacts) -> list[Quad]:
    return map_facts(sample_facts, IRIS, Gazetteer([], []))


@pytest.fixture
def store(sample_quads: list[Quad]) -> Store:
    """The sample, one statement in each of the other graphs, and a manifest."""
    store = Store()
    claim_base(store, Path("store"), None)
    store.extend(sample_quads)
    own = [IRIS.graph(name) for name in ("links", "inferred", "gazetteers", "runs")]
    for graph in (*own, *map(NamedNode, ONTOLOGIES.values())):
        store.add(Quad(TIANJIN, LABEL, Literal(graph.value), graph))
    return store


def exported(store: Store, path: Path, format_name: str, *graphs: str) -> bytes:
    export(store, path, format_name, graphs or DEFAULT_GRAPHS)
    return path.read_bytes()


@pytest.mark.parametrize("format_name", FORMATS)
def test_every_format_holds_the_same(store: Store, sample_quads: list[Quad], tmp_path: Path, format_name: str) -> None:
    data = exported(store, tmp_path / "graph", format_name, "files")
    read = list(parse(data, format=FORMATS[format_name]))
    assert {quad.triple for quad in read} == {quad.triple for quad in sample_quads}
    if FORMATS[format_name].supports_datasets:
        assert set(read) == set(sample_quads)


@pytest.mark.parametrize("format_name", FORMATS)
def test_bytes_do_not_depend_on_the_order_of_writing(
    store: Store, sample_quads: list[Quad], tmp_path: Path, format_name: str
) -> None:
    other = Store()
    for quad in reversed(list(store)):
        other.add(quad)
    one = exported(store, tmp_path / "one", format_name)
    assert one == exported(other, tmp_path / "other", format_name)


def test_lines_are_sorted(store: Store, tmp_path: Path) -> None:
    lines = exported(store, tmp_path / "graph.nt", "ntriples").splitlines()
    assert lines == sorted(set(lines))


def test_turtle_has_prefixes_and_gathers_subjects(store: Store, tmp_path: Path) -> None:
    turtle = exported(store, tmp_path / "graph.ttl", "turtle").decode()
    assert "@prefix stp: <https://w3id.org/cn-stp/ontology#> ." in turtle
    assert "\norganisation:科学技术部 a stp:GovernmentBody , stp:Organisation ;" in turtle
    assert turtle.count("\norganisation:科学技术部 ") == 1


@pytest.mark.parametrize(
    ("graphs", "labels"),
    [
        (DEFAULT_GRAPHS, {IRIS.graph("links").value}),
        (
            REPEATABLE_GRAPHS,
            {
                IRIS.graph("links").value,
                IRIS.graph("inferred").value,
                IRIS.graph("gazetteers").value,
                ONTOLOGY,
                f"{ONTOLOGY}/alignments",
                f"{ONTOLOGY}/kinds",
            },
        ),
        (("runs",), {IRIS.graph("runs").value}),
        (("ontology",), {ONTOLOGY, f"{ONTOLOGY}/alignments", f"{ONTOLOGY}/kinds"}),
    ],
)
def test_graphs_are_chosen(store: Store, tmp_path: Path, graphs: tuple[str, ...], labels: set[str]) -> None:
    data = exported(store, tmp_path / "graph.nq", "nquads", *graphs)
    read = list(parse(data, format=RdfFormat.N_QUADS))
    found = {quad.object.value for quad in read if quad.subject == TIANJIN and isinstance(quad.object, Literal)}
    assert found - {"天津市", "120000"} == labels
    assert any(quad.subject == TIANJIN and quad.object == Literal("天津市", language="zh") for quad in read) == (
        "files" in graphs
    )


@pytest.mark.parametrize("format_name", FORMATS)
def test_manifest_and_blank_nodes_are_never_exported(store: Store, tmp_path: Path, format_name: str) -> None:
    data = exported(store, tmp_path / "graph", format_name, *GRAPHS)
    assert b"manifest" not in data
    read = list(parse(data, format=FORMATS[format_name]))
    assert not [quad for quad in read if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)]


def test_statement_of_two_files_is_merged_once(tmp_path: Path) -> None:
    store = Store()
    for name in ("a", "b"):
        store.add(Quad(TIANJIN, LABEL, Literal("天津市", language="zh"), IRIS.file(name * 64)))
    assert exported(store, tmp_path / "g", "ntriples").count(b"\n") == 1
    assert exported(store, tmp_path / "g", "nquads").count(b"\n") == 2


def test_control_characters_do_not_break_xml(tmp_path: Path) -> None:
    store = Store()
    store.add(Quad(TIANJIN, LABEL, Literal("a\x0bb", language="zh"), IRIS.file("a" * 64)))
    (quad,) = parse(exported(store, tmp_path / "g", "rdfxml"), format=RdfFormat.RDF_XML)
    assert quad.object == Literal("a\ufffdb", language="zh")


def test_empty_store_gives_an_empty_graph(tmp_path: Path) -> None:
    assert json.loads(exported(Store(), tmp_path / "g.jsonld", "jsonld")) == []


def test_failed_writing_leaves_the_older_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("older", "utf-8")
    with pytest.raises(ZeroDivisionError), open_output(path) as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert path.read_text("utf-8") == "older"
    assert [entry.name for entry in tmp_path.iterdir()] == ["graph.ttl"]


def test_device_is_written_to_and_not_replaced() -> None:
    with open_output(Path("/dev/null")) as file:
        file.write(b"x")
    assert not Path("/dev/null").is_file()


def test_output_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No such file or directory"), open_output(tmp_path / "none" / "g.ttl"):
        pass
    with pytest.raises(OutputError, match="s a directory"), open_output(tmp_path):
        pass


@given(st.lists(st.binary(max_size=3).map(lambda line: line.replace(b"\n", b" ") + b"\n")), st.integers(1, 5))
def test_sorting_in_runs_is_sorting(lines: list[bytes], lines_in_memory: int) -> None:
    assert list(sort_lines(lines, lines_in_memory)) == sorted(set(lines))
