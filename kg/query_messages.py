"""What a query's process is asked and what it answers: `kg.query_process` asks, `kg.query_service` answers.

A request is one message. An answer is one if it is short, otherwise several: the first has the head, the last the
summary, or the error that ended it; each has bytes of the answer.
"""

from __future__ import annotations

import pickle
import select
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, Literal

from pyoxigraph import BlankNode, NamedNode, Triple, Variable
from pyoxigraph import Literal as RdfLiteral

HEADER = struct.Struct(">I")
"""Before each message: how many bytes follow."""
# To wake a process that sleeps takes a tenth of a millisecond and more; short queries follow one another sooner.
_AWAKE_SECONDS = 0.01


@dataclass(frozen=True, slots=True)
class Layout:
    """How an answer is laid out for people.

    Attributes:
        width: Cells of the terminal, a Chinese character taking two; None: no line is cut or wrapped.
        colour: Whether the output understands the escape codes of a terminal.
        iris: Whether columns that hold nothing but IRIs are shown, and not left out of a table beside names.
        bom: CSV for Excel: a byte order mark before it, and an apostrophe before what Excel would take for a formula.
    """

    width: int | None = None
    colour: bool = False
    iris: bool = False
    bom: bool = False


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """One query.

    Attributes:
        text: SPARQL.
        source: What messages call the text: a file's name.
        with_head: Whether the text is read as the files of `queries/` are: with parameters, by the names of variables,
            and the columns of its head. Otherwise it is plain SPARQL.
        given: Values of the parameters by their names, as a reader typed them; only `with_head`.
        substitutions: Terms to put in the place of variables.
        table_format: Format of a table, or of yes and no: a key of `kg.answer_formats.TABLE_FORMATS`, or one of
            `kg.answer_pages.PAGE_FORMATS`.
        graph_format: Format of a graph: a key of `kg.answer_formats.GRAPH_FORMATS`, or one of the pages.
        explain: Whether the answer is not the answer, but how the query is understood and how long it takes.
        union: Whether the default graph is the union of all graphs.
        default_graphs: IRIs of the graphs that are the default graph together; None: as `union` says.
        named_graphs: IRIs of the graphs for GRAPH; None: all.
        max_rows: Answer at most as many rows or triples, and say in the summary whether there were more.
        layout: For people.
    """

    text: str
    source: str = "query"
    with_head: bool = False
    given: Mapping[str, str] = field(default_factory=dict)
    substitutions: Mapping[Variable, NamedNode | BlankNode | RdfLiteral | Triple] = field(default_factory=dict)
    table_format: str = "json"
    graph_format: str = "turtle"
    union: bool = True
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    max_rows: int | None = None
    explain: bool = False
    layout: Layout = Layout()


@dataclass(frozen=True, slots=True)
class AnswerHead:
    """What kind of answer comes.

    Attributes:
        kind: A table (SELECT), yes or no (ASK), or a graph (CONSTRUCT, DESCRIBE).
        format: The format that it is in.
        columns: Those of a table.
    """

    kind: Literal["table", "boolean", "graph"]
    format: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerSummary:
    """How it went.

    Attributes:
        rows: Rows or triples that were written; None where the store's own writer wrote them, which does not count.
        truncated: Whether there was more than `max_rows`.
        seconds: By the wall clock, from the request to: the store open and parameters bound (`ready`), the query parsed
            and planned (`planned`), the first piece of the answer (`first`), its end (`done`).
    """

    rows: int | None
    truncated: bool
    seconds: Mapping[str, float]


_values_of_layout = attrgetter(*(item.name for item in fields(Layout)))
# Without the layout, which is the last.
_values_of_request = attrgetter(*(item.name for item in fields(QueryRequest)[:-1]))


def request_message(request: QueryRequest) -> bytes:
    """A request as it is sent."""
    return _message((*_values_of_request(request), _values_of_layout(request.layout)))


def received_request(payload: bytes) -> QueryRequest:
    """The request that a message brought."""
    values = received(payload)
    return QueryRequest(*(*values[:-1], Layout(*values[-1])))


def answer_message(
    head: AnswerHead | None = None,
    data: bytes = b"",
    summary: AnswerSummary | None = None,
    error: Exception | None = None,
) -> bytes:
    """A part of an answer as it is sent: a tuple of four.

    They are the values of the head, or None where it was sent before; bytes; the values of the summary, or None where
    more comes; class, arguments and attributes of an error, or None.
    """
    return _message(
        (
            head and (head.kind, head.format, head.columns),
            data,
            summary and (summary.rows, summary.truncated, summary.seconds),
            error and (type(error), tuple(map(str, error.args)), error.__dict__),
        )
    )


def received(payload: bytes) -> tuple[Any, ...]:
    """The values that a message was made of."""
    values: tuple[Any, ...] = pickle.loads(payload)
    return values


def _message(values: tuple[Any, ...]) -> bytes:
    # A tuple is several times as quick to pickle as an object of a class of ours.
    payload = pickle.dumps(values, pickle.HIGHEST_PROTOCOL)
    return HEADER.pack(len(payload)) + payload


def arrives(poll: select.poll, seconds: float | None = None) -> bool:
    """Whether something can be read from what `poll` watches, within so many seconds; None: as long as it takes.

    In the first moment this looks again and again, then sleeps.
    """
    awake_until = time.monotonic() + (_AWAKE_SECONDS if seconds is None else min(_AWAKE_SECONDS, seconds))
    while time.monotonic() < awake_until:
        if poll.poll(0):
            return True
    return bool(poll.poll(None if seconds is None else seconds * 1000))
