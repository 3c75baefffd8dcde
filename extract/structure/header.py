"""The header of a document (版头 and 主体 of GB/T 9704-2012): title, number, addressees, signature.

A header is read from the document's first paragraphs; its signature is the bodies' names and the date below the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extract import dates
from extract.issuers import names_before, split_joint
from extract.names import organisation_names, region_names
from extract.structure.outline import HEADING, NUMBER_LINE
from extract.structure.paragraphs import Paragraph

TITLE_END = re.compile(
    r"(?P<type>通知|意见|方案|规划|纲要|计划|办法|细则|规定|指引|指南|批复|公告|通告|通报|报告|条例|章程|要点|制度|名单|目录|措施|决定|命令"
    r"|规范|标准|体系|函|令)(?:[(（][^()（）]{1,20}[)）])?$"
)
_KINDS = (
    (re.compile(r"通知|公告|通告|通报"), "notice"),
    (re.compile(r"批复"), "reply"),
    (re.compile(r"行动计划"), "action-plan"),
    (re.compile(r"意见"), "opinions"),
    (re.compile(r"方案"), "scheme"),
    (re.compile(r"纲要"), "outline"),
    (re.compile(r"规划|计划|要点"), "plan"),
    (re.compile(r"办法|细则|规定|措施"), "measures"),
    (re.compile(r"指引|指南|规范|标准"), "guidelines"),
    (re.compile(r"报告"), "report"),
    (re.compile(r"条例"), "law"),
    (re.compile(r"命令|令"), "order"),
    (re.compile(r"函"), "letter"),
)
_KINDS_BY_TEXT = (
    (re.compile(r"批复如下"), "reply"),
    (re.compile(r"通知如下"), "notice"),
    (re.compile(r"收悉"), "reply"),
    (re.compile(r"(?:提出|制定)(?:如下|以下|本)[^。]{0,8}意见|意见如下"), "opinions"),
    (
        re.compile(
            r"印[发送](?:给)?你们|予以?(?:印发|发布|公布|公告)|现(?:公开)?(?:印发|发布|公布)|特此(?:通知|公告|通告|通报)|通[告报]如下"
        ),
        "notice",
    ),
)
_ADDRESSEE_START = re.compile(
    r"各|有关|相关|部(?:属|机关|内)|局(?:属|机关|内)|军委|国务院|中国|中央|新疆|全国|[\u4e00-\u9fff]{2,4}[省市]"
)
# 主送机关与正文印在同一段：各有关单位：近年来，…
_ADDRESSEES_INLINE = re.compile(
    r"(?P<names>(?:各|有关|相关)[^，,。：:；、“”《》]{0,20}(?:单位|部门|机构|政府|企业|公司|[委厅局]|协会|学会|高校))[：:]"
)
_COMPLETE_NAME = re.compile(r"(?:公司|研究院|协会|学会|大学|人民政府|军区)$")
_FOREIGN_NAME = re.compile(r"[\u4e00-\u9fff]{0,4}[A-Za-z][A-Za-z .,&]+")
_GREETING = re.compile("各位|同志们")
_COPIES = re.compile(r"(?:主送|抄送|抄报|分送)[:：]")
_HEADER_PARAGRAPHS = 8
_LONGEST_TITLE = 120
_MOST_TITLE_LINES = 4
# A line that is none of the first of a title over several lines, and one that such a title may begin with.
_NO_TITLE_LINE = re.compile(rf"[，。：:；]|{TITLE_END.pattern}")
# 国务院、中央军委一九八六年征兵命令
_AFTER_ISSUERS = re.compile(rf"关于|印发|转发|批转|{dates.YEAR}年")
_OPENS_TITLE = re.compile(r"关于|(?:授予|追授|给予)\Z")
_LONGEST_ADDRESSEES = 600


class Printed(NamedTuple):
    """A value of the header, and the clean characters `start` to `end` that print it."""

    value: str
    start: int
    end: int


@dataclass(slots=True)
class Header:
    """What a document's first paragraphs and its signature say."""

    title: Printed | None = None
    number: Printed | None = None
    addressees: list[Printed] = field(default_factory=list)
    issuers: list[Printed] = field(default_factory=list)
    date_signed: Printed | None = None
    date_published: Printed | None = None
    body: int = 0  # index of the first paragraph of the text proper

    @property
    def is_issued(self) -> bool:
        """Whether it is addressed to somebody, or signed by bodies with a date."""
        return bool(self.addressees or (self.issuers and self.date_signed))


