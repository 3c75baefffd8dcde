"""The documents that a source file holds: a notice, what is printed under it, and unrelated packages beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract import dates
from extract.facts import Document, Slot, Span
from extract.structure import header as headers
from extract.structure.header import Header
from extract.structure.outline import NUMBER_LINE
from extract.structure.paragraphs import Paragraph

_NOTICE_TITLE = re.compile(r"关于.{4,}的(?:通知|意见|批复|函|决定|公告|通告|通报|报告|请示)$")
_TITLE_MARKS = r"《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》"
_PRINTED_UNDER = re.compile(
    rf"(?:印发|制定|发布|公布|转发|批准|修订|同意)(?:了)?{_TITLE_MARKS}"
    rf"|{_TITLE_MARKS.replace('title', 'title2')}(?=[^。《》]{{0,24}}(?:印发|发布|公布|转发))"
)
_ATTACHED = re.compile(r"附件(?:\d{1,2}|[一二三四五六七八九])?[:：]?(?P<title>[^，。；]{4,80})$")
_NUMBERED_ITEM = re.compile(r"\d{1,2}[.．、](?P<title>[^，。；]{4,80}?)(?=\d{1,2}[.．、]|$)")
_LOOK_AHEAD = 6
_LONGEST_TITLE = 120
_SHORTEST_DOCUMENT = 300
_GOVERNMENT_REPORT = re.compile(r"(?P<region>[\u4e00-\u9fff]{2,8}?(?:省|市|自治区|州|县|区))(?:人民)?政府工作报告")


@dataclass(slots=True)
class _Draft:
    """A document under construction: its paragraphs, its header, its parent among the drafts, its package."""

    first: int
    last: int
    header: Header
    attached_to: int | None
    package: int
    heading: str | None = None  # the title that its covering notice gives it


def find_documents(paragraphs: Sequence[Paragraph]) -> tuple[Document, ...]:
    """The documents of a file, in order; spans in clean characters."""
    body = [paragraph for paragraph in paragraphs if not paragraph.page]
    if not body:
        return ()
    drafts: list[_Draft] = []
    starts = _package_starts(body)
    for package, start in enumerate(starts):
        stop = starts[package + 1] if package + 1 < len(starts) else len(body)
        _read_package(body, start, stop, package, drafts)
    published = _dates_published(paragraphs, [body[start].start for start in starts])
    return tuple(_finish(body, drafts, index, published) for index in range(len(drafts)))


def _package_starts(body: Sequence[Paragraph]) -> list[int]:
    starts = [0]
    for index in range(_LOOK_AHEAD, len(body)):
        text = body[index].text
        if len(text) > _LONGEST_TITLE or not _NOTICE_TITLE.search(text) or text[0] == "《":
            continue
        ahead = body[index + 1 : index + 1 + _LOOK_AHEAD]
        if any(NUMBER_LINE.match(paragraph.text) for paragraph in ahead):
            starts.append(index)
    return starts


def _read_package(body: Sequence[Paragraph], start: int, stop: int, package: int, drafts: list[_Draft]) -> None:
    own = body[start:stop]
    header = headers.read_header(own)
    cover = len(drafts)
    drafts.append(_Draft(start, stop, header, None, package))
    end = header.body
    if signature := headers.find_signature(own, header.body):
        header.date_signed, header.issuers = signature[2].date_signed, signature[2].issuers
        end = signature[1]
    elif signed := _bare_signature(own, header):
        end = signed
    elif not (header.title and _NOTICE_TITLE.search(header.title[0])):
        return
    _read_attachments(own, start, end, package, drafts, cover)


def _bare_signature(own: Sequence[Paragraph], header: Header) -> int | None:
    """One past a paragraph that is only the issuers' names: a signature without a date."""
    if not header.title:
        return None
    names = {name for name, _, _ in headers.title_issuers(header.title)}
    return next((i + 1 for i in range(header.body, len(own)) if own[i].text in names), None)


