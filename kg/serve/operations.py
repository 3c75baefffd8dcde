"""What a worker can be asked: each operation is a function from a store and arguments to bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, Store, serialize

from kg.names import AmbiguousNameError, UnknownNameError
from kg.queries import QueryUsageError, SavedQuery, syntax_error
from kg.query import bind
from kg.reader import Reader
from kg.serve import document, web_api
from kg.serve.answers import Formats, KindNotAcceptedError, Output, Writer, Written, ask
from kg.serve.errors import RequestError
from kg.serve.limits import Limits
from kg.serve.linked_data import description_of, shown_card
from kg.serve.negotiation import GRAPH_TYPES, RESULT_TYPES
from kg.serve.protocol import not_acceptable
from kg.serve.void import holdings


@dataclass(frozen=True, slots=True)
class Context:
    """What an operation works with.

    Attributes:
        store: Opened for reading.
        reader: Of the store.
        limits: Of the answer.
        output: Where the answer goes.
    """

    store: Store
    reader: Reader
    limits: Limits
    output: Output

    @property
    def writer(self) -> Writer:
        """Writes answers to queries, within the limits."""
        return Writer(self.output, self.limits.rows, self.limits.size)


def run(context: Context, operation: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Carry out an operation, its answer as bytes to the output; what there is to say of it.

    Raises:
        RequestError: It cannot be answered.
    """
    try:
        return OPERATIONS[operation](context, **arguments)
    except KindNotAcceptedError as error:
        raise not_acceptable(tuple(GRAPH_TYPES if error.kind == "graph" else RESULT_TYPES)) from error
    except UnknownNameError as error:
        raise RequestError(HTTPStatus.NOT_FOUND, str(error)) from error
    except (AmbiguousNameError, QueryUsageError) as error:
        # The text is for the command line, where parameters have dashes.
        raise RequestError(HTTPStatus.BAD_REQUEST, str(error).removeprefix("--")) from error
    except SyntaxError as error:
        raise RequestError(HTTPStatus.BAD_REQUEST, _syntax_problem(arguments, error)) from error
    except MemoryError:
        raise
    except (OSError, RuntimeError, ValueError) as error:
        raise RequestError(HTTPStatus.INTERNAL_SERVER_ERROR, f"the store cannot answer this: {error}") from error


def _syntax_problem(arguments: Mapping[str, Any], error: SyntaxError) -> str:
    """The error of a query's syntax in words for a reader, with the place."""
    return str(syntax_error(error, arguments["query"], "query"))


def _said(written: Written) -> dict[str, Any]:
    return {"kind": written.kind, "cut": written.cut, "rows": written.rows}


def _query(
    context: Context,
    query: str,
    over_union: bool,
    default_graphs: Sequence[str] | None,
    named_graphs: Sequence[str] | None,
    formats: Formats,
) -> dict[str, Any]:
    answer = ask(context.store, query, over_union, default_graphs, named_graphs)
    return _said(context.writer.answer(answer, formats))


def _saved(context: Context, query: SavedQuery, given: Mapping[str, str], formats: Formats) -> dict[str, Any]:
    values = bind(query, given, context.reader)
    answer = ask(context.store, query.text, over_union=True, values=values)
    return _said(context.writer.answer(answer, formats, query.columns))


def _graph(context: Context, graph: str | None, format_: str) -> dict[str, Any]:
    name = None if graph is None else NamedNode(graph)
    if name is not None and not context.store.contains_named_graph(name):
        raise RequestError(HTTPStatus.NOT_FOUND, f"there is no graph {graph}")
    quads = context.store.quads_for_pattern(None, None, None, name)
    written = context.writer.triples(
        lambda lines: serialize((quad.triple for quad in quads), lines, RdfFormat.N_TRIPLES), format_
    )
    if written.cut:
        # Half a graph would be taken for the whole one.
        detail = (
            f"the graph has more than {context.limits.rows} triples or {context.limits.size} bytes; use `kg export`"
        )
        raise RequestError(HTTPStatus.INSUFFICIENT_STORAGE, detail, {"KG-Limit": "rows"})
    return _said(written)


def _resource(context: Context, iri: str, format_: str) -> dict[str, Any]:
    triples = description_of(context.reader, NamedNode(iri), context.limits.rows)
    if not triples:
        raise RequestError(HTTPStatus.NOT_FOUND, f"nothing is said of {iri}")
    return _said(context.writer.triples(lambda lines: serialize(triples, lines, RdfFormat.N_TRIPLES), format_))


def _as_json(function: Callable[..., object]) -> Callable[..., dict[str, Any]]:
    """An operation whose answer is the JSON of what a function of a reader returns."""

    def operation(context: Context, **arguments: Any) -> dict[str, Any]:
        data = json.dumps(function(context.reader, **arguments), ensure_ascii=False).encode("utf-8")
        if len(data) > context.limits.size:
            raise RequestError(HTTPStatus.INSUFFICIENT_STORAGE, "the answer is too large", {"KG-Limit": "size"})
        context.output.write(data + b"\n")
        return {"kind": "json", "cut": False, "rows": 1}

    return operation


OPERATIONS: dict[str, Callable[..., dict[str, Any]]] = {
    "query": _query,
    "saved": _saved,
    "graph": _graph,
    "resource": _resource,
    "card": _as_json(shown_card),
    "holdings": _as_json(holdings),
    "entity": _as_json(web_api.entity),
    "document": _as_json(document.document),
    "neighbours": _as_json(web_api.neighbours),
    "goals": _as_json(web_api.goals),
}
