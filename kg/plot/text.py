"""Text on a picture: how wide it is, cut to what there is room for, numbers as one writes them."""

from __future__ import annotations

from decimal import Decimal
from unicodedata import east_asian_width

ELLIPSIS = "…"
# In a Chinese font a character is as wide as the font is high, and so are “”, … and ≥; of a Latin one this is a mean.
_NARROW = 0.56


def text_width(text: str, size: float) -> float:
    """How wide a text is, near enough, in points, in a font of `size` points.

    >>> round(text_width("目标", 10))
    20
    """
    return size * sum(1 if east_asian_width(character) in "WFA" else _NARROW for character in text)


def shorten(text: str, size: float, width: float) -> str:
    """The text, cut with `…` where it is wider than `width` points in a font of `size` points.

    >>> shorten("智能科技产业规模", 10, 60)
    '智能科技产…'
    >>> shorten("智能科技", 10, 60)
    '智能科技'
    """
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + ELLIPSIS, size) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def number_text(value: Decimal) -> str:
    """A number without zeros that say nothing.

    >>> number_text(Decimal("200.0")), number_text(Decimal("2.50")), number_text(Decimal("12000"))
    ('200', '2.5', '12000')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
