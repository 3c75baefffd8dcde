"""Answers of queries as bytes, no more of them than a request may have.

A table is first written as TSV and a graph as N-Triples, one row or triple a line, so that an answer can be cut at the
end of a line and is then, in whatever format it goes out, a whole document.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Variable,
    parse,
    parse_query_results,
    serialize,
)

from kg.answer_formats import GRAPH_FORMATS, TABLE_FORMATS
from kg.vocabulary import PREFIXES


class Output(Protocol):
    """Where the bytes of an answer go."""

    def write(self, data: bytes, /) -> int:
        """Take some bytes; how many."""


@dataclass(frozen=True, slots=True)
class Formats:
    """How an answer may be written; None where the client takes no answer of that kind.

    Attributes:
        table: A key of `TABLE_FORMATS`, for a table or yes or no.
        graph: A key of `GRAPH_FORMATS`.
    """

    table: str | None
    graph: str | None


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Attributes:
        kind: `table`, `boolean` or `graph`.
        cut: Whether there was more than may be given.
        rows: Rows or triples that were written.
    """

    kind: str
    cut: bool = False
    rows: int = 1


class KindNotAcceptedError(Exception):
    """The answer is of a kind for which the client takes no format.

    Attributes:
        kind: `table` or `graph`.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class _FullError(OSError):
    """No more lines are wanted."""


class _Lines:
    """Lines up to a number of them and of bytes; what comes after that ends the writing."""

    def __init__(self, rows: int, size: int, heading: int) -> None:
        """Take `heading` lines more than `rows`, and `size` bytes."""
        self._most, self._size, self._heading = rows + heading, size, heading
        self._data = bytearray()
        self._seen = 0
        self.cut = False

    def write(self, data: bytes) -> int:
        """Take what is written.

        Raises:
            _FullError: There are enough lines.
        """
        self._data += data
        self._seen += data.count(b"\n")
        if self._seen > self._most or len(self._data) > self._size:
            self.cut = True
            raise _FullError("enough")
        return len(data)

    def flush(self) -> None:
        """Do nothing: all is in memory."""

    def lines(self) -> list[bytes]:
        """The whole lines, with the heading, without their ends."""
        return bytes(self._data).split(b"\n")[:-1][: self._most]


def _lines_of(write: Callable[[Any], object], rows: int, size: int, heading: int) -> tuple[list[bytes], bool]:
    """The lines that `write` writes, and whether there are more."""
    lines = _Lines(rows, size, heading)
    try:
        write(lines)
    except OSError:
        if not lines.cut:
            raise
    return lines.lines(), lines.cut


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes answers within limits.

    Attributes:
        output: Where to.
        rows: The most rows or triples of one answer.
        size: The most bytes of one answer, as TSV or N-Triples.
    """

    output: Output
    rows: int
    size: int

    def answer(
        self,
        answer: QuerySolutions | QueryBoolean | QueryTriples,
        formats: Formats,
        columns: Sequence[str] = (),
    ) -> Written:
        """Write the answer of a query, of a table only `columns` if there are any.

        Raises:
            KindNotAcceptedError: `formats` has none for it.
        """
        if isinstance(answer, QueryTriples):
            # Several solutions can give one triple, and a graph has it once.
            return self.triples(lambda lines: answer.serialize(lines, RdfFormat.N_TRIPLES), formats.graph)
        if formats.table is None:
            raise KindNotAcceptedError("table")
        if isinstance(answer, QueryBoolean):
            self.output.write((answer.serialize(format=TABLE_FORMATS[formats.table]) or b"") + b"\n")
            return Written("boolean")
        return self._table(answer, formats.table, columns)

    def triples(self, write: Callable[[Any], object], format_: str | None) -> Written:
        """Write the triples that `write` writes as N-Triples, each once, sorted.

        Raises:
            KindNotAcceptedError: There is no format.
        """
        if format_ is None:
            raise KindNotAcceptedError("graph")
        found, cut = _lines_of(write, self.rows, self.size, heading=0)
        lines = sorted(set(found))
        data = b"".join(line + b"\n" for line in lines)
        if format_ == "ntriples":
            self.output.write(data)
        else:
            triples = [quad.triple for quad in parse(data, format=RdfFormat.N_TRIPLES)]
            text = data.decode("utf-8")
            prefixes = {prefix: namespace for prefix, namespace in PREFIXES.items() if namespace in text}
            self.output.write(serialize(triples, format=GRAPH_FORMATS[format_], prefixes=prefixes) or b"")
        return Written("graph", cut, len(lines))

    def _table(self, answer: QuerySolutions, format_: str, columns: Sequence[str]) -> Written:
        found, cut = _lines_of(
            lambda lines: answer.serialize(lines, QueryResultsFormat.TSV), self.rows, self.size, heading=1
        )
        data = b"".join(line + b"\n" for line in (_only(found, columns) if columns else found))
        if format_ != "tsv":
            data = (
                parse_query_results(data, format=QueryResultsFormat.TSV).serialize(format=TABLE_FORMATS[format_]) or b""
            )
        self.output.write(data if data.endswith(b"\n") else data + b"\n")
        return Written("table", cut, len(found) - 1)


def _only(lines: Sequence[bytes], columns: Sequence[str]) -> list[bytes]:
    """The lines of a table in TSV with some columns only, in their order."""
    names = [name.removeprefix(b"?").decode() for name in lines[0].split(b"\t")]
    places = [names.index(column) for column in columns]
    return [b"\t".join(cells[place] for place in places) for cells in (line.split(b"\t") for line in lines)]


def ask(
    store: Store,
    query: str,
    over_union: bool,
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
    values: Mapping[Variable, NamedNode | Literal] | None = None,
) -> QuerySolutions | QueryBoolean | QueryTriples:
    """The answer of a query over some graphs.

    Args:
        store: What to ask.
        query: SPARQL.
        over_union: Whether the default graph is all graphs together.
        default_graphs: IRIs of the graphs that are the default graph; None for what query or `over_union` says.
        named_graphs: IRIs of the graphs that `GRAPH` sees; None for what the query says, or all.
        values: Terms in place of variables.
    """
    return store.query(
        query,
        use_default_graph_as_union=over_union,
        default_graph=None if default_graphs is None else [NamedNode(iri) for iri in default_graphs],
        named_graphs=None if named_graphs is None else [NamedNode(iri) for iri in named_graphs],
        substitutions=None if values is None else dict(values),
    )
