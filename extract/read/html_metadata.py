"""The items of metadata that government sites print around a document (索引号, 发文机关 …), as keys and values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extract.metadata_names import (
    DATES_PUBLISHED,
    DATES_SIGNED,
    INDEX_NUMBERS,
    ISSUERS,
    NUMBERS,
    OTHERS,
    SOURCES,
    TITLES,
)

_BARE_DATES = {"日期", "时间"}
# One of these on a page makes it one that prints metadata; of the others, some are words of any page.
_CERTAIN = INDEX_NUMBERS | ISSUERS | NUMBERS | DATES_SIGNED
_KEYS = _CERTAIN | TITLES | OTHERS | DATES_PUBLISHED | _BARE_DATES
LONGEST_KEY = max(map(len, _KEYS))
# Sites stretch short keys with spaces: 索 引 号.
_KEY = "|".join(r"\s*".join(key) for key in sorted(_KEYS, key=lambda key: (-len(key), key)))
_KEYED = re.compile(rf"(?:(?<=[\s|；;】])|^)[【\[]?(?P<key>{_KEY})[】\]]?\s*[:：]")
_BEHIND_VALUE = re.compile(
    r"(?:(?:[【\[(（]\s*)?(?:字\s*体|字\s*号|浏\s*览|点\s*击|访\s*问|阅\s*读|分\s*享|打\s*印|作\s*者|责任编辑|编辑|收藏|保存)[^：:\s]{0,6}\s*[:：】\])）]|(?:\|\s*)?(?:分享|打印|收藏)\b).*",
    re.DOTALL,
)
_EMPTY = re.compile(r"[\s|\-—/]*")


class Item(NamedTuple):
    """One item: its key without spaces, and what stands behind it."""

    key: str
    value: str


def is_key(text: str) -> bool:
    """Whether a text is the key of an item and nothing else, with or without its colon."""
    return _plain_key(text) in _KEYS


def read_items(line: str) -> list[Item] | None:
    """The items of a line, cells set apart by tabs; None if the line is no line of metadata."""
    items: list[Item] = []
    pending = ""
    for cell in line.split("\t"):
        keyed = list(_KEYED.finditer(cell.strip()))
        if is_key(cell):
            pending = _plain_key(cell)
        elif pending:
            items.append(_item(pending, cell))
            pending = ""
        elif keyed and keyed[0].start() == 0:
            items += _inline(cell.strip(), keyed)
            # `索引号：` and its value in the next cell.
            pending = items.pop().key if not items[-1].value else ""
        elif cell.strip():
            return None
    if pending:
        items.append(Item(pending, ""))
    return items or None


def printed_items(lines: Iterable[list[Item]]) -> list[Item]:
    """Of the items found on a page, those that say something, each key once, in the order of the page."""
    found = [item for items in lines for item in items]
    certain = any(item.key in _CERTAIN for item in found)
    values: dict[str, str] = {}
    for item in found:
        dated = item.key not in _BARE_DATES or item.value[:1].isdigit()
        if item.value and dated and (certain or item.key in SOURCES | DATES_PUBLISHED | _BARE_DATES):
            values.setdefault(item.key, item.value)
    return [Item(key, value) for key, value in values.items()]


def from_meta(items: list[Item], title: str, published: str, source: str) -> Iterator[Item]:
    """What the page's `meta` elements say and its items do not.

    Args:
        items: What the page prints.
        title: `ArticleTitle`, `""` where the page prints it.
        published: `PubDate`.
        source: `ContentSource`.
    """
    keys = {item.key for item in items}
    if title and keys.isdisjoint(TITLES):
        yield Item("标题", title)
    if published and keys.isdisjoint(DATES_PUBLISHED | _BARE_DATES):
        yield Item("发布日期", published)
    if source and keys.isdisjoint(SOURCES | ISSUERS):
        yield Item("来源", source)


def _plain_key(text: str) -> str:
    return re.sub(r"\s", "", text).strip("【[】]:：")


def _inline(cell: str, keyed: list[re.Match[str]]) -> list[Item]:
    ends = [*(match.start() for match in keyed[1:]), len(cell)]
    return [_item(_plain_key(match["key"]), cell[match.end() : end]) for match, end in zip(keyed, ends, strict=True)]


def _item(key: str, value: str) -> Item:
    value = " ".join(_BEHIND_VALUE.sub("", value).split())
    return Item(key, "" if _EMPTY.fullmatch(value) else value)
