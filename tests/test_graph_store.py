"""Sending graphs: what goes over the line, to a stub that follows the protocol, and what is said of errors."""

from __future__ import annotations

import base64
import hashlib
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from fake_extractor import make_fake
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from extract.gazetteers import Entry
from kg.build import BuildOptions, build
from kg.cli import cli
from kg.errors import SinkError
from kg.gazetteer import Gazetteer
from kg.graph_store import GraphStore, graph_store
from kg.iris import Iris
from kg.sink import SinkReport, build_into
from kg.store import read_store


class Stub(ThreadingHTTPServer):
    """An endpoint at /data that keeps graphs, and the answers that it is to give instead, first things first."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.graphs: dict[str, bytes] = {}
        self.authorization: set[str] = set()
        self.troubles: list[int] = []
        self.puts = 0
        self.digest = False
        self.basic = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/data"


class Handler(BaseHTTPRequestHandler):
    server: Stub

    def do_PUT(self) -> None:
        """Section 5.3 of the protocol: the payload takes the place of the graph; 201 if it is new, else 204."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.puts += 1
        self.server.authorization.add(self.headers.get("Authorization", ""))
        address = urlsplit(self.path)
        if self.server.digest and not self.is_of_dba():
            self.do_HEAD()
            return
        if self.server.troubles:
            status = self.server.troubles.pop(0)
        elif address.path != "/data":
            status = 404
        elif not self.headers["Content-Type"].startswith("text/turtle"):
            status = 415
        else:
            [graph] = parse_qs(address.query)["graph"]
            status = 204 if graph in self.server.graphs else 201
            self.server.graphs[graph] = body
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_HEAD(self) -> None:
        """Nothing is there, but one has to say who asks."""
        challenge = 'Digest realm="R", nonce="N", algorithm=MD5, qop="auth"' if self.server.digest else ""
        challenge = 'Basic realm="R"' if self.server.basic else challenge
        self.send_response(401 if challenge else 404)
        if challenge:
            self.send_header("WWW-Authenticate", challenge)
        self.end_headers()

    def is_of_dba(self) -> bool:
        """Whether the digest of section 3.4.1 of RFC 7616 is that of dba with the password `secret`."""
        said = dict(re.findall(r'(\w+)="?([^",]*)', self.headers.get("Authorization", "").partition("Digest ")[2]))

        def md5(*parts: str) -> str:
            return hashlib.md5(":".join(parts).encode()).hexdigest()

        if not said:
            return False
        first, second = md5("dba", "R", "secret"), md5("PUT", said["uri"])
        return str(said["response"]) == md5(first, "N", said["nc"], said["cnonce"], "auth", second)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    monkeypatch.setattr("kg.graph_store._PAUSES", (0, 0))
    gazetteer = Gazetteer([Entry("天津市", ("天津",), "province", "", "120000", "GB/T 2260")], [])
    monkeypatch.setattr("kg.build.default_gazetteer", lambda: gazetteer)
    monkeypatch.setattr("kg.sink.default_gazetteer", lambda: gazetteer)
    monkeypatch.delenv("KG_SINK_AUTH", raising=False)
    with Stub() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("甲规划\n见《“乙” <规划> .\\》\n", "utf-8")
    (folder / "b.txt").write_text("乙规划\n", "utf-8")
    return folder


def send(folder: Path, url: str) -> SinkReport:
    return build_into([folder], url, BuildOptions(), make_extractor=make_fake)


def test_an_endpoint_gets_the_graphs_that_a_store_has(folder: Path, stub: Stub, tmp_path: Path) -> None:
    report = send(folder, stub.url)
    build([folder], tmp_path / "store", make_extractor=make_fake)
    store = read_store(tmp_path / "store")
    own = {Iris().graph(name).value for name in ("manifest", "runs", "links")}
    expected: dict[str, set[Triple]] = {}
    for quad in store:
        assert isinstance(quad.graph_name, NamedNode)
        expected.setdefault(quad.graph_name.value, set()).add(quad.triple)
    found = {name: {q.triple for q in parse(body, format=RdfFormat.TURTLE)} for name, body in stub.graphs.items()}
    assert found == {name: triples for name, triples in expected.items() if name not in own}
    assert (report.files, report.failed) == (2, ())
    assert report.statements == sum(len(found[name]) for name in found if "/file/" in name)
    assert send(folder, stub.url).statements == report.statements


