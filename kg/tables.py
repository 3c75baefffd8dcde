"""How the commands print: tables of Chinese text, IRIs in short, sentences with a hit marked."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from kg.reader import Reader

UNLIMITED_WIDTH = 1_000_000
"""Cells; wider than any row. What is piped into a file or another program is never cut or wrapped."""

_GAP = "   "  # between two columns
# Cells of a column that is cut: half a dozen Chinese characters.
_NARROWEST = 12
# Of a document: what would move the cursor of a terminal, or change its colours.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def output() -> Console:
    """A console on standard output as it is now: without colours and without a margin where it is not a terminal."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = UNLIMITED_WIDTH
    return console


def print_table(console: Console, columns: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """Print rows of text under their headings.

    Where they are wider than the terminal, the widest columns are wrapped, all to the same width; where that leaves
    them too narrow to be read, each row becomes a list of its values.
    """
    cells = [[_CONTROL.sub("\ufffd", cell) for cell in row] for row in rows]
    if title:
        console.print(Text(title, style="bold"))
    natural = [max(map(_width, column)) for column in zip(columns, *cells, strict=True)]
    widest = _widest_column(natural, console.width - len(_GAP) * (len(columns) - 1))
    if widest < min(_NARROWEST, max(natural, default=0)):
        _print_records(console, columns, cells)
        return
    table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold", max_width=widest)
    for row in cells:
        table.add_row(*map(Text, row))
    console.print(table)


def _width(cell: str) -> int:
    return max(map(cell_len, cell.split("\n")))


def _widest_column(widths: Sequence[int], available: int) -> int:
    """The most cells that a column may take, so that all of them together take no more than there are.

    >>> _widest_column([4, 100, 10, 60], 80)
    33
    """
    for place, width in enumerate(sorted(widths)):
        share = available // (len(widths) - place)
        if width > share:
            return share
        available -= width
    return max(widths, default=0)


def _print_records(console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Each row as a table of its own: name, value."""
    for number, row in enumerate(rows, start=1):
        console.rule(Text(str(number)), align="left")
        record = RichTable.grid("", "", padding=(0, len(_GAP), 0, 0))
        for column, cell in zip(columns, row, strict=True):
            record.add_row(Text(column, style="bold"), Text(cell, overflow="fold"))
        console.print(record)


def term_text(term: object, reader: Reader) -> str:
    """A term of a triple for a reader: an IRI in short, a literal by its text."""
    if isinstance(term, NamedNode):
        return reader.shorten(term)
    return term.value if isinstance(term, Literal) else str(term)


def marked(prefix: str, hit: str, suffix: str, console: Console) -> Text:
    """A sentence with a hit marked: bold and reversed on a terminal, in 【】 elsewhere."""
    if console.is_terminal:
        return Text.assemble(prefix, (hit, "bold reverse"), suffix)
    return Text(f"{prefix}【{hit}】{suffix}")
