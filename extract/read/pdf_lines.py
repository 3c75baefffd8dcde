"""The lines of a PDF page in reading order, from the boxes of its characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from extract.read.pdf_page import Glyph, PageContent
from extract.read.pdf_tables import Table, find_tables

_WIDE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LABEL = re.compile(
    r"(?:第?[一二三四五六七八九十百零〇\d]{1,4}[、.．条章节]?|[(（][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳●■◆—-]+)"
)
_GAP = 0.9  # in em: a wider gap parts the cells of a row
_COLUMN_LINES = 8
_COLUMN_CHARACTERS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, or one row of a table with tabs between its cells; lengths in points.

    Attributes:
        text: The characters, without white space at the ends.
        em: Width of a Chinese character.
        page: Number of the page, from 1.
        column: Which column of text it stands in: (0, 1) on a page of one column, else (0, 2) or (1, 2).
        row: Whether it is a row of cells.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    em: float
    page: int
    column: tuple[int, int] = (0, 1)
    row: bool = False


def page_lines(content: PageContent) -> list[Line]:
    """The lines and table rows of a page, in reading order."""
    tables = find_tables(content.rules)
    cells: dict[tuple[int, tuple[int, int]], list[Glyph]] = {}
    free: list[Glyph] = []
    for glyph in content.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        place = next(((i, cell) for i, table in enumerate(tables) if (cell := table.cell_at(x, y))), None)
        if place:
            cells.setdefault(place, []).append(glyph)
        else:
            free.append(glyph)
    lines = _in_reading_order(_runs(free), content.number)
    for index, table in enumerate(tables):
        own = {cell: glyphs for (number, cell), glyphs in cells.items() if number == index}
        rows = list(_table_rows(table, own, content.number))
        at = next((i for i, line in enumerate(lines) if line.top > table.ys[0]), len(lines))
        lines[at:at] = rows
    return lines


def _table_rows(table: Table, cells: dict[tuple[int, int], list[Glyph]], page: int) -> Iterator[Line]:
    for row in range(len(table.ys) - 1):
        texts = []
        for column in sorted({table.first[row, column][1] for column in range(len(table.xs) - 1)}):
            printed = _merge(_runs(cells.get((row, column), [])), page)
            texts.append(join_lines([line.text.replace("\t", " ") for line in printed]))
        if any(texts):
            em = table.ys[row + 1] - table.ys[row]
            yield Line(
                "\t".join(texts), table.xs[0], table.xs[-1], table.ys[row], table.ys[row + 1], em, page, row=True
            )


def join_lines(texts: Sequence[str]) -> str:
    """Lines of one paragraph on one line; a space stays only between two Latin words."""
    joined = ""
    for text in texts:
        both_latin = re.search(r"[A-Za-z,.;:)]$", joined) and re.match(r"[A-Za-z(]", text)
        joined += (" " if both_latin else "") + text
    return joined


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters that were drawn one behind the other on one line, without white space at the ends."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _follows(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [stripped for run in runs if (stripped := _strip(run))]


def _follows(last: Glyph, glyph: Glyph) -> bool:
    em = max(last.bottom - last.top, glyph.bottom - glyph.top)
    return -0.5 * em < glyph.x0 - last.x1 < _GAP * em and _share_line(last, glyph)


def _share_line(a: Glyph, b: Glyph) -> bool:
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    return overlap > 0.5 * min(a.bottom - a.top, b.bottom - b.top)


def _strip(run: list[Glyph]) -> list[Glyph]:
    inked = [index for index, glyph in enumerate(run) if not glyph.text.isspace()]
    return run[inked[0] : inked[-1] + 1] if inked else []


def _line(glyphs: Sequence[Glyph], page: int) -> Line:
    """One line of characters; they may have been drawn in any order (quotation marks after the words they quote)."""
    glyphs = sorted(glyphs, key=lambda glyph: glyph.x0 + glyph.x1)
    wide = [glyph.x1 - glyph.x0 for glyph in glyphs if _WIDE.match(glyph.text)]
    em = median(wide) if wide else median(glyph.bottom - glyph.top for glyph in glyphs)
    text, row, end = glyphs[0].text, False, glyphs[0].x1
    for glyph in glyphs[1:]:
        gap = glyph.x0 - end
        if gap > _GAP * em and not _LABEL.fullmatch(text):
            text, row = f"{text.rstrip()}\t", True
        elif gap > 0.2 * em and re.match(r"[A-Za-z,.;:)][A-Za-z(]", text[-1] + glyph.text):
            text += " "
        text, end = text + glyph.text, max(end, glyph.x1)
    top, bottom = median(glyph.top for glyph in glyphs), median(glyph.bottom for glyph in glyphs)
    return Line(text, glyphs[0].x0, end, top, bottom, em, page, row=row)


def _in_reading_order(runs: Sequence[Sequence[Glyph]], page: int) -> list[Line]:
    """From the top to the bottom; where the page has two columns, the left one before the right one."""
    if not runs:
        return []
    middle = (min(run[0].x0 for run in runs) + max(run[-1].x1 for run in runs)) / 2
    left = [run for run in runs if run[-1].x1 <= middle]
    right = [run for run in runs if run[0].x0 >= middle]
    crossing = [run for run in runs if run[0].x0 < middle < run[-1].x1]
    if len(crossing) * 5 > len(runs) or not (_is_column(left) and _is_column(right)):
        return _merge(runs, page)
    lines: list[Line] = []
    borders = _merge(crossing, page)
    for above, below in zip([None, *borders], [*borders, None], strict=True):
        top, bottom = above.top if above else float("-inf"), below.top if below else float("inf")
        for number, column in enumerate((left, right)):
            band = [run for run in column if top <= run[0].top < bottom]
            lines += [replace(line, column=(number, 2)) for line in _merge(band, page)]
        lines += [below] if below else []
    return lines


def _is_column(runs: Sequence[Sequence[Glyph]]) -> bool:
    return len(runs) >= _COLUMN_LINES and median(map(len, runs)) >= _COLUMN_CHARACTERS


def _merge(runs: Sequence[Sequence[Glyph]], page: int) -> list[Line]:
    """The lines that runs of characters stand on, from the top."""
    rows: list[list[Glyph]] = []
    for run in sorted(runs, key=lambda run: (run[0].top + run[0].bottom, run[0].x0)):
        if rows and _share_line(max(rows[-1], key=lambda glyph: glyph.bottom - glyph.top), run[0]):
            rows[-1].extend(run)
        else:
            rows.append(list(run))
    return [_line(row, page) for row in rows]
