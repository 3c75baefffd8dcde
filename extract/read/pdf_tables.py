"""Ruled tables of a PDF page: from the drawn lines to cells, from the cells to rows of text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.read.pdf_page import Rule

_SAME = 3.0  # points: lines nearer than this are the two edges of one stroke, or meet in a corner
_MOST_CELLS = 5_000  # more are the squares of a drawing


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of ruled lines; a cell that spans several columns or rows counts as the first of them.

    Attributes:
        xs: Borders of the columns, from the left.
        ys: Borders of the rows, from the top.
        first: For each base cell (row, column), the first base cell of the cell that it is part of.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    first: dict[tuple[int, int], tuple[int, int]]

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell at a point, None outside the table."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        return self.first.get((row, column))


def find_tables(rules: Sequence[Rule]) -> list[Table]:
    """Every grid of two columns or more, from the top of the page."""
    tables = [table for group in _connected(rules) if (table := _table(group))]
    return sorted(tables, key=lambda table: (table.ys[0], table.xs[0]))


def _connected(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Groups of rules that touch each other."""
    left = list(dict.fromkeys(rules))
    while left:
        group, reached = [], [left.pop()]
        while reached:
            rule = reached.pop()
            group.append(rule)
            touching = [other for other in left if _touch(rule, other)]
            if touching:
                gone = set(touching)
                left = [other for other in left if other not in gone]
                reached += touching
        yield group


def _touch(a: Rule, b: Rule) -> bool:
    return a.x0 <= b.x1 + _SAME and b.x0 <= a.x1 + _SAME and a.top <= b.bottom + _SAME and b.top <= a.bottom + _SAME


def _table(rules: Sequence[Rule]) -> Table | None:
    horizontal = [rule for rule in rules if rule.top == rule.bottom and rule.x1 - rule.x0 > _SAME]
    vertical = [rule for rule in rules if rule.x0 == rule.x1 and rule.bottom - rule.top > _SAME]
    if not horizontal or not vertical:
        return None
    # The outer borders need not be drawn: the horizontal lines reach them.
    xs = _distinct([rule.x0 for rule in vertical] + [min(r.x0 for r in horizontal), max(r.x1 for r in horizontal)])
    ys = _distinct([rule.top for rule in horizontal])
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_CELLS:
        return None
    return Table(xs, ys, _merged_cells(xs, ys, horizontal, vertical))


def _distinct(values: Iterable[float]) -> tuple[float, ...]:
    distinct: list[float] = []
    for value in sorted(values):
        if not distinct or value - distinct[-1] > _SAME:
            distinct.append(value)
    return tuple(distinct)


def _merged_cells(
    xs: Sequence[float], ys: Sequence[float], horizontal: Sequence[Rule], vertical: Sequence[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    first: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        middle_y = (ys[row] + ys[row + 1]) / 2
        for column in range(len(xs) - 1):
            middle_x = (xs[column] + xs[column + 1]) / 2
            first[row, column] = (row, column)
            if column and not any(abs(r.x0 - xs[column]) <= _SAME and r.top < middle_y < r.bottom for r in vertical):
                first[row, column] = first[row, column - 1]
            elif row and not any(abs(r.top - ys[row]) <= _SAME and r.x0 < middle_x < r.x1 for r in horizontal):
                first[row, column] = first[row - 1, column]
    return first
