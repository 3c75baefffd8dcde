"""How the commands print: tables of Chinese text, IRIs in short, sentences with a hit marked."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode
from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from kg.reader import Reader

UNLIMITED_WIDTH = 1_000_000
"""Cells; wider than any row. What is piped into a file or another program is never cut or wrapped."""

# Of a document: what would move the cursor of a terminal, or change its colours.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def output() -> Console:
    """A console on standard output as it is now: without colours and without a margin where it is not a terminal."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = UNLIMITED_WIDTH
    return console


def print_table(console: Console, columns: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """Print rows of text under their headings."""
    table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text(_CONTROL.sub("\ufffd", cell)) for cell in row))
    if title:
        console.print(Text(title, style="bold"))
    console.print(table)


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
