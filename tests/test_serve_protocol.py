"""The query part of the SPARQL 1.1 protocol tests of the W3C, case by case under their names, against a live server.

The W3C's tests fetch their graphs from the web; here graphs of the same form are in the store.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, urlencode

import httpx
import pytest
from live_server import LiveServer, make_store, serving

BASE = "http://kasei.us/2009/09/sparql/data/"
GRAPHS = "\n".join(
    f"GRAPH <{BASE}data{n}.rdf> {{ <{BASE}data{n}.rdf> a <http://xmlns.com/foaf/0.1/Document> ; <{BASE}n> {n} . }}"
    for n in range(4)
)
D0, D1, D2, D3 = (f"{BASE}data{n}.rdf" for n in range(4))
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with serving(make_store(tmp_path_factory.mktemp("protocol") / "store", GRAPHS), "--workers", "2") as running:
        yield running


def form(server: LiveServer, *fields: tuple[str, str]) -> httpx.Response:
    return server.post("sparql", content=urlencode(fields), headers={"Content-Type": FORM})


def direct(server: LiveServer, query: str, *fields: tuple[str, str]) -> httpx.Response:
    headers = {"Content-Type": DIRECT}
    return server.post("sparql", params=list(fields), content=query.encode(), headers=headers)


def get(server: LiveServer, *fields: tuple[str, str]) -> httpx.Response:
    return server.get("sparql", params=list(fields))


def assert_yes(response: httpx.Response) -> None:
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/sparql-results+json"
    assert response.json()["boolean"] is True


def test_query_post_form(server: LiveServer) -> None:
    assert_yes(form(server, ("query", "ASK {}")))


def test_query_get(server: LiveServer) -> None:
    assert_yes(get(server, ("query", "ASK {}")))


def test_query_post_direct(server: LiveServer) -> None:
    assert_yes(direct(server, "ASK {}"))


def test_query_dataset_default_graph(server: LiveServer) -> None:
    query = f"ASK {{ <{D1}> a ?type FILTER NOT EXISTS {{ <{D2}> a ?other }} }}"
    assert_yes(form(server, ("query", query), ("default-graph-uri", D1)))


@pytest.mark.parametrize("ask", [get, form])
def test_query_dataset_default_graphs(server: LiveServer, ask: object) -> None:
    query = f"ASK {{ <{D1}> a ?type . <{D2}> a ?type FILTER NOT EXISTS {{ <{D3}> a ?other }} }}"
    assert callable(ask)
    assert_yes(ask(server, ("query", query), ("default-graph-uri", D1), ("default-graph-uri", D2)))


@pytest.mark.parametrize("ask", [get, form])
def test_query_dataset_named_graphs(server: LiveServer, ask: object) -> None:
    query = (
        f"ASK {{ GRAPH ?g {{ <{D1}> a ?type }} GRAPH ?h {{ <{D2}> a ?type }} "
        f"FILTER NOT EXISTS {{ GRAPH ?i {{ <{D3}> a ?other }} }} FILTER NOT EXISTS {{ ?s ?p ?o }} }}"
    )
    assert callable(ask)
    assert_yes(ask(server, ("query", query), ("named-graph-uri", D1), ("named-graph-uri", D2)))


def test_query_dataset_full(server: LiveServer) -> None:
    query = (
        f"ASK {{ <{D3}> a ?type . GRAPH ?g {{ <{D1}> a ?type }} GRAPH ?h {{ <{D2}> a ?type }} "
        f"FILTER NOT EXISTS {{ GRAPH ?i {{ <{D3}> a ?other }} }} }}"
    )
    graphs = (("default-graph-uri", D3), ("named-graph-uri", D1), ("named-graph-uri", D2))
    assert_yes(direct(server, query, *graphs))


def test_query_multiple_dataset(server: LiveServer) -> None:
    """What the request says goes before FROM."""
    query = f"ASK FROM <{D1}> {{ <{D0}> a ?type FILTER NOT EXISTS {{ <{D1}> a ?other }} }}"
    assert_yes(form(server, ("query", query), ("default-graph-uri", D0)))


def test_dataset_of_the_query_counts_where_the_request_has_none(server: LiveServer) -> None:
    assert_yes(direct(server, f"ASK FROM <{D1}> {{ <{D1}> a ?type FILTER NOT EXISTS {{ <{D2}> a ?other }} }}"))
    assert_yes(
        direct(server, f"ASK FROM NAMED <{D1}> {{ GRAPH ?g {{ <{D1}> a ?t }} FILTER NOT EXISTS {{ ?s ?p ?o }} }}")
    )


def test_without_any_dataset_the_default_graph_is_all_graphs(server: LiveServer) -> None:
    query = f"ASK {{ <{D0}> a ?type . <{D3}> a ?type . GRAPH <{D2}> {{ <{D2}> a ?type }} }}"
    assert_yes(direct(server, query))


@pytest.mark.parametrize(
    ("query", "accept", "content_type"),
    [
        ("SELECT (1 AS ?value) {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT (1 AS ?value) {}", "application/sparql-results+json", "application/sparql-results+json"),
        ("SELECT (1 AS ?value) {}", "text/csv", "text/csv; charset=utf-8"),
        ("SELECT (1 AS ?value) {}", "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("ASK {}", "application/sparql-results+xml;q=0.4, application/json", "application/json"),
        ("ASK {}", "text/html, */*;q=0.1", "application/sparql-results+json"),
        (f"DESCRIBE <{D0}>", "application/rdf+xml", "application/rdf+xml"),
        (f"DESCRIBE <{D0}>", "application/sparql-results+json, text/turtle;q=0.2", "text/turtle; charset=utf-8"),
        ("CONSTRUCT { <urn:s> <urn:p> 1 } WHERE {}", "application/ld+json", "application/ld+json"),
        ("CONSTRUCT { <urn:s> <urn:p> 1 } WHERE {}", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT { <urn:s> <urn:p> 1 } WHERE {}", "application/trig", "application/trig"),
        ("CONSTRUCT { <urn:s> <urn:p> 1 } WHERE {}", "text/*;q=0.3", "text/turtle; charset=utf-8"),
    ],
)
def test_query_content_type(server: LiveServer, query: str, accept: str, content_type: str) -> None:
    response = server.post("sparql", content=query, headers={"Content-Type": DIRECT, "Accept": accept})
    assert (response.status_code, response.headers["content-type"]) == (200, content_type)
    assert response.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ("SELECT * {}", "image/png"),
        ("SELECT * {}", "text/turtle"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv"),
        ("ASK {}", "application/json;q=0, text/html"),
    ],
)
def test_format_that_there_is_not(server: LiveServer, query: str, accept: str) -> None:
    assert server.sparql(query, accept).status_code == 406


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(server: LiveServer, method: str) -> None:
    response = httpx.request(method, f"{server.address}sparql?query=ASK%20%7B%7D")
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_bad_multiple_queries(server: LiveServer) -> None:
    for response in (
        get(server, ("query", "ASK {}"), ("query", "SELECT * {}")),
        form(server, ("query", "ASK {}"), ("query", "ASK {}")),
        direct(server, "ASK {}", ("query", "ASK {}")),
    ):
        assert response.status_code == 400
        assert "2 queries" in response.json()["detail"]


def test_bad_query_wrong_media_type(server: LiveServer) -> None:
    response = server.post("sparql", content="ASK {}", headers={"Content-Type": "text/plain"})
    assert response.status_code == 415


@pytest.mark.parametrize("content", ["query=ASK%20%7B%7D", "ASK {}"], ids=["form", "direct"])
def test_bad_query_missing_type(server: LiveServer, content: str) -> None:
    assert server.post("sparql", content=content).status_code == 415


@pytest.mark.parametrize(
    ("content_type", "content", "status"),
    [
        (f"{DIRECT}; charset=UTF-16", "ASK {}".encode("utf-16"), 415),
        (DIRECT, "ASK { ?s ?p '天津' }".encode("gb18030"), 400),
        (FORM, b"query=ASK+%7B+%3Fs+%3Fp+%27%CC%EC%27+%7D", 400),
    ],
)
def test_bad_query_non_utf8(server: LiveServer, content_type: str, content: bytes, status: int) -> None:
    response = server.post("sparql", content=content, headers={"Content-Type": content_type})
    assert response.status_code == status
    assert "UTF-8" in response.json()["detail"]


def test_bad_query_syntax(server: LiveServer) -> None:
    response = direct(server, "ASK {\n  ?s ?p")
    assert response.status_code == 400
    assert "query:1:5: this is not SPARQL: this { is not closed" in response.json()["detail"]


@pytest.mark.parametrize("fields", [(), (("default-graph-uri", D0),)], ids=["nothing", "only a graph"])
def test_form_without_a_query(server: LiveServer, fields: tuple[tuple[str, str], ...]) -> None:
    assert form(server, *fields).status_code == 400
    assert get(server, ("default-graph-uri", D0)).status_code == 400


def test_graph_that_is_no_iri(server: LiveServer) -> None:
    assert get(server, ("query", "ASK {}"), ("default-graph-uri", "data0.rdf")).status_code == 400


def test_updates_are_refused(server: LiveServer) -> None:
    update = "INSERT DATA { <urn:s> <urn:p> <urn:o> }"
    headers = {"Content-Type": "application/sparql-update"}
    assert server.post("sparql", content=update, headers=headers).status_code == 403
    assert form(server, ("update", update)).status_code == 403
    assert get(server, ("update", update)).status_code == 403
    assert direct(server, update).status_code == 400
    assert form(server, ("query", "CLEAR ALL")).status_code == 400
    assert server.value("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == "8"


def test_service_description(server: LiveServer) -> None:
    text = server.get("sparql", headers={"Accept": "application/n-triples"}).text
    endpoint = f"<{server.address}sparql>"
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert f"{endpoint} <{sd}endpoint> {endpoint} ." in text
    assert f"{endpoint} <{sd}supportedLanguage> <{sd}SPARQL11Query> ." in text
    assert f"{endpoint} <{sd}feature> <{sd}UnionDefaultGraph> ." in text
    assert "SPARQL11Update" not in text


class TestGraphStore:
    """The SPARQL 1.1 Graph Store HTTP Protocol, its GET and HEAD."""

    def test_graph_by_its_iri(self, server: LiveServer) -> None:
        response = server.get("rdf-graphs", params={"graph": D1}, headers={"Accept": "application/n-triples"})
        assert sorted(response.text.splitlines()) == [
            f'<{D1}> <{BASE}n> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .',
            f"<{D1}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Document> .",
        ]

    def test_default_graph_is_all_graphs(self, server: LiveServer) -> None:
        response = server.get("rdf-graphs?default", headers={"Accept": "application/n-triples"})
        assert len(response.text.splitlines()) == 8

    def test_head_is_a_get_without_body(self, server: LiveServer) -> None:
        address = f"{server.address}rdf-graphs?graph={quote(D1)}"
        headed, got = httpx.head(address), httpx.get(address)
        assert (headed.status_code, headed.content) == (200, b"")
        assert headed.headers["content-length"] == str(len(got.content))

    def test_graph_that_there_is_not(self, server: LiveServer) -> None:
        assert server.get("rdf-graphs", params={"graph": "urn:nowhere"}).status_code == 404

    @pytest.mark.parametrize("query", ["", "?graph=x", "?graph=urn:a&default", "?graph=urn:a&graph=urn:b"])
    def test_which_graph_has_to_be_said(self, server: LiveServer, query: str) -> None:
        assert server.get(f"rdf-graphs{query}").status_code == 400

    def test_unknown_format(self, server: LiveServer) -> None:
        headers = {"Accept": "text/csv"}
        assert server.get("rdf-graphs", params={"graph": D1}, headers=headers).status_code == 406

    @pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
    def test_writing_is_not_allowed(self, server: LiveServer, method: str) -> None:
        content = b"<urn:s> <urn:p> <urn:o> ."
        address = f"{server.address}rdf-graphs?graph={quote(D1)}"
        response = httpx.request(method, address, content=content, headers={"Content-Type": "text/turtle"})
        assert response.status_code == 405
        assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD"}
