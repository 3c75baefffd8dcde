"""A small font with a glyph, one and the same square, for every Chinese character: tests need no installed one."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

_ASCII = range(0x20, 0x7F)
_MARKS = tuple(map(ord, "…“”‘’《》〔〕、，；：（）–—−≥≤·　"))
_IDEOGRAPHS = range(0x4E00, 0xA000)


def make_font(path: Path, without: str = "") -> Path:
    """Write the font to `path`; the characters of `without` have no glyph."""
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for corner in ((100, 800), (900, 800), (900, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "square"])
    codes = {*_ASCII, *_MARKS, *_IDEOGRAPHS} - set(map(ord, without))
    builder.setupCharacterMap(dict.fromkeys(sorted(codes), "square"))
    builder.setupGlyf({".notdef": square, "square": square})
    builder.setupHorizontalMetrics({".notdef": (1000, 100), "square": (1000, 100)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Squares SC", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path
