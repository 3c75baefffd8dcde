from __future__ import annotations

import gzip
import json
import sys
import tempfile
import tracemalloc
from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse

import kg.export
from extract.facts import FileFacts
from kg.errors import MissingPackageError, OutputError, PrefixError, SelectionError
from kg.export import FORMATS, export, sorted_quads
from kg.gazetteer import Gazetteer
from kg.iris import Iris
from kg.jelly import write_jelly
from kg.mapping import map_facts
from kg.names import UnknownNameError
from kg.output import open_output
from kg.prefixes import read_prefixes
from kg.selection import DEFAULT_GRAPHS, GRAPHS, REPEATABLE_GRAPHS, Part, Selection
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


@given(
    st.lists(st.binary(max_size=3).map(lambda line: line.replace(b"\n", b" ") + b"\n")),
    st.integers(1, 5),
    st.integers(2, 4),
)
def test_sorting_in_runs_is_sorting(lines: list[bytes], lines_in_memory: int, runs_merged_at_once: int) -> None:
    assert list(sort_lines(lines, lines_in_memory, runs_merged_at_once)) == sorted(set(lines))


def graph_of(*dates: str, number: int = 1) -> list[Quad]:
    """A file with documents of these dates, one of which cites another document."""
    file = IRIS.file(str(number) * 64)
    quads = [Quad(file, term("dcterms:title"), Literal(f"{number}.txt"), file)]
    for place, date in enumerate(dates):
        document = IRIS.document(f"{number}-{place}")
        kind = "gYear" if len(date) == 4 else "date"
        quads += [
            Quad(document, term("prov:wasDerivedFrom"), file, file),
            Quad(document, LABEL, Literal(f"文件{number}-{place}", language="zh"), file),
            Quad(document, term("rdf:type"), term("stp:PolicyDocument"), file),
            Quad(document, term("dcterms:date"), Literal(date, datatype=term(f"xsd:{kind}")), file),
        ]
    return quads


@pytest.fixture
def dated() -> Store:
    """Files 1 (2018-05-01 and 2019), 2 (2020-12-31), 3 (undated), with links of 1 and 2."""
    store = Store()
    for number, dates in enumerate([("2018-05-01", "2019"), ("2020-12-31",), ()], start=1):
        store.extend(graph_of(*dates, number=number))
    links = IRIS.graph("links")
    for number in (1, 2):
        store.add(Quad(IRIS.document(f"cited-{number}"), term("owl:sameAs"), IRIS.document(f"{number}-0"), links))
    return store


def files_of(store: Store, part: Part) -> str:
    """The numbers of the files in a part, and behind a stroke those of the links."""
    selection = Selection(store, DEFAULT_GRAPHS, part)
    names = [graph.value.removeprefix(IRIS.files)[0] for graph in selection.graphs if IRIS.is_file(graph)]
    linked = [str(quad.object)[-4] for quad in selection.quads(IRIS.graph("links"))]
    return f"{''.join(names)}/{''.join(sorted(linked))}"


@pytest.mark.parametrize(
    ("part", "found"),
    [
        (Part(), "123/12"),
        (Part(since="2018-05-01"), "12/12"),
        # The other document of the file is dated 2019, and June is in it.
        (Part(since="2019-06-01"), "12/12"),
        (Part(since="2020"), "2/2"),
        (Part(since="2020-12"), "2/2"),
        (Part(since="2020-12-31"), "2/2"),
        (Part(documents=("文件1-1",)), "1/1"),
        (Part(documents=("1.txt", "文件2-0")), "12/12"),
        # By the IRI that others cite it by.
        (Part(documents=("document/cited-2",)), "2/2"),
        (Part(documents=("3.txt",)), "3/"),
        (Part(documents=("文件1-0", "文件2-0"), since="2020"), "2/2"),
    ],
)
def test_part_has_the_files_asked_for_and_their_links(dated: Store, part: Part, found: str) -> None:
    assert files_of(dated, part) == found


def test_part_without_any_file_is_an_error(dated: Store, tmp_path: Path) -> None:
    with pytest.raises(SelectionError, match="no document is dated on or after 2021"):
        export(dated, tmp_path / "g.nt", "ntriples", part=Part(since="2021"))
    with pytest.raises(UnknownNameError, match="no document of a file is called '文件9'"):
        export(dated, tmp_path / "g.nt", "ntriples", part=Part(documents=("文件9",)))
    # A document that others only cite stands in no file.
    dated.add(Quad(IRIS.document("only-cited"), LABEL, Literal("办法", language="zh"), IRIS.file("1" * 64)))
    with pytest.raises(UnknownNameError, match="no document of a file"):
        export(dated, tmp_path / "g.nt", "ntriples", part=Part(documents=("办法",)))
    assert list(tmp_path.iterdir()) == []