def _read_attachments(
    own: Sequence[Paragraph], offset: int, end: int, package: int, drafts: list[_Draft], cover: int
) -> None:
    """Add a draft for each title that the text above announces and that stands below as a paragraph of its own."""
    announced: dict[str, int] = {}
    for paragraph in own[:end]:
        announced.update((_key(title), cover) for title in _announced(paragraph.text))
    if not announced:
        announced.update((_key(title), cover) for paragraph in own[end : end + 2] for title in _announced(paragraph.text))
    for index in range(end, len(own)):
        title = _title_at(own, index, announced)
        if title is None and index == end and len(announced) >= 1 and _is_untitled_body(own, end, announced):
            title = _first_printed(own[:end])
        if title is None:
            announced.update((_key(name), len(drafts) - 1) for name in _announced(own[index].text, attached_only=True) if _key(name) not in announced)
            continue
        parent = announced.pop(_key(title), cover)
        drafts[-1].last = offset + index
        drafts.append(_Draft(offset + index, offset + len(own), Header(), parent, package, title))


def _announced(text: str, attached_only: bool = False) -> list[str]:
    titles = [] if attached_only else [match["title"] or match["title2"] for match in _PRINTED_UNDER.finditer(text)]
    if match := _ATTACHED.match(text):
        items = [item["title"] for item in _NUMBERED_ITEM.finditer(match["title"])]
        titles += items or [match["title"]]
    return [re.sub(r"\.(?:docx?|pdf|xlsx?|wps|et)$", "", title) for title in titles]


def _title_at(own: Sequence[Paragraph], index: int, announced: dict[str, int]) -> str | None:
    """The announced title that stands at a paragraph, alone, over two lines, or with the first article behind it."""
    text = own[index].text
    joined = text + (own[index + 1].text if index + 1 < len(own) else "")
    for candidate in (text, re.sub(r"^附件\d{0,2}", "", text), joined):
        if _key(candidate) in announced:
            return candidate
    if marked := re.match(r"附件\d{0,2}[:：]?", text):
        titles = [key for key in announced if len(text) > len(key) + 20 and _key(text[marked.end() :]).startswith(key)]
        if titles:
            return max(titles, key=len)
    article = re.match(r"(?P<title>.{4,60}?)(?=第一[章条])", text)
    return article["title"] if article and _key(article["title"]) in announced else None


def _is_untitled_body(own: Sequence[Paragraph], end: int, announced: dict[str, int]) -> bool:
    below = [paragraph.text for paragraph in own[end:]]
    titled = any(_title_at(own, index, announced) for index in range(end, len(own)) if index < end + _LOOK_AHEAD)
    return bool(_first_printed(own[:end])) and not titled and sum(map(len, below)) > _SHORTEST_DOCUMENT


def _first_printed(paragraphs: Sequence[Paragraph]) -> str | None:
    for paragraph in paragraphs:
        if match := _PRINTED_UNDER.search(paragraph.text):
            return match["title"] or match["title2"]
    return None


def _key(title: str) -> str:
    return re.sub(r"[\s“”‘’\"'《》〈〉]", "", title)


