"""Views as property graphs: what the small store shows, worked out by hand, and difficult texts in files."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rdflib
from click.testing import CliRunner
from lxml import etree
from pyoxigraph import RdfFormat, Store

from extract.resources import resource
from kg.cli import cli
from kg.errors import OutputError
from kg.output import STDOUT
from kg.queries import QueryError, QueryUsageError, SavedQuery, read_query
from kg.query import Table, bind, run
from kg.reader import Reader
from kg.views.assembly import day
from kg.views.model import Edge, Node, PropertyGraph, one_line
from kg.views.names import node_id
from kg.views.read import DEFAULT_VIEW, find_view, read_view, saved_views
from kg.views.write import ENDINGS, FOLDER_FORMATS, FORMATS, write_view
from kg.vocabulary import DEFAULT_BASE

SAMPLE = Path(__file__).parent / "data" / "sample.trig"
VIEWS = saved_views()
MINISTRY, NDRC, COUNCIL = "organisation:科学技术部", "organisation:国家发展和改革委员会", "organisation:国务院"
PLAN, TIANJIN, GUIDE = "document:国发-2017-35", "document:津政办发-2018-9", "document:国科发规-2020-254"
NOTICE, SCHEME = "document:0123456789abcdef", "document:fedcba9876543210"
BUREAU, INDUSTRY = "organisation:天津市科学技术局", "organisation:天津市工业和信息化局"
NATIONAL, HOME, BINHAI = "programme:国家重点研发计划", "programme:智能家居示范工程", "region:120116"

# source, target, kind, weight, start, end: read in tests/data/sample.trig by hand.
CITATIONS = {
    (PLAN, "document:国家创新驱动发展战略纲要", "implements", 1, "2017-07-08", None),
    (TIANJIN, PLAN, "cites", 1, "2018-01-10", None),
    (GUIDE, PLAN, "implements", 1, "2020-09-29", None),
    (GUIDE, "document:国科发规-2019-298", "repeals", 1, "2020-09-29", None),
    (NOTICE, PLAN, "cites", 1, "2021-03-01", None),
}
COLLABORATION = {
    (NDRC, MINISTRY, "issuesWith", 2, "2020-09-29", None),
    (INDUSTRY, BUREAU, "leadsWith", 1, "2018-01-10", None),
}
PROGRAMMES = {
    (MINISTRY, NATIONAL, "leads", 1, "2017-07-08", None),
    (BUREAU, HOME, "leads", 1, "2018-01-10", None),
    (INDUSTRY, HOME, "participatesIn", 1, "2018-01-10", None),
    (HOME, BINHAI, "locatedIn", 1, "2018-01-10", None),
}
_PLAN_GOALS, _TIANJIN_GOALS = ("goal:国发-2017-35-%s", "goal:津政办发-2018-9-%s")
ONE, TWO = "1111111111", "2222222222"
CORE = "indicator:人工智能核心产业规模"
GOALS = {
    (PLAN, _PLAN_GOALS % ONE, "setsGoal", 1, "2017-07-08", "2020-12-31"),
    (PLAN, _PLAN_GOALS % TWO, "setsGoal", 1, "2017-07-08", "2020-12-31"),
    (_PLAN_GOALS % ONE, CORE, "indicator", 1, "2017-07-08", "2020-12-31"),
    (TIANJIN, _TIANJIN_GOALS % ONE, "setsGoal", 1, "2018-01-10", "2020-12-31"),
    (TIANJIN, _TIANJIN_GOALS % TWO, "setsGoal", 1, "2018-01-10", None),
    (_TIANJIN_GOALS % ONE, "indicator:智能机器人产业规模", "indicator", 1, "2018-01-10", "2020-12-31"),
    (_TIANJIN_GOALS % TWO, "indicator:企业技术中心", "indicator", 1, "2018-01-10", None),
    (GUIDE, f"goal:国科发规-2020-254-{ONE}", "setsGoal", 1, "2020-09-29", "2025-12-31"),
    (f"goal:国科发规-2020-254-{ONE}", CORE, "indicator", 1, "2020-09-29", "2025-12-31"),
}
AROUND_THE_MINISTRY = {
    (MINISTRY, NATIONAL, "leads"),
    (MINISTRY, COUNCIL, "partOf"),
    (GUIDE, MINISTRY, "issuedBy"),
    (NOTICE, MINISTRY, "issuedBy"),
    (SCHEME, MINISTRY, "issuedBy"),
    (PLAN, MINISTRY, "mentions"),
    (TIANJIN, MINISTRY, "mentions"),
    (GUIDE, MINISTRY, "mentions"),
    # between the things that one step finds
    (PLAN, COUNCIL, "issuedBy"),
    (PLAN, COUNCIL, "mentions"),
    (PLAN, NATIONAL, "mentions"),
    (TIANJIN, PLAN, "cites"),
    (NOTICE, PLAN, "cites"),
    (GUIDE, PLAN, "implements"),
    (SCHEME, NOTICE, "attachedTo"),
}


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.load(path=str(SAMPLE), format=RdfFormat.TRIG)
    return store


@pytest.fixture(scope="module")
def reader(store: Store) -> Reader:
    return Reader(store, DEFAULT_BASE)


def shown(store: Store, reader: Reader, name: str, hops: int = 1, **given: str) -> PropertyGraph:
    return read_view(store, reader, VIEWS[name], given, hops)


def own_view(text: str, store: Store, reader: Reader, **given: str) -> PropertyGraph:
    return read_view(store, reader, read_query(text, Path("my.rq")), given)


def whole(edge: Edge) -> tuple[object, ...]:
    return edge.source, edge.target, edge.kind, edge.weight, edge.start, edge.end


@pytest.mark.parametrize(
    ("name", "edges"),
    [("citations", CITATIONS), ("collaboration", COLLABORATION), ("programmes", PROGRAMMES), ("goals", GOALS)],
)
def test_view_of_the_small_store(name: str, edges: set[tuple[object, ...]], store: Store, reader: Reader) -> None:
    graph = shown(store, reader, name)
    assert {whole(edge) for edge in graph.edges} == edges
    assert len(graph.edges) == len(edges)
    assert {node.id for node in graph.nodes} == {end for edge in edges for end in edge[:2]}
    assert graph.directed == (name != "collaboration")


def test_overview_has_everything_that_the_files_relate(store: Store, reader: Reader) -> None:
    graph = shown(store, reader, "overview")
    kinds = [edge.kind for edge in graph.edges]
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == {
        "appliesTo": 1, "attachedTo": 1, "cites": 2, "implements": 2, "issuedBy": 8, "leads": 2, "locatedIn": 2,
        "mentions": 10, "participatesIn": 1, "repeals": 1,
    }  # fmt: skip
    assert len(graph.nodes) == 17
    (twice,) = (edge for edge in graph.edges if edge.source == TIANJIN and edge.target == MINISTRY)
    assert whole(twice) == (TIANJIN, MINISTRY, "mentions", 2, "2018-01-10", None)


def test_one_step_around_an_organisation_and_what_is_between(store: Store, reader: Reader) -> None:
    graph = shown(store, reader, "ego", entity="科技部")
    assert {(edge.source, edge.target, edge.kind) for edge in graph.edges} == AROUND_THE_MINISTRY
    assert len(graph.nodes) == 8


def test_two_steps_hold_one_and_go_further(store: Store, reader: Reader) -> None:
    one, two = (shown(store, reader, "ego", hops, entity="天津市科学技术局") for hops in (1, 2))
    assert {node.id for node in one.nodes} == {BUREAU, HOME, "region:120000", TIANJIN}
    further = {node.id for node in two.nodes} - {node.id for node in one.nodes}
    assert {INDUSTRY, BINHAI, PLAN, f"goal:津政办发-2018-9-{ONE}"} <= further
    assert {whole(edge) for edge in one.edges} <= {whole(edge) for edge in two.edges}


def test_thing_that_nothing_is_around_is_alone(store: Store, reader: Reader) -> None:
    graph = shown(store, reader, "ego", entity="region/220104")
    assert ([node.id for node in graph.nodes], graph.edges) == (["region:220104"], ())


def test_node_has_its_label_kind_weight_and_days(store: Store, reader: Reader) -> None:
    nodes = {node.id: node for node in shown(store, reader, "citations").nodes}
    iri = f"{DEFAULT_BASE}document/国发-2017-35"
    plan = Node(PLAN, "新一代人工智能发展规划", "Plan", "PolicyDocument", iri, 4, "2017-07-08")
    assert nodes[PLAN] == plan
    assert (nodes[TIANJIN].start, nodes[TIANJIN].end) == ("2018-01-10", "2020-12-31")
    goals = {node.id: node for node in shown(store, reader, "goals").nodes}
    goal = goals[f"goal:国科发规-2020-254-{ONE}"]
    assert (goal.kind, goal.category, goal.start, goal.end) == ("QuantitativeGoal", "Goal", "2020-09-29", "2025-12-31")
    assert (goals[CORE].weight, goals[CORE].start) == (2, "2017-07-08")


# Of rdflib's own making: it calls what it deprecates.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_rdflib_gives_the_same_rows(view: SavedQuery, store: Store, reader: Reader) -> None:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=SAMPLE.read_text("utf-8"), format="trig")
    values = bind(view, view.example, reader)
    answer = run(store, view, values)
    assert isinstance(answer, Table)
    ours = [tuple(row[name]["value"] if name in row else None for name in answer.columns) for row in answer.rows]
    bindings = {variable.value: rdflib.URIRef(term.value) for variable, term in values.items()}
    found: Any = dataset.query(view.text, initBindings=bindings)
    theirs = [tuple(str(row[name]) if row.get(name) else None for name in answer.columns) for row in found.bindings]
    assert sorted(theirs, key=str) == sorted(ours, key=str)
    assert ours


def test_every_view_is_in_the_table_of_the_readme() -> None:
    text = (resource("queries") / "views" / "README.md").read_text("utf-8").partition("\n## ")[0]
    assert set(re.findall(r"^\| `([a-z-]+)` \|", text, re.M)) == set(VIEWS)
    assert DEFAULT_VIEW in VIEWS


def test_view_of_the_users_own(store: Store, reader: Reader) -> None:
    graph = own_view(
        """PREFIX stp: <https://w3id.org/cn-stp/ontology#>
        SELECT ?source ?target ?weight ?kind ?target_label ?source_kind {
            ?source stp:value ?weight ; stp:deadline ?year .
            BIND(STR(?year) AS ?target) BIND("due" AS ?kind) BIND(CONCAT(?target, "年") AS ?target_label)
            BIND(stp:Goal AS ?source_kind) }""",
        store,
        reader,
    )
    years = [node for node in graph.nodes if not node.iri]
    assert [(node.id, node.label, node.kind, node.weight) for node in years] == [
        ("value:2020", "2020年", "Value", 1700),
        ("value:2025", "2025年", "Value", 4000),
    ]
    assert {node.kind for node in graph.nodes if node.iri} == {"Goal"}


def test_rows_of_one_edge_are_counted_together(store: Store, reader: Reader) -> None:
    rows = """("2020-05" "2020") ("2019" "2021-03")"""
    text = f"SELECT (<x:a> AS ?source) (<x:b> AS ?target) ?start ?end {{ VALUES (?start ?end) {{ {rows} }} }}"
    (edge,) = own_view(text, store, reader).edges
    assert whole(edge) == ("x:a", "x:b", "related", 2, "2019-01-01", "2021-03-31")


def test_node_without_an_edge_is_shown(store: Store, reader: Reader) -> None:
    graph = own_view("SELECT (<x:a> AS ?source) {}", store, reader)
    assert [(node.id, node.kind, node.weight) for node in graph.nodes] == [("x:a", "Thing", 0)]


def test_construct_is_a_view(store: Store, reader: Reader) -> None:
    graph = own_view(
        """PREFIX stp: <https://w3id.org/cn-stp/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        CONSTRUCT { ?o stp:leads ?p ; rdfs:label ?l ; a ?c } { ?o stp:leads ?p ; rdfs:label ?l ; a ?c }""",
        store,
        reader,
    )
    assert {(edge.source, edge.target, edge.kind) for edge in graph.edges} == {
        (MINISTRY, NATIONAL, "leads"),
        (BUREAU, HOME, "leads"),
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("ASK {}", "my.rq: a view is a SELECT with a column `source`, or a CONSTRUCT"),
        ("SELECT ?s { ?s ?p ?o }", "my.rq: a view is a SELECT with a column `source`"),
        ("SELECT ?source { OPTIONAL { <x:a> <x:b> ?source } }", "my.rq: a row has no `source`"),
        ('SELECT (<x:a> AS ?source) (<x:b> AS ?target) ("many" AS ?weight) {}', "'many' is no weight"),
        ('SELECT (<x:a> AS ?source) (<x:b> AS ?target) ("soon" AS ?start) {}', "'soon' is no date"),
        ('SELECT (<x:a> AS ?source) (<x:b> AS ?target) ("2021-02-30" AS ?end) {}', "'2021-02-30' is no date"),
    ],
)
def test_query_that_is_no_view_is_refused(text: str, problem: str, store: Store, reader: Reader) -> None:
    with pytest.raises(QueryError, match=re.escape(problem)):
        own_view(text, store, reader)


