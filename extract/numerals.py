"""Numerals: the numbers that Chinese words, Arabic digits, and both together write (三千二百万, 1.5亿, 3分之1)."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    "〇": 0,
    "○": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_PLACES = {"十": 10, "百": 100, "千": 1000}
# 从大到小：一亿以上，数以亿计的部分里还可以有万。
_SCALES = (("亿", 10**8), ("万", 10**4))
_ARABIC = re.compile(r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
# 几千、几百、几十，最后是个位或中间的零。
_TERM = re.compile("([一二两三四五六七八九]?)([十百千])|(.)")
_POINT = "点"
_FRACTION = "分之"
# 百分之几以百分数计，分数保留到万分之一个百分点。
_PERCENT = Decimal(100)
_FINEST = Decimal("0.0001")


def numeral(text: str) -> Decimal:
    """The number that a numeral writes.

    >>> numeral("三千二百万") == numeral("3200万") == numeral("32,000,000")
    True
    >>> numeral("一百零五"), numeral("两点五"), numeral("二〇二五")
    (Decimal('105'), Decimal('2.5'), Decimal('2025'))

    Raises:
        ValueError: The text is no numeral.
    """
    if _ARABIC.fullmatch(text):
        return Decimal(re.sub("[,，]", "", text))
    for scale, times in _SCALES:
        high, found, low = text.rpartition(scale)
        if found:
            return (numeral(high) if high else 1) * Decimal(times) + (numeral(low) if low else 0)
    whole, _, decimals = text.partition(_POINT)
    if decimals:
        return Decimal(f"{_below_ten_thousand(whole)}.{_spelt(decimals)}")
    return Decimal(_below_ten_thousand(whole))


def percentage(text: str) -> Decimal:
    """What a fraction is in hundredths, to the fourth decimal: `三分之一`, `百分之九十`, `1/3`, `一半`, `半`.

    >>> percentage("百分之九十"), percentage("三分之二"), percentage("1/4"), percentage("一半")
    (Decimal('90.0000'), Decimal('66.6667'), Decimal('25.0000'), Decimal('50.0000'))

    Raises:
        ValueError: The text is no fraction, or one of nothing.
    """
    if text in {"半", "一半"}:
        return Decimal(50).quantize(_FINEST)
    if _FRACTION in text:
        whole, _, share = text.partition(_FRACTION)
    else:
        share, _, whole = text.partition("/")
    if not (parts := numeral(whole)):
        raise ValueError(text)
    return (_PERCENT * numeral(share) / parts).quantize(_FINEST)


def _spelt(text: str) -> str:
    try:
        return "".join(str(_DIGITS[character]) for character in text)
    except KeyError as error:
        raise ValueError(text) from error


def _below_ten_thousand(text: str) -> int:
    """A number of 十, 百 and 千 (`一千零五`, `百`), or of digits one by one (`二〇二五`)."""
    if not any(place in text for place in _PLACES):
        return int(_spelt(text))
    total = 0
    for digit, place, last in _TERM.findall(text):
        if place:
            total += (_DIGITS[digit] if digit else 1) * _PLACES[place]
        else:
            total += int(_spelt(last))
    return total