def test_a_busy_endpoint_is_asked_again(folder: Path, stub: Stub) -> None:
    stub.troubles = [503, 500]
    send(folder, stub.url)
    assert len(stub.graphs) == stub.puts - 2


@pytest.mark.parametrize(
    ("troubles", "puts", "said"),
    [
        ([503, 503, 503], 3, "HTTP 503, several times"),
        ([401], 1, "KG_SINK_AUTH"),
        ([403], 1, "does not allow this user to write"),
        ([405], 1, "no Graph Store endpoint"),
        ([301], 1, "it has moved"),
    ],
)
def test_what_no_graph_can_be_sent_to_ends_the_build(
    folder: Path, stub: Stub, troubles: list[int], puts: int, said: str
) -> None:
    stub.troubles = troubles
    with pytest.raises(SinkError, match=said):
        send(folder, stub.url)
    assert stub.puts == puts


def test_another_path_of_the_server_is_no_endpoint(folder: Path, stub: Stub) -> None:
    with pytest.raises(SinkError, match="no Graph Store endpoint at this path"):
        send(folder, stub.url.replace("/data", "/elsewhere"))


def test_a_graph_that_is_refused_costs_no_other(folder: Path, stub: Stub) -> None:
    reference_graphs = 4  # three ontologies and the gazetteers go first
    sink = graph_store(stub.url)
    stub.troubles = [200] * reference_graphs + [413]
    report = send(folder, sink.url)
    [failure] = report.failed
    assert failure.path.name == "a.txt"
    assert "HTTP 413" in failure.reason
    assert [name for name in stub.graphs if "/file/" in name] != []


def test_an_endpoint_that_is_not_there(folder: Path, stub: Stub) -> None:
    url = stub.url
    stub.server_close()
    with pytest.raises(SinkError, match="cannot be reached: .*refused"):
        send(folder, url)


def test_user_and_password_are_sent_and_never_shown(folder: Path, stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "p%40ss word"
    sent = "Basic " + base64.b64encode(b"user:p@ss word").decode()
    stub.basic = True
    with_user = stub.url.replace("http://", f"http://user:{secret.replace(' ', '%20')}@")
    assert send(folder, with_user).sink == stub.url
    assert stub.authorization == {sent}
    monkeypatch.setenv("KG_SINK_AUTH", "user:p@ss word")
    send(folder, stub.url)
    assert stub.authorization == {sent}
    target = graph_store(with_user)
    assert "ss word" not in repr(target)
    stub.troubles = [401]
    with pytest.raises(SinkError) as caught:
        send(folder, with_user)
    assert "user:" not in str(caught.value).replace("KG_SINK_AUTH=user:", "")
    assert "p%40ss" not in str(caught.value)


def test_a_server_that_wants_a_digest_of_the_password(folder: Path, stub: Stub) -> None:
    stub.digest = True
    graph = Iris().graph("links")
    quad = Quad(graph, graph, graph, graph)
    graph_store(stub.url.replace("http://", "http://dba:secret@")).put(graph, f"{quad} .\n".encode())
    assert list(stub.graphs) == [graph.value]
    with pytest.raises(SinkError, match="HTTP 401"):
        graph_store(stub.url.replace("http://", "http://dba:wrong@")).put(graph, f"{quad} .\n".encode())


def test_an_address_with_a_query_of_its_own(stub: Stub) -> None:
    graph = Iris().graph("links")
    quad = Quad(graph, graph, graph, graph)
    graph_store(f"{stub.url}?token=x").put(graph, f"{quad} .\n".encode())
    assert stub.graphs == {graph.value: f"{quad.triple} .\n".encode()}


@pytest.mark.parametrize("url", ["http://", "http://host:port/x", "http://[::1/x"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(SinkError, match="address of the sink"):
        graph_store(url)


def test_addresses_of_servers_are_kept() -> None:
    assert graph_store("https://[::1]:8890/sparql-graph-crud-auth?x=1") == GraphStore(
        "https://[::1]:8890/sparql-graph-crud-auth?x=1"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--sink", "http://localhost/", "--prune"], "--prune cannot know"),
        (["--sink", "shards", "--infer"], "--infer needs all files"),
        (["--sink", "shards", "--store", "s"], "--sink builds no store"),
    ],
)
def test_options_that_have_no_meaning_together(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(cli, ["build", "x.txt", *arguments])
    assert (result.exit_code, said in result.output) == (2, True)
