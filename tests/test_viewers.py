"""The views of the five documents as other programs read them: as many nodes and edges as SPARQL counts."""

from __future__ import annotations

import csv
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import igraph
import networkx
import pytest
from click.testing import CliRunner
from lxml import etree
from pyld import jsonld
from pyoxigraph import RdfFormat, Store, parse

from bench.interop._view_counts import ENTITY, VIEWS, counts
from extract.resources import resource
from kg.build import build
from kg.cli import cli
from kg.export import COMPACT, export
from kg.reader import Reader
from kg.selection import GRAPHS, REPEATABLE_GRAPHS
from kg.views.read import read_view, saved_views
from kg.views.write import ENDINGS, FORMATS, write_view
from kg.vocabulary import DEFAULT_BASE

ROOT = Path(__file__).resolve().parent.parent
each_view = pytest.mark.parametrize("view", VIEWS)
needs_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="no dot on the path (Debian: graphviz)")
MINISTRY = ("organisation:科学技术部", "科学技术部")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the five documents, on disk."""
    folder = tmp_path_factory.mktemp("viewers") / "store"
    build([resource("data/documents")], folder)
    return folder


@pytest.fixture(scope="module")
def store(folder: Path) -> Store:
    """The same, open."""
    return Store.read_only(str(folder))


@pytest.fixture(scope="module")
def files(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every view in every format, as `<view>.<format>`."""
    folder = tmp_path_factory.mktemp("files")
    for name, view in saved_views().items():
        given = {"entity": ENTITY} if view.parameters else {}
        graph = read_view(store, Reader(store, DEFAULT_BASE), view, given)
        for format_name in FORMATS:
            write_view(graph, folder / f"{name}.{format_name}", format_name)
    return folder


def commands_of(page: str) -> list[str]:
    """The commands that a page of the documentation shows."""
    blocks = re.findall(r"^```sh\n(.*?)^```", (ROOT / page).read_text("utf-8"), re.M | re.S)
    return [line.removeprefix("kg ") for block in blocks for line in block.splitlines() if line.startswith("kg ")]


@pytest.mark.parametrize("command", commands_of("docs/viewers.md"))
def test_commands_of_the_page_about_viewers_run(
    command: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, [*shlex.split(command), "--store", str(folder)])
    assert result.exit_code == 0, result.stderr
    output = tmp_path / command.rpartition(" -o ")[2]
    assert all(path.stat().st_size for path in ([output] if output.is_file() else output.iterdir()))


def test_page_about_viewers_knows_every_view_and_format() -> None:
    text = (ROOT / "docs" / "viewers.md").read_text("utf-8")
    assert set(VIEWS) == set(re.findall(r"^\| `([a-z]+)`", text, re.M))
    shown = " ".join(commands_of("docs/viewers.md"))
    for name in FORMATS:
        ways = [f"--format {name}", *(ending for ending, format_name in ENDINGS.items() if format_name == name)]
        assert any(way in shown for way in ways), name


def test_every_view_is_counted() -> None:
    assert set(VIEWS) == set(saved_views())


@each_view
def test_networkx_reads_graphml(view: str, store: Store, files: Path) -> None:
    graph: Any = networkx.read_graphml(files / f"{view}.graphml", force_multigraph=True)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == counts(store, view)
    assert graph.is_directed() == (view != "collaboration")
    identifier, label = MINISTRY
    if identifier in graph:
        assert graph.nodes[identifier]["label"] == label
        assert graph.nodes[identifier]["iri"] == f"{DEFAULT_BASE}organisation/{label}"
    assert {type(data["weight"]) for _, _, data in graph.edges(data=True)} == {float}
    assert {type(data.get("year", 0)) for _, _, data in graph.edges(data=True)} == {int}


@each_view
def test_igraph_reads_graphml(view: str, store: Store, files: Path) -> None:
    graph = igraph.Graph.Read_GraphML(str(files / f"{view}.graphml"))
    assert (graph.vcount(), graph.ecount()) == counts(store, view)
    assert graph.is_directed() == (view != "collaboration")
    assert all(graph.vs["label"]) and all(graph.es["kind"])


