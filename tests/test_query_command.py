"""`kg queries` and `kg query`, as a user calls them."""

from __future__ import annotations

import csv
import io
import json
import re
import signal
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from pathlib import Path

import lxml.html
import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, parse
from rich.cells import cell_len
from rich.console import Console

from kg.cli import cli
from kg.tables import print_table

SAMPLE = Path(__file__).parent / "data" / "sample.trig"
BASE = "https://w3id.org/cn-stp/"
# Every statement with every other, four times over: no machine is done with it.
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


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
    question = "Which goals are set for a region, and by which document?"
    assert ["regions", "goals-by-region", question, "--region NAME"] in rows
    groups = [row[0] for row in rows[2:]]
    assert list(dict.fromkeys(groups)) == [
        "documents", "organisations", "programmes", "regions", "goals", "provenance", "quality",
    ]  # fmt: skip
    assert sorted(groups, key=groups.index) == groups
    assert "[--organisation NAME]" in result.stdout and "[--times NUMBER]" in result.stdout
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
    parameter = {"type": "iri", "required": False, "default": None, "example": None}
    assert listed["implements"]["parameters"] == [
        {"name": "document", "values": "?value stp:implements []", **parameter},
        {"name": "target", "values": "[] stp:implements/owl:sameAs? ?value", **parameter},
    ]
    assert json.loads(kg("queries", "implements", "--format", "json").stdout) == listed["implements"]


def test_a_parameter_that_is_left_out_takes_its_default() -> None:
    with_default = kg("query", "collaborations", "--format", "csv")
    assert len(column(with_default, "times")) == 4
    assert kg("query", "collaborations", "--times", "1", "--format", "csv").stdout == with_default.stdout
    assert column(kg("query", "collaborations", "--times", "2", "--format", "csv"), "times") == ["2", "2"]
    assert "  --times NUMBER  default 1, number\n" in kg("queries", "collaborations").stdout


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
    assert "<stdin>:2:15: this is not SPARQL: } is not expected here; expected: a variable, an IRI" in result.stderr
    assert "\n  WHERE { ?s ?p }\n                ^\n" in result.stderr


def test_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_bytes("SELECT * { ?s ?p '天津' }".encode("gb18030"))
    result = kg("query", str(path))
    assert result.exit_code == 1
    assert "is not UTF-8 text" in result.stderr


def test_markdown_holds_what_a_reader_would_see() -> None:
    result = kg("query", "joint-issuers", "--format", "markdown")
    assert result.stdout == (
        "| name | partner\\_name | documents |\n| --- | --- | --- |\n| 国家发展和改革委员会 | 科学技术部 | 2 |\n"
    )


def test_markdown_cell_cannot_leave_its_cell() -> None:
    text = 'SELECT ?x { VALUES ?x { "a|b" "*c* <d> & [e](f)" "g\\nh" } }'
    rows = kg("query", "-", "--format", "markdown", stdin=text).stdout.splitlines()
    assert rows[2:] == ["| a\\|b |", "| \\*c\\* &lt;d&gt; &amp; \\[e\\](f) |", "| g<br>h |"]


def test_html_is_one_page_that_runs_nothing() -> None:
    values = '("<script>alert(1)</script>" 5) (<javascript:alert(1)> UNDEF) (<http://e/?a&b> UNDEF)'
    text = f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {values} }} }}"
    page = kg("query", "-", "--format", "html", "--iris", stdin=text).stdout
    assert page.startswith("<!DOCTYPE html>\n")
    tree = lxml.html.document_fromstring(page)
    assert [cell.text_content() for cell in tree.iter("th")] == ["x", "y"]
    assert [[cell.text_content() for cell in row.iter("td")] for row in tree.iter("tr")] == [
        [],
        ["<script>alert(1)</script>", "5"],
        ["javascript:alert(1)", ""],
        ["http://e/?a&b", ""],
    ]
    assert [link.get("href") for link in tree.iter("a")] == ["http://e/?a&b"]
    assert {element.tag for element in tree.iter()} & {"script", "link", "img", "iframe"} == set()


def test_html_is_headed_by_the_question() -> None:
    page = kg("query", "joint-issuers", "--format", "html").stdout
    assert "<h1>Who issues documents with whom, and how often?</h1>" in page


def test_csv_for_excel_has_a_byte_order_mark_and_no_formula() -> None:
    text = 'SELECT ?x { VALUES ?x { "=HYPERLINK(1)" "+1+1" "@a" "-5" "-5+1" "天津" "\\tx" } }'
    excel = kg("query", "-", "--format", "csv", "--bom", stdin=text).stdout_bytes
    assert excel.decode("utf-8") == ("\ufeffx\r\n'=HYPERLINK(1)\r\n'+1+1\r\n'@a\r\n-5\r\n'-5+1\r\n天津\r\n'\tx\r\n")
    plain = kg("query", "-", "--format", "csv", stdin=text).stdout_bytes.decode("utf-8")
    assert plain.splitlines()[:3] == ["x", "=HYPERLINK(1)", "+1+1"]
    assert kg("query", "-", "--bom", stdin=text).exit_code == 2


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.csv", b"name\r\n"),
        ("a.tsv", b"?name\n"),
        ("a.json", b'{"head"'),
        ("a.md", b"| name |"),
        ("a.html", b"<!DOCTYPE"),
    ],
)
def test_file_is_written_in_the_format_of_its_ending(name: str, begins: bytes, tmp_path: Path) -> None:
    text = "SELECT ?name { <https://w3id.org/cn-stp/region/120000> <http://www.w3.org/2000/01/rdf-schema#label> ?name }"
    result = kg("query", "-", "-o", str(tmp_path / name), stdin=text)
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_graph_goes_to_a_file_in_the_format_of_its_ending(tmp_path: Path) -> None:
    for name, syntax in (("a.nq", RdfFormat.N_QUADS), ("a.trig", RdfFormat.TRIG), ("a.n3", RdfFormat.N3)):
        assert kg("query", "-", "-o", str(tmp_path / name), stdin=f"DESCRIBE <{BASE}region/120116>").exit_code == 0
        assert len(set(parse(path=str(tmp_path / name), format=syntax))) == 6


