"""The clients that analysts use, against a live server: SPARQLWrapper, rdflib, curl."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from live_server import LiveServer, make_store, serving
from rdflib import Graph, URIRef
from rdflib.namespace import RDFS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, RDFXML, TURTLE, URLENCODED, XML, SPARQLWrapper

SAMPLE = Path(__file__).parent / "data" / "sample.trig"
TIANJIN = "https://w3id.org/cn-stp/region/120000"
NAME = f"SELECT DISTINCT ?name WHERE {{ <{TIANJIN}> <{RDFS.label}> ?name }}"

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    store = make_store(tmp_path_factory.mktemp("clients") / "store", SAMPLE.read_text("utf-8"))
    with serving(store, "--workers", "2") as running:
        yield running


def wrapper(server: LiveServer, query: str, format_: str) -> SPARQLWrapper:
    client = SPARQLWrapper(f"{server.address}sparql")
    client.setQuery(query)
    client.setReturnFormat(format_)
    return client


class TestSparqlWrapper:
    def test_json(self, server: LiveServer) -> None:
        answer = wrapper(server, NAME, JSON).query().convert()
        assert isinstance(answer, dict)
        assert [row["name"]["value"] for row in answer["results"]["bindings"]] == ["天津市"]

    @pytest.mark.parametrize("way", [URLENCODED, POSTDIRECTLY])
    def test_post(self, server: LiveServer, way: str) -> None:
        client = wrapper(server, NAME, JSON)
        client.setMethod(POST)
        client.setRequestMethod(way)
        answer = client.query().convert()
        assert isinstance(answer, dict)
        assert answer["results"]["bindings"][0]["name"]["xml:lang"] == "zh"

    def test_xml(self, server: LiveServer) -> None:
        document = wrapper(server, NAME, XML).query().convert()
        assert "天津市" in document.toxml()  # type: ignore[union-attr]

    def test_csv(self, server: LiveServer) -> None:
        answer = wrapper(server, NAME, CSV).query().convert()
        assert isinstance(answer, bytes)
        assert list(csv.reader(io.StringIO(answer.decode("utf-8")))) == [["name"], ["天津市"]]

    def test_turtle(self, server: LiveServer) -> None:
        answer = wrapper(server, f"DESCRIBE <{TIANJIN}>", TURTLE).query().convert()
        assert isinstance(answer, bytes)
        assert (URIRef(TIANJIN), RDFS.label, None) in Graph().parse(answer, format="turtle")

    def test_rdf_xml(self, server: LiveServer) -> None:
        answer = wrapper(server, f"CONSTRUCT WHERE {{ <{TIANJIN}> ?p ?o }}", RDFXML).query().convert()
        assert isinstance(answer, Graph)
        assert (URIRef(TIANJIN), RDFS.label, None) in answer


def test_rdflib_reads_the_graph_through_its_sparql_store(server: LiveServer) -> None:
    graph = Graph(SPARQLStore(f"{server.address}sparql"))
    assert {str(name) for name in graph.objects(URIRef(TIANJIN), RDFS.label)} == {"天津市"}
    query = f"SELECT DISTINCT ?n WHERE {{ <{TIANJIN}> <http://www.w3.org/2004/02/skos/core#altLabel> ?n }} ORDER BY ?n"
    rows = graph.query(query).bindings
    assert [str(name) for row in rows for name in row.values()] == ["天津", "津"]
    assert graph.query(f"ASK {{ <{TIANJIN}> ?p ?o }}").askAnswer


def test_rdflib_reads_a_described_thing_by_its_address(server: LiveServer) -> None:
    graph = Graph().parse(f"{server.address}id/region/120000")
    assert (URIRef(TIANJIN), RDFS.label, None) in graph


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
class TestCurl:
    def curl(self, *arguments: str) -> str:
        done = subprocess.run(["curl", "-sS", *arguments], capture_output=True, encoding="utf-8", check=True)
        return done.stdout

    def test_query(self, server: LiveServer) -> None:
        address = f"{server.address}sparql"
        assert self.curl("-H", "Accept: text/csv", "--data-urlencode", f"query={NAME}", address) == "name\n天津市\n"

    def test_saved_query_with_chinese_characters_as_they_are(self, server: LiveServer) -> None:
        table = self.curl(f"{server.address}queries/region-members?region=天津市&format=csv")
        assert "滨海新区" in table

    def test_file_of_a_query(self, server: LiveServer, tmp_path: Path) -> None:
        (tmp_path / "names.rq").write_text(NAME, "utf-8")
        kind = "Content-Type: application/sparql-query"
        answer = self.curl("-H", kind, "--data-binary", f"@{tmp_path}/names.rq", f"{server.address}sparql")
        assert '"value":"天津市"' in answer

    def test_thing_for_people(self, server: LiveServer) -> None:
        page = self.curl("-L", "-H", "Accept: text/html", f"{server.address}id/region/120000")
        assert "<h1>天津市</h1>" in page
