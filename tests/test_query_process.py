"""Queries in a process of their own: answers in pieces, limits of time and memory, nothing left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Variable

from kg.errors import StoreError
from kg.queries import QueryError, QuerySyntaxError, QueryUsageError
from kg.query_messages import QueryRequest
from kg.query_process import QueryMemoryError, QueryProcessError, QueryTimeoutError, QueryWorker

SAMPLE = Path(__file__).parent / "data" / "sample.trig"
BASE = "https://w3id.org/cn-stp/"
# Every statement with every other, four times over: no machine is done with it.
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
NOTATION = "<http://www.w3.org/2004/02/skos/core#notation>"


@pytest.fixture
def worker(store_folder: Path) -> Iterator[QueryWorker]:
    with QueryWorker(store_folder) as worker:
        yield worker


def text(worker: QueryWorker, request: QueryRequest) -> str:
    return b"".join(worker.answer(request, 60)).decode()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_process_answers_one_query_after_another(worker: QueryWorker) -> None:
    request = QueryRequest(f'SELECT DISTINCT ?x {{ ?x {NOTATION} "120000" }}', table_format="csv")
    assert text(worker, request) == f"x\r\n{BASE}region/120000\r\n"
    pid = worker.pid
    assert text(worker, QueryRequest("ASK { ?s ?p 'no such text' }")) == '{"head":{},"boolean":false}\n'
    assert worker.pid == pid


def test_head_says_what_comes_before_it_comes(worker: QueryWorker) -> None:
    table = worker.answer(QueryRequest("SELECT ?p ?o { ?s ?p ?o }", table_format="xml"), 60)
    assert (table.head.kind, table.head.format, table.head.columns) == ("table", "xml", ("p", "o"))
    graph = worker.answer(QueryRequest("CONSTRUCT WHERE { ?s ?p ?o }", graph_format="n3"), 60)
    assert (graph.head.kind, graph.head.format, graph.head.columns) == ("graph", "n3", ())
    assert worker.answer(QueryRequest("ASK {}"), 60).head.kind == "boolean"


def test_parameters_of_a_saved_query_are_bound_in_the_process(worker: QueryWorker) -> None:
    query = f"#+ columns: [thing]\nSELECT DISTINCT * {{ ?thing {NOTATION} ?_code }}"
    request = QueryRequest(query, with_head=True, given={"code": "120000"}, table_format="csv")
    assert text(worker, request) == f"thing\r\n{BASE}region/120000\r\n"
    with pytest.raises(QueryUsageError, match="has no parameter --cod"):
        worker.answer(QueryRequest(query, with_head=True, given={"cod": "120000"}), 60)


def test_terms_are_put_in_the_place_of_variables(worker: QueryWorker) -> None:
    request = QueryRequest(
        f"SELECT DISTINCT ?thing ?code {{ ?thing {NOTATION} ?code }}",
        substitutions={Variable("code"): Literal("120000")},
        table_format="tsv",
    )
    assert text(worker, request) == f'?thing\t?code\n<{BASE}region/120000>\t"120000"\n'


def test_graphs_of_the_data_set_are_chosen(worker: QueryWorker) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    none = "https://example.org/none"
    assert text(worker, QueryRequest(count, default_graphs=(none,), table_format="csv")) == "n\r\n0\r\n"
    assert text(worker, QueryRequest(count, union=False, table_format="csv")) == "n\r\n0\r\n"
    in_graphs = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert text(worker, QueryRequest(in_graphs, named_graphs=(none,), table_format="csv")) == "n\r\n0\r\n"


def test_at_most_so_many_rows(worker: QueryWorker) -> None:
    three = "SELECT * { VALUES ?x { 1 2 3 } }"
    for most, rows, truncated in ((2, "1\r\n2\r\n", True), (3, "1\r\n2\r\n3\r\n", False)):
        answer = worker.answer(QueryRequest(three, table_format="csv", max_rows=most), 60)
        assert b"".join(answer).decode() == "x\r\n" + rows
        assert answer.summary is not None
        assert (answer.summary.rows, answer.summary.truncated) == (most, truncated)


def test_runaway_query_is_stopped_and_the_next_one_answered(worker: QueryWorker) -> None:
    worker.start()
    pid = worker.pid
    assert pid is not None
    with pytest.raises(QueryTimeoutError, match=r"not done after 0\.2 s and was stopped") as raised:
        worker.answer(QueryRequest(RUNAWAY), 0.2)
    assert raised.value.seconds == 0.2
    assert not is_running(pid)
    assert text(worker, QueryRequest("ASK {}")) == '{"head":{},"boolean":true}\n'


def test_time_limit_holds_between_pieces_too(worker: QueryWorker) -> None:
    # Many rows are found at once; that there is no other is never found out.
    many = " ".join(f'"{number:050}"' for number in range(1000))
    nothing = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(STRLEN(CONCAT(STR(?a), STR(?d), STR(?i))) = 1)"
    query = f"SELECT ?s {{ {{ VALUES ?s {{ {many} }} }} UNION {{ {nothing} }} }}"
    answer = worker.answer(QueryRequest(query), 1)
    assert next(answer)
    with pytest.raises(QueryTimeoutError):
        b"".join(answer)


def test_first_rows_come_before_the_last_are_found(worker: QueryWorker) -> None:
    answer = worker.answer(QueryRequest(ENDLESS, table_format="csv"), 60)
    assert next(answer).startswith(b"a,b,c,d,e,f,g,h,i,j,k,l\r\n")
    pid = worker.pid
    assert pid is not None
    answer.close()
    assert not is_running(pid)


def test_new_query_ends_an_answer_that_nobody_read(worker: QueryWorker) -> None:
    worker.answer(QueryRequest(ENDLESS), 60)
    assert text(worker, QueryRequest("ASK {}")) == '{"head":{},"boolean":true}\n'


@pytest.mark.skipif(sys.platform != "linux", reason="macOS limits no address space")
def test_query_that_takes_too_much_memory_is_stopped(store_folder: Path) -> None:
    with QueryWorker(store_folder, memory_limit=900 << 20) as worker:
        with pytest.raises(QueryMemoryError, match="more memory than the 900 MiB that it may take"):
            worker.answer(QueryRequest(ENDLESS + " ORDER BY ?j"), 60)
        assert text(worker, QueryRequest("ASK {}")) == '{"head":{},"boolean":true}\n'


def test_process_that_somebody_ended_is_named_or_replaced(worker: QueryWorker) -> None:
    worker.start()
    assert worker.pid is not None
    os.kill(worker.pid, 9)
    os.waitid(os.P_PID, worker.pid, os.WEXITED | os.WNOWAIT)
    assert text(worker, QueryRequest("ASK {}")) == '{"head":{},"boolean":true}\n'
    answer = worker.answer(QueryRequest(ENDLESS), 60)
    os.kill(worker.pid, 15)
    with pytest.raises(QueryProcessError, match="ended by SIGTERM"):
        b"".join(answer)


def test_errors_are_those_of_the_query(worker: QueryWorker, tmp_path: Path) -> None:
    with pytest.raises(QuerySyntaxError) as raised:
        worker.answer(QueryRequest("SELECT *\n{ ?s ?p", source="my.rq"), 60)
    assert raised.value.line == 2
    assert str(raised.value).startswith("my.rq:2:")
    with pytest.raises(QueryError, match="SERVICE asks another server"):
        worker.answer(QueryRequest("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), 60)
    with QueryWorker(tmp_path / "none") as nowhere, pytest.raises(StoreError, match="there is no store here"):
        nowhere.answer(QueryRequest("ASK {}"), 60)


def test_answer_is_of_what_the_store_holds_when_it_is_asked(tmp_path: Path) -> None:
    node = NamedNode("https://example.org/x")
    store = Store(str(tmp_path / "store"))
    store.add(Quad(node, node, Literal("1")))
    with QueryWorker(tmp_path / "store") as worker:
        request = QueryRequest("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", union=False, table_format="csv")
        assert text(worker, request) == "n\r\n1\r\n"
        store.add(Quad(node, node, Literal("2")))
        assert text(worker, request) == "n\r\n2\r\n"


def test_process_ends_with_the_one_that_asks(store_folder: Path) -> None:
    code = """
import sys
from pathlib import Path
from kg.query_messages import QueryRequest
from kg.query_process import QueryWorker
worker = QueryWorker(Path(sys.argv[1]))
answer = worker.answer(QueryRequest(sys.argv[2]), 60)
print(worker.pid, flush=True)
sys.stdin.read()
"""
    command = [sys.executable, "-c", code, str(store_folder), ENDLESS]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as asking:
        assert asking.stdout is not None
        pid = int(asking.stdout.readline())
        assert is_running(pid)
        asking.kill()
    for _ in range(1000):
        if not is_running(pid):
            break
        threading.Event().wait(0.01)
    assert not is_running(pid)