def _dates_published(paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> dict[int, tuple[str, int, int]]:
    """For each package, the date that the page prints around its head."""
    published: dict[int, tuple[str, int, int]] = {}
    for paragraph in paragraphs:
        match = dates.PAGE_DATE.search(paragraph.text) if paragraph.page else None
        if match and (iso := dates.iso_date(match)):
            package = max((i for i, start in enumerate(starts) if start <= paragraph.start), default=0)
            place = (iso, paragraph.start + match.start(), paragraph.start + match.end())
            published.setdefault(package, place)
    return published


def _finish(
    body: Sequence[Paragraph], drafts: Sequence[_Draft], index: int, published: dict[int, tuple[str, int, int]]
) -> Document:
    draft = drafts[index]
    own = body[draft.first : draft.last]
    text = "".join(paragraph.text for paragraph in own[:12])
    header = draft.header
    if draft.heading and _key(draft.heading) == _key(own[0].text)[: len(_key(draft.heading))]:
        header.title = (draft.heading, own[0].start, own[0].start + len(draft.heading))
    title = draft.heading or (header.title[0] if header.title else None)
    issuers = _issuers(own, draft, drafts)
    cover = drafts[draft.attached_to] if draft.attached_to is not None else None
    signed = header.date_signed or (cover.header.date_signed if cover else None)
    period, place = _period(title, own, signed[0][:4] if signed else None)
    issued = published.get(draft.package)
    slots = _slots(header, issuers if cover is None else [], issued, period, place)
    return Document(
        key=f"d{index + 1}",
        title=title,
        kind=headers.document_kind(title, text),
        number=header.number[0] if header.number else None,
        issuers=tuple(dict.fromkeys(name for name, _, _ in issuers)),
        addressees=tuple(name for name, _, _ in header.addressees),
        date_signed=header.date_signed[0] if header.date_signed else None,
        date_published=issued[0] if issued else None,
        period=period,
        attached_to=f"d{draft.attached_to + 1}" if draft.attached_to is not None else None,
        span=Span(own[0].start, own[-1].end, title or ""),
        slots=slots,
    )


def _issuers(own: Sequence[Paragraph], draft: _Draft, drafts: Sequence[_Draft]) -> list[tuple[str, int, int]]:
    if draft.attached_to is not None:
        cover = drafts[draft.attached_to]
        return _issuers(own, cover, drafts) if cover.attached_to is not None else _own_issuers(cover)
    if not _own_issuers(draft):
        draft.header.issuers = _report_issuer(draft) or next(
            (names for paragraph in own[draft.header.body :][:3] if (names := headers.issuers_in_text(paragraph))), []
        )
    return _own_issuers(draft)


def _own_issuers(draft: _Draft) -> list[tuple[str, int, int]]:
    title = draft.header.title
    return (headers.title_issuers(title) if title else []) or draft.header.issuers


def _report_issuer(draft: _Draft) -> list[tuple[str, int, int]]:
    """A government's work report is issued by that government."""
    title = draft.header.title
    match = _GOVERNMENT_REPORT.search(re.sub(r"^\d{4}年", "", title[0])) if title else None
    return [(match["region"] + "人民政府", title[1], title[2])] if match and title else []


def _period(
    title: str | None, own: Sequence[Paragraph], signed_year: str | None
) -> tuple[tuple[str, str] | None, tuple[int, int]]:
    for text, start in [(title, own[0].start)] * bool(title) + [(p.text, p.start) for p in own[:4]]:
        assert text is not None
        if match := re.search(r"((?:19|20)\d\d)年?(?:-|—|－|～|~|至|到)((?:19|20)\d\d)年?", text):
            if text is title or re.search(r"(?:期限|时间|周期)为?$", text[: match.start()]):
                return (match[1], match[2]), (start, start + len(text))
        if match := dates.FIVE_YEAR_PLAN.search(text):
            if text is title or (title and not headers.TITLE_END.search(title[-3:]) is None and "期间" in text[match.end() : match.end() + 3]):
                if text is title and not re.search("规划|计划", title):
                    continue
                return dates.five_year_plan(match["n"]), (start, start + len(text))
        if text is title and signed_year and (match := re.search(r"([三五])年行动", text)):
            last = int(signed_year) + dates.chinese_number(match[1]) - 1
            return (signed_year, str(last)), (start, start + len(text))
        if text is title and (match := re.search(r"((?:19|20)\d\d)年度?(?!版|以)", text)):
            return (match[1], match[1]), (start, start + len(text))
    return None, (0, 0)


def _slots(
    header: Header,
    issuers: Sequence[tuple[str, int, int]],
    issued: tuple[str, int, int] | None,
    period: tuple[str, str] | None,
    place: tuple[int, int],
) -> tuple[Slot, ...]:
    rows = [("title", header.title), ("number", header.number)]
    rows += [("issuer", issuer) for issuer in issuers]
    rows += [("addressee", addressee) for addressee in header.addressees]
    rows += [("date_signed", header.date_signed), ("date_published", issued)]
    if period:
        rows.append(("period", ("/".join(period), *place)))
    return tuple(Slot(name, row[0], Span(row[1], row[2], "")) for name, row in rows if row)
