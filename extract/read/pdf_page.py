"""What PDFium tells of one page: its characters with their boxes, and the ruled lines between them.

Coordinates are those of a reader: x to the right, y down, whichever way the page is turned.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfObject, PdfPage

_Turn = Callable[[float, float], tuple[float, float]]
# By quarter turns of the text against the page, clockwise.
_TURNS: tuple[_Turn, ...] = (
    lambda x, y: (x, -y),
    lambda x, y: (-y, -x),
    lambda x, y: (-x, y),
    lambda x, y: (y, x),
)
_LARGEST_SLANT = 0.05  # radians; more is a watermark
_MOST_SEGMENTS = 2000  # a page with more is a drawing, not a table


class Glyph(NamedTuple):
    """One character and its box, in points."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


class Rule(NamedTuple):
    """A drawn straight line, horizontal (`top == bottom`) or vertical (`x0 == x1`)."""

    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page.

    Attributes:
        number: From 1.
        top: Upper edge of the page.
        bottom: Lower edge of the page.
        glyphs: In the order in which the file draws them.
        rules: Ruled lines, in no order.
    """

    number: int
    top: float
    bottom: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]


def page_content(page: PdfPage, number: int) -> PageContent:
    """The characters and the ruled lines of a page; text across the reading direction (watermarks) is left out.

    Raises:
        PdfiumError: The page's text cannot be loaded.
    """
    drawn = list(_characters(page))
    quarter = Counter(quarter for _, quarter in drawn).most_common(1)[0][0] if drawn else 0
    turn = _TURNS[quarter]
    glyphs = []
    for glyph, turned in drawn:
        if turned == quarter:
            x0, x1, top, bottom = _turned_box(turn, glyph.x0, glyph.x1, glyph.top, glyph.bottom)
            glyphs.append(Glyph(glyph.text, x0, x1, top, bottom))
    left, low, right, high = page.get_cropbox()
    _, _, top, bottom = _turned_box(turn, left, right, low, high)
    return PageContent(number, top, bottom, tuple(glyphs), _rules(page, turn))


def _turned_box(turn: _Turn, x0: float, x1: float, y0: float, y1: float) -> tuple[float, float, float, float]:
    (xa, ya), (xb, yb) = turn(x0, y0), turn(x1, y1)
    return min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb)


def _characters(page: PdfPage) -> Iterator[tuple[Glyph, int]]:
    """Every character in page coordinates, with the quarter turns of its baseline."""
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    box = pdfium.FS_RECTF()
    high_surrogate = 0
    try:
        for index in range(textpage.count_chars()):
            code = pdfium.FPDFText_GetUnicode(textpage, index)
            if 0xD800 <= code < 0xDC00:
                high_surrogate = code
                continue
            if 0xDC00 <= code < 0xE000 and high_surrogate:
                code = 0x10000 + ((high_surrogate - 0xD800) << 10) + code - 0xDC00
            high_surrogate = 0
            if pdfium.FPDFText_IsGenerated(textpage, index) == 1 or chr(code) in "\r\n":
                continue
            quarters = pdfium.FPDFText_GetCharAngle(textpage, index) / (math.pi / 2)
            if abs(quarters - round(quarters)) * math.pi / 2 > _LARGEST_SLANT:
                continue
            if pdfium.FPDFText_GetLooseCharBox(textpage, index, box):
                yield Glyph(chr(code), box.left, box.right, box.bottom, box.top), round(quarters) % 4
    finally:
        textpage.close()


def _rules(page: PdfPage, turn: _Turn) -> tuple[Rule, ...]:
    import pypdfium2.raw as pdfium

    rules: list[Rule] = []
    for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
        for (xa, ya), (xb, yb) in _segments(path):
            x0, x1, top, bottom = _turned_box(turn, xa, xb, ya, yb)
            if x1 - x0 < 1 <= bottom - top:
                rules.append(Rule((x0 + x1) / 2, (x0 + x1) / 2, top, bottom))
            elif bottom - top < 1 <= x1 - x0:
                rules.append(Rule(x0, x1, (top + bottom) / 2, (top + bottom) / 2))
            if len(rules) > _MOST_SEGMENTS:
                return ()
    return tuple(rules)


def _segments(path: PdfObject) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight segments of a path, in page coordinates."""
    import pypdfium2.raw as pdfium

    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield point, first
