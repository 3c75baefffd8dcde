"""The saved queries over HTTP: what there are, and what a request for one asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from kg.answer_formats import GRAPH_FORMATS, TABLE_FORMATS
from kg.queries import SavedQuery
from kg.query import described
from kg.query_head import GROUPS
from kg.serve.answers import Formats
from kg.serve.errors import RequestError
from kg.serve.negotiation import GRAPH_TYPES, RESULT_TYPES, choose, type_of_format
from kg.serve.protocol import not_acceptable

FORMAT = "format"


def listing(queries: Iterable[SavedQuery]) -> dict[str, object]:
    """The saved queries as plain data: each with its parameters and an example, and their names by group."""
    queries = list(queries)
    groups = {group: [query.name for query in queries if query.group == group] for group in GROUPS}
    rows = [{**described(query), "form": query.form, "href": address(query), "sparql": query.text} for query in queries]
    return {"queries": rows, "groups": groups}


def address(query: SavedQuery) -> str:
    """The address of a query with the values of its example.

    The values are as one would type them, not yet escaped where a browser does that by itself.
    """
    return f"/queries/{query.name}" + (f"?{urlencode(query.example)}" if query.example else "")


def types_of(query: SavedQuery) -> Mapping[str, str]:
    """The media types that an answer can have, with the names of their formats."""
    return GRAPH_TYPES if query.form == "graph" else RESULT_TYPES


def wanted(query: SavedQuery, fields: Mapping[str, str], accept: str | None) -> tuple[dict[str, str], str, Formats]:
    """What a request for a saved query asks.

    Args:
        query: The query.
        fields: Of the address: its parameters, and `format`, which goes before `accept`.
        accept: The header of that name, or None.

    Returns:
        The values of the parameters, the media type of the answer, and its format.

    Raises:
        RequestError: 400, a parameter is missing or there is no such one; 406, there is no such format.
    """
    given = {name: value for name, value in fields.items() if name != FORMAT}
    parameters = {parameter.name: parameter for parameter in query.parameters}
    unknown = [name for name in given if name not in parameters]
    missing = [name for name, parameter in parameters.items() if parameter.required and name not in given]
    if unknown or missing:
        problem = f"has no parameter {unknown[0]!r}" if unknown else f"needs the parameter {missing[0]!r}"
        known = ", ".join(parameters) or "none"
        detail = f"{query.name} {problem}; its parameters: {known}; for example {address(query)}"
        raise RequestError(HTTPStatus.BAD_REQUEST, detail)
    types = types_of(query)
    media_type = type_of_format(types, fields[FORMAT]) if FORMAT in fields else choose(accept, tuple(types))
    if media_type is None:
        raise not_acceptable((*dict.fromkeys(types.values()), *types) if FORMAT in fields else tuple(types))
    format_ = types[media_type]
    is_graph = query.form == "graph"
    return given, media_type, Formats(None if is_graph else format_, format_ if is_graph else None)


def format_names(query: SavedQuery) -> list[str]:
    """The names that `format` can have."""
    known = GRAPH_FORMATS if query.form == "graph" else TABLE_FORMATS
    return [name for name in dict.fromkeys(types_of(query).values()) if name in known]
