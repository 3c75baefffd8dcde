"""Answers in the formats of the W3C, written as they are found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import IO, Protocol, cast

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from kg.vocabulary import PREFIXES

TABLE_FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
GRAPH_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "n3": RdfFormat.N3,
}
_LINES = (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)
_QUOTE = b'"'
_WITHOUT_LAST_LINE_END = ("json", "xml")
# Behind these a row begins, in an answer that has none; what follows ends the answer.
_ROWS_BEGIN = {QueryResultsFormat.JSON: b'"bindings":[', QueryResultsFormat.XML: b"<results>"}


class Output(Protocol):
    """Where an answer goes, piece by piece."""

    def write(self, data: bytes, /) -> int:
        """Take a piece."""

    def flush(self) -> None:
        """Nothing is held back."""


def _file(output: Output) -> IO[bytes]:
    # Of all that a file can do, the store's writers only write and flush.
    return cast(IO[bytes], output)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of an answer.

    Attributes:
        rows: Rows or triples; None where the store's own writer wrote them, which does not count.
        truncated: Whether there was more than was wanted.
    """

    rows: int | None = None
    truncated: bool = False


class EnoughError(Exception):
    """As many rows as were wanted are written; raised through the store's writer, which has no other way to end."""


def write_table(
    solutions: QuerySolutions,
    columns: Sequence[str],
    format_: str,
    output: Output,
    max_rows: int | None = None,
    by_rows: bool = False,
) -> Written:
    """Write solutions by the store's own writer; its first rows come while it looks for the others.

    Args:
        solutions: What was found.
        columns: Which variables to write and in which order.
        format_: A key of `TABLE_FORMATS`.
        output: Where to.
        max_rows: The most rows to write.
        by_rows: Whether `output` needs whole rows, and how many they are is to be known.
    """
    chosen = TABLE_FORMATS[format_]
    variables = [variable.value for variable in solutions.variables]
    written = Written()
    if list(columns) == variables and max_rows is None and not by_rows:
        solutions.serialize(_file(output), format=chosen)
    else:
        # The store writes all variables as they come.
        picker = RowPicker(variables, columns, chosen, output, max_rows)
        truncated = False
        try:
            solutions.serialize(_file(picker), format=picker.takes)
        except EnoughError:
            truncated = True
        picker.finish()
        written = Written(picker.rows, truncated)
    if format_ in _WITHOUT_LAST_LINE_END:
        output.write(b"\n")
    return written


def write_boolean(answer: QueryBoolean, format_: str, output: Output) -> None:
    """Write yes or no."""
    output.write(answer.serialize(format=TABLE_FORMATS[format_]) or b"")
    output.write(b"\n")


def split_csv(text: bytes, separator: bytes) -> list[bytes]:
    """Split CSV (RFC 4180) where a separator stands outside quotation marks; quoted parts stay quoted.

    >>> split_csv(b'a,"b, ""c"" d",', b",")
    [b'a', b'"b, ""c"" d"', b'']
    """
    if _QUOTE not in text:
        return text.split(separator)
    whole: list[bytes] = []
    begun: list[bytes] = []
    for part in text.split(separator):
        # A mark in a quoted text is doubled: an odd number of marks opens a text, or ends it.
        is_odd = part.count(_QUOTE) % 2 == 1
        if begun or is_odd:
            begun.append(part)
            if is_odd and len(begun) > 1:
                whole.append(separator.join(begun))
                begun = []
        else:
            whole.append(part)
    return [*whole, separator.join(begun)] if begun else whole


