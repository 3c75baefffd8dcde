"""The OpenAPI 3.1 description of the server: the saved queries from their heads, the other addresses from a table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from extract.pipeline import tool_version
from kg.parameters import Parameter
from kg.queries import SavedQuery
from kg.serve.api_schemas import API_PATHS, SCHEMAS
from kg.serve.negotiation import GRAPH_TYPES, RESULT_TYPES
from kg.serve.saved import FORMAT, format_names, types_of

_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_STATUSES = {
    "400": "The request is wrong; the answer says how.",
    "404": "There is nothing of that name.",
    "406": "There is no such format.",
    "500": "The query engine failed.",
    "503": "Too much is being asked; the header Retry-After says when to try again.",
    "504": "The answer takes too long.",
    "507": "The answer takes too much memory.",
}
# Of the types of parameters, those that JSON Schema has a word for.
_FORMATS: Mapping[str, dict[str, str]] = {
    "date": {"type": "string", "format": "date"},
    "gYear": {"type": "string", "pattern": r"^\d{4}$"},
    "gYearMonth": {"type": "string", "pattern": r"^\d{4}-\d{2}$"},
    "integer": {"type": "integer"},
    "nonNegativeInteger": {"type": "integer"},
    "positiveInteger": {"type": "integer"},
    "number": {"type": "number"},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean"},
}


def openapi(queries: Iterable[SavedQuery], address: str) -> dict[str, Any]:
    """The description.

    Args:
        queries: The saved queries.
        address: Of the server, with the slash at the end.
    """
    paths: dict[str, Any] = {"/sparql": _sparql(), "/queries": _operation("queries", "The saved queries", "QueryList")}
    paths |= {f"/queries/{query.name}": {"get": _saved(query)} for query in queries}
    paths |= {path: _with_problems(item) for path, item in API_PATHS.items()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "cn-stp-kg",
            "summary": "A knowledge graph of Chinese science-and-technology policy documents",
            "version": tool_version(),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": address.rstrip("/") or "/"}],
        "paths": paths,
        "components": {"schemas": SCHEMAS},
    }


def _problems() -> dict[str, Any]:
    content = {"application/problem+json": {"schema": _PROBLEM}}
    return {status: {"description": text, "content": content} for status, text in _STATUSES.items()}


def _with_problems(item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        method: {**operation, "responses": operation["responses"] | _problems()} for method, operation in item.items()
    }


def _operation(id_: str, summary: str, schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    responses = {"200": {"description": summary, "content": content}}
    return {"get": {"operationId": id_, "summary": summary, "responses": responses}}


def _saved(query: SavedQuery) -> dict[str, Any]:
    parameters = [_parameter(parameter, query.example.get(parameter.name)) for parameter in query.parameters]
    names = {"type": "string", "enum": format_names(query)}
    text = "Format of the answer, in place of the header Accept."
    parameters.append({"name": FORMAT, "in": "query", "description": text, "schema": names})
    return {
        "operationId": query.name,
        "summary": query.summary,
        "description": query.description,
        "tags": [query.group],
        "parameters": parameters,
        "responses": {"200": _answer(types_of(query))} | _problems(),
    }


def _parameter(parameter: Parameter, example: str | None) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required and parameter.default is None,
        "description": _meaning(parameter),
        "schema": dict(_FORMATS.get(parameter.type, {"type": "string"})),
    }
    if parameter.default is not None:
        is_number = described["schema"]["type"] in ("integer", "number")
        described["schema"]["default"] = json.loads(parameter.default) if is_number else parameter.default
    if example is not None:
        described["example"] = example
    return described


def _meaning(parameter: Parameter) -> str:
    if parameter.type == "iri":
        return "A name, another name, a document's number, a region's code, or an IRI."
    return f"A value of the type {parameter.type}." + ("" if parameter.required else " Without it, every value.")


def _answer(types: Mapping[str, str]) -> dict[str, Any]:
    return {
        "description": "The answer.",
        "headers": {
            "KG-Result-Cut": {"description": "There was more than may be given.", "schema": {"type": "string"}}
        },
        "content": {media_type: {} for media_type in types},
    }


def _sparql() -> dict[str, Any]:
    graphs = {"type": "array", "items": {"type": "string", "format": "iri"}}
    parameters = [
        {"name": "query", "in": "query", "description": "SPARQL 1.1; without it, a service description.",
         "schema": {"type": "string"}, "example": "SELECT * WHERE { ?s ?p ?o } LIMIT 5"},
        *({"name": f"{kind}-graph-uri", "in": "query", "schema": graphs} for kind in ("default", "named")),
    ]  # fmt: skip
    answer = _answer({**RESULT_TYPES, **GRAPH_TYPES})
    properties = {"query": {"type": "string"}, "default-graph-uri": graphs, "named-graph-uri": graphs}
    form = {"schema": {"type": "object", "required": ["query"], "properties": properties}}
    content = {
        "application/x-www-form-urlencoded": form,
        "application/sparql-query": {"schema": {"type": "string"}},
    }
    return {
        "get": {
            "operationId": "sparqlGet",
            "summary": "A query (SPARQL 1.1 Protocol)",
            "parameters": parameters,
            "responses": {"200": answer} | _problems(),
        },
        "post": {
            "operationId": "sparqlPost",
            "summary": "A query (SPARQL 1.1 Protocol)",
            "requestBody": {"required": True, "content": content},
            "responses": {"200": answer} | _problems(),
        },
    }
