"""How the commands print: tables of Chinese text, IRIs in short, sentences with a hit marked."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode
from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from kg.reader import Reader
from kg.visible import visible

# Wider than any row: what is piped into a file or another program is never cut or wrapped.
_UNLIMITED_WIDTH = 1_000_000


def output() -> Console:
    """A console on standard output as it is now: without colours and without a margin where it is not a terminal."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = _UNLIMITED_WIDTH
    return console


def print_table(console: Console, columns: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """Print rows of text under their headings."""
    table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    if title:
        console.print(Text(title, style="bold"))
    console.print(table)


def cell_text(value: Mapping[str, Any] | None, reader: Reader) -> str:
    """A value of the SPARQL 1.1 Query Results JSON Format for a reader; a missing one is empty.

    >>> from pyoxigraph import Store
    >>> cell_text({"type": "literal", "value": "天津市", "xml:lang": "zh"}, Reader(Store(), "https://w3id.org/cn-stp/"))
    '天津市'
    """
    if value is None:
        return ""
    match value["type"]:
        case "uri":
            return reader.shorten(NamedNode(value["value"]))
        case "bnode":
            return f"_:{value['value']}"
        case "triple":
            parts = (cell_text(value["value"][part], reader) for part in ("subject", "predicate", "object"))
            return f"<<( {' '.join(parts)} )>>"
        case _:
            return str(value["value"])


def term_text(term: object, reader: Reader) -> str:
    """A term of a triple for a reader: an IRI in short, a literal by its text."""
    if isinstance(term, NamedNode):
        return reader.shorten(term)
    return term.value if isinstance(term, Literal) else str(term)


def marked(prefix: str, hit: str, suffix: str, console: Console) -> Text:
    """A sentence with a hit marked: bold and reversed on a terminal, in 【】 elsewhere."""
    prefix, hit, suffix = map(visible, (prefix, hit, suffix))
    if console.is_terminal:
        return Text.assemble(prefix, (hit, "bold reverse"), suffix)
    return Text(f"{prefix}【{hit}】{suffix}")
