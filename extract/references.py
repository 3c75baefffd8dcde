"""Other documents that a document names: by title in 《》, by number (发文字号), or both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.cited import stronger
from extract.definitions import find_definitions
from extract.facts import Document, Reference
from extract.mentions import NameRanges
from extract.publications import is_publication
from extract.scanning import matches_at, places_before
from extract.structure.header import normal_number
from extract.structure.layout import Layout
from extract.structure.outline import YEAR_AND_SERIAL
from extract.titles import BOOK_TITLE, title_key

_NUMBER_AFTER = re.compile(
    rf"\s*[(（](?P<number>[^()（）]{{0,16}}{YEAR_AND_SERIAL}"
    # 命令（令）只有“第×号”，标准有代号、顺序号和年份。
    rf"|[\u4e00-\u9fff]{{2,16}}令第?\d{{1,4}}号(?=[)）])|[A-Z]{{2,6}}(?:/[A-Z]{{1,2}})?\d[\d./]*[—–-](?:19|20)?\d\d(?=[)）]))"
)
_IMPLEMENTS = re.compile(r"(?:贯彻|落实|根据|按照|依据|依照|遵照|执行|对照)")
_GROUNDS = ("依据", "依据：", "依据:")  # 二、编制依据
_REPEALS = re.compile(r"废止|停止执行|失效|作废")
_LONGEST_CODE = 12
_YEAR_OF_NUMBER = re.compile(YEAR_AND_SERIAL)
_BARE_NUMBER = re.compile(rf"(?P<code>[\u4e00-\u9fff]{{2,{_LONGEST_CODE}}})(?P<year>{YEAR_AND_SERIAL})")
# 发文机关代字之前的话。
_BEFORE_CODE = re.compile(
    r"^.*(?:按照|根据|依据|依照|落实|贯彻|执行|参照|的|和|与|及|见|由|对|在|为|了|以|原)|^.*(?:人民政府|办公厅|委员会)(?=..)"
)


def find_references(layout: Layout) -> tuple[Reference, ...]:
    """The distinct documents that each document of the file names, in the order in which the file first names them.

    What two documents of the file name has one title and one number in both, those of its first mentions.
    """
    own = _own_titles(layout.documents)
    short_names = {title_key(definition.name) for definition in find_definitions(layout.clean.text) if definition.mark}
    named: dict[str, dict[str, Reference]] = {}  # by what is named, then by the key of the document that names it
    numbers: dict[str, str] = {}
    grounds = _grounds(layout)
    for reference in sorted(_titled(layout, grounds), key=lambda row: row.span.start):
        assert reference.title is not None
        key = title_key(reference.title)
        if key in own or (key in short_names and not reference.number) or len(key) < 3:
            continue
        key = numbers.get(reference.number or "", key)
        if reference.number:
            numbers[reference.number] = key
        _add(named.setdefault(key, {}), reference)
    for reference in _numbered(layout, grounds, set(numbers)):
        _add(named.setdefault(reference.number or "", {}), reference)
    return tuple(row for rows in named.values() for row in _named_alike(list(rows.values())))


def _add(rows: dict[str, Reference], reference: Reference) -> None:
    known = rows.get(reference.document)
    rows[reference.document] = stronger(known, reference) if known else reference


def _named_alike(rows: list[Reference]) -> Iterator[Reference]:
    number = next((row.number for row in rows if row.number), None)
    is_policy = all(row.is_policy for row in rows)
    return (replace(row, title=rows[0].title, number=number, is_policy=is_policy) for row in rows)


def _grounds(layout: Layout) -> NameRanges:
    """The sections that name what a document rests on."""
    return NameRanges((s.span.start, s.span.end) for s in layout.sections if s.title.endswith(_GROUNDS))


def _titled(layout: Layout, grounds: NameRanges) -> Iterator[Reference]:
    text = layout.clean.text
    for paragraph in layout.paragraphs:
        if paragraph.text.startswith(("附件", "附：", "附:")):
            continue
        for match in BOOK_TITLE.finditer(text, paragraph.start, paragraph.end):
            document = layout.document_at(match.start())
            if document is None or _in_own_title(document, match.start(), match.end()):
                continue
            title = match["title"].replace("\n", "")
            number = _NUMBER_AFTER.match(text, match.end())
            relation = _relation(layout, grounds, match.start(), match.end())
            span = layout.span(match.start(), match.end())
            is_policy = number is not None or not is_publication(text, match.start(), match.end())
            printed = normal_number(number["number"]) if number else None
            yield Reference(document.key, title, printed, relation, span, is_policy=is_policy)


def _numbered(layout: Layout, grounds: NameRanges, known: set[str]) -> Iterator[Reference]:
    """Documents that are named by their number alone."""
    own = {document.number for document in layout.documents if document.number}
    for paragraph in layout.paragraphs:
        begins = places_before(_YEAR_OF_NUMBER, _LONGEST_CODE, layout.clean.text, paragraph.start, paragraph.end)
        for match in matches_at(_BARE_NUMBER, layout.clean.text, begins, paragraph.end):
            code = _BEFORE_CODE.sub("", match["code"])
            number = normal_number(code + match["year"])
            document = layout.document_at(match.start())
            if number in known or document is None or not code or layout.clean.text[match.start() - 1] in "》（(":
                continue
            if any(printed.endswith(number) for printed in own):  # 工信部原函: 原 is a word in other codes
                continue
            start = match.end() - len(match["year"]) - len(code)
            relation = _relation(layout, grounds, start, match.end())
            yield Reference(document.key, None, number, relation, layout.span(start, match.end()))


def _relation(layout: Layout, grounds: NameRanges, start: int, end: int) -> str:
    first, last = layout.sentence_at(start)
    before, after = layout.clean.text[first:start], layout.clean.text[end:last]
    repeal = _REPEALS.search(after)
    if repeal and "《" not in after[: repeal.start()]:
        return "repeals"
    if grounds.cover(start):
        return "implements"
    outside = BOOK_TITLE.sub("", re.sub(r"[(（][^()（）]*[)）]", "", before))
    verbs = list(_IMPLEMENTS.finditer(outside))
    if verbs and not re.search(r"[，,；;：:]", outside[verbs[-1].end() :]):
        return "implements"
    return "cites"


def _own_titles(documents: tuple[Document, ...]) -> set[str]:
    titles = set()
    for document in documents:
        if document.title:
            titles.add(title_key(document.title))
            titles.update(title_key(match["title"]) for match in BOOK_TITLE.finditer(document.title))
    return titles


def _in_own_title(document: Document, start: int, end: int) -> bool:
    return any(slot.name == "title" and slot.span.start <= start and end <= slot.span.end for slot in document.slots)
