"""From a saved web page to the text of its document.

What a page prints around the document is left out, but for its metadata, which stand first, one `键：值` a line. A
blank line ends a paragraph; a `br` merely ends a line.
"""

from __future__ import annotations

import codecs
import re
from itertools import takewhile
from pathlib import Path

from extract.errors import SourceError
from extract.read import html_metadata, html_tree
from extract.read.extracted import CELL_MARK, Extracted, text_of_paragraphs
from extract.read.html_lines import Line, page_lines
from extract.read.html_metadata import Item
from extract.read.html_tree import Page
from extract.read.text import decode

_DECLARED = re.compile(rb"""<meta\b[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes
# As browsers do: pages that call themselves GB 2312 are GBK, and GB 18030 has all of it. Any other name is not trusted.
_BY_NAME = {
    "utf-8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "big5hkscs": "big5hkscs",
}
_MAX_TAGS = 1_000_000
_MAX_REPLACED = 0.001  # characters of a page that may be broken
_CHROME_LINE = re.compile(
    r"[\s【\[]*+(?:"
    r"(?:您?(?:所在|的|当前|现在)?的?位置|当前位置)\s*[:：].*|首页\s*[>＞»].*"
    r"|(?:(?:分享(?:到|至)?|打印(?:本页|页面)?|关闭(?:窗口|本页|页面)?|收藏|返回(?:顶部|首页|列表)?|保存|复制链接|我要纠错|纠错)[\s:：|】\[【]*+)++"
    r"|(?:字\s*[体号]\s*[:：]?\s*)?[【\[]?\s*大\s*中\s*小\s*[】\]]?|扫一扫.{0,30}|(?:上|下)一(?:篇|条)\s*[:：]?.*"
    r"|相关(?:链接|阅读|文章|稿件|新闻|信息|解读)|(?:责任)?编辑\s*[:：].{0,12}|(?:浏览|点击|访问|阅读)(?:次数|量|数)?\s*[:：].{0,12}"
    r")[\s】\]]*"
)
_PAGE_FOOT = re.compile(
    r"版权所有|主办(?:单位)?\s*[:：]|承办(?:单位)?\s*[:：]|网站标识码|Copyright|.{0,12}(?:ICP备|公网安备)",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(r"[\d〇○零一二三四五六七八九]{4}\s*年.{1,3}月.{1,4}日")
_MOST_SIGNATURE = 5  # lines
_SHORT_LINE = 60
_SHORTEST_TITLE = 6
_MOST_BETWEEN = 12  # lines between the heading and the text


def read_html(path: Path, data: bytes) -> Extracted:
    """The document of a saved page.

    Raises:
        SourceError: The page is in no known encoding, has no text, or is built too deep to be read.
    """
    if data.count(b"<") > _MAX_TAGS:
        raise SourceError(path, f"is a web page of more than {_MAX_TAGS:,} tags; save the document alone")
    text, encoding = _decode(path, data)
    try:
        page = html_tree.parse(text)
    except ValueError as error:
        raise SourceError(
            path, "is a web page whose elements are nested too deep; save the document as text"
        ) from error
    lines = page_lines(page) if page is not None else []
    if page is None or not lines:
        raise SourceError(path, "is a web page without text; save it when it has loaded, or save its text")
    return Extracted(_document(page, lines).replace("\t", CELL_MARK), encoding=encoding)


def _decode(path: Path, data: bytes) -> tuple[str, str]:
    """By the mark at the start, else as the page says of itself where that is true, else as its bytes look."""
    declared = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    if declared is None or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(path, data)
    try:
        encoding = _BY_NAME.get(codecs.lookup(declared[1].decode("ascii")).name)
    except (LookupError, UnicodeDecodeError):
        encoding = None
    if encoding is not None:
        text = data.decode(encoding, errors="replace")
        # A page that was saved anew may still name its old encoding; and one that was cut is said to be.
        if text.count("\ufffd") <= _MAX_REPLACED * len(text) and not text.endswith("\ufffd"):
            return text, encoding
    return decode(path, data)


def _document(page: Page, lines: list[Line]) -> str:
    heading = _heading(page, lines)
    body = _body(page, lines, heading)
    top = {id(line) for line in _top(body)}
    chosen = {id(line) for line in body}
    found = [(line, html_metadata.read_items(line.text)) for line in lines if id(line) in top or id(line) not in chosen]
    items = html_metadata.printed_items(read for _, read in found if read)
    keys = {item.key for item in items}
    moved = {id(line) for line, read in found if read and all(not item.value or item.key in keys for item in read)}
    kept = [line for line in body if id(line) not in moved]
    items += _meta_items(page, items, kept)
    text, _ = text_of_paragraphs([f"{item.key}：{item.value}" for item in items] + _paragraphs(kept))
    return text


def _heading(page: Page, lines: list[Line]) -> Line | None:
    """The line that prints the page's title."""
    titles = [_normal(title) for title in (page.attribute("ArticleTitle"), page.title()) if title]
    printed = (
        line
        for line in lines
        if len(text := _normal(line.text)) >= _SHORTEST_TITLE and any(title.startswith(text) for title in titles)
    )
    return next(printed, None) or next((line for line in lines if line.heading), None)


def _body(page: Page, lines: list[Line], heading: Line | None) -> list[Line]:
    """The lines of the document, with its heading and what is printed between it and the text."""
    inside = [index for index, line in enumerate(lines) if line.in_main] or [0, len(lines) - 1]
    chosen = lines[inside[0] : inside[-1] + 1]
    if not page.known:
        chosen = list(takewhile(lambda line: not _PAGE_FOOT.match(line.text), chosen)) or chosen
    chosen += _signature(lines[inside[-1] + 1 :])
    index = next((index for index, line in enumerate(lines) if line is heading), inside[0])
    if index < inside[0]:
        between = lines[index : inside[0]]
        near = len(between) <= _MOST_BETWEEN and all(len(line.text) <= _SHORT_LINE for line in between[1:])
        chosen = (between if near else []) + chosen
    elif not page.known and all(len(line.text) <= _SHORT_LINE for line in lines[inside[0] : index]):
        chosen = chosen[index - inside[0] :] or chosen
    return [line for line in chosen if not _CHROME_LINE.fullmatch(line.text)]


def _signature(below: list[Line]) -> list[Line]:
    """The signature of the document, where it stands below its container: names and a date."""
    for count, line in enumerate(below[:_MOST_SIGNATURE], 1):
        if len(line.text) > _SHORT_LINE or line.in_main or _PAGE_FOOT.match(line.text):
            break
        if _DATE_LINE.fullmatch(line.text):
            return below[:count]
    return []


def _top(body: list[Line]) -> list[Line]:
    """The lines above the text proper, where metadata may stand."""
    return list(
        takewhile(
            lambda line: (
                html_metadata.read_items(line.text) is not None
                or (len(line.text) <= _SHORT_LINE and line.text[-1] not in "。：:；")
            ),
            body,
        )
    )


def _meta_items(page: Page, items: list[Item], body: list[Line]) -> list[Item]:
    title = page.attribute("ArticleTitle")
    if _normal(title) in _normal("".join(line.text for line in body)):
        title = ""
    return list(html_metadata.from_meta(items, title, page.attribute("PubDate"), page.attribute("ContentSource")))


def _paragraphs(lines: list[Line]) -> list[str]:
    paragraphs: list[str] = []
    broken = False
    for line in lines:
        if broken:
            paragraphs[-1] += f"\n{line.text}"
        else:
            paragraphs.append(line.text)
        broken = line.broken
    return paragraphs


def _normal(text: str) -> str:
    return re.sub(r"\s", "", text)
