"""The folder of saved queries, unchanged, served by grlc's own code in front of a SPARQL endpoint.

It needs grlc in an environment of its own (`make interop` makes one): its versions of other libraries are not ours.
"""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, Store, parse_query_results
from test_queries import GOLDEN, OTHER_EXAMPLES, sample_store

from extract.resources import resource
from kg.queries import SavedQuery, load_queries
from kg.query import bind
from kg.reader import Reader
from kg.vocabulary import DEFAULT_BASE

PYTHON = os.environ.get("KG_GRLC_PYTHON", "")
CALLER = Path(__file__).with_name("grlc_caller.py")
QUERIES = load_queries(resource("queries"))

pytestmark = pytest.mark.skipif(not PYTHON, reason="KG_GRLC_PYTHON names no Python that has grlc; `make interop` does")


class Endpoint(BaseHTTPRequestHandler):
    """A SPARQL endpoint as the protocol of the W3C has it, by POST, over the union of all graphs."""

    store: Store

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8")
        try:
            solutions = self.store.query(text, use_default_graph_as_union=True)
            assert isinstance(solutions, QuerySolutions)
            status, body = 200, solutions.serialize(format=QueryResultsFormat.JSON) or b""
        except SyntaxError as error:
            status, body = 400, f"{error}\n{text}".encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def store() -> Store:
    return sample_store()


@pytest.fixture(scope="module")
def endpoint(store: Store) -> Iterator[str]:
    handler = type("SampleEndpoint", (Endpoint,), {"store": store})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def grlc(endpoint: str, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("grlc")
    (folder / "config.ini").write_text(
        f"[defaults]\nsparql_endpoint = {endpoint}\nuser = none\npassword = none\nserver_name = localhost\n"
        f"[local]\nlocal_sparql_dir = {resource('queries')}\n",
        "utf-8",
    )

    def call(requests: list[tuple[str, dict[str, str]]]) -> list[tuple[int, str]]:
        done = subprocess.run(
            [PYTHON, str(CALLER)], input=json.dumps(requests), cwd=folder, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return [(status, body) for status, body in json.loads(done.stdout)]

    return call


def sent(query: SavedQuery, reader: Reader) -> dict[str, str]:
    """What a caller of the web API sends: IRIs in full, defaults as well."""
    terms = bind(query, OTHER_EXAMPLES.get(query.name, query.example), reader)
    names = {parameter.variable: parameter.name for parameter in query.parameters}
    return {names[variable.value]: term.value for variable, term in terms.items()}


def test_grlc_serves_every_query_with_its_answer(grlc: Any, store: Store) -> None:
    reader = Reader(store, DEFAULT_BASE)
    answers = grlc([(f"/api-local/{query.name}", sent(query, reader)) for query in QUERIES.values()])
    for query, (status, body) in zip(QUERIES.values(), answers, strict=True):
        assert status == 200, (query.name, body)
        found = json.loads(body)["results"]["bindings"]
        assert [cells(row, query) for row in found] == golden(query), query.name


def test_grlc_describes_every_query_and_its_parameters(grlc: Any) -> None:
    [(status, body)] = grlc([("/api-local/swagger", {})])
    assert status == 200, body
    paths = json.loads(body)["paths"]
    assert paths.keys() == {f"/{name}" for name in QUERIES}
    for name, query in QUERIES.items():
        described = paths[f"/{name}"]["get"]
        assert described["summary"] == query.summary
        assert tuple(described["tags"]) == query.tags
        parameters = {entry["name"]: entry for entry in described["parameters"] if entry["name"] != "endpoint"}
        assert {(entry, value["required"]) for entry, value in parameters.items()} == {
            (parameter.name, parameter.required) for parameter in query.parameters
        }
        for parameter in query.parameters:
            default = parameters[parameter.name].get("default")
            assert default is None if parameter.default is None else str(default) == parameter.default


def cells(row: dict[str, Any], query: SavedQuery) -> tuple[object, ...]:
    return tuple(cell(row.get(column)) for column in query.columns)


def cell(value: dict[str, Any] | None) -> object:
    return (value["value"], value.get("xml:lang")) if value else None


def golden(query: SavedQuery) -> list[tuple[object, ...]]:
    solutions = parse_query_results((GOLDEN / f"{query.name}.tsv").read_bytes(), format=QueryResultsFormat.TSV)
    assert isinstance(solutions, QuerySolutions)
    terms = [[row[column] for column in query.columns] for row in solutions]
    return [
        tuple(
            None if term is None else (term.value, None if isinstance(term, NamedNode) else term.language)
            for term in row
        )
        for row in terms
    ]
