"""The documents that a source file holds, with everything that their headers say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract import dates
from extract.facts import Document, Slot, Span
from extract.gazetteers import DIVISION_KINDS
from extract.names import region_names
from extract.structure.header import Header, Printed, document_kind, issuers_in_text, read_copies, title_issuers
from extract.structure.levels import issuer_level
from extract.structure.licences import read_licence
from extract.structure.life import Origin, find_life, life_of
from extract.structure.metadata import find_metadata, read_metadata
from extract.structure.packages import Draft, find_packages
from extract.structure.paragraphs import Paragraph
from extract.structure.periods import Period, find_period
from extract.titles import title_key

_REGION = r"(?P<region>[\u4e00-\u9fff]{2,8}?(?:省|市|自治区|州|县|区))"
_GOVERNMENT_REPORT = re.compile(rf"{_REGION}(?:人民)?政府工作报告")
# Below a title that does not say whose report it is: ——2026年1月27日在海南省第七届人民代表大会第五次会议上.
_TO_CONGRESS = re.compile(rf"在{_REGION}第[一二三四五六七八九十]+届人民代表大会")
_OPENING_PARAGRAPHS = 12


def find_documents(paragraphs: Sequence[Paragraph]) -> tuple[Document, ...]:
    """The documents of a file, in order; spans in clean characters, slots without context."""
    body = [paragraph for paragraph in paragraphs if not paragraph.page]
    if not body:
        return ()
    drafts, starts = find_packages(body)
    _complete(drafts[0], read_metadata(paragraphs))
    table = find_metadata(paragraphs)
    page = [paragraph for index, paragraph in enumerate(paragraphs) if paragraph.page and index not in table]
    published = _dates_published(page, [body[start].start for start in starts])
    if drafts[0].header.date_published:
        published[0] = drafts[0].header.date_published
    return tuple(_document(body, drafts, index, published.get(drafts[index].package)) for index in range(len(drafts)))


def _complete(draft: Draft, metadata: Header) -> None:
    """Add to the first document's header what only the table of metadata above it says."""
    header = draft.header
    header.title = header.title or metadata.title
    header.number = header.number or metadata.number
    header.date_signed = header.date_signed or metadata.date_signed
    header.date_published = metadata.date_published
    header.issuers = header.issuers or metadata.issuers


def _dates_published(page: Sequence[Paragraph], starts: Sequence[int]) -> dict[int, Printed]:
    """For each package, the date that the page prints around its head."""
    published: dict[int, Printed] = {}
    for paragraph in page:
        match = dates.PAGE_DATE.search(paragraph.text)
        if match and (iso := dates.iso_date(match)):
            package = max((i for i, start in enumerate(starts) if start <= paragraph.start), default=0)
            place = Printed(iso, paragraph.start + match.start(), paragraph.start + match.end())
            published.setdefault(package, place)
    return published


def _document(body: Sequence[Paragraph], drafts: Sequence[Draft], index: int, published: Printed | None) -> Document:
    draft = drafts[index]
    own, root = body[draft.first : draft.last], _root(drafts, draft)
    licence = read_licence(own) if draft.parent is not None else None
    header, term = licence or (draft.header, None)
    opening = Printed(own[0].text, own[0].start, own[0].end)
    printed_title = _printed_title(body, draft, root)
    title = draft.announced_as or (header.title.value if header.title else None)
    kind = document_kind(title, "".join(paragraph.text for paragraph in own[:_OPENING_PARAGRAPHS]), header.is_issued)
    signed = root.header.date_signed
    period = term or find_period(title, kind, own, signed.value[:4] if signed else None)
    issuers = _issuers(body, root)
    region = _region([printed_title, *issuers])
    parent = f"d{draft.parent + 1}" if draft.parent is not None else None
    copies, life = read_copies(own), _life(body, drafts, index, issuers, signed or published)
    slots = [
        *_header_slots(header, printed_title, issuers, published, copies),
        *([_slot("period", f"{period.first}/{period.last}", period)] if period else []),
        *([_slot("region", *region)] if region else []),
        *([_slot("attached_to", parent, printed_title or opening)] if parent else []),
        *(_slot(name, printed.value, printed) for name, printed in life),
    ]
    return Document(
        key=f"d{index + 1}",
        title=title,
        kind=kind,
        number=header.number.value if header.number else None,
        issuers=tuple(dict.fromkeys(name.value for name in issuers)),
        addressees=tuple(name.value for name in header.addressees),
        copies_to=tuple(name.value for name in copies),
        date_signed=header.date_signed.value if header.date_signed else None,
        date_published=published.value if published else None,
        period=(period.first, period.last) if period else None,
        attached_to=parent,
        span=Span(own[0].start, own[-1].end, title or ""),
        opening=Span(opening.start, opening.end, ""),
        slots=tuple(slots),
        region=region[0] if region else None,
        life=life_of(life),
    )


