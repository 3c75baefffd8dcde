"""Saved queries, linked data and the addresses for a web page, over the sample store and over a plan built anew."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from live_server import LiveServer, make_store, serving
from pyoxigraph import RdfFormat, parse

from extract.resources import resource
from kg.build import build
from kg.queries import load_queries
from kg.serve.api_schemas import SCHEMAS
from kg.serve.negotiation import choose, parse_accept
from kg.serve.openapi import openapi

SAMPLE = Path(__file__).parent / "data" / "sample.trig"
GUIDELINES = resource("data/documents/most-2020-ai-pilot-zone-guidelines.txt")
BASE = "https://w3id.org/cn-stp/"
STP = f"{BASE}ontology#"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    store = make_store(tmp_path_factory.mktemp("web") / "store", SAMPLE.read_text("utf-8"))
    with serving(store, "--workers", "2") as running:
        yield running


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    folder = tmp_path_factory.mktemp("built")
    (folder / "files").mkdir()
    (folder / "moved").mkdir()
    (folder / "files" / GUIDELINES.name).write_bytes(GUIDELINES.read_bytes())
    build([folder / "files"], folder / "store")
    with serving(folder / "store", "--workers", "2", "--documents", str(folder / "moved")) as running:
        yield running


def fits(value: Any, schema: dict[str, Any], where: str = "") -> None:
    """Whether a value has the form that a schema of the OpenAPI document says, with no property beside those."""
    if "$ref" in schema:
        fits(value, SCHEMAS[schema["$ref"].rpartition("/")[2]], where)
        return
    types = {"string": str, "integer": int, "boolean": bool, "object": dict, "array": list, "null": type(None)}
    wanted = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    assert any(type(value) is types[name] for name in wanted), (where, value)
    if isinstance(value, dict) and "properties" in schema:
        assert set(schema.get("required", ())) <= value.keys() <= schema["properties"].keys(), (where, value.keys())
        for name, part in value.items():
            fits(part, schema["properties"][name], f"{where}.{name}")
    if isinstance(value, list):
        for number, part in enumerate(value):
            fits(part, schema["items"], f"{where}[{number}]")


def api(server: LiveServer, name: str, **fields: str) -> Any:
    response = server.get(f"api/{name}", params=fields)
    assert response.status_code == 200, response.text
    fits(response.json(), SCHEMAS[name.capitalize()], name)
    return response.json()


class TestNegotiation:
    @pytest.mark.parametrize(
        ("accept", "chosen"),
        [
            (None, "a/x"),
            ("", "a/x"),
            ("*/*", "a/x"),
            ("b/*", "b/y"),
            ("a/x;q=0.5, b/y;q=0.9", "b/y"),
            ("a/x;q=0.5, b/y;q=0.5", "a/x"),
            ("*/*, a/x;q=0", "b/y"),
            ("a/*;q=0.1, a/z, */*;q=0.5", "a/z"),
            ("A/Z", "a/z"),
            ("a/z;level=1;q=0.3, b/y;q=0.2", "a/z"),
            ("c/*", None),
            ("a/x;q=0", None),
            ("nonsense", None),
        ],
    )
    def test_best_of_what_there_is(self, accept: str | None, chosen: str | None) -> None:
        assert choose(accept, ["a/x", "b/y", "a/z"]) == chosen

    def test_quality_that_is_none_counts_as_no(self) -> None:
        assert [entry.quality for entry in parse_accept("a/x;q=2, b/y;q=abc, c/z;q=0.333")] == [0.0, 0.0, 0.333]


class TestSavedQueries:
    def test_list(self, server: LiveServer) -> None:
        found = server.get("queries").json()
        fits(found, SCHEMAS["QueryList"])
        [query] = [query for query in found["queries"] if query["name"] == "goals-by-region"]
        [parameter] = query["parameters"]
        assert "?value" in parameter.pop("values")
        assert parameter == {"name": "region", "type": "iri", "required": True, "default": None, "example": "天津市"}
        assert "goals-by-region" in found["groups"]["regions"]
        assert server.get(query["href"].removeprefix("/")).status_code == 200

    def test_answer_has_the_columns_of_the_head_in_their_order(self, server: LiveServer) -> None:
        response = server.get("queries/region-members", params={"region": "天津市", "format": "csv"})
        assert response.headers["content-type"] == "text/csv; charset=utf-8"
        rows = list(csv.reader(io.StringIO(response.text)))
        columns = load_queries(resource("queries"))["region-members"].columns
        assert tuple(rows[0]) == columns
        assert any("滨海新区" in row for row in rows[1:])

    @pytest.mark.parametrize("way", ["format", "accept"])
    @pytest.mark.parametrize(
        ("format_", "media_type"), [("xml", "application/sparql-results+xml"), ("tsv", "text/tab-separated-values")]
    )
    def test_format(self, server: LiveServer, way: str, format_: str, media_type: str) -> None:
        fields = {"format": format_} if way == "format" else {}
        headers = {"Accept": media_type} if way == "accept" else {}
        response = server.get("queries/repeals", params=fields, headers=headers)
        assert response.headers["content-type"].partition(";")[0] == media_type

    @pytest.mark.parametrize(
        ("path", "status", "words"),
        [
            ("goals-by-region", 400, "needs the parameter 'region'"),
            ("goals-by-region?region=火星", 404, "nothing in the store is called '火星'"),
            ("goals-by-region?region=朝阳区", 400, "several things are called '朝阳区'"),
            ("goals-by-region?region=天津市&year=2020", 400, "has no parameter 'year'"),
            ("goals-by-region?region=天津市&region=北京市", 400, "'region' is given twice"),
            ("goals-by-deadline?year=20x0", 400, "year: '20x0' is not a year of four digits"),
            ("goals-by-region?region=天津市&format=pdf", 406, "json"),
            ("no-such-query", 404, "/queries lists them"),
        ],
    )
    def test_mistakes_are_explained(self, server: LiveServer, path: str, status: int, words: str) -> None:
        response = server.get(f"queries/{path}")
        assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
        assert words in response.json()["detail"]

    def test_value_is_never_query_text(self, server: LiveServer) -> None:
        evil = '天津市" } UNION { ?s ?p ?o } #'
        assert server.get("queries/goals-by-region", params={"region": evil}).status_code == 404


class TestOpenApi:
    def test_every_saved_query_and_address_is_described(self, server: LiveServer) -> None:
        described = server.get("openapi.json").json()
        queries = load_queries(resource("queries"))
        assert {f"/queries/{name}" for name in queries} <= described["paths"].keys()
        assert {"/sparql", "/queries", "/api/search", "/api/goals"} <= described["paths"].keys()
        operation = described["paths"]["/queries/goals-by-deadline"]["get"]
        assert operation["summary"] == queries["goals-by-deadline"].summary
        [year] = [parameter for parameter in operation["parameters"] if parameter["name"] == "year"]
        assert (year["required"], year["schema"], year["example"]) == (
            True,
            {"type": "string", "pattern": r"^\d{4}$"},
            queries["goals-by-deadline"].example["year"],
        )
        assert described["servers"] == [{"url": server.address.rstrip("/")}]

    def test_every_reference_leads_somewhere(self) -> None:
        described = openapi(load_queries(resource("queries")).values(), "http://127.0.0.1/")
        for name in re.findall(r'"#/components/schemas/(\w+)"', json.dumps(described)):
            assert name in described["components"]["schemas"]
        ids = [operation["operationId"] for item in described["paths"].values() for operation in item.values()]
        assert len(ids) == len(set(ids))

    def test_it_is_openapi(self) -> None:
        validator = pytest.importorskip("openapi_spec_validator")
        validator.validate(openapi(load_queries(resource("queries")).values(), "http://127.0.0.1/"))


class TestLinkedData:
    @pytest.mark.parametrize(
        ("accept", "place"),
        [
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "page"),
            ("text/turtle", "data"),
            ("*/*", "data"),
            ("application/ld+json, text/html;q=0.5", "data"),
        ],
    )
    def test_thing_sends_on_to_a_document(self, server: LiveServer, accept: str, place: str) -> None:
        response = server.get("id/region/京津冀", headers={"Accept": accept})
        assert response.status_code == 303
        assert response.headers["location"] == f"/{place}/region/%E4%BA%AC%E6%B4%A5%E5%86%80"
        assert response.headers["vary"] == "Accept"

    def test_data_hold_what_is_said_of_a_thing_and_by_others(self, server: LiveServer) -> None:
        text = server.get("data/region/120000", headers={"Accept": "application/n-triples"}).text
        assert f'<{BASE}region/120000> <http://www.w3.org/2000/01/rdf-schema#label> "天津市"@zh .' in text
        assert f"<{BASE}region/120116> <{STP}partOf> <{BASE}region/120000> ." in text
        assert f'<{BASE}region/京津冀> <http://www.w3.org/2000/01/rdf-schema#label> "京津冀"@zh .' in text

    def test_page_links_to_other_things(self, server: LiveServer) -> None:
        page = server.get("page/region/120000").text
        assert '<html lang="zh">' in page and "<h1>天津市</h1>" in page
        assert '<a href="/id/region/%E4%BA%AC%E6%B4%A5%E5%86%80">京津冀</a>' in page

    @pytest.mark.parametrize("path", ["data/region/000000", "page/region/000000"])
    def test_unknown_thing(self, server: LiveServer, path: str) -> None:
        assert server.get(path).status_code == 404

    def test_description_of_the_dataset(self, server: LiveServer) -> None:
        response = server.get(".well-known/void")
        assert response.headers["content-type"] == "text/turtle; charset=utf-8"
        said = {(quad.predicate.value, str(quad.object)) for quad in parse(response.content, format=RdfFormat.TURTLE)}
        void, dcat = "http://rdfs.org/ns/void#", "http://www.w3.org/ns/dcat#"
        assert (f"{void}sparqlEndpoint", f"<{server.address}sparql>") in said
        assert (f"{void}uriSpace", f'"{BASE}"') in said
        assert (f"{dcat}endpointURL", f"<{server.address}sparql>") in said
        count = server.value("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
        assert (f"{void}triples", f'"{count}"^^<http://www.w3.org/2001/XMLSchema#integer>') in said


class TestSearch:
    def names(self, server: LiveServer, text: str, **fields: str) -> list[str]:
        return [row["name"] for row in api(server, "search", q=text, **fields)["results"]]

    def test_other_name_leads_to_the_thing(self, server: LiveServer) -> None:
        [first, *_] = api(server, "search", q="科技部")["results"]
        assert (first["name"], first["matched"], first["category"]) == ("科学技术部", "科技部", "organisation")
        assert first["kinds"] == ["政府机构"]

    def test_exact_name_before_beginning_before_part(self, server: LiveServer) -> None:
        names = self.names(server, "天津")
        assert names[0] == "天津市"
        assert names.index("天津市") < names.index("中新天津生态城")
        # Of equals, the one that a document speaks of goes first.
        assert self.names(server, "区", category="region") == ["滨海新区", "朝阳区", "朝阳区"]

    def test_code_and_number_find_too(self, server: LiveServer) -> None:
        assert self.names(server, "120000") == ["天津市"]

    def test_brackets_and_width_do_not_matter(self, server: LiveServer) -> None:
        assert self.names(server, " １２０１１６ ") == ["滨海新区"]

    def test_limit_and_nothing(self, server: LiveServer) -> None:
        assert len(self.names(server, "国", limit="2")) == 2
        assert self.names(server, "没有这个") == self.names(server, "“") == []

    @pytest.mark.parametrize("query", ["", "?q=", "?q=a&limit=0", "?q=a&limit=x", "?q=a&other=1", "?q=" + "a" * 201])
    def test_mistakes(self, server: LiveServer, query: str) -> None:
        assert server.get(f"api/search{query}").status_code == 400


class TestEntity:
    def test_card_with_evidence(self, built: LiveServer) -> None:
        found = api(built, "entity", iri=":document/国科发规-2020-254")
        assert found["name"].endswith("试验区建设工作指引(修订版)》的通知")
        assert found["category"] == "document"
        facts = {facts["property"]: facts["values"] for facts in found["facts"]}
        [repealed] = facts[f"{STP}repeals"]
        assert repealed["iri"] == f"{BASE}document/国科发规-2019-298"
        [place] = repealed["evidence"]
        assert (place["start"], place["end"]) == (544, 595)
        assert place["document"] == f"{BASE}document/国科发规-2020-254"
        assert [value["value"] for value in facts[f"{STP}dateSigned"]] == ["2020-09-29"]

    def test_unknown_thing(self, server: LiveServer) -> None:
        for name in ("entity", "document", "neighbours", "goals"):
            assert server.get(f"api/{name}", params={"iri": "urn:nothing"}).status_code == 404


class TestDocument:
    IRI = f"{BASE}document/国科发规-2020-254"

    def test_text_with_its_mentions(self, built: LiveServer) -> None:
        found = api(built, "document", iri=self.IRI)
        assert found["text"] == GUIDELINES.read_text("utf-8")
        [repeal] = [mention for mention in found["mentions"] if mention["kind"] == "repeals"]
        assert found["text"][repeal["start"] : repeal["end"]].startswith("《國家新一代人工(gōng)智能(néng)")
        kinds = {mention["kind"] for mention in found["mentions"]}
        assert {"organisation", "programme", "region", "section", "dateSigned"} <= kinds
        named = [mention for mention in found["mentions"] if mention["about"] == f"{BASE}organisation/科学技术部"]
        assert {mention["name"] for mention in named} == {"科学技术部"}
        assert [section["order"] for section in found["sections"]] == list(range(1, len(found["sections"]) + 1))
        assert all(found["text"][section["start"]] for section in found["sections"])
        sentences = [found["text"][start:end] for start, end in found["sentences"]]
        assert "專此通知(zhī)。" in sentences and "國科發規〔2020〕254号" in sentences

    def test_file_that_is_another_by_now_gives_no_text(self, tmp_path: Path) -> None:
        source, kept = tmp_path / "files" / "plan.txt", tmp_path / "kept"
        source.parent.mkdir()
        kept.mkdir()
        source.write_bytes(GUIDELINES.read_bytes())
        build([source], tmp_path / "store")
        source.write_text("别的\n", "utf-8")
        with serving(tmp_path / "store", "--workers", "1", "--documents", str(kept)) as server:
            assert api(server, "document", iri=self.IRI)["text"] is None
        (kept / "copy.txt").write_bytes(GUIDELINES.read_bytes())
        with serving(tmp_path / "store", "--workers", "1", "--documents", str(kept)) as server:
            assert api(server, "document", iri=self.IRI)["text"] == GUIDELINES.read_text("utf-8")

    def test_document_that_is_only_cited(self, built: LiveServer) -> None:
        response = built.get("api/document", params={"iri": ":document/国科发规-2019-298"})
        assert response.status_code == 404
        assert "there is no text" in response.json()["detail"]


class TestNeighbours:
    def test_edges_join_the_nodes(self, built: LiveServer) -> None:
        found = api(built, "neighbours", iri=":document/国科发规-2020-254")
        nodes = {node["iri"]: node for node in found["nodes"]}
        assert all({edge["source"], edge["target"]} <= nodes.keys() for edge in found["edges"])
        [repeals] = [edge for edge in found["edges"] if edge["property"] == f"{STP}repeals"]
        assert (repeals["target"], repeals["name"]) == (f"{BASE}document/国科发规-2019-298", "废止")
        assert repeals["years"] == ["2020"]
        assert nodes[f"{BASE}document/国科发规-2020-254"]["year"] == "2020"
        assert not {node["category"] for node in found["nodes"]} & {"thing", "file", "section"}

    def test_limit_keeps_what_is_stated_before_what_is_mentioned(self, built: LiveServer) -> None:
        whole = api(built, "neighbours", iri=":document/国科发规-2020-254")
        few = api(built, "neighbours", iri=":document/国科发规-2020-254", limit="3")
        assert len(few["edges"]) == 3
        assert few["more"] == len(whole["edges"]) + whole["more"] - 3
        assert not any(edge["property"] == f"{STP}mentions" for edge in few["edges"])


class TestGoals:
    def test_in_the_order_of_their_deadlines(self, server: LiveServer) -> None:
        found = api(server, "goals")["goals"]
        years = [goal["deadline"][:4] or "9999" for goal in found]
        assert years == sorted(years) and len(found) > 3

    def test_years_and_things(self, server: LiveServer) -> None:
        every = api(server, "goals")["goals"]
        some = api(server, "goals", **{"from": "2019", "to": "2020"})["goals"]
        assert {goal["deadline"][:4] for goal in some} == {"2020"}
        due = [goal["iri"] for goal in every if "2019" <= goal["deadline"][:4] <= "2020"]
        assert [goal["iri"] for goal in some] == due
        [of_region] = api(server, "goals", iri=":region/120116")["goals"]
        assert [region["name"] for region in of_region["regions"]] == ["滨海新区"]