class RowPicker:
    """Takes a table, and passes on some of its columns and rows, in the same format or another.

    Attributes:
        takes: The format of the table that it takes: CSV for CSV, TSV for all others.
        rows: How many rows were passed on.
    """

    def __init__(
        self,
        variables: Sequence[str],
        columns: Sequence[str],
        format_: QueryResultsFormat,
        output: Output,
        max_rows: int | None = None,
    ) -> None:
        """Take rows of `variables`, pass on `columns` of at most `max_rows` of them to `output`."""
        # A row of TSV is a line, and a tab ends a cell, whatever they hold.
        self.takes = QueryResultsFormat.CSV if format_ == QueryResultsFormat.CSV else QueryResultsFormat.TSV
        self.rows = 0
        self._takes_csv = format_ == QueryResultsFormat.CSV
        self._row_end, self._between = (b"\r\n", b",") if self._takes_csv else (b"\n", b"\t")
        self._width = len(variables)
        self._places = [variables.index(column) for column in columns]
        self._whole = self._places == list(range(self._width))
        self._heading = b"\t".join(b"?" + column.encode() for column in columns) + b"\n"
        self._format = format_
        self._output = output
        self._max_rows = max_rows
        self._rest = b""
        self._in_heading = True
        self._begin, self._end = _frame(self._heading, format_)
        self._is_begun = False

    def write(self, data: bytes) -> int:
        """Take a piece of the table."""
        text = self._rest + data
        split = split_csv if self._takes_csv and _QUOTE in text else bytes.split
        rows = split(text, self._row_end)
        self._rest = rows.pop()
        if self._in_heading and rows:
            del rows[0]
            self._in_heading = False
        enough = self._max_rows is not None and self.rows + len(rows) > self._max_rows
        if enough:
            del rows[(self._max_rows or 0) - self.rows :]
        if rows:
            self._pass_on(rows if self._whole else self._picked(split(self._between.join(rows), self._between)))
        if enough:
            raise EnoughError
        return len(data)

    def _picked(self, cells: list[bytes]) -> list[bytes]:
        """The rows that are left of those whose cells are given, one row behind the other."""
        columns = (cells[place :: self._width] for place in self._places)
        return list(map(self._between.join, zip(*columns, strict=True)))

    def flush(self) -> None:
        """Nothing is held back but the beginning of a row."""

    def finish(self) -> None:
        """Write the end of the answer."""
        self._output.write(self._end if self._is_begun else self._begin + self._end)

    def _pass_on(self, rows: list[bytes]) -> None:
        text = self._formatted(rows)
        # The first rows go with what stands before them: as one piece they are sooner where they go.
        self._output.write(text if self._is_begun else self._begin + text)
        self._is_begun = True
        self.rows += len(rows)

    def _formatted(self, rows: list[bytes]) -> bytes:
        text = self._row_end.join(rows) + self._row_end
        if self._format == self.takes:
            return text
        whole = _from_tsv(self._heading + text, self._format)
        inner = whole[len(self._begin) : len(whole) - len(self._end)]
        between = b"," if self.rows and self._format == QueryResultsFormat.JSON else b""
        return between + inner


def _from_tsv(table: bytes, format_: QueryResultsFormat) -> bytes:
    results = parse_query_results(table, format=QueryResultsFormat.TSV)
    assert isinstance(results, QuerySolutions)
    return results.serialize(format=format_) or b""


@lru_cache(maxsize=256)
def _frame(heading: bytes, format_: QueryResultsFormat) -> tuple[bytes, bytes]:
    """What stands before and behind the rows of a table, by its heading in TSV."""
    empty = heading if format_ == QueryResultsFormat.TSV else _from_tsv(heading, format_)
    mark = _ROWS_BEGIN.get(format_)
    place = empty.index(mark) + len(mark) if mark else len(empty)
    return empty[:place], empty[place:]


def write_graph(triples: QueryTriples, format_: str, output: Output, max_rows: int | None = None) -> Written:
    """Write triples: line formats as they are found, the others sorted, each once, with prefixes."""
    chosen = GRAPH_FORMATS[format_]
    if chosen in _LINES and max_rows is None:
        triples.serialize(_file(output), format=chosen)
        return Written()
    found = list(triples if max_rows is None else islice(triples, max_rows))
    if chosen not in _LINES:
        found = sorted(set(found), key=str)
    output.write(_graph_bytes(found, format_))
    return Written(len(found), max_rows is not None and next(triples, None) is not None)


def _graph_bytes(triples: Sequence[Triple], format_: str) -> bytes:
    """Triples in a format of `GRAPH_FORMATS`, in their order."""
    text = "\n".join(map(str, triples))
    # Only the prefixes that are of use, so that a short answer stays short.
    prefixes = {prefix: namespace for prefix, namespace in PREFIXES.items() if namespace in text}
    return serialize(triples, format=GRAPH_FORMATS[format_], prefixes=prefixes) or b""