def test_gzip_holds_the_same_bytes_and_tells_no_time(store: Store, tmp_path: Path) -> None:
    plain = exported(store, tmp_path / "graph.ttl", "turtle")
    one, other = (exported(store, tmp_path / name, "turtle") for name in ("one.ttl.gz", "other.ttl.GZ"))
    assert gzip.decompress(one) == plain
    assert one == other
    # RFC 1952: byte 3 the flags (8 would be a name), bytes 4 to 7 the time.
    assert one[3:8] == bytes(5)


def test_prefixes_of_ones_own_go_first(store: Store, tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text("@prefix r: <https://w3id.org/cn-stp/region/> .\nPREFIX x: <urn:x:>\n", "utf-8")
    prefixes = read_prefixes(["org=https://w3id.org/cn-stp/organisation/", str(tmp_path / "own.ttl")])
    path = tmp_path / "graph.ttl"
    export(store, path, "turtle", ("files",), prefixes=prefixes)
    turtle = path.read_text("utf-8")
    assert "\norg:科学技术部 a " in turtle and "\nr:120000 a " in turtle
    assert "@prefix x: <urn:x:> ." in turtle and "@prefix skos: " in turtle
    assert "http://www.w3.org/ns/org#> ." not in turtle and "@prefix region:" not in turtle
    assert set(parse(turtle, format=RdfFormat.TURTLE)) == set(
        parse(exported(store, tmp_path / "usual.ttl", "turtle", "files"), format=RdfFormat.TURTLE)
    )


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("ex=no iri", "give a prefix and an absolute IRI"),
        ("a b=https://example.org/", "give a prefix and an absolute IRI"),
        ("missing.ttl", "No such file"),
        (__file__, "this is no Turtle"),
    ],
)
def test_prefix_that_is_none_is_named(given: str, problem: str) -> None:
    with pytest.raises(PrefixError, match=problem):
        read_prefixes([given])


class CountingFile(BytesIO):
    """Counts what is written and keeps none of it."""

    written = 0

    def write(self, data: Any) -> int:
        self.written += len(data)
        return len(data)


def peak_of_export(size: int, format_name: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """The most bytes that Python holds while `size` statements of one graph are exported."""
    store, file = Store(), CountingFile()
    graph = IRIS.graph("gazetteers")
    store.extend(Quad(IRIS.region(f"{number:06}"), LABEL, Literal("区" * 30), graph) for number in range(size))
    written: list[int] = []

    def watched(chunk: bytes, format: RdfFormat) -> Iterator[Quad]:
        written.append(file.written)
        return iter(parse(chunk, format=format))

    monkeypatch.setattr(kg.export, "parse", watched)
    monkeypatch.setattr(kg.export, "open_output", lambda _: nullcontext(file))
    tracemalloc.start()
    try:
        export(store, Path("any"), format_name, ("gazetteers",))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(written) == size / 50
    # When half was read, a good part was written: the serializer does not wait for the end.
    assert written[len(written) // 2] > file.written / 3
    return peak


@pytest.mark.parametrize("format_name", FORMATS)
def test_memory_does_not_grow_with_the_store(format_name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.export, "sort_lines", partial(sort_lines, lines_in_memory=50, runs_merged_at_once=4))
    monkeypatch.setattr(kg.export, "_LINES_PARSED_AT_ONCE", 50)
    small, large = (peak_of_export(size, format_name, monkeypatch) for size in (2_000, 10_000))
    assert large < 1.5 * small


def test_open_files_are_few_however_many_the_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Any] = []
    make = tempfile.TemporaryFile

    def counted() -> Any:
        opened.append(make())
        most.append(sum(not file.closed for file in opened))
        return opened[-1]

    most: list[int] = []
    monkeypatch.setattr(tempfile, "TemporaryFile", counted)
    lines = [f"{number * 7919 % 1000:03}\n".encode() for number in range(1000)]
    assert list(sort_lines(lines, lines_in_memory=1, runs_merged_at_once=4)) == sorted(lines)
    # Three at most wait on each of five levels (4 to the power of 5 is 1,024), and four more are being merged into one.
    assert max(most) <= 3 * 5 + 4 + 1
    assert all(file.closed for file in opened)


def test_jelly_is_read_by_its_own_parser(store: Store, sample_quads: list[Quad], tmp_path: Path) -> None:
    parser = pytest.importorskip("pyjelly.integrations.generic.parse")
    with (tmp_path / "g.jelly").open("wb") as file:
        write_jelly(sorted_quads(Selection(store, ("files",))), file)
    with (tmp_path / "g.jelly").open("rb") as file:
        read = [tuple(map(str, quad)) for quad in parser.parse_jelly_flat(file)]
    ours = sorted(sample_quads, key=str)
    assert len(read) == len(set(read)) == len(ours)
    assert {row[0] for row in read} == {str(quad.subject) for quad in ours}


def test_jelly_without_its_package_says_what_to_install(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyjelly", None)
    with pytest.raises(MissingPackageError, match=r"pip install 'cn-stp-kg\[jelly\]'"):
        write_jelly([], BytesIO())
