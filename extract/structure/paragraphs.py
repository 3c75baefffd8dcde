"""Paragraphs of the clean text, and which of them belong to the page around the document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.clean import CleanText
from extract.dates import DATE
from extract.issuers import names_before
from extract.metadata_names import ITEM_NAME
from extract.structure.outline import HEADING, NUMBER_LINE

_PAGE_LINE = re.compile(
    r"(?:网站)?首页(?:>|›|/|»)|(?:您|你)?(?:所在|现在|当前)?的?位置[:：]|当前位置|来源[:：|]|微信扫|扫一扫|中国政府网网站地图|主办单位[:：]中华"
    r"|版权所有|打印本页|关闭窗口|责任编辑|【(?:打印|关闭|字体)|分享到|上一篇|下一篇|相关(?:文档|链接|稿件)"
)
_PAGE_FIELD = re.compile(
    r"(?:日期|发布时间|发布日期|时间|来源|作者|点击|点击数|浏览量|浏览次数|访问次数|关键字|字号|字体|编辑)[:：]"
)
# Buttons and menus of a page that was copied as text, each on a line of its own.
_PAGE_LABEL = re.compile(
    r"下载|打印(?:本页|页面)?|全屏|收藏|分享|纠错|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表)?|首页|加大|还原|减小|放大|缩小|默认|朗读|听全文|[大中小]"
    r"|【?字[号体][:：]?|(?:发[表布]时间|(?:阅读|浏览|点击|访问)(?:量|次数)?)[:：]\d*|(?:发[表布])?时间[:：]\d{4}-\d\d-\d\d"
    # Below a picture.
    r"|[^\n]{0,60}(?:记者|通讯员)[^。\n]{0,20}摄"
)
_DATE_LINE = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s?\d\d:\d\d(?::\d\d)?)?")
# The address of the office that runs the site, in its footer; elsewhere an address belongs to the document.
_ADDRESS = re.compile(r"地址[:：]")
_STRAY = re.compile(r"[\W\d_a-zA-Z]{1,3}")
_LONGEST_FIELD_LINE = 120
# A date with these behind it is part of a sentence, not of a signature.
_GOES_ON = re.compile(r"[，,。、；）)《]|[前至起到以之内后的印发发布公布颁批修制下]")
# 按照国防部一九八六年八月八日……执行：说的是别的文件。
_OF_ANOTHER = re.compile(r"(?:按照?|根据|依[据照]|参照|执行|经|由|在)$")
# Only a longer line can be a whole document on one line, where white space parts its paragraphs.
_LONG_LINE = 200


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: clean characters `start` to `end`."""

    start: int
    end: int
    text: str
    page: bool = False  # page furniture: navigation, share bars, footers


def split_paragraphs(clean: CleanText) -> list[Paragraph]:
    """Every paragraph of the text, in order; page furniture is marked, not left out."""
    paragraphs = []
    for start, end in _lines(clean.text):
        for a, b in _at_gaps(clean, start, end):
            for first, last in _at_signatures(clean.text, a, b):
                text = clean.text[first:last]
                paragraphs.append(Paragraph(first, last, text, is_page_line(text)))
    return [
        replace(p, page=True) if _ADDRESS.match(p.text) and _beside_copyright(paragraphs, index) else p
        for index, p in enumerate(paragraphs)
    ]


def _beside_copyright(paragraphs: list[Paragraph], index: int) -> bool:
    return any("版权所有" in p.text for p in paragraphs[max(0, index - 1) : index + 2])


def is_page_line(text: str) -> bool:
    """Whether a paragraph is part of the page around the document.

    >>> is_page_line("日期:2016年05月27日来源:互联网作者:管理员点击:"), is_page_line("一、总体要求")
    (True, False)
    """
    if _PAGE_LINE.match(text) or any(form.fullmatch(text) for form in (_STRAY, _DATE_LINE, _PAGE_LABEL)):
        return True
    if len(text) > _LONGEST_FIELD_LINE or "。" in text:
        return False
    return len(_PAGE_FIELD.findall(text)) >= 2 or bool(_DATE_LINE.match(text) and _PAGE_FIELD.search(text))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield start, start + len(line)
        start += len(line) + 1


def _at_gaps(clean: CleanText, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a long line where white space of the source stands between two paragraphs; a line of metadata stays whole."""
    is_item = ITEM_NAME.match(clean.text, start, end)
    if end - start <= _LONG_LINE and (is_item or not NUMBER_LINE.search(clean.text, start, end)):
        yield start, end
        return
    first = start
    for index in clean.gaps[bisect_left(clean.gaps, start + 1) : bisect_left(clean.gaps, end)]:
        if clean.gap_before(index) and _is_cut(clean.text, first, index):
            yield first, index
            first = index
    yield first, end


def _at_signatures(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut out a signature (bodies and date) that runs on from the text before it or into the text behind it."""
    for date in DATE.finditer(text, start, end) if text.find("日", start, end) >= 0 else ():
        if date.end() < end and _GOES_ON.match(text, date.end()):
            continue
        signed = names_before(text[start:end], date.start() - start) or ((0, ()) if date.start() == start else None)
        if signed is None or _OF_ANOTHER.search(text, start, start + signed[0]):
            continue
        if signed[0]:
            yield start, start + signed[0]
        yield start + signed[0], date.end()
        start = date.end()
    following = DATE.match(text, end + 1)
    if (
        following
        and text[following.end() : following.end() + 1] in {"", "\n"}
        and (signed := names_before(text[start:end], end - start))
    ):
        if signed[0]:
            yield start, start + signed[0]
        start += signed[0]
    if start < end:
        yield start, end


def _is_cut(text: str, first: int, index: int) -> bool:
    if text[index - 1] in "。：:；;！？" or text[index - 1] == "号":
        return True
    after = text[index : index + 40]
    return bool(HEADING.match(after) or NUMBER_LINE.match(after) or HEADING.match(text[first:index]))
