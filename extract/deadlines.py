"""By when: the years that deadlines name, and how far they carry.

A deadline holds from where it stands to the end of its paragraph, until another one comes; the items of a list (—— …)
inherit it from the paragraph above; a heading with a year holds for its section; a yearly work report sets its goals
for its own year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.dates import PLAN_NUMBER, YEAR, chinese_number, five_year_plan
from extract.facts import Document, Section
from extract.scanning import matches_at, places_of
from extract.structure.layout import Layout
from extract.structure.paragraphs import Paragraph

_DEADLINE = re.compile(
    rf"(?:力争)?(?<!有效期)(?<!有效期限)(?:到|(?<![月日])至|截至)(?P<to>{YEAR})年(?:底|末)?(?:前|之前|以前)?"
    r"|(?:到|至)二(?P<without_zero>[二三四][一二三四五六七八九])年"  # 网页常丢掉“〇”：到二三五年
    rf"|(?P<before>{YEAR})年(?:年?底|末)?(?:前|之前|以前|(?<=底)|(?<=末))"
    rf"|(?<!为)(?P<plain>{YEAR})年(?=(?:[一-鿿]{{2,3}}要)?(?:要|力争|如期|基本|全面){{0,2}}(?:实现|取得|达到|建成|完成|普及|形成|覆盖|进入|替代|成为|旅客))"
    rf"|(?:到)?“?(?P<plan>{PLAN_NUMBER})五”?(?:期末|时期末|规划期末|末|(?:时期|期间)(?=[^，。；\d]{{2,20}}\d))"
    r"|(?P<century>(?:到|至)?本世纪中叶)"
    r"|(?:未来|今后|再?用|经过|力争)?(?<![\d一二三四五六七八九十〇零])"
    r"(?P<span>[一二两三四五六七八九十]{1,2}|\d{1,2})(?:至[一二三四五])?年(?:内(?!的)|时间|左右时间|的?努力)"
)
_DEADLINE_BEGINS = re.compile(r"[力到至截“本未今再用经一二两三四五六七八九十\d]")
# “主要目标是：”之后直到段末，每个分句都是目标；其年份是前面最近的“十五五”、今年或某年。
# 生产总值增速目标为5%，是一个指标的目标。
_AIMS = re.compile(
    r"(?<![速量值率额])(?<!增长)(?:目标(?:任务|指标)?[^，。；：:、了]{0,6}?(?:是|为)[：:]?|目标(?:任务)?[：:])"
)
_AIMS_TOLD = re.compile("，[^，。；]*的(?:总体|主要|奋斗|发展)目标")
_AIMED_YEAR = re.compile(
    rf"“(?P<plan>{PLAN_NUMBER})五”(?!”?(?:的)?(?:良好开局|开局|起步|开好局|第一年|首年))|(?P<year>{YEAR})年|(?P<this>今年|全年)"
)
_HEADING_YEAR = re.compile(
    rf"(?P<year>{YEAR})年|“(?P<plan>{PLAN_NUMBER})五”(?:时期|期间)?(?=[^，。；]{{0,12}}(?:目标|任务|发展|思路|考虑|要求|蓝图))"
)
_REVIEW_HEADING = re.compile(r"回顾|总结|成就|成效|取得的|过去")
# 段首说的是已结束的五年规划：“十四五”时期，……
_PLAN_AT_START = re.compile(rf"[^，。；]{{0,2}}“(?P<plan>{PLAN_NUMBER})五”(?:时期|期间|以来|规划实施)")
# 工作报告的一章先说五年、再说今年，从这样的一段起是今年的工作。
_THIS_YEAR_AT_START = re.compile(
    rf"(?:今年|(?:做好)?{YEAR}年)(?:是“?{PLAN_NUMBER}五|(?:的)?(?:政府)?工作|经济社会发展)"
)
# 目标引语（“主要目标是：”）也是期限，但长得多。
_LONGEST_TIME = 12
_LIST_ITEM = re.compile(r"—|●|•|[一二三四五六七八九十]是")


@dataclass(frozen=True, slots=True)
class Deadline:
    """Clean characters `start` to `end` set the year for what stands behind `start`, in the same clause or after it.

    Attributes:
        introduces: Whether they lead in aims (`主要目标是：`), which go on to the end of the paragraph.
    """

    start: int
    end: int
    year: str
    introduces: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for the clauses of one paragraph.

    Attributes:
        paragraph: The paragraph.
        document: The document it belongs to.
        section: The section it stands in.
        deadlines: The deadlines stated in it, in order.
        inherited: The deadline of the paragraph above that this list item belongs to.
        standing: The year of the heading, of a report, or the last one of the period in an action plan's title, for
            numbers without a deadline of their own.
        aims: Whether the section is headed as one of goals (目标), with a year.
    """

    paragraph: Paragraph
    document: Document
    section: Section | None
    deadlines: tuple[Deadline, ...]
    inherited: str | None
    standing: str | None
    aims: bool

    @property
    def order(self) -> int | None:
        """The order of the section, as goals record it."""
        return self.section.order if self.section else None

    def is_time(self, position: int) -> bool:
        """Whether the character at `position` is in the words of a deadline, such as the number of 用3年时间."""
        return any(d.start <= position < d.end and d.end - d.start < _LONGEST_TIME for d in self.deadlines)


