"""From a drawing to the bytes of a file."""

from __future__ import annotations

from pathlib import Path

from kg.plot.drawing import Drawing
from kg.plot.fonts import find_font
from kg.plot.page import page
from kg.plot.render import png, svg
from kg.plot.words import Language


def picture(drawing: Drawing, ending: str, language: Language, font: Path | None) -> tuple[bytes, str]:
    """A drawing as a file, and the characters that the font does not have.

    Args:
        drawing: What is to be drawn.
        ending: `.svg`, `.png` or `.html`.
        language: Of a page's own words.
        font: The font file to use, instead of one that is installed.

    Raises:
        PlotError: No font with Chinese characters is found.
    """
    face = find_font("".join(filter(str.isprintable, "".join(drawing.texts()))), font)
    if ending == ".png":
        return png(drawing, face), face.missing
    image = svg(drawing, face)
    return (page(drawing, image, language) if ending == ".html" else image), face.missing
