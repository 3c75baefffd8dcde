"""Tables: node and edge lists for spreadsheets, and the files that Neo4j imports."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from kg.output import open_output
from kg.views.model import PropertyGraph, number

NODES, EDGES = "nodes.csv", "edges.csv"
_NODE_COLUMNS = ("id", "label", "kind", "category", "iri", "weight", "start", "end")
_EDGE_COLUMNS = ("source", "target", "kind", "weight", "start", "end", "year")
# Excel and its like read a cell that begins so as a formula (OWASP, CSV Injection).
_FORMULA = re.compile(r"[=+\-@\t\r]")
Cell = str | float | int | None


def write_lists(graph: PropertyGraph, folder: Path, bom: bool = False) -> None:
    """Write `nodes.csv` and `edges.csv` to a folder, in UTF-8.

    Args:
        graph: What to write.
        folder: Made, if it is not there.
        bom: Begin with a byte order mark, by which Excel knows UTF-8.

    Raises:
        OutputError: A file cannot be written.
    """
    nodes = [
        (item.id, item.label, item.kind, item.category, item.iri, item.weight, item.start, item.end)
        for item in graph.nodes
    ]
    edges = [
        (item.source, item.target, item.kind, item.weight, item.start, item.end, item.year) for item in graph.edges
    ]
    for name, columns, rows in ((NODES, _NODE_COLUMNS, nodes), (EDGES, _EDGE_COLUMNS, edges)):
        with open_output(folder / name) as file:
            if bom:
                file.write("\ufeff".encode())
            write_rows(file, columns, (map(_defused, row) for row in rows))


def write_rows(file: BinaryIO, columns: Sequence[str], rows: Iterable[Iterable[Cell]]) -> None:
    """Write a table as RFC 4180 has it, but with single line ends; a missing value is an empty cell."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([number(cell) if isinstance(cell, float) else cell for cell in row])
    file.write(buffer.getvalue().encode())


def _defused(cell: Cell) -> Cell:
    """A text that a spreadsheet would run, with an apostrophe before it.

    >>> _defused("=HYPERLINK(1)"), _defused("新一代"), _defused(-1.0)
    ("'=HYPERLINK(1)", '新一代', -1.0)
    """
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