def frames(layout: Layout) -> Iterator[Frame]:
    """The paragraphs that can set goals, each with its deadlines; paragraphs that look back are left out."""
    years, chapters = _section_years(layout), _chapters(layout)
    turned: set[tuple[str, int]] = set()  # chapters of a report that have come to the report's own year
    told: set[tuple[str, int]] = set()  # chapters that have told their aims in so many words: the rest of them is tasks
    above: str | None = None
    for paragraph in layout.paragraphs:
        document = layout.document_at(paragraph.start)
        if document is None:
            continue
        section = layout.section_at(paragraph.start)
        standing, aims = years.get((document.key, section.order), (None, False)) if section else (None, False)
        reference = reference_year(document)
        if standing and reference and int(standing) < reference:
            continue
        if standing == "" or (document.kind == "report" and section is None and years):
            continue
        opening = _PLAN_AT_START.match(paragraph.text)
        if opening and reference and int(five_year_plan(opening["plan"])[1]) < reference:
            continue
        report_year = document.period[0] if document.kind == "report" and document.period else None
        chapter = chapters.get((document.key, section.order)) if section else None
        if chapter and report_year and _THIS_YEAR_AT_START.match(paragraph.text):
            turned.add(chapter)
        if chapter in turned:
            standing, aims = report_year, False
        deadlines = tuple(_stated(layout.clean.text, paragraph, document, standing))
        is_item = bool(_LIST_ITEM.match(paragraph.text))
        standing = standing or report_year or _end_in_title(document)
        aims = aims and chapter not in told
        if chapter and aims and (_AIMS_TOLD.search(paragraph.text) or any(d.introduces for d in deadlines)):
            told.add(chapter)
        yield Frame(paragraph, document, section, deadlines, above if is_item else None, standing, aims)
        if not is_item:
            above = deadlines[-1].year if deadlines and _opens(paragraph, deadlines[-1]) else None


def _chapters(layout: Layout) -> dict[tuple[str, int], tuple[str, int]]:
    """For each section the section of the first level that it is in."""
    chapters: dict[tuple[str, int], tuple[str, int]] = {}
    for section in layout.sections:
        own = (section.document, section.order)
        chapters[own] = chapters[section.document, section.parent] if section.parent else own
    return chapters


def reference_year(document: Document) -> int | None:
    """The year that a document speaks in: a report's own, else of its signature, its publication, or its period."""
    own = document.period[0] if document.period else None
    for date in (own if document.kind == "report" else None, document.date_signed, document.date_published, own):
        if date:
            return int(date[:4])
    return None


def _end_in_title(document: Document) -> str | None:
    """The last year of the period that the title of an action plan gives: 三年行动计划(2018-2020年)."""
    title = next((slot.span for slot in document.slots if slot.name == "title"), None)
    if document.kind != "action-plan" or document.period is None or title is None:
        return None
    inside = any(s.name == "period" and title.start <= s.span.start < title.end for s in document.slots)
    return document.period[1] if inside else None


def _opens(paragraph: Paragraph, deadline: Deadline) -> bool:
    """Whether the deadline stands in the paragraph's first words, so that it holds for the list below it."""
    return deadline.start - paragraph.start <= 12


def _stated(text: str, paragraph: Paragraph, document: Document, heading: str | None) -> list[Deadline]:
    reference = reference_year(document)
    found = []
    begins = places_of(_DEADLINE_BEGINS, text, paragraph.start, paragraph.end)
    for match in matches_at(_DEADLINE, text, begins, paragraph.end):
        year = _year(match, reference)
        if year and (reference is None or int(year) >= reference):
            found.append(Deadline(match.start(), match.end(), year))
    for aims in _AIMS.finditer(text, paragraph.start, paragraph.end):
        sentence = max(text.rfind(mark, paragraph.start, aims.start()) for mark in "。；") + 1 or paragraph.start
        here = list(_AIMED_YEAR.finditer(text, sentence, aims.end()))
        above = list(_AIMED_YEAR.finditer(text, paragraph.start, sentence))
        year = _aimed_year(here[-1], reference) if here else heading
        if year is None and above:
            year = _aimed_year(above[-1], reference)
        if year:
            found.append(Deadline(sentence, aims.end(), year, introduces=True))
    return sorted(found, key=lambda deadline: deadline.end)


def _year(match: re.Match[str], reference: int | None) -> str | None:
    if match["to"] or match["before"] or match["plain"]:
        return str(chinese_number(match["to"] or match["before"] or match["plain"]))
    if match["without_zero"]:
        return str(chinese_number("二〇" + match["without_zero"]))
    if match["plan"]:
        return five_year_plan(match["plan"])[1]
    if match["century"]:
        return "2050"
    return None if reference is None else str(reference + chinese_number(match["span"]))


def _aimed_year(match: re.Match[str], reference: int | None) -> str | None:
    if match["plan"]:
        return five_year_plan(match["plan"])[1]
    if match["year"]:
        return str(chinese_number(match["year"]))
    return str(reference) if reference else None


def _section_years(layout: Layout) -> dict[tuple[str, int], tuple[str | None, bool]]:
    """For each section the year that its heading, or one around it, sets, and whether that is a heading of goals.

    Sections that look back have the empty year: nothing in them is a goal.
    """
    years: dict[tuple[str, int], tuple[str | None, bool]] = {}
    for section in layout.sections:
        year, aims = years.get((section.document, section.parent), (None, False)) if section.parent else (None, False)
        match = _HEADING_YEAR.search(section.title)
        if _REVIEW_HEADING.search(section.title) and not re.search(r"目标|任务", section.title):
            year = ""
        elif match and year != "":
            year, aims = (
                str(chinese_number(match["year"])) if match["year"] else five_year_plan(match["plan"])[1],
                bool(match["plan"]) and "目标" in section.title,
            )
        years[section.document, section.order] = (year, aims)
    return years
