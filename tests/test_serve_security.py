"""What no request may do: write, reach files or other servers, put a script on a page, hold up the rest."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from live_server import LiveServer, make_store, serving
from pyoxigraph import Store

from kg.serve.hosts import known_hosts
from kg.serve.linked_data import iri_of, path_of
from kg.sparql_tokens import uses_word

SCRIPT = "<script>alert(1)</script>"
EVIL = "\"><img src=x onerror=alert(2)>'"
STORE = f"""
@prefix : <https://w3id.org/cn-stp/organisation/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix stp: <https://w3id.org/cn-stp/ontology#> .
GRAPH <https://w3id.org/cn-stp/file/0123456789abcdef> {{
    :甲 a stp:Organisation ; rdfs:label "{SCRIPT}"@zh ; stp:leads :乙 ; stp:partOf <javascript:alert(3)> .
    :乙 a stp:Programme ; rdfs:label {EVIL!r} .
}}
GRAPH <https://w3id.org/cn-stp/graph/manifest> {{
    <file:///home/somebody/secret.txt> <https://w3id.org/cn-stp/manifest#holds>
        <https://w3id.org/cn-stp/file/0123456789abcdef> .
    <https://w3id.org/cn-stp/file/0123456789abcdef> <https://w3id.org/cn-stp/manifest#fingerprint> "0" .
}}
""".replace(repr(EVIL), '"""' + EVIL.replace('"', '\\"') + '"""@zh')

_TRIES = 200


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    store = make_store(tmp_path_factory.mktemp("security") / "store", STORE)
    with serving(store, "--workers", "2", "--timeout", "5") as running:
        yield running


class Listener:
    """Somebody else's server, which notes whether anybody comes."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.socket.settimeout(0)

    def visited(self) -> bool:
        try:
            self.socket.accept()
        except BlockingIOError:
            return False
        return True


@pytest.fixture
def elsewhere() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.socket.close()


@pytest.mark.parametrize(
    "pattern",
    [
        "SERVICE <{}> {{ ?s ?p ?o }}",
        "SERVICE<{}>{{ ?s ?p ?o }}",
        "sErViCe SILENT <{}> {{ ?s ?p ?o }}",
        "SERVICE # a comment\n <{}> {{ ?s ?p ?o }}",
        "?s ?p ?o .SERVICE <{}> {{ ?s ?p ?o }}",
        "OPTIONAL {{ SERVICE ?server {{ ?s ?p ?o }} }} BIND(<{}> AS ?server)",
        "{{ SELECT * {{ SERVICE <{}> {{ ?s ?p ?o }} }} }}",
    ],
)
def test_no_other_server_is_asked(server: LiveServer, elsewhere: Listener, pattern: str) -> None:
    response = server.sparql(f"SELECT * {{ {pattern.format(f'http://127.0.0.1:{elsewhere.port}/')} }}")
    assert response.status_code == 403
    assert "SERVICE" in response.json()["detail"]
    assert not elsewhere.visited()


