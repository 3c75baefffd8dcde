"""Programmes that the gazetteer knows, with or without quotation marks around or inside their names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from extract.gazetteers import short_form
from extract.mentions import Mention
from extract.names import programme_names, without_quotes
from extract.places import regions_by_document
from extract.structure.layout import Layout

# 两个字的名称（“两重”、“两新”）不在引号里，常是别的词的一部分。
_SHORTEST_UNQUOTED = 3
# 第九届进博会：届次是名称的一部分。
_EDITION = re.compile(r"(?:第[一二三四五六七八九十百\d]+届|首届)$")
_LONGEST_EDITION = 8
_NATIONAL = "国家"
# 与其后的字另成一个机构、文件或工程的名称。
_GOES_ON = re.compile(
    r"(?:组委会|组织委员会|执委会|秘书处|领导小组|办公室|办公厅|联席会议|委员会|指挥部|管理局|研究[院所]|研究中心|实验室|协会|学会|联盟|基金会|集团|有限|公司|师"
    r"|(?:实施|总体|工作|行动|发展|专项|建设)*(?:规划|方案|意见|条例|办法|纲要)|(?:[\u4e00-\u9fff]{1,4}|（[\u4e00-\u9fff]{1,4})段)"
)

_STRATEGIES = ("战略", "大开发", "运动", "斗争")
# 自贸试验区提升战略引领行动
_OF_STRATEGY = re.compile("[^，。；、的]{0,8}(?:行动|工程|计划|示范区|试验区)")
# 一项工程的一期、一段、一台机组另是一项工程：海阳核电三期，长水国际机场东二跑道，长征国家文化公园（江西段）。
_STAGE = re.compile(
    r"(?:[（(][\u4e00-\u9fff]{2,6}段[）)]|(?:工程)?[一二三四五六]期|[东西南北]?(?:第?[一二三四五]|\d)?跑道|T\d航站楼"
    r"|\d{1,2}(?:、\d{1,2})?号机组|第?[二三]通道|增建[二三四]线|复线"
    r"|改?扩建|扩容|迁建|扩能改造|电气化改造|交流加强|联网)+(?:工程|项目)?"
)


def known_programmes(text: str, start: int, end: int) -> Iterator[Mention]:
    """The programmes of `programmes.tsv` that are named between the clean characters `start` and `end`."""
    unquoted = _unquoted(text)
    plain, low, high = unquoted.text, unquoted.place(start), unquoted.place(end)
    for first, last, entry in programme_names().finditer(plain, low, high):
        stage = _STAGE.match(plain, last, high) if entry.kind == "project" else None
        last = stage.end() if stage else last
        begin, stop = _with_quotes(text, unquoted.in_text(first), unquoted.in_text(last - 1) + 1)
        quoted = text[begin - 1 : begin] == "“" and text[stop : stop + 1] == "”"
        if _GOES_ON.match(plain, last, high) or (last - first < _SHORTEST_UNQUOTED and not quoted):
            continue
        edition = _EDITION.search(plain, max(low, first - _LONGEST_EDITION), first) if entry.kind == "event" else None
        before = edition.start() if edition else first - len(_NATIONAL)
        is_longer = before >= low and (edition or plain.startswith(_NATIONAL, before))
        if is_longer or stage:
            begin = unquoted.in_text(before) if is_longer else begin
            yield Mention(begin, stop, text[begin:stop], entry.kind)
        else:
            yield Mention(begin, stop, entry.name, entry.kind)


def is_strategy(text: str, start: int, end: int) -> bool:
    """Whether the characters `start` to `end` name one of them that is called a strategy or a movement.

    Such a name is one wherever it stands.
    """
    named = text.endswith(_STRATEGIES, start, end) and not _OF_STRATEGY.match(text, end)
    return named and programme_names().get(without_quotes(text[start:end])) is not None


def of_own_regions(layout: Layout, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions, those of a class of which the document's region has one under the name of that one.

    自贸试验区 in the report of 福建省 is 中国（福建）自由贸易试验区.
    """
    homes = regions_by_document(layout)
    for mention in mentions:
        document = layout.document_at(mention.start) if mention.kind == "pilot" else None
        home = homes.get(document.key) if document else None
        own = programme_names().get(f"中国（{short_form(home.name)}）{mention.name}") if home else None
        yield replace(mention, name=own.name) if own else mention


class _Unquoted:
    """A text without its quotation marks.

    Attributes:
        text: The other characters.
    """

    def __init__(self, text: str) -> None:
        self.text = without_quotes(text)
        self._quotes = [mark.start() for mark in re.finditer("[“”]", text)]
        self._before = [place - number for number, place in enumerate(self._quotes)]

    def place(self, position: int) -> int:
        """Where what stands at a place of the whole text stands here; of a quotation mark, what follows it."""
        return position - bisect_left(self._quotes, position)

    def in_text(self, place: int) -> int:
        """Where a character stands in the whole text."""
        return place + bisect_right(self._before, place)


_unquoted = lru_cache(maxsize=1)(_Unquoted)  # a text is asked for paragraph by paragraph


def _with_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """The name with the quotation mark that stands outside it and whose pair is inside: `“人工智能+”行动`."""
    inside = text[start:end]
    if inside.count("”") > inside.count("“") and text[start - 1 : start] == "“":
        return start - 1, end
    if inside.count("“") > inside.count("”") and text[end : end + 1] == "”":
        return start, end + 1
    return start, end
