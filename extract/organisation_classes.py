"""What has the form of an organisation's name and is so many of a class: 省工程研究中心各20家, 一批省级实验室."""

from __future__ import annotations

import re

_COUNTED = re.compile(r"各?\d+(?:余|多)?[家个所]")
_SOME = re.compile("一批|若干|各类|多家")


def counts_organisations(text: str, start: int, end: int) -> bool:
    """Whether the characters `start` to `end` stand for several bodies of a class, by the count before or behind."""
    return bool(_SOME.match(text, start, end) or _COUNTED.match(text, end))