def test_wrong_call_is_explained(store: Store, reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(QueryUsageError, match="there is no view 'goal'; there are citations, collaboration, ego"):
        find_view("goal")
    with pytest.raises(QueryUsageError, match=r"none\.rq cannot be read"):
        find_view(str(tmp_path / "none.rq"))
    (tmp_path / "v.rq").write_bytes(b"\xff")
    with pytest.raises(QueryError, match="not UTF-8"):
        find_view(str(tmp_path / "v.rq"))
    with pytest.raises(QueryUsageError, match="ego needs --entity NAME"):
        shown(store, reader, "ego")
    with pytest.raises(QueryUsageError, match="goals takes no step from an entity"):
        shown(store, reader, "goals", hops=2)


@pytest.mark.parametrize(
    ("iri", "identifier"),
    [
        (f"{DEFAULT_BASE}section/国科发规-2020-254/3", "section:国科发规-2020-254_x2F_3"),
        (f"{DEFAULT_BASE}programme/a_x2F_b", "programme:a_x5F_x2F_b"),
        ("https://example.org/a b", "https:_x2F__x2F_example.org_x2F_a_x20_b"),
    ],
)
def test_id_is_an_xml_name_and_says_which_iri_it_is(iri: str, identifier: str) -> None:
    assert node_id(iri, DEFAULT_BASE) == identifier


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        ("2020-09-29T10:00:00Z", False, "2020-09-29"),
        ("2020-09-29+08:00", True, "2020-09-29"),
        ("2019-02", True, "2019-02-28"),
    ],
)
def test_dates_of_every_form_are_days(text: str, last: bool, expected: str) -> None:
    assert day(text, last) == expected


