"""Numbers written in Chinese words, for tests: the standard form, as GB/T 15835-2011 has it."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """A whole number up to 10**12 in Chinese numerals.

    >>> in_chinese(10), in_chinese(105), in_chinese(12_000_000), in_chinese(300_050_000)
    ('十', '一百零五', '一千二百万', '三亿零五万')
    """
    words = _with_scales(number)
    return words[1:] if words.startswith("一十") else words


def _with_scales(number: int) -> str:
    for scale, times in (("亿", 10**8), ("万", 10**4)):
        high, low = divmod(number, times)
        if high:
            gap = "零" if 0 < low < times // 10 else ""
            return _with_scales(high) + scale + gap + (_with_scales(low) if low else "")
    return _below_ten_thousand(number)


def _below_ten_thousand(number: int) -> str:
    for place, times in (("千", 1000), ("百", 100), ("十", 10)):
        high, low = divmod(number, times)
        if high:
            gap = "零" if 0 < low < times // 10 else ""
            return DIGITS[high] + place + gap + (_below_ten_thousand(low) if low else "")
    return DIGITS[number]
