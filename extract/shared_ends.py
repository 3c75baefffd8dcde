"""Known organisations in lists that print the end of their names once: `金凤、嘉陵江、明月湖实验室`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.mentions import Mention
from extract.names import organisation_names

# 所列各机构共有的词尾，在列举之后只印一次；“等”之后又以“国家实验室”统称。
_ENDS = re.compile("实验室|交易所|天文台|农商银行|油田|石化|核与辐射安全监督站")
_BEFORE_END = re.compile("(?:等[\\d一二两三四五六七八九十]{0,3}[家个所]?)?(?:国家)?$")
_ITEM = re.compile("[\u4e00-\u9fffA-Za-z0-9]+")
_LONGEST_LIST = 60
_LONGEST_BEFORE = 7
_SHORTEST, _LONGEST = 2, 12


def names_with_shared_ends(text: str, start: int, end: int) -> Iterator[Mention]:
    """The items of such lists between two characters of a text that are, with the end of the last, known names.

    Only the gazetteer tells that an item is one: `基础研究、明月湖实验室` names one laboratory.
    """
    for word in _ENDS.finditer(text, start, end):
        before = _BEFORE_END.search(text, max(start, word.start() - _LONGEST_BEFORE), word.start())
        last = before.start() if before else word.start()
        mark = text.rfind("、", max(start, last - _LONGEST), last + 1)
        first = max(start, last - _LONGEST_LIST) if mark >= 0 else last
        ends = (word[0], "国家" + word[0])
        for item in _items(text, first, last, last < word.start()):
            yield from [found for found in (_known(text, *item, shared) for shared in ends) if found][:1]


def _items(text: str, first: int, last: int, closed: bool) -> Iterator[tuple[int, int]]:
    """The items between the last mark of a clause and the shared end, the last one only where 等 closes the list."""
    items = [(found.start(), found.end()) for found in _ITEM.finditer(text, first, last)]
    listed = [items[-1]] if items and items[-1][1] == last else []
    for item in reversed(items[:-1]):
        if listed and text[item[1] : listed[-1][0]] == "、":
            listed.append(item)
    yield from listed[0 if closed else 1 :]


def _known(text: str, first: int, last: int, shared: str) -> Mention | None:
    """The known name whose front stands at the end of an item: 支持金凤 is 金凤实验室."""
    for head in range(max(first, last - _LONGEST), last - _SHORTEST + 1):
        entry = organisation_names().get(text[head:last] + shared)
        if entry:
            return Mention(head, last, entry.name, entry.kind)
    return None