@each_view
def test_networkx_reads_gexf(view: str, store: Store, files: Path) -> None:
    graph: Any = networkx.read_gexf(files / f"{view}.gexf", version="1.3")
    assert (graph.number_of_nodes(), graph.number_of_edges()) == counts(store, view)
    assert all(data["viz"]["color"] and data["kind"] for _, data in graph.nodes(data=True))


def test_ids_of_graphml_are_those_that_its_schema_allows(files: Path) -> None:
    """xs:NMTOKEN: libxml2 is asked, by a schema that has nothing but such attributes."""
    schema = etree.XMLSchema(
        etree.fromstring(
            """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="ids">
            <xs:complexType><xs:sequence><xs:element name="id" maxOccurs="unbounded" type="xs:NMTOKEN"/></xs:sequence>
            </xs:complexType></xs:element></xs:schema>"""
        )
    )
    document = etree.Element("ids")
    for path in files.glob("*.graphml"):
        for node in etree.parse(path).iter("{*}node"):
            etree.SubElement(document, "id").text = node.get("id")
    assert len(document) > 500
    schema.assertValid(document)


@needs_dot
@each_view
def test_graphviz_reads_dot(view: str, store: Store, files: Path) -> None:
    done = subprocess.run(["dot", "-Tdot_json", files / f"{view}.dot"], capture_output=True, check=True)
    graph = json.loads(done.stdout)
    assert (len(graph["objects"]), len(graph["edges"])) == counts(store, view)
    assert graph["directed"] == (view != "collaboration")


@needs_dot
def test_graphviz_draws_chinese_names_and_markup_as_they_are(tmp_path: Path, files: Path) -> None:
    done = subprocess.run(["dot", "-Tsvg", files / "collaboration.dot"], capture_output=True, check=True)
    texts = {item.text for item in etree.fromstring(done.stdout).iter("{*}text")}
    assert {"科学技术部", "工业和信息化部", "issuesWith"} <= texts


@each_view
def test_tables_have_a_row_for_each(view: str, store: Store, files: Path) -> None:
    for folder, names in (("csv", ("nodes", "edges")), ("neo4j", ("nodes", "relationships"))):
        texts = [(files / f"{view}.{folder}" / f"{name}.csv").read_text("utf-8") for name in names]
        tables = [list(csv.reader(text.splitlines())) for text in texts]
        assert tuple(len(table) - 1 for table in tables) == counts(store, view)
        assert all(len(row) == len(table[0]) for table in tables for row in table)


@each_view
def test_json_of_cytoscape_has_an_element_for_each(view: str, store: Store, files: Path) -> None:
    elements = json.loads((files / f"{view}.cytoscape").read_text("utf-8"))["elements"]
    assert (len(elements["nodes"]), len(elements["edges"])) == counts(store, view)
    parts = json.loads((files / f"{view}.cx2").read_text("utf-8"))
    aspects = {key: value for part in parts for key, value in part.items()}
    assert (len(aspects["nodes"]), len(aspects["edges"])) == counts(store, view)


@pytest.mark.parametrize("graphs", [GRAPHS[:2], REPEATABLE_GRAPHS], ids=["files and links", "all"])
def test_pyld_reads_the_same_quads_from_compact_json_ld(graphs: tuple[str, ...], store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "g.jsonld", COMPACT, graphs)
    export(store, tmp_path / "g.nq", "nquads", graphs)
    document = json.loads((tmp_path / "g.jsonld").read_text("utf-8"))
    read = jsonld.to_rdf(document, {"format": "application/n-quads"})
    ours = set(parse((tmp_path / "g.nq").read_bytes(), format=RdfFormat.N_QUADS))
    assert set(parse(read.encode(), format=RdfFormat.N_QUADS)) == ours


def test_compact_json_ld_is_to_be_read_by_people(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "g.jsonld", COMPACT, ("files",))
    document = json.loads((tmp_path / "g.jsonld").read_text("utf-8"))
    nodes = {node["id"]: node for graph in document["graph"] for node in graph["graph"]}
    guide = nodes["document/国科发规-2020-254"]
    assert guide["type"] == ["Notice", "PolicyDocument"]
    assert guide["documentNumber"] == "国科发规〔2020〕254号"
    assert guide["dateSigned"] == "2020-09-29"
    assert guide["issuedBy"] == "organisation/科学技术部"
    assert guide["repeals"] == "document/国科发规-2019-298"
    assert not [key for node in nodes.values() for key in node if ":" in key]
