"""A query within this process: values become terms, the answer plain data.

`kg.query_process` answers with a limit of time, and piece by piece.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    Variable,
)

from kg.names import find
from kg.parameters import Parameter
from kg.queries import QueryError, QueryUsageError, SavedQuery
from kg.reader import Reader


@dataclass(frozen=True, slots=True)
class Table:
    """The answer of a SELECT.

    Attributes:
        columns: In their order.
        rows: Each a mapping from columns to values in the form of the SPARQL 1.1 Query Results JSON Format
            (`{"type": "literal", "value": "天津市", "xml:lang": "zh"}`); a column without a value is missing.
    """

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The answer of a CONSTRUCT or DESCRIBE: its distinct triples, sorted."""

    triples: tuple[Triple, ...]


Answer = Table | Graph | bool


def bind(query: SavedQuery, given: Mapping[str, str], reader: Reader) -> dict[Variable, NamedNode | Literal]:
    """The terms for a query's parameters, from what a reader typed.

    Args:
        query: The query.
        given: Values by the names of the parameters; of an IRI, also a CURIE, a name or another name. A parameter
            that is left out takes its default.
        reader: The store, where names are looked up.

    Raises:
        QueryUsageError: A parameter is unknown, missing, or its value is not of its type.
        UnknownNameError: Nothing has the name given.
        AmbiguousNameError: More than one thing has.
    """
    parameters = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in parameters:
            known = ", ".join(f"--{other}" for other in parameters) or "it has none"
            raise QueryUsageError(f"{query.name} has no parameter --{name}; its parameters: {known}")
    defaults = {parameter.name: parameter.default for parameter in query.parameters if parameter.default is not None}
    given = {**defaults, **given}
    for parameter in query.parameters:
        if parameter.required and parameter.name not in given:
            raise QueryUsageError(
                f"{query.name} needs --{parameter.name} ({parameter.type}), for example: {example_command(query)}"
            )
    return {
        Variable(parameters[name].variable): _term(parameters[name], value, reader) for name, value in given.items()
    }


def example_command(query: SavedQuery) -> str:
    """A command line that runs the query, with its example values."""
    required = {parameter.name: "…" for parameter in query.parameters if parameter.required}
    values = {**required, **query.example}
    return " ".join(["kg query", query.name, *(f"--{name} {_quoted(value)}" for name, value in values.items())])


def described(query: SavedQuery) -> dict[str, object]:
    """What the head of a query says of it, as plain data."""
    return {
        "name": query.name,
        "summary": query.summary,
        "description": query.description,
        "group": query.group,
        "tags": query.tags,
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type,
                "required": parameter.required,
                "default": parameter.default,
                "values": parameter.values,
                "example": query.example.get(parameter.name),
            }
            for parameter in query.parameters
        ],
        "columns": query.columns,
    }


def _quoted(value: str) -> str:
    # shlex would put every Chinese word into quotation marks, which no shell needs.
    return value if value.isalnum() else shlex.quote(value)


def run(store: Store, query: SavedQuery, values: Mapping[Variable, NamedNode | Literal]) -> Answer:
    """The answer of a query over the union of all graphs.

    Raises:
        QueryError: The store cannot answer it.
    """
    try:
        answer = store.query(query.text, use_default_graph_as_union=True, substitutions=dict(values))
        if isinstance(answer, QueryBoolean):
            return bool(answer)
        if isinstance(answer, QueryTriples):
            return Graph(tuple(sorted(set(answer), key=str)))
        return _table(answer, query.columns)
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"{query.path}: the store cannot answer this query: {error}") from error


def _table(solutions: QuerySolutions, columns: tuple[str, ...]) -> Table:
    """The solutions with `columns` only, in that order; with all of the query's own, where `columns` is empty."""
    document = json.loads(solutions.serialize(format=QueryResultsFormat.JSON) or b"")
    kept = columns or tuple(document["head"]["vars"])
    rows = ({column: row[column] for column in kept if column in row} for row in document["results"]["bindings"])
    return Table(kept, tuple(rows))


def _term(parameter: Parameter, value: str, reader: Reader) -> NamedNode | Literal:
    if parameter.type == "iri":
        return find(reader, value, parameter.name)
    try:
        return parameter.term(value)
    except ValueError as error:
        raise QueryUsageError(f"--{parameter.name}: {error}") from error
