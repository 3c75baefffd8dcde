"""Tables: rows of cells, as readers write them and as plain text draws them (指标 | 2020年 | 2025年)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from extract.read.extracted import CELL_MARK
from extract.structure.paragraphs import Paragraph

_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: clean characters `start` to `end`; an empty cell has no characters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows from top to bottom, the first often the headings of the columns."""

    rows: tuple[tuple[Cell, ...], ...]


def find_tables(paragraphs: Sequence[Paragraph]) -> tuple[Table, ...]:
    """The tables of a text: neighbouring paragraphs with equally many cells, more than one each."""
    tables = []
    for width, group in groupby(map(cells_of, paragraphs), key=len):
        rows = tuple(group)
        if width > 1 and len(rows) >= _FEWEST_ROWS:
            tables.append(Table(rows))
    return tuple(tables)


def cells_of(paragraph: Paragraph) -> tuple[Cell, ...]:
    """The cells of one paragraph, edge marks (`| a | b |`) left out; a paragraph without a mark is one cell."""
    start, end = paragraph.start, paragraph.end
    text = paragraph.text
    if text.startswith(CELL_MARK) and text.count(CELL_MARK) > 1:
        start, text = start + 1, text[1:]
    if text.endswith(CELL_MARK) and text.count(CELL_MARK) > 1:
        end, text = end - 1, text[:-1]
    cells = []
    for part in text.split(CELL_MARK):
        cells.append(Cell(start, start + len(part), part))
        start += len(part) + 1
    return tuple(cells)