def _life(
    body: Sequence[Paragraph], drafts: Sequence[Draft], index: int, issuers: Sequence[Printed], issued: Printed | None
) -> list[tuple[str, Printed]]:
    """The rows of a document's life; its level is that of its first issuer whose name tells one."""
    draft = drafts[index]
    cover = drafts[draft.parent] if draft.parent is not None else None
    origin = Origin(
        title=_printed_title(body, draft, _root(drafts, draft)),
        own=body[draft.first : draft.last],
        cover=body[cover.first : cover.last] if cover else (),
        covers=any(other.parent == index for other in drafts),
        issued=issued.value if issued else None,
    )
    level = next(filter(None, map(issuer_level, issuers)), None)
    return [*([("level", level)] if level else []), *find_life(origin)]


def _printed_title(body: Sequence[Paragraph], draft: Draft, root: Draft) -> Printed | None:
    """The title and where it is printed: at the document's head, else where the covering document announces it."""
    title = draft.announced_as
    if title is None:
        return draft.header.title
    first = body[draft.first]
    if title_key(first.text).startswith(title_key(title)):
        return Printed(title, first.start, first.start + len(title))
    for paragraph in body[root.first : draft.first]:
        if (at := paragraph.text.find(title)) >= 0:
            return Printed(title, paragraph.start + at, paragraph.start + at + len(title))
    return Printed(title, first.start, first.end)


def _region(named: Sequence[Printed | None]) -> tuple[str, Printed] | None:
    """The first division that a title or an issuer's name holds, and the place of that name."""
    for printed in filter(None, named):
        for _, _, entry in region_names().finditer(printed.value):
            if entry.kind in DIVISION_KINDS and entry.code:
                return entry.name, printed
    return None


def _root(drafts: Sequence[Draft], draft: Draft) -> Draft:
    """The covering document of the package; an attachment has its issuers and its date."""
    while draft.parent is not None:
        draft = drafts[draft.parent]
    return draft


def _issuers(body: Sequence[Paragraph], draft: Draft) -> list[Printed]:
    """The issuing bodies: as the title prints them, else the signature, else as the text says who made the document."""
    title = draft.header.title
    found = (title_issuers(title) if title else []) or draft.header.issuers
    if not found and title and (report := _GOVERNMENT_REPORT.search(re.sub(r"^\d{4}年", "", title.value))):
        return [Printed(report["region"] + "人民政府", title.start, title.end)]
    if not found and title and title.value.endswith("政府工作报告"):
        found = list(_reporting(body[draft.first : draft.last][:_OPENING_PARAGRAPHS]))
    opening = body[draft.first : draft.last][draft.header.body :][:3]
    return found or next((names for paragraph in opening if (names := issuers_in_text(paragraph))), [])


def _reporting(opening: Sequence[Paragraph]) -> Iterator[Printed]:
    """The government that reports, by the people's congress to which it does."""
    for paragraph in opening:
        if congress := _TO_CONGRESS.search(paragraph.text):
            start, end = (paragraph.start + place for place in congress.span("region"))
            yield Printed(congress["region"] + "人民政府", start, end)
            return


def _header_slots(
    header: Header,
    title: Printed | None,
    issuers: Sequence[Printed],
    published: Printed | None,
    copies: Sequence[Printed],
) -> Iterator[Slot]:
    rows = [("title", title), ("number", header.number)]
    rows += [("issuer", issuer) for issuer in issuers]
    rows += [("addressee", addressee) for addressee in header.addressees]
    rows += [("date_signed", header.date_signed), ("date_published", published)]
    rows += [("copy_to", copy) for copy in copies]
    for name, printed in rows:
        if printed:
            yield _slot(name, printed.value, printed)


def _slot(name: str, value: str, place: Printed | Period) -> Slot:
    return Slot(name, value, Span(place.start, place.end, ""))
