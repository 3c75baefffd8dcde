"""The items of metadata that government sites print around a document (索引号, 发文机关 …), as keys and values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_TITLES = {"标题", "名称", "文件名称", "信息名称", "公文名称"}
_ISSUERS = {"发文机关", "发布机关", "发文机构", "发布机构", "发文单位", "发布单位", "制发机关", "制定机关", "公开主体"}
_SOURCES = {"来源", "信息来源", "文章来源"}
_PUBLISHED = {"发布日期", "发布时间", "公开日期", "公开时间", "发文时间", "发稿时间"}
_BARE_DATES = {"日期", "时间"}
_NUMBERS = {"发文字号", "文号", "发文号", "文件编号", "公文文号", "文件字号"}
_SIGNED = {"成文日期", "生成日期", "发文日期", "制发日期", "成文时间"}
# One of these on a page makes it one that prints metadata; of the others, some are words of any page.
_CERTAIN = {"索引号", "信息索引号", "公开责任部门"} | _ISSUERS | _NUMBERS | _SIGNED
_WEAK = {"分类", "主题分类", "体裁分类", "组配分类", "信息分类", "公文种类", "文种", "主题词", "关键词"} | _TITLES
_VALIDITY = {"有效性", "效力状态", "时效性", "公文时效", "实施日期", "生效日期", "失效日期", "废止日期", "施行日期"}
_DISCLOSURE = {"公开方式", "公开形式", "公开范围", "公开属性"}
_KEYS = frozenset(_CERTAIN | _WEAK | _VALIDITY | _DISCLOSURE | _SOURCES | _PUBLISHED | _BARE_DATES)
LONGEST_KEY = max(map(len, _KEYS))
# Sites stretch short keys with spaces: 索 引 号.
_KEY = "|".join(r"\s*".join(key) for key in sorted(_KEYS, key=lambda key: (-len(key), key)))
_KEYED = re.compile(rf"(?:(?<=[\s|；;】])|^)[【\[]?(?P<key>{_KEY})[】\]]?\s*[:：]")
_BEHIND_VALUE = re.compile(
    r"\s*(?:[【\[(（]?\s*(?:字\s*体|字\s*号|浏\s*览|点\s*击|访\s*问|阅\s*读|分\s*享|打\s*印|作\s*者|责任编辑|编辑|收藏|保存)[^：:\s]{0,6}\s*[:：】\])）]|\|?\s*(?:分享|打印|收藏)\b).*",
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
        if item.value and dated and (certain or item.key in _SOURCES | _PUBLISHED | _BARE_DATES):
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
    if title and keys.isdisjoint(_TITLES):
        yield Item("标题", title)
    if published and keys.isdisjoint(_PUBLISHED | _BARE_DATES):
        yield Item("发布日期", published)
    if source and keys.isdisjoint(_SOURCES | _ISSUERS):
        yield Item("来源", source)


def _plain_key(text: str) -> str:
    return re.sub(r"\s", "", text).strip("【[】]:：")


def _inline(cell: str, keyed: list[re.Match[str]]) -> list[Item]:
    ends = [*(match.start() for match in keyed[1:]), len(cell)]
    return [_item(_plain_key(match["key"]), cell[match.end() : end]) for match, end in zip(keyed, ends, strict=True)]


def _item(key: str, value: str) -> Item:
    value = " ".join(_BEHIND_VALUE.sub("", value).split())
    return Item(key, "" if _EMPTY.fullmatch(value) else value)
