"""The outline of a document: numbered headings as a tree of sections, and tables of contents.

Levels follow GB/T 9704-2012, 7.3.3: 一、 then (一) then 1. then (1); laws and measures use 章, 节 and 条.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMERALS = "[一二三四五六七八九十百零〇]{1,4}"
HEADING = re.compile(
    rf"(?P<label>第{_NUMERALS}编|第{_NUMERALS}章|第{_NUMERALS}节|{_NUMERALS}、|[(（]{_NUMERALS}[)）]+|第{_NUMERALS}条"
    r"|\d{1,2}[.．、](?!\d)|[(（]\d{1,2}[)）])"
)
# 发文字号中发文机关代字之后的部分，六角括号常印成别的括号。
YEAR_AND_SERIAL = r"[〔\[（(【﹝［](?:19|20)\d\d[〕\]）)】﹞］]第?\d{1,5}号"
# 发文字号的其余部分，跟在作为代字开头的简称之后：国办发〔2015〕36号。
REST_OF_NUMBER = re.compile(rf"[\u4e00-\u9fff]{{0,8}}{YEAR_AND_SERIAL}")
# A text can begin with another document's number: 按照国发〔2016〕43号文件要求，…
NUMBER_LINE = re.compile(
    rf"(?!按照|根据|依据|依照|落实|贯彻|执行|参照|为)[\u4e00-\u9fff]{{2,12}}?{YEAR_AND_SERIAL}(?!文)"
)
_LEVELS = (
    (re.compile(rf"第{_NUMERALS}编"), 1),
    (re.compile(rf"第{_NUMERALS}章"), 2),
    (re.compile(rf"第{_NUMERALS}节"), 3),
    (re.compile(rf"{_NUMERALS}、"), 4),
    (re.compile(rf"[(（]{_NUMERALS}[)）]+"), 5),
    (re.compile(rf"第{_NUMERALS}条"), 6),
    (re.compile(r"\d{1,2}[.．、]"), 7),
    (re.compile(r"[(（]\d{1,2}[)）]"), 8),
)
# Work reports head their parts without a number: “十五五”时期的主要目标任务, 2026年重点工作.
_DATED_HEADING = re.compile(
    r"(?:“十[一二三四五六]五”|(?:19|20)\d\d年)[^，。；：:、]{2,20}(?:目标|任务|工作|安排|要求|考虑)"
)
_CHAPTER_RANK = 4
# Down to here what is numbered is a section, even where a long first sentence stands in the place of a title.
_ARTICLE_RANK = 6
_LONGEST_TITLE = 60
_SHORTEST_CONTENTS = 5


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading; `rank` grows with depth, `paragraph` is its index."""

    paragraph: int
    rank: int
    label: str
    title: str


def headings(texts: Sequence[str]) -> list[Heading]:
    """The headings among paragraphs, each the numbering and the first sentence that follows it.

    >>> [(h.label, h.title) for h in headings(["一、总体要求", "(一)建设思路。依托地方开展。"])]
    [('一、', '总体要求'), ('(一)', '建设思路')]
    """
    found = []
    for index, text in enumerate(texts):
        if _DATED_HEADING.fullmatch(text):
            found.append(Heading(index, _CHAPTER_RANK, "", text))
            continue
        if not (match := HEADING.match(text)):
            continue
        title = re.split(r"[。：:]", text[match.end() :], maxsplit=1)[0]
        rank = next(rank for pattern, rank in _LEVELS if pattern.match(match["label"]))
        if len(title) > _LONGEST_TITLE:
            title = ""
        if title or rank <= _ARTICLE_RANK:
            found.append(Heading(index, rank, match["label"], title))
    return found


def contents_paragraphs(texts: Sequence[str]) -> set[int]:
    """Indices of the paragraphs of a table of contents: a run of bare headings whose titles come again below."""
    titles = [_bare_title(text) for text in texts]
    last = {title: index for index, text in enumerate(texts) for title in (titles[index], _heading_title(text))}
    contents: set[int] = set()
    index = 0
    while index < len(texts):
        stop = index
        while stop < len(texts) and titles[stop] and titles[stop] not in titles[index:stop]:
            stop += 1
        repeated = sum(last[titles[i]] >= stop for i in range(index, stop))
        if stop - index >= _SHORTEST_CONTENTS and 2 * repeated > stop - index:
            contents.update(range(index, stop))
        index = max(stop, index + 1)
    return contents


def _bare_title(text: str) -> str:
    match = HEADING.match(text)
    return text[match.end() :] if match and len(text) <= _LONGEST_TITLE and not re.search(r"[。；]", text) else ""


def _heading_title(text: str) -> str:
    match = HEADING.match(text)
    return re.split(r"[。：:]", text[match.end() :], maxsplit=1)[0] if match else ""
