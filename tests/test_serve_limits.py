"""What one request may take, what happens at a limit, and that the server goes on."""

from __future__ import annotations

import json
import signal
import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest
from live_server import LiveServer, make_store, serving

from kg.serve.process import CrashError

THINGS = "\n".join(f"<urn:s{n}> <urn:p> {n} ." for n in range(300))
STORE = f"GRAPH <urn:g> {{ {THINGS} }}"
ALL = "SELECT ?s ?o WHERE { ?s <urn:p> ?o } ORDER BY ?o"
# No end in sight: 300 to the fifth power.
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h . ?i ?t ?j }"
# Every row is kept until the last is there.
GREEDY = "SELECT * WHERE { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h } ORDER BY ?d ?f"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("limits") / "store", STORE)


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[LiveServer]:
    options = ("--timeout", "2", "--max-rows", "100", "--max-memory", "64", "--workers", "2")
    with serving(store, *options) as running:
        yield running


def test_short_answer_is_whole(server: LiveServer) -> None:
    response = server.sparql("SELECT * WHERE { ?s <urn:p> ?o FILTER (?o < 100) }")
    assert len(response.json()["results"]["bindings"]) == 100
    assert "kg-result-cut" not in response.headers


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"])
def test_long_answer_is_cut_and_says_so(server: LiveServer, accept: str) -> None:
    response = server.sparql(ALL, accept)
    assert response.status_code == 200
    assert response.headers["kg-result-cut"] == "after 100 rows"
    assert response.text.count("urn:s") == 100
    if accept.endswith("json"):
        assert [row["o"]["value"] for row in response.json()["results"]["bindings"]] == [str(n) for n in range(100)]


def test_long_graph_of_a_query_is_cut_and_says_so(server: LiveServer) -> None:
    response = server.sparql("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples")
    assert (len(response.text.splitlines()), response.headers["kg-result-cut"]) == (100, "after 100 triples")


def test_graph_of_the_store_is_whole_or_refused(server: LiveServer) -> None:
    response = server.get("rdf-graphs?graph=urn:g")
    assert (response.status_code, response.headers["kg-limit"]) == (507, "rows")


def test_query_without_end_is_stopped(server: LiveServer) -> None:
    response = server.sparql(RUNAWAY)
    assert (response.status_code, response.headers["kg-limit"]) == (504, "time")
    assert response.json()["detail"] == "the answer takes more than 2 seconds; ask for less, or with a LIMIT"
    assert server.sparql("ASK {}").json()["boolean"] is True


def test_query_that_takes_the_memory_is_stopped(server: LiveServer) -> None:
    response = server.sparql(GREEDY)
    assert (response.status_code, response.headers["kg-limit"]) == (507, "memory")
    assert response.json()["detail"] == "the answer takes more than 64 MiB of memory; ask for less"
    assert server.sparql("ASK {}").json()["boolean"] is True


def test_more_queries_without_end_than_there_is_room_for(server: LiveServer) -> None:
    found: list[httpx.Response] = []
    # Each another query: what is known to be without end is sent away at once.
    queries = [f"{RUNAWAY} # {n}" for n in range(4)]
    threads = [threading.Thread(target=lambda query=query: found.append(server.sparql(query))) for query in queries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    statuses = sorted(response.status_code for response in found)
    assert statuses[0] == 503 and statuses[-1] == 504
    refused = next(response for response in found if response.status_code == 503)
    assert int(refused.headers["retry-after"]) > 0
    assert server.value("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == "300"


def test_counts_tell_of_it(server: LiveServer) -> None:
    server.sparql(RUNAWAY + " # counted")
    text = server.get("metrics").text
    counts = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert int(counts['kg_worker_requests_total{outcome="timed_out"}']) >= 1
    assert int(counts['kg_http_requests_total{method="GET",route="sparql",status="504"}']) >= 1
    assert counts["kg_requests_running"] == "0"
    assert server.get("health").json() == {"status": "ok", "running": 0, "waiting": 0}


def test_body_that_is_too_long(server: LiveServer) -> None:
    query = "ASK {} #" + "x" * (1 << 20)
    response = server.post("sparql", content=query, headers={"Content-Type": "application/sparql-query"})
    assert response.status_code == 413


def test_address_that_is_too_long(server: LiveServer) -> None:
    client = HTTPConnection(server.address.removeprefix("http://").rstrip("/"))
    client.request("GET", "/sparql?query=ASK%20%7B%7D%23" + "x" * (1 << 17))
    assert client.getresponse().status == 400


def test_end_lets_running_requests_finish(store: Path) -> None:
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f FILTER (?b < 100) }"
    with serving(store, "--workers", "1") as server:
        found: list[str] = []
        asking = threading.Thread(target=lambda: found.append(server.value(query)))
        asking.start()
        while json.loads(server.get("health").text)["running"] == 0:
            assert asking.is_alive()
        server.process.send_signal(signal.SIGTERM)
        asking.join()
        assert server.process.wait(60) == 0
    assert found == [str(100 * 300 * 300)]
    left = list(store.parent.glob(f".store.serve-{server.process.pid}-*"))
    assert left == [], "a copy of the store is left behind"


def test_unix_socket(store: Path, tmp_path: Path) -> None:
    place = tmp_path / "kg.sock"
    with serving(store, "--socket", str(place), "--workers", "1") as server:
        assert server.address == str(place)
        with httpx.Client(transport=httpx.HTTPTransport(uds=str(place))) as client:
            assert client.get("http://kg/sparql?query=ASK%20%7B%7D").json()["boolean"] is True
    assert not place.exists()


def test_client_that_goes_away_ends_its_query(store: Path) -> None:
    with serving(store, "--workers", "1", "--timeout", "600") as server:
        host, port = server.address.removeprefix("http://").rstrip("/").split(":")
        with socket.create_connection((host, int(port))) as client:
            query = httpx.QueryParams({"query": RUNAWAY})
            client.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            while server.get("health").json()["running"] == 0:
                pass
        while server.get("health").json()["running"]:
            pass
        assert server.sparql("ASK {}").json()["boolean"] is True


def test_why_a_worker_ended_is_told_by_its_last_words() -> None:
    assert CrashError("memory allocation of 65536 bytes failed").out_of_memory
    assert not CrashError("user-provided comparison function does not correctly implement a total order").out_of_memory
