"""The addresses for the web page and the forms of their answers, as OpenAPI has them."""

from __future__ import annotations

from typing import Any

_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


_NAMED = {"iri": _TEXT, "name": _TEXT, "category": _TEXT}
_OPTIONAL_NUMBER = {"type": ["integer", "null"], "minimum": 0}

SCHEMAS: dict[str, Any] = {
    "Problem": _object(title=_TEXT, status=_NUMBER, detail=_TEXT),
    "Named": _object(**_NAMED),
    "Place": _object(
        file=_TEXT, start=_NUMBER, end=_NUMBER, place=_TEXT, document=_TEXT, title=_TEXT, prefix=_TEXT, exact=_TEXT,
        suffix=_TEXT,
    ),
    "Value": {
        "type": "object",
        "description": "A thing (iri, name, category) or the text of a value, with the places that say it.",
        "required": ["evidence"],
        "properties": {**_NAMED, "value": _TEXT, "evidence": _list(_ref("Place"))},
    },
    "Facts": _object(property=_TEXT, name=_TEXT, values=_list(_ref("Value")), more=_NUMBER),
    "Search": _object(
        query=_TEXT,
        results=_list(
            _object(**_NAMED, matched=_TEXT, kinds=_list(_TEXT), documents=_NUMBER),
        ),
    ),
    "Entity": _object(
        **_NAMED,
        same_as=_list(_TEXT),
        other_names=_list(_TEXT),
        kinds=_list(_TEXT),
        facts=_list(_ref("Facts")),
        incoming=_list(_ref("Facts")),
        sources=_list(_TEXT),
        evidence=_list(_ref("Place")),
        documents=_list(_object(iri=_TEXT, name=_TEXT, mentions=_NUMBER)),
    ),
    "Document": _object(
        **_NAMED,
        file=_object(iri=_TEXT, name=_TEXT, sha256=_TEXT, documents=_list(_ref("Named"))),
        sections=_list(
            _object(iri=_TEXT, order=_NUMBER, level=_NUMBER, label=_TEXT, title=_TEXT, start=_OPTIONAL_NUMBER)
        ),
        mentions=_list(_object(iri=_TEXT, start=_NUMBER, end=_NUMBER, kind=_TEXT, about=_TEXT, name=_TEXT)),
        text={"type": ["string", "null"], "description": "Null where the file is not to be found any more."},
        sentences={"description": "First character and one past the last of each.", **_list(_list(_NUMBER))},
    ),
    "Neighbours": _object(
        nodes=_list(_object(**_NAMED, year=_TEXT)),
        edges=_list(_object(source=_TEXT, target=_TEXT, property=_TEXT, name=_TEXT, years=_list(_TEXT))),
        more=_NUMBER,
    ),
    "Goals": _object(
        goals=_list(
            _object(
                iri=_TEXT, statement=_TEXT, deadline=_TEXT, indicator=_TEXT, operator=_TEXT, value=_TEXT,
                max_value=_TEXT, unit=_TEXT, regions=_list(_ref("Named")),
                document={"type": ["object", "null"], "properties": {**_NAMED, "year": _TEXT}},
                evidence=_list(_ref("Place")),
            )
        ),
        more=_NUMBER,
    ),
    "QueryList": _object(
        queries=_list(
            _object(
                name=_TEXT, summary=_TEXT, description=_TEXT, group=_TEXT, tags=_list(_TEXT), columns=_list(_TEXT),
                form=_TEXT, href=_TEXT, sparql=_TEXT,
                parameters=_list(
                    _object(
                        name=_TEXT, type=_TEXT, required={"type": "boolean"}, default={"type": ["string", "null"]},
                        values=_TEXT, example={"type": ["string", "null"]},
                    )
                ),
            )
        ),
        groups={"type": "object", "additionalProperties": _list(_TEXT)},
    ),
}  # fmt: skip


def _parameter(name: str, description: str, schema: dict[str, Any], required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "description": description, "schema": schema}


def _get(id_: str, summary: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    schema = _ref(id_.capitalize())
    responses = {"200": {"description": summary, "content": {"application/json": {"schema": schema}}}}
    return {"get": {"operationId": id_, "summary": summary, "parameters": parameters, "responses": responses}}


def _limit(default: int, most: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": 1, "maximum": most, "default": default}


_IRI = _parameter("iri", "Of the thing, whole or in short (:region/120000).", _TEXT, required=True)
_YEAR = {"type": "string", "pattern": r"^\d{4}$"}
# The most and the usual number of what an answer lists.
LIMITS = {"search": (20, 200), "neighbours": (100, 2000), "goals": (2000, 20000)}

API_PATHS: dict[str, Any] = {
    "/api/search": _get(
        "search",
        "Things by name, as one types",
        [
            _parameter("q", "What was typed: the whole name, its beginning or any part of it.", _TEXT, required=True),
            _parameter("category", "Only organisation, programme, region, document, indicator or goal.", _TEXT),
            _parameter("limit", "Hits.", _limit(*LIMITS["search"])),
        ],
    ),
    "/api/entity": _get("entity", "The card of a thing, every fact with its evidence", [_IRI]),
    "/api/document": _get("document", "The text of a document's file, and what was found where in it", [_IRI]),
    "/api/neighbours": _get(
        "neighbours",
        "A thing and those that it has to do with, as nodes and edges",
        [_IRI, _parameter("limit", "Edges.", _limit(*LIMITS["neighbours"]))],
    ),
    "/api/goals": _get(
        "goals",
        "Goals in the order of their deadlines",
        [
            _parameter(
                "iri",
                "Of a document that sets them, or of a region or programme that they or their document are for.",
                _TEXT,
            ),
            _parameter("from", "Year of the earliest deadline.", _YEAR),
            _parameter("to", "Year of the latest.", _YEAR),
            _parameter("limit", "Goals.", _limit(*LIMITS["goals"])),
        ],
    ),
}