HOSTILE = one_line("""=1+1 <b>"天&津"</b> \\N 'x';DROP -- &lt; \x00\x07\ud800\ufffe `]]>\u202e{{}} %s\r\n第二行""")


@pytest.fixture
def hostile() -> PropertyGraph:
    """Two nodes whose labels and kinds are hard on every format, and an edge that ends before it starts."""
    nodes = tuple(Node(f"n:{name}", f"{HOSTILE}{name}", "K`ind;'\\", 'C,at"', f"x:{name}", 1) for name in "ab")
    edge = Edge("n:a", "n:b", "k'ind `\\\"<>", 0.5, "2021-01-01", "2020-12-31")
    return PropertyGraph("v", HOSTILE, True, nodes, (edge,))


def written(graph: PropertyGraph, folder: Path, format_name: str, **settings: bool) -> Mapping[str, str]:
    """The files of a format by name, read as text."""
    path = folder / f"out.{format_name}"
    write_view(graph, path, format_name, **settings)
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name: file.read_bytes().decode() for file in files}


def test_label_is_one_line_without_control_characters() -> None:
    assert HOSTILE == """=1+1 <b>"天&津"</b> \\N 'x';DROP -- &lt; `]]>{{}} %s 第二行"""


@pytest.mark.parametrize("format_name", ["graphml", "gexf"])
def test_xml_holds_every_label_as_it_is(format_name: str, hostile: PropertyGraph, tmp_path: Path) -> None:
    (text,) = written(hostile, tmp_path, format_name).values()
    values = {value for item in etree.fromstring(text.encode()).iter() for value in (item.text, *item.attrib.values())}
    assert {f"{HOSTILE}a", f"{HOSTILE}b", "k'ind `\\\"<>"} <= values


