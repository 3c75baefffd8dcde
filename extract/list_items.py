"""The items of a list behind which the text says what they are: `依托甲、乙等企业`, `推进丙、丁等重点商圈改造`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BETWEEN_MARKS = re.compile("[^、]+")
_LONGEST_LIST = 80  # characters


def items_before(
    text: str, low: int, end: int, edge: re.Pattern[str], lead: re.Pattern[str]
) -> Iterator[re.Match[str]]:
    """What stands between the marks of the list that ends at `end`.

    Args:
        text: The clean text.
        low: The first character that can be part of the list.
        end: Where it ends.
        edge: The characters at which the clause of the list begins anew.
        lead: What may stand in the clause before the first item.
    """
    first = max(low, end - _LONGEST_LIST)
    first = max((mark.end() for mark in edge.finditer(text, first, end)), default=first)
    words = lead.match(text, first, end)
    return _BETWEEN_MARKS.finditer(text, words.end() if words else first, end)
