"""Comparing strings as the measure does: without regard to how they were printed."""

from __future__ import annotations

import re
import unicodedata

_QUOTATION_MARKS = str.maketrans("", "", "“”‘’\"'《》〈〉「」")
_WHITE_SPACE = re.compile(r"\s+")
_BRACKETED_YEAR = re.compile(r"[\[(〔【](\d{4})[\])〕】]")
_STOPS = "。,;、"


def normalise(text: str | None) -> str:
    """Text in the form that is compared: NFKC, no white space, quotation marks or stops around it; years in 〔〕.

    >>> normalise("国发 [2016] ４３号"), normalise("《“互联网＋”方案》，"), normalise(None)
    ('国发〔2016〕43号', '互联网+方案', '')
    """
    compatible = _WHITE_SPACE.sub("", unicodedata.normalize("NFKC", text or ""))
    return _BRACKETED_YEAR.sub(r"〔\1〕", compatible.translate(_QUOTATION_MARKS)).strip(_STOPS)


def year(text: str | None) -> str:
    """The year that a date begins with; empty when there is no date.

    >>> year("2016-07-28"), year(None)
    ('2016', '')
    """
    return normalise(text)[:4]


def common_characters(first: str, second: str) -> int:
    """How many characters two texts share in the same order: the length of their longest common subsequence.

    >>> common_characters("智能机器人产业规模", "机器人产业的总规模")
    7
    """
    lengths = [0] * (len(second) + 1)
    for character in first:
        diagonal = 0
        for place, other in enumerate(second, 1):
            above = lengths[place]
            lengths[place] = diagonal + 1 if character == other else max(above, lengths[place - 1])
            diagonal = above
    return lengths[-1]


def overlap(first: str, second: str) -> float:
    """The share of the longer text that the longest stretch found in both makes up, from 0 to 1.

    >>> overlap("关键技术自主可控", "技术自主可控")
    0.75
    """
    longest = 0
    lengths = [0] * (len(second) + 1)
    for character in first:
        previous, lengths = lengths, [0] * (len(second) + 1)
        for place, other in enumerate(second, 1):
            if character == other:
                lengths[place] = previous[place - 1] + 1
        longest = max(longest, max(lengths))
    return longest / max(len(first), len(second), 1)
