"""`kg queries` and `kg query`, as a user calls them."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, Store, parse
from rich.cells import cell_len

from kg.cli import cli

SAMPLE = Path(__file__).parent / "data" / "sample.trig"
BASE = "https://w3id.org/cn-stp/"


@pytest.fixture(scope="module")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "store"
    store = Store(str(folder))
    store.load(path=str(SAMPLE), format=RdfFormat.TRIG)
    store.flush()
    return folder


@pytest.fixture(autouse=True)
def environment(store_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", str(store_folder))
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


def kg(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, input=stdin)


def column(result: Result, name: str) -> list[str]:
    assert result.exit_code == 0, result.stderr
    return [row[name] for row in csv.DictReader(io.StringIO(result.stdout))]


def test_queries_lists_names_questions_and_parameters() -> None:
    result = kg("queries")
    assert result.exit_code == 0
    rows = [re.split(" {2,}", line.rstrip()) for line in result.stdout.splitlines()]
    assert ["goals-by-region", "Which goals are set for a region, and by which document?", "--region NAME"] in rows
    assert "[--document NAME] [--target NAME]" in result.stdout


def test_queries_shows_one() -> None:
    result = kg("queries", "goals-by-deadline")
    assert result.exit_code == 0
    assert result.stdout.startswith("goals-by-deadline: Which goals are due in a year?\n")
    assert "  --year YEAR  required, gYear\n" in result.stdout
    assert result.stdout.endswith("Example:\n  kg query goals-by-deadline --year 2020\n")
    assert kg("query", "goals-by-deadline", "--help").stdout == result.stdout


def test_queries_as_json() -> None:
    listed = {query["name"]: query for query in json.loads(kg("queries", "--format", "json").stdout)}
    assert listed["implements"]["parameters"] == [
        {"name": "document", "type": "iri", "required": False},
        {"name": "target", "type": "iri", "required": False},
    ]
    assert json.loads(kg("queries", "implements", "--format", "json").stdout) == listed["implements"]


def test_unknown_query_is_bad_usage_and_names_the_close_ones() -> None:
    for command in (["queries", "goal-by-region"], ["query", "goal-by-region", "--region", "天津市"]):
        result = kg(*command)
        assert result.exit_code == 2
        assert "there is no saved query 'goal-by-region'; did you mean goals-by-region" in result.stderr


@pytest.mark.parametrize(
    "region", ["天津市", "天津", "津", "120000", "region/120000", ":region/120000", f"{BASE}region/120000"]
)
def test_region_by_name_other_name_code_or_iri(region: str) -> None:
    result = kg("query", "goals-by-region", "--region", region, "--format", "csv")
    assert column(result, "statement") == ["建成2至3家企业技术中心", "智能机器人产业规模达到200亿元"]


@pytest.mark.parametrize(
    "document", ["国发〔2017〕35号", "国发[2017]35号", "《新一代人工智能发展规划》", ":document/新一代人工智能发展规划"]
)
def test_document_by_number_or_title_whatever_the_brackets(document: str) -> None:
    result = kg("query", "goals-of-document", f"--document={document}", "--format", "csv")
    assert column(result, "value") == ["1500", ""]


def test_table_is_aligned_and_whole_where_it_is_not_a_terminal() -> None:
    result = kg("query", "goals-by-deadline", "--year", "2020", "--iris")
    assert result.exit_code == 0
    heading, rule, *rows = result.stdout.splitlines()
    assert "\x1b" not in result.stdout
    assert len(rows) == 3
    # The document's short IRI begins at one and the same cell in every row, as its heading does.
    starts = {
        cell_len(line[: line.rindex(mark)])
        for line, mark in [(heading, "document"), *((row, ":document") for row in rows)]
    }
    assert len(starts) == 1
    assert max(map(cell_len, rows)) > 200
    assert "…" not in result.stdout
    assert result.stderr == "rows: 3\n"


def test_table_shows_names_and_leaves_the_iris_to_the_other_formats() -> None:
    result = kg("query", "joint-issuers")
    assert result.stdout.split("\n")[0].split() == ["name", "partner_name", "documents"]
    assert ":organisation/" not in result.stdout
    assert f"{BASE}organisation/" in kg("query", "joint-issuers", "--format", "csv").stdout


def test_csv_is_that_of_the_w3c() -> None:
    result = kg("query", "joint-issuers", "--format", "csv")
    assert result.stdout_bytes.decode("utf-8") == (
        "organisation,name,partner,partner_name,documents\r\n"
        f"{BASE}organisation/国家发展和改革委员会,国家发展和改革委员会,{BASE}organisation/科学技术部,科学技术部,2\r\n"
    )


def test_json_and_xml_keep_the_order_of_the_columns() -> None:
    columns = ["role", "organisation", "name", "source"]
    arguments = ["query", "programme-partners", "--programme", "智能家居示范工程", "--format"]
    assert json.loads(kg(*arguments, "json").stdout)["head"]["vars"] == columns
    names = ElementTree.fromstring(kg(*arguments, "xml").stdout).iter(
        "{http://www.w3.org/2005/sparql-results#}variable"
    )
    assert [name.get("name") for name in names] == columns


def test_query_of_a_file_with_parameters(tmp_path: Path) -> None:
    path = tmp_path / "of-class.rq"
    path.write_text("SELECT * { ?thing a ?_class_iri } ORDER BY ?thing", "utf-8")
    result = kg("query", str(path), "--class", "stp:Programme", "--format", "csv")
    assert sorted(set(column(result, "thing"))) == [
        f"{BASE}programme/国家重点研发计划",
        f"{BASE}programme/智能家居示范工程",
    ]


@pytest.mark.parametrize(("year", "answer"), [("2025", "yes\n"), ("2030", "no\n")])
def test_ask_answers_yes_or_no(year: str, answer: str) -> None:
    ask = "PREFIX stp: <https://w3id.org/cn-stp/ontology#> ASK { ?goal stp:deadline ?_year_gYear }"
    assert kg("query", "-", "--year", year, stdin=ask).stdout == answer
    as_json = kg("query", "-", "--year", year, "--format", "json", stdin=ask).stdout
    assert json.loads(as_json)["boolean"] == (answer == "yes\n")


@pytest.mark.parametrize(
    ("format_", "syntax"),
    [
        (None, RdfFormat.TURTLE),
        ("turtle", RdfFormat.TURTLE),
        ("ntriples", RdfFormat.N_TRIPLES),
        ("rdfxml", RdfFormat.RDF_XML),
        ("jsonld", RdfFormat.JSON_LD),
    ],
)
def test_construct_and_describe_give_a_graph(format_: str | None, syntax: RdfFormat) -> None:
    arguments = ["--format", format_] if format_ else []
    describe = kg("query", "-", *arguments, stdin=f"DESCRIBE <{BASE}region/120116>")
    assert describe.exit_code == 0, describe.stderr
    triples = {quad.triple for quad in parse(describe.stdout_bytes, format=syntax)}
    construct = kg("query", "-", *arguments, stdin=f"CONSTRUCT WHERE {{ <{BASE}region/120116> ?p ?o }}")
    assert {quad.triple for quad in parse(construct.stdout_bytes, format=syntax)} == triples
    # 滨海新区: two classes, label, alternative label, code, container; said by two graphs, told once.
    assert len(triples) == 6


def test_graph_as_table() -> None:
    result = kg("query", "-", "--format", "table", stdin=f"DESCRIBE <{BASE}region/120116>")
    assert ":region/120116   stp:partOf      :region/120000" in result.stdout
    assert result.stderr == "triples: 6\n"


def test_same_query_same_bytes() -> None:
    text = "CONSTRUCT WHERE { ?s ?p ?o }"
    assert kg("query", "-", stdin=text).stdout_bytes == kg("query", "-", stdin=text).stdout_bytes


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["goals-by-region"], "needs --region (iri), for example: kg query goals-by-region --region 天津市"),
        (["goals-by-region", "--regoin", "天津市"], "has no parameter --regoin; its parameters: --region"),
        (["joint-issuers", "--region", "天津市"], "has no parameter --region; its parameters: it has none"),
        (["goals-by-deadline", "--year", "二〇二〇"], "--year: '二〇二〇' is not a year of four digits, such as 2020"),
        (["goals-by-deadline", "--year"], "--year needs a value"),
        (["goals-by-deadline", "--year=2020", "--year=2021"], "--year is given twice"),
        (["goals-by-deadline", "-y", "2020"], "there is no option -y"),
        (["goals-by-deadline", "cites"], "give one query"),
        ([], "give one query"),
        (
            ["joint-issuers", "--format", "turtle"],
            "the answer is a table, which turtle cannot hold; use table, markdown",
        ),
        (["missing.rq"], "missing.rq cannot be read: No such file or directory"),
    ],
)
def test_wrong_call_is_bad_usage_and_says_what_would_be_right(arguments: list[str], message: str) -> None:
    result = kg("query", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("region", "message"),
    [
        ("天津港", "nothing in the store is called '天津港'; did you mean 天津 or 天津市"),
        ("https://example.org/x", "nothing in the store is called 'https://example.org/x'"),
        (
            "朝阳区",
            "several things are called '朝阳区'; give the IRI of one:\n  :region/110105  朝阳区 (北京市)\n  :region/22",
        ),
    ],
)
def test_name_of_nothing_or_of_several_things_fails(region: str, message: str) -> None:
    result = kg("query", "goals-by-region", "--region", region)
    assert result.exit_code == 1
    assert message in result.stderr


def test_value_never_becomes_query_text() -> None:
    text = "SELECT * { ?thing <http://www.w3.org/2004/02/skos/core#notation> ?_code }"
    assert (
        column(kg("query", "-", "--code", "120000", "--format", "csv", stdin=text), "thing")
        == [f"{BASE}region/120000"] * 3
    )
    attack = '120000" . ?thing ?p "x'
    assert column(kg("query", "-", "--code", attack, "--format", "csv", stdin=text), "thing") == []


def test_wrong_sparql_is_shown_with_its_place() -> None:
    result = kg("query", "-", stdin="SELECT ?s\nWHERE { ?s ?p }")
    assert result.exit_code == 1
    assert "<stdin>:2:16: this is not SPARQL: " in result.stderr
    assert "\n  WHERE { ?s ?p }\n                 ^\n" in result.stderr


def test_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_bytes("SELECT * { ?s ?p '天津' }".encode("gb18030"))
    result = kg("query", str(path))
    assert result.exit_code == 1
    assert "is not UTF-8 text" in result.stderr


def test_missing_store_is_named(tmp_path: Path) -> None:
    result = kg("query", "joint-issuers", "--store", str(tmp_path / "none"))
    assert result.exit_code == 1
    assert "there is no store here" in result.stderr


def test_help_has_worked_examples() -> None:
    for command in (["query", "--help"], ["query", "-h"], ["queries", "--help"]):
        result = kg(*command)
        assert result.exit_code == 0
        assert "Examples:\n" in result.stdout