@pytest.mark.parametrize("format_name", ["cytoscape", "cx2"])
def test_json_holds_every_label_as_it_is(format_name: str, hostile: PropertyGraph, tmp_path: Path) -> None:
    (text,) = written(hostile, tmp_path, format_name).values()
    assert "天&津" in text
    document = json.loads(text)
    if format_name == "cytoscape":
        names = [item["data"]["name"] for item in document["elements"]["nodes"]]
    else:
        aspects = {name: content for part in document for name, content in part.items()}
        names = [item["v"]["name"] for item in aspects["nodes"]]
        counted = {item["name"]: item["elementCount"] for item in aspects["metaData"]}
        assert counted == {name: len(aspects[name]) for name in counted}
        assert (aspects["edges"][0]["s"], aspects["edges"][0]["t"]) == (0, 1)
    assert names == [f"{HOSTILE}a", f"{HOSTILE}b"]


def test_spreadsheet_runs_no_formula_and_knows_utf_8(hostile: PropertyGraph, tmp_path: Path) -> None:
    text = written(hostile, tmp_path, "csv", bom=True)["nodes.csv"]
    assert text.startswith("\ufeffid,label,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["label"] for row in rows] == [f"'{HOSTILE}a", f"'{HOSTILE}b"]
    assert not written(hostile, tmp_path, "csv")["nodes.csv"].startswith("\ufeff")


def test_neo4j_tables_and_script_agree(hostile: PropertyGraph, tmp_path: Path) -> None:
    files = written(hostile, tmp_path, "neo4j")
    assert sorted(files) == ["README.txt", "import.cypher", "nodes.csv", "relationships.csv"]
    nodes = list(csv.DictReader(io.StringIO(files["nodes.csv"])))
    assert [row["name"] for row in nodes] == [f"{HOSTILE}{name}".replace("\\", "＼") for name in "ab"]
    # The label of a node is made of category and kind; a semicolon would part it in two.
    assert {row[":LABEL"] for row in nodes} == {"Entity;C,at\";K`ind,'＼"}
    script = files["import.cypher"]
    assert "row.`:LABEL` = 'Entity;C,at\";K`ind,\\'＼'" in script
    assert "SET n:`Entity`:`C,at\"`:`K``ind,'＼`," in script
    (edge,) = csv.DictReader(io.StringIO(files["relationships.csv"]))
    assert (edge[":START_ID"], edge[":END_ID"], edge["weight:double"], edge["year:int"]) == (
        "n:a",
        "n:b",
        "0.5",
        "2021",
    )
    assert f"[r:`{edge[':TYPE']}`]" in script
    assert "2 nodes, 1 relationships" in files["README.txt"]


# The elements and attributes of the specification of GEXF 1.3 that are written, with those that are required.
GEXF = {
    "gexf": ({"version"}, set()),
    "meta": (set(), {"lastmodifieddate"}),
    "creator": (set(), set()),
    "description": (set(), set()),
    "graph": (set(), {"defaultedgetype", "idtype", "mode", "timeformat", "timerepresentation", "timezone"}),
    "attributes": ({"class"}, set()),
    "attribute": ({"id", "title", "type"}, set()),
    "nodes": (set(), {"count"}),
    "node": ({"id"}, {"label", "start", "end"}),
    "edges": (set(), {"count"}),
    "edge": ({"source", "target"}, {"id", "type", "label", "weight", "kind", "start", "end"}),
    "attvalues": (set(), set()),
    "attvalue": ({"for", "value"}, set()),
    "color": ({"r", "g", "b"}, {"a"}),
    "size": ({"value"}, set()),
}


def test_gexf_is_of_version_1_3_with_time_and_colour(store: Store, reader: Reader, tmp_path: Path) -> None:
    (text,) = written(shown(store, reader, "goals"), tmp_path, "gexf").values()
    root = etree.fromstring(text.encode())
    for element in root.iter():
        required, optional = GEXF[etree.QName(element).localname]
        assert required <= set(element.attrib) <= required | optional
        viz = etree.QName(element).localname in ("color", "size")
        assert etree.QName(element).namespace == ("http://gexf.net/1.3/viz" if viz else "http://gexf.net/1.3")
    (graph,) = root.findall("{*}graph")
    assert [etree.QName(child).localname for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    goal = next(item for item in root.iter("{*}node") if item.get("id") == f"goal:国科发规-2020-254-{ONE}")
    assert (goal.get("start"), goal.get("end")) == ("2020-09-29", "2025-12-31")
    colours = {
        item.get("id").partition(":")[0]: tuple(next(item.iter("{*}color")).attrib.values())
        for item in root.iter("{*}node")
    }
    assert len(set(colours.values())) == len(colours) == 3


def test_gexf_gives_no_end_before_its_start(hostile: PropertyGraph, tmp_path: Path) -> None:
    (text,) = written(hostile, tmp_path, "gexf").values()
    (edge,) = etree.fromstring(text.encode()).iter("{*}edge")
    assert (edge.get("start"), edge.get("end")) == ("2021-01-01", None)


@pytest.mark.parametrize("format_name", FORMATS)
def test_same_graph_same_bytes_whatever_was_stored_first(format_name: str, store: Store, tmp_path: Path) -> None:
    other = Store()
    other.extend(reversed(list(store)))
    one, two = (
        written(shown(each, Reader(each, DEFAULT_BASE), "overview"), tmp_path, format_name) for each in (store, other)
    )
    assert one == two


def test_graph_without_days_has_no_timeline(hostile: PropertyGraph, tmp_path: Path) -> None:
    graph = replace(hostile, edges=(), directed=False)
    (text,) = written(graph, tmp_path, "gexf").values()
    (element,) = etree.fromstring(text.encode()).findall("{*}graph")
    assert dict(element.attrib) == {"defaultedgetype": "undirected"}


def test_output_that_cannot_be_written_is_named(hostile: PropertyGraph, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(OutputError):
            write_view(hostile, path, "neo4j")
    with pytest.raises(OutputError, match="name a folder with -o"):
        write_view(hostile, STDOUT, "csv")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, store: Store) -> Path:
    """The small store on disk."""
    folder = tmp_path_factory.mktemp("views") / "store"
    on_disk = Store(str(folder))
    on_disk.extend(store)
    return folder


@pytest.mark.parametrize(
    ("ending", "start"), [(".graphml", "<?xml"), (".gexf", "<?xml"), (".cyjs", "{"), (".gv", "digraph")]
)
def test_ending_chooses_the_format(ending: str, start: str, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / f"o{ending}"
    result = CliRunner().invoke(cli, ["export", "-o", str(output), "--store", str(folder)])
    assert (result.exit_code, result.stderr) == (0, "overview: 17 nodes, 30 edges\n")
    assert output.read_text("utf-8").startswith(start)
    assert ending in ENDINGS


def test_command_takes_views_parameters_and_files(folder: Path, tmp_path: Path) -> None:
    view = tmp_path / "by-year.rq"
    head = "PREFIX stp: <https://w3id.org/cn-stp/ontology#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
    view.write_text(f"{head}SELECT * {{ ?source stp:deadline ?_year_gYear . ?source stp:indicator ?target }}", "utf-8")
    store = ["--store", str(folder)]
    own = ["export", "--view", str(view), "--param", "year=2020", "--format", "dot", *store]
    result = CliRunner().invoke(cli, own)
    assert (result.exit_code, result.stderr) == (0, "by-year: 4 nodes, 2 edges\n")
    result = CliRunner().invoke(cli, ["export", "--view", "ego", "--entity", "科技部", "--format", "cx2", *store])
    assert (result.exit_code, result.stderr) == (0, "ego: 8 nodes, 15 edges\n")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--view", "goals"], "--view goes with a format for viewers: graphml"),
        (["--param", "a=b", "--format", "nquads"], "--param goes with a format for viewers"),
        (["--all", "--format", "dot"], "--since, --prefixes and --files-by-name are for RDF"),
        (["--bom", "--format", "dot"], "--bom is for --format csv"),
        (["--format", "neo4j"], "neo4j is several files; name a folder with -o"),
        (["--format", "dot", "--param", "year"], "--param year: write name=value"),
        (["--format", "dot", "--view", "ego", "--entity", "a", "--param", "entity=b"], "entity is given twice"),
        (["--format", "dot", "--view", "nothing"], "there is no view 'nothing'"),
    ],
)
def test_wrong_options_are_explained(arguments: list[str], problem: str, folder: Path) -> None:
    result = CliRunner().invoke(cli, ["export", *arguments, "--store", str(folder)])
    assert result.exit_code == 2
    assert problem in result.stderr


def test_folder_formats_are_folders() -> None:
    assert set(FOLDER_FORMATS) == {"neo4j", "csv"} <= set(FORMATS)
