"""Which paragraphs make which document: packages of a file, and in each the notice and what is printed under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.structure.header import TITLE_END, Header, find_signature, read_header, title_issuers
from extract.structure.outline import NUMBER_LINE
from extract.structure.paragraphs import Paragraph
from extract.titles import title_key

NOTICE_TITLE = re.compile(r"\A(?:(?!关于).)*+关于.{4,}的(?:通知|意见|批复|函|决定|公告|通告|通报|报告|请示)$")
_MARKED = r"《(?P<{name}>[^《》]*(?:《[^《》]*》[^《》]*)*)》"
_PRINTED_UNDER = re.compile(
    r"(?:印发|制定|制订|编制|起草|发布|公布|转发|批准|修订|同意)(?:了)?"
    + _MARKED.format(name="object")
    + "|"
    + _MARKED.format(name="topic")
    + r"(?=[^。《》]{0,24}(?:印发|发布|公布|转发))"
)
_ATTACHED = re.compile(r"附件(?:\d{1,2}|[一二三四五六七八九])?[:：]?(?P<title>[^，。；]{4,80})$")
_NUMBERED_ITEM = re.compile(r"\d{1,2}[.．、](?P<title>[^，。；]{4,80}?)(?=\d{1,2}[.．、]|$)")
_FILE_ENDING = re.compile(r"\.(?:docx?|pdf|xlsx?|wps|et)$")
_ATTACHMENT_MARK = re.compile(r"附件\d{0,2}[:：]?")
# “附件：某某”是清单，“附件1：某某”和“附件”之后另起的标题才是附件本身。
_NUMBERED_MARK = re.compile(r"^附件(?:\d{1,2}[:：]?)?(?![:：])")
_BEFORE_FIRST_ARTICLE = re.compile(r"(?P<title>.{4,60}?)(?=第一[章条])")
_TITLE_LINE = re.compile(r"[^，。；：:、“”]{8,50}")
_LOOK_AHEAD = 6
_LONGEST_TITLE = 120
_SHORTEST_DOCUMENT = 300


@dataclass(slots=True)
class Draft:
    """A document under construction.

    Attributes:
        first: Index of its first paragraph.
        last: One past its last paragraph.
        package: Which package of the file it belongs to.
        header: What its own first paragraphs and its signature say.
        parent: Index, among the drafts, of the document that it is attached to.
        announced_as: The title that the covering document gives it.
    """

    first: int
    last: int
    package: int
    header: Header
    parent: int | None = None
    announced_as: str | None = None


def find_packages(paragraphs: Sequence[Paragraph]) -> tuple[list[Draft], list[int]]:
    """The documents of a file as drafts, in order, and the first paragraph of each package."""
    starts = _package_starts(paragraphs)
    drafts: list[Draft] = []
    for package, (start, stop) in enumerate(zip(starts, [*starts[1:], len(paragraphs)], strict=True)):
        drafts += _Package(paragraphs[start:stop], start, package, len(drafts)).read()
    return drafts, starts


def _package_starts(paragraphs: Sequence[Paragraph]) -> list[int]:
    starts = [0]
    for index in range(_LOOK_AHEAD, len(paragraphs)):
        text = paragraphs[index].text
        if len(text) > _LONGEST_TITLE or text[0] == "《" or not NOTICE_TITLE.search(text):
            continue
        ahead = paragraphs[index + 1 : index + 1 + _LOOK_AHEAD]
        if any(NUMBER_LINE.match(paragraph.text) for paragraph in ahead):
            starts.append(index)
    return starts


class _Package:
    """One package: a document, and those that it announces and that stand below its signature."""

    def __init__(self, paragraphs: Sequence[Paragraph], offset: int, package: int, first_draft: int) -> None:
        self.paragraphs = paragraphs
        self.offset = offset
        self.package = package
        self.first_draft = first_draft
        self.announced: dict[str, int] = {}  # key of a title -> the draft that announces it

    def read(self) -> list[Draft]:
        """The drafts of the package, the covering document first."""
        header = read_header(self.paragraphs)
        drafts = [Draft(self.offset, self.offset + len(self.paragraphs), self.package, header)]
        end = self._end_of_cover(header)
        if end is None:
            return drafts
        for paragraph in self.paragraphs[:end]:
            self._announce(_titles(paragraph.text), self.first_draft)
        self._announce(list(_attached_line_by_line(self.paragraphs[:end])), self.first_draft)
        if not self.announced:
            for paragraph in self.paragraphs[end : end + 2]:
                self._announce(_titles(paragraph.text), self.first_draft)
        for index in range(end, len(self.paragraphs)):
            title = (
                self._title_at(index)
                or self._unannounced(index, end)
                or (self._untitled(end) if index == end else None)
            )
            if title is None:
                attached = _attached_titles(self.paragraphs[index].text)
                self._announce(attached, self.first_draft + len(drafts) - 1)
                continue
            parent = self.announced.pop(title_key(title), self.first_draft)
            drafts[-1].last = self.offset + index
            last = self.offset + len(self.paragraphs)
            drafts.append(Draft(self.offset + index, last, self.package, Header(), parent, title))
        return drafts

    def _end_of_cover(self, header: Header) -> int | None:
        """One past the covering document's signature; None where the whole package is one document."""
        if signature := find_signature(self.paragraphs, header.body):
            header.date_signed, header.issuers = signature.date, signature.issuers
            return signature.end
        if header.title:
            names = {name.value for name in title_issuers(header.title)}
            for index in range(header.body, len(self.paragraphs)):
                if self.paragraphs[index].text in names:
                    return index + 1
        return header.body if header.title and NOTICE_TITLE.search(header.title.value) else None

    def _announce(self, titles: Sequence[str], draft: int) -> None:
        for title in titles:
            self.announced.setdefault(title_key(title), draft)

    def _title_at(self, index: int) -> str | None:
        """The announced title that stands at a paragraph: alone, over two lines, or before the first article."""
        text = self.paragraphs[index].text
        below = self.paragraphs[index + 1].text if index + 1 < len(self.paragraphs) else ""
        for candidate in (text, _NUMBERED_MARK.sub("", text), text + below):
            if title_key(candidate) in self.announced:
                return candidate
        if mark := _ATTACHMENT_MARK.match(text):
            rest = title_key(text[mark.end() :])
            return max(
                (key for key in self.announced if len(rest) > len(key) + 20 and rest.startswith(key)), default=None
            )
        article = _BEFORE_FIRST_ARTICLE.match(text)
        return article["title"] if article and title_key(article["title"]) in self.announced else None

    def _is_long_from(self, index: int) -> bool:
        """Whether from a paragraph on there is as much text as a document has."""
        return sum(len(paragraph.text) for paragraph in self.paragraphs[index:]) > _SHORTEST_DOCUMENT

    def _unannounced(self, index: int, end: int) -> str | None:
        """The title line of a document that stands below the signature, which the text above does not name in full."""
        text = self.paragraphs[index].text
        if index - end > 1 or self.announced or not _TITLE_LINE.fullmatch(text) or not TITLE_END.search(text):
            return None
        return text if self._is_long_from(index) else None

    def _untitled(self, end: int) -> str | None:
        """The title of a document that is printed right below the signature without its title line."""
        ahead = range(end, min(end + _LOOK_AHEAD, len(self.paragraphs)))
        if not self._is_long_from(end) or any(self._title_at(index) for index in ahead):
            return None
        return next((title for p in self.paragraphs[:end] for title in _printed_titles(p.text)), None)


def _titles(text: str) -> list[str]:
    return [*_printed_titles(text), *_attached_titles(text)]


def _printed_titles(text: str) -> Iterator[str]:
    for match in _PRINTED_UNDER.finditer(text):
        yield match["object"] or match["topic"]


def _attached_line_by_line(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """The second and further titles of a list of attachments that has a line for each."""
    goes_on = False
    for paragraph in paragraphs:
        item = _NUMBERED_ITEM.fullmatch(paragraph.text) if goes_on else None
        if item:
            yield _FILE_ENDING.sub("", item["title"])
        goes_on = item is not None or bool(_ATTACHED.match(paragraph.text))


def _attached_titles(text: str) -> list[str]:
    match = _ATTACHED.match(text)
    if not match:
        return []
    items = [item["title"] for item in _NUMBERED_ITEM.finditer(match["title"])] or [match["title"]]
    return [_FILE_ENDING.sub("", title) for title in items]