@dataclass(frozen=True, slots=True)
class Signature:
    """The bodies' names and the date below the text; `end` is one past its last paragraph."""

    date: Printed
    issuers: list[Printed]
    end: int


def read_header(paragraphs: Sequence[Paragraph]) -> Header:
    """Title, number and addressees from the paragraphs that a document begins with."""
    header = Header()
    lead: list[Paragraph] = []
    for index, paragraph in enumerate(paragraphs[:_HEADER_PARAGRAPHS]):
        header.body = index
        start, text = paragraph.start, paragraph.text
        if number := NUMBER_LINE.match(text):
            header.number = Printed(normal_number(number[0]), start, start + number.end())
            start, text = start + number.end(), text[number.end() :]
        if _is_addressee_line(text):
            # Whom a speech greets, no body that a document is sent to.
            if not _GREETING.match(text):
                header.addressees = split_addressees(text.rstrip("：:"), start)
            header.body = index + 1
            break
        if "。" in text or (HEADING.match(text) and not TITLE_END.search(text)):
            if not lead and (inline := _ADDRESSEES_INLINE.match(text)):
                header.addressees = split_addressees(inline["names"], start)
            break
        if text and not number:
            lead.append(paragraph)
        header.body = index + 1
    header.title = _title(lead)
    if header.title is None and not header.addressees and len(lead) > 1:
        header.body = paragraphs.index(lead[1])  # a text of few words without a full stop, and its signature
    return header


def read_copies(paragraphs: Sequence[Paragraph]) -> list[Printed]:
    """抄送机关: the bodies of the last line that begins with 抄送 (GB/T 9704-2012, 7.4.2), apart at commas."""
    for paragraph in reversed(paragraphs):
        if match := _COPIES.match(paragraph.text):
            names = re.finditer(r"[^，,；;。]+", paragraph.text[match.end() :])
            at = paragraph.start + match.end()
            return [Printed(name[0], at + name.start(), at + name.end()) for name in names]
    return []


def normal_number(text: str) -> str:
    """发文字号 with 〔〕 around the year and no white space: `国发[2015]40 号` gives `国发〔2015〕40号`."""
    return re.sub(r"[\[(（【﹝〔［]((?:19|20)\d\d)[\])）】﹞〕］]", r"〔\1〕", re.sub(r"\s", "", text))


def document_kind(title: str | None, text: str, issued: bool = False) -> str:
    """The kind that a title's last word names; without a title, the kind that the text's own phrases tell.

    What has addressees or a signature, as `issued` says, and no such phrase is a notice: 通知 and 公告 are the kinds of
    no fixed phrase (党政机关公文处理工作条例, 第八条).
    """
    if title and (match := TITLE_END.search(title)):
        named = re.sub(r"[(（][^()（）]*[)）]$", "", title)
        ending = named[-4:] if named.endswith("行动计划") else match["type"]
        return next((kind for pattern, kind in _KINDS if pattern.search(ending)), "other")
    found = (kind for pattern, kind in _KINDS_BY_TEXT if pattern.search(text))
    return next(found, "notice" if issued and not title else "other")


def find_signature(paragraphs: Sequence[Paragraph], first: int) -> Signature | None:
    """The first signature from paragraph `first` on."""
    for index in range(first, len(paragraphs)):
        paragraph = paragraphs[index]
        date = dates.DATE.search(paragraph.text) if paragraph.text.endswith("日") else None
        if not date or date.end() != len(paragraph.text) or not (iso := dates.iso_date(date)):
            continue
        printed = Printed(iso, paragraph.start + date.start(), paragraph.end)
        if date.start() == 0:
            return Signature(printed, _names_above(paragraphs, first, index), index + 1)
        if names := split_joint(paragraph.text[: date.start()]):
            return Signature(printed, _place(names, paragraph, 0), index + 1)
    return None


def _names_above(paragraphs: Sequence[Paragraph], first: int, index: int) -> list[Printed]:
    names: list[Printed] = []
    while index > first and (found := split_joint(paragraphs[index - 1].text)):
        index -= 1
        names = _place(found, paragraphs[index], 0) + names
    return names