def test_service_behind_a_prefix_is_seen() -> None:
    assert uses_word("PREFIX : <http://example.org/> ASK { SERVICE:x { ?s ?p ?o } }", "SERVICE") == 37
    assert uses_word("PREFIX service: <http://example.org/> ASK { ?s service:x ?o }", "SERVICE") is None


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's refusal is Linux's")
def test_kernel_refuses_a_worker_the_network(elsewhere: Listener) -> None:
    code = f"""
from pyoxigraph import Store
from kg.serve.network import deny_network
assert deny_network()
try:
    print(list(Store().query("SELECT * {{ SERVICE <http://127.0.0.1:{elsewhere.port}/> {{ ?s ?p ?o }} }}")))
except OSError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Permission denied" in done.stdout
    assert not elsewhere.visited()


def test_engine_by_itself_would_ask(elsewhere: Listener) -> None:
    """That is what is refused; if it is no longer so, the refusals can go."""
    elsewhere.socket.settimeout(60)
    visits: list[object] = []

    def turn_away() -> None:
        client, _ = elsewhere.socket.accept()
        visits.append(client.recv(1 << 16))
        client.close()

    host = threading.Thread(target=turn_away)
    host.start()
    with pytest.raises(OSError):
        bool(Store().query(f"ASK {{ SERVICE <http://127.0.0.1:{elsewhere.port}/> {{ ?s ?p ?o }} }}"))
    host.join()
    assert len(visits) == 1


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { GRAPH <file:///etc/passwd> { ?s ?p ?o } }",
        "DESCRIBE <file:///etc/passwd>",
    ],
)
def test_files_are_names_of_graphs_like_others(server: LiveServer, query: str) -> None:
    response = server.get("sparql", params={"query": query})
    assert response.status_code == 200
    assert "root" not in response.text


def test_files_of_the_graph_store_neither(server: LiveServer) -> None:
    for name in ("file:///etc/passwd", "https://w3id.org/cn-stp/graph/manifest"):
        assert server.get("rdf-graphs", params={"graph": name}).status_code == 404


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <file:///etc/passwd>",
        "LOAD <http://127.0.0.1:1/>",
        "DROP ALL",
        "DELETE WHERE { ?s ?p ?o }",
        "INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        "ASK {} ; DROP ALL",
    ],
)
def test_no_update_by_any_way(server: LiveServer, update: str) -> None:
    before = server.value("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    statuses = {
        server.get("sparql", params={"query": update}).status_code,
        server.get("sparql", params={"update": update}).status_code,
        server.post("sparql", data={"query": update}).status_code,
        server.post("sparql", data={"update": update}).status_code,
        server.post("sparql", data={"query": "ASK {}", "update": update}).status_code,
        server.post("sparql", content=update, headers={"Content-Type": "application/sparql-update"}).status_code,
        server.post("sparql", content=update, headers={"Content-Type": "application/sparql-query"}).status_code,
        server.post("update", content=update, headers=form).status_code,
    }
    assert statuses <= {400, 403, 404}
    assert server.value("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == before


def test_paths_of_source_files_stay_at_home(server: LiveServer) -> None:
    everything = server.sparql("SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", "text/csv").text
    assert "somebody" not in everything and "manifest" not in everything


@pytest.mark.parametrize("path", ["page/organisation/甲", "page/organisation/乙"])
def test_no_script_from_a_label(server: LiveServer, path: str) -> None:
    page = server.get(path).text
    assert "<script" not in page and "<img" not in page and "javascript:" not in page.replace(">javascript:", ">")
    assert 'href="javascript' not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


PAGES = [
    "",
    "health",
    "metrics",
    "sparql",
    "queries",
    "openapi.json",
    "page/organisation/甲",
    "id/x",
    "card.css",
    "no/such",
]


@pytest.mark.parametrize("path", PAGES)
def test_headers_keep_browsers_safe(server: LiveServer, path: str) -> None:
    headers = server.get(path).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert (
        policy["default-src"] == "'none'" and policy["frame-ancestors"] == "'none'" and policy["base-uri"] == "'none'"
    )
    # The web page has scripts, all of them files of this server; no other page has any.
    assert policy.get("script-src", "'self'") == "'self'" and "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert "server" not in headers and "access-control-allow-origin" not in headers


def test_other_pages_may_read_only_where_it_is_allowed(tmp_path_factory: pytest.TempPathFactory) -> None:
    store = make_store(tmp_path_factory.mktemp("cors") / "store", STORE)
    origin = "https://example.org"
    with serving(store, "--workers", "1", "--cors", origin) as server:
        response = server.get("sparql", params={"query": "ASK {}"}, headers={"Origin": "https://elsewhere.org"})
        assert response.headers["access-control-allow-origin"] == origin
        assert {"Accept", "Origin"} == set(", ".join(response.headers.get_list("vary")).split(", "))
        wanted = {
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        }
        asked = httpx.options(f"{server.address}sparql", headers=wanted)
        assert asked.status_code == 204
        assert asked.headers["access-control-allow-methods"] == "GET, HEAD, POST"
        assert "credentials" not in str(asked.headers)


def called(server: LiveServer, name: str) -> int:
    return server.get("sparql", params={"query": "ASK {}"}, headers={"Host": name}).status_code


def test_server_of_this_machine_answers_to_its_names_only(server: LiveServer) -> None:
    port = server.address.rpartition(":")[2].strip("/")
    for name in ("127.0.0.1", f"127.0.0.1:{port}", "LocalHost", f"[::1]:{port}"):
        assert called(server, name) == 200
    for name in ("evil.example", f"evil.example:{port}", "127.0.0.1.evil.example", "evil.example:127.0.0.1"):
        assert called(server, name) == 421
    refused = server.get("sparql", headers={"Host": "evil.example"})
    assert "--allow-host" in refused.text
    assert refused.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("address", "allowed", "known"),
    [
        (("127.0.0.1", 7878), (), {"localhost", "127.0.0.1", "::1"}),
        (("127.0.0.2", 7878), ("KG.example.org",), {"localhost", "127.0.0.1", "::1", "127.0.0.2", "kg.example.org"}),
        (("::1", 7878), (), {"localhost", "127.0.0.1", "::1"}),
        (("0.0.0.0", 7878), (), None),
        (("0.0.0.0", 7878), ("kg.example.org",), {"kg.example.org"}),
        (("::", 7878), (), None),
        (("kg.example.org", 7878), (), None),
        (Path("/run/kg.sock"), (), None),
        (Path("/run/kg.sock"), ("kg.example.org",), {"kg.example.org"}),
    ],
)
def test_names_of_a_server(address: tuple[str, int] | Path, allowed: tuple[str, ...], known: set[str] | None) -> None:
    assert known_hosts(address, allowed) == known


@pytest.mark.parametrize(
    "path",
    [
        "/id/../../etc/passwd",
        "/page/%2e%2e/%2e%2e/etc/passwd",
        "/data/..%2f..%2fetc%2fpasswd",
        "/card.css/../../../etc/passwd",
        "/queries/..%2fgoals-by-region",
        "/queries/%00",
        "//etc/passwd",
        "/id/%ff%fe",
        "/page/%0d%0aSet-Cookie:%20a=b",
        "/api/entity?iri=file:///etc/passwd",
        "/api/document?iri=../../etc/passwd",
    ],
)
def test_path_tricks_lead_nowhere(server: LiveServer, path: str) -> None:
    host = server.address.removeprefix("http://").rstrip("/")
    with socket.create_connection(tuple(host.split(":"))) as client:  # type: ignore[arg-type]
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: client.recv(65536), b"")).decode("utf-8", "replace")
    status = int(answer.split(" ", 2)[1])
    assert status in (303, 400, 404)
    assert "root:" not in answer and "\r\nset-cookie" not in answer.lower()


def test_addresses_and_iris_go_both_ways() -> None:
    base = "https://w3id.org/cn-stp/"
    for iri in (
        f"{base}organisation/A%2FB",
        f"{base}region/京津冀",
        f"{base}unit/50%25",
        f"{base}section/国科发规-2020-254/3",
    ):
        path = path_of(iri, base)
        assert path is not None
        assert iri_of(path.encode(), base) == iri
    assert path_of("https://example.org/x", base) is None


def test_request_that_dribbles_in_is_cut_off(server: LiveServer) -> None:
    host, port = server.address.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as client:
        client.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n")
        closed = False
        for _ in range(60):
            try:
                client.sendall(b"X-A: b\r\n")
                client.settimeout(0.5)
                closed = client.recv(1) == b""
            except TimeoutError:
                continue
            except OSError:
                closed = True
            if closed:
                break
            time.sleep(0.1)
    assert closed


def test_a_fault_shows_no_code(server: LiveServer) -> None:
    for path in ("api/entity?iri=%20", "api/search?q=a&limit=x", "queries/cites?document=x&format=y", "page/"):
        response = server.get(path)
        assert response.status_code in (400, 404, 406)
        assert response.headers["content-type"] == "application/problem+json"
        assert "Traceback" not in response.text


def test_log_shows_addresses_as_they_were_sent(server: LiveServer) -> None:
    server.get("no/such%0aplace", params={"q": "天津"})
    # The line is written behind the answer.
    lines: list[str] = []
    for _ in range(_TRIES):
        lines = [line for line in server.log if "no/such%0a" in line]
        if lines:
            break
        time.sleep(0.05)
    [line] = lines
    assert '"GET /no/such%0aplace?q=%E5%A4%A9%E6%B4%A5" 404' in line
