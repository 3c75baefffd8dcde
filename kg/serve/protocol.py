"""Requests of the SPARQL 1.1 Protocol (W3C Recommendation of 2013-03-21), its query operation.

A request gives the query in one of three ways: by GET, by a form, or as it is. What the protocol does not allow is
refused with the status that says why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode

from kg.queries import QueryError, refuse_service
from kg.serve.errors import RequestError
from kg.serve.negotiation import GRAPH_TYPES, RESULT_TYPES, choose
from kg.sparql_tokens import uses_word

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_READ_ONLY = "this endpoint is read-only: it answers queries and takes no updates"
_DATASET = ("default-graph-uri", "named-graph-uri")
_MAX_FIELDS = 1000


@dataclass(frozen=True, slots=True)
class ProtocolRequest:
    """A query, the dataset it is to be asked of, and how the answer may be written.

    Attributes:
        query: The SPARQL text.
        default_graphs: IRIs of the graphs that make up the default graph.
        named_graphs: IRIs of the graphs that `GRAPH` sees.
        result_type: Media type for a table or yes or no; None if the client takes none that we have.
        graph_type: The same for a graph.

    Where a request names no graph at all, the query's own `FROM` counts, else the default graph is the union of all.
    """

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    result_type: str | None
    graph_type: str | None

    @property
    def has_dataset(self) -> bool:
        """Whether the request names graphs, in place of those of the query."""
        return bool(self.default_graphs or self.named_graphs)

    @property
    def over_union(self) -> bool:
        """Whether neither request nor query names graphs, so that the query is asked of all together."""
        return not self.has_dataset and uses_word(self.query, "FROM") is None


def is_description_wanted(method: str, query_string: str) -> bool:
    """Whether a request asks for the service description: a GET that asks nothing.

    >>> is_description_wanted("GET", ""), is_description_wanted("GET", "query=ASK%7B%7D")
    (True, False)
    """
    return method in ("GET", "HEAD") and not query_string


def read_request(
    method: str, query_string: str, content_type: str | None, body: bytes, accept: str | None
) -> ProtocolRequest:
    """The query operation that a request is.

    Args:
        method: `GET`, `HEAD` or `POST`.
        query_string: What follows `?` in the address, still encoded.
        content_type: Of the body; None if the request does not say.
        body: Of a POST.
        accept: The header of that name, or None.

    Raises:
        RequestError: 400 no query, several, or not UTF-8; 403 an update, or a query that asks another server; 406 no
            format that the client takes; 415 a body of another type.
    """
    fields = _fields(query_string)
    if method == "POST":
        fields = _with_body(fields, content_type, body)
    if any(name == "update" for name, _ in fields):
        raise RequestError(HTTPStatus.FORBIDDEN, _READ_ONLY)
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1:
        found = "no query" if not queries else f"{len(queries)} queries"
        raise RequestError(HTTPStatus.BAD_REQUEST, f"{found} in the request; give one, as the field `query`")
    try:
        refuse_service(queries[0], "query")
    except QueryError as error:
        raise RequestError(HTTPStatus.FORBIDDEN, str(error)) from error
    result_type, graph_type = choose(accept, tuple(RESULT_TYPES)), choose(accept, tuple(GRAPH_TYPES))
    if result_type is None and graph_type is None:
        raise not_acceptable((*RESULT_TYPES, *GRAPH_TYPES))
    default_graphs, named_graphs = (_graphs(fields, name) for name in _DATASET)
    return ProtocolRequest(queries[0], default_graphs, named_graphs, result_type, graph_type)


def not_acceptable(types: Sequence[str]) -> RequestError:
    """The error that the client takes none of `types`."""
    known = ", ".join(dict.fromkeys(types))
    return RequestError(HTTPStatus.NOT_ACCEPTABLE, f"none of the formats in Accept can be given; there are {known}")


def utf8(data: bytes, what: str) -> str:
    """The text of some bytes.

    Raises:
        RequestError: 400, they are not UTF-8; `what` says whose they are.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(HTTPStatus.BAD_REQUEST, f"{what} is not UTF-8") from error


def graph_iri(text: str, field: str) -> str:
    """The IRI of a graph that a field of a request gives.

    Raises:
        RequestError: 400, it is not an absolute IRI.
    """
    try:
        return NamedNode(text).value
    except ValueError as error:
        raise RequestError(HTTPStatus.BAD_REQUEST, f"{field}: {text!r} is not an absolute IRI") from error


def _fields(encoded: str) -> list[tuple[str, str]]:
    """Names and values of a form or of the part of an address after `?`."""
    try:
        return parse_qsl(encoded, keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except ValueError as error:
        reason = "is not UTF-8" if isinstance(error, UnicodeDecodeError) else "has too many fields"
        raise RequestError(HTTPStatus.BAD_REQUEST, f"the request {reason}") from error


def _with_body(fields: Sequence[tuple[str, str]], content_type: str | None, body: bytes) -> list[tuple[str, str]]:
    """The fields of a POST: those of its address, and what its body gives."""
    message = Message()
    message["Content-Type"] = content_type or "-"
    media_type, charset = message.get_content_type(), message.get_content_charset("utf-8")
    if content_type is not None and media_type == UPDATE:
        raise RequestError(HTTPStatus.FORBIDDEN, _READ_ONLY)
    if content_type is None or media_type not in (FORM, QUERY):
        raise RequestError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"POST a query as {FORM} or as {QUERY}")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise RequestError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"SPARQL is UTF-8, not {charset}")
    text = utf8(body, "the body")
    if media_type == FORM:
        return [*fields, *_fields(text)]
    return [*fields, ("query", text)]


def _graphs(fields: Sequence[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(graph_iri(value, name) for field, value in fields if field == name))


def single_fields(query_string: str) -> Mapping[str, str]:
    """The fields of an address, each of which may stand once.

    Raises:
        RequestError: 400, one stands twice, or the text is not UTF-8.
    """
    fields: dict[str, str] = {}
    for name, value in _fields(query_string):
        if name in fields:
            raise RequestError(HTTPStatus.BAD_REQUEST, f"{name!r} is given twice")
        fields[name] = value
    return fields