def title_issuers(title: Printed) -> list[Printed]:
    """The bodies that a title begins with: `工业和信息化部 财政部关于…`."""
    text, start = title.value, title.start
    for marker in _AFTER_ISSUERS.finditer(text):
        if names := split_joint(text[: marker.start()]):
            return _place(names, Paragraph(start, start + len(text), text), 0)
    return []


def issuers_in_text(paragraph: Paragraph) -> list[Printed]:
    """The bodies that say of themselves in the opening sentence that they made the document: `…制定了《…》`."""
    for verb in re.finditer(r"(?:联合)?(?:研究)?(?:制定|修订|编制|决定)", paragraph.text):
        if found := names_before(paragraph.text, verb.start()):
            return _place(found[1], paragraph, found[0])
    return []


def split_addressees(text: str, start: int) -> list[Printed]:
    """主送机关, apart where each part is a complete name of its own."""
    parts: list[tuple[int, int]] = []
    first = 0
    for comma in [*re.finditer(r"[，,；;]", text), None]:
        end = comma.start() if comma else len(text)
        if comma and not (_begins_addressee(text[comma.end() :]) or _COMPLETE_NAME.search(text[first:end])):
            continue
        parts += _split_names(text, first, end)
        first = comma.end() if comma else end
    return [Printed(text[a:b], start + a, start + b) for a, b in parts if b > a]


def _begins_addressee(text: str) -> bool:
    return bool(_ADDRESSEE_START.match(text) or organisation_names().match(text, 0) or region_names().match(text, 0))


def _split_names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces, first = [], start
    for mark in [*re.finditer("[、并]", text[start:end]), None]:
        stop = start + mark.start() if mark else end
        pieces.append((first, stop))
        first = stop + 1
    known = organisation_names()
    complete = all(
        known.get(text[a:b]) or _COMPLETE_NAME.search(text[a:b]) or _FOREIGN_NAME.fullmatch(text[a:b])
        for a, b in pieces
    )
    if complete and not re.match("各|有关|相关", text[start:end]):
        return pieces
    # 各省、自治区、直辖市国防科技工业管理部门、深圳市国防科技工业办公室
    cities = [a for a, b in pieces[1:] if (city := region_names().match(text, a)) and "市" in text[a : city[0]]]
    return [*zip([start, *cities], [*(a - 1 for a in cities), end], strict=True)]


def _is_addressee_line(text: str) -> bool:
    return (
        bool(text)
        and text[-1] in "：:"
        and len(text) < _LONGEST_ADDRESSEES
        and "。" not in text
        and not text.endswith(("如下：", "如下:"))
        and not HEADING.match(text)
    )


def _title(lead: Sequence[Paragraph]) -> Printed | None:
    """The last run of paragraphs before the text that reads as one title."""
    for last in range(len(lead) - 1, -1, -1):
        if not TITLE_END.search(lead[last].text) or len(lead[last].text) > _LONGEST_TITLE:
            continue
        first = _first_line(lead, last)
        text = "".join(paragraph.text for paragraph in lead[first : last + 1])
        return Printed(text, lead[first].start, lead[last].end)
    return None


def _first_line(lead: Sequence[Paragraph], last: int) -> int:
    """Where a title begins that ends with the line `last`: as a rule there, else some lines above."""
    first = last
    while first > 0 and _is_inside_title_marks(lead[first - 1], lead[first]):
        first -= 1
    for above in range(first - 1, max(-1, first - _MOST_TITLE_LINES), -1):
        if lead[above + 1].start - lead[above].end > 1 or _NO_TITLE_LINE.search(lead[above].text):
            break
        if _OPENS_TITLE.search(lead[above].text) and not lead[above].text.endswith("》"):
            first = above
            break
    issuers = lead[first - 1] if first else None
    if issuers and _AFTER_ISSUERS.match(lead[first].text) and lead[first].start - issuers.end <= 1:
        return first - 1 if split_joint(issuers.text) else first
    return first


def _is_inside_title_marks(above: Paragraph, below: Paragraph) -> bool:
    """Whether a title that a title holds goes on from the line `above` to `below`."""
    if below.start - above.end > 1 or re.search(r"[，。：:；]", above.text):
        return False
    return above.text.count("《") > above.text.count("》")


def _place(names: Sequence[str], paragraph: Paragraph, start: int) -> list[Printed]:
    placed, position = [], start
    for name in names:
        at = paragraph.text.index(name, position)
        placed.append(Printed(name, paragraph.start + at, paragraph.start + at + len(name)))
        position = at + len(name)
    return placed