def test_file_stays_as_it_was_when_the_query_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("before")
    assert kg("query", "-", "-o", str(path), "--timeout", "0.2", stdin=RUNAWAY).exit_code == 1
    assert path.read_text() == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]


def test_runaway_query_is_stopped_with_advice() -> None:
    result = kg("query", "-", "--timeout", "0.2", stdin=RUNAWAY)
    assert result.exit_code == 1
    assert "<stdin>: the query was not done after 0.2 s and was stopped; ask for less" in result.stderr
    assert "--timeout SECONDS (0: no limit)" in result.stderr
    assert "Traceback" not in result.stderr


def test_explain_shows_the_algebra_and_the_times() -> None:
    result = kg("query", "goals-by-deadline", "--year", "2020", "--explain")
    assert result.exit_code == 0
    plan, times = result.stdout.split("\n\n")
    lines = plan.splitlines()
    assert lines[:2] == ["?_year_xsd_gYear = 2020", "Select"]
    assert "BGP" in {line.strip() for line in lines}
    assert any(line.strip().startswith("?goal stp:deadline ?_year_xsd_gYear") for line in lines)
    assert [line.split("  ")[0] for line in times.splitlines()] == [
        "store opened, parameters bound",
        "parsed, planned and begun",
        "first row",
        "all rows",
        "together",
        "rows: 3",
    ]
    assert kg("query", "goals-by-deadline", "--year", "2020", "--explain").stdout.split("\n\n")[0] == plan


def test_explain_of_what_rdflib_cannot_read_still_has_the_times() -> None:
    result = kg("query", "-", "--explain", stdin="SELECT * { VALUES ?x { 1 2 } LATERAL { BIND(?x + 1 AS ?y) } }")
    assert "rdflib, which translates queries into SPARQL algebra, cannot read this one" in result.stdout
    assert result.stdout.endswith("rows: 2\n")


def started(store_folder: Path, *arguments: str, stdin: str) -> subprocess.Popen[bytes]:
    """A `kg query` in a process of its own, reading `stdin`."""
    command = [sys.executable, "-m", "kg", "query", "-", "--store", str(store_folder), *arguments]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(stdin.encode())
    process.stdin.close()
    return process


@pytest.mark.parametrize("format_", ["csv", "tsv", "json", "xml"])
def test_first_rows_are_there_while_the_query_runs_and_who_reads_them_may_leave(
    format_: str, store_folder: Path
) -> None:
    with started(store_folder, "--format", format_, "--timeout", "0", stdin=ENDLESS) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.read(1000)
        process.stdout.close()
        process.wait(60)
        assert process.stderr.read() == b""


def test_ctrl_c_ends_the_query(store_folder: Path) -> None:
    with started(store_folder, "--format", "csv", "--timeout", "0", stdin=ENDLESS) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.wait(60) == 130
        assert process.stderr.read() == b"Interrupted.\n"


def printed(width: int, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """The lines of a table on a terminal."""
    text = io.StringIO()
    console = Console(width=width, file=text, force_terminal=True, color_system=None, legacy_windows=False)
    print_table(console, columns, rows)
    return text.getvalue().splitlines()


def test_table_fits_the_terminal() -> None:
    rows = [("天津市", "智能机器人产业规模达到200亿元" * 3, "2020")]
    lines = printed(60, ("region", "statement", "deadline"), rows)
    assert max(map(cell_len, lines)) <= 60
    assert lines[2].split()[0] == "天津市"
    assert "".join("".join(lines[2:]).split()).replace("2020", "") == "天津市" + rows[0][1]


def test_row_becomes_a_list_where_its_columns_would_be_too_narrow() -> None:
    lines = printed(30, ("region", "statement", "deadline"), [("天津市", "智能机器人产业规模达到200亿元" * 3, "2020")])
    assert [line.split()[0] for line in lines if line[:1].isalpha()] == ["region", "statement", "deadline"]
    assert lines[1].split() == ["region", "天津市"]
    assert max(map(cell_len, lines)) <= 30


def test_table_cannot_move_the_cursor() -> None:
    result = kg("query", "-", stdin='SELECT ?x { VALUES ?x { "a\\u001b[2Jb" } }')
    assert "a\ufffd[2Jb" in result.stdout


def test_missing_store_is_named(tmp_path: Path) -> None:
    result = kg("query", "joint-issuers", "--store", str(tmp_path / "none"))
    assert result.exit_code == 1
    assert "there is no store here" in result.stderr


def test_help_has_worked_examples() -> None:
    for command in (["query", "--help"], ["query", "-h"], ["queries", "--help"]):
        result = kg(*command)
        assert result.exit_code == 0
        assert "Examples:\n" in result.stdout
