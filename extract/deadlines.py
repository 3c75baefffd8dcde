"""By when: the years that deadlines name, and how far they carry.

A deadline holds from where it stands to the end of its paragraph, until another one comes; the items of a list (—— …)
inherit it from the paragraph above; a heading with a year holds for its section.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.dates import chinese_number, five_year_plan
from extract.facts import Document
from extract.structure.layout import Layout

_YEAR = r"(?:19|20)\d\d"
DEADLINE = re.compile(
    rf"(?:(?:力争)?(?:到|至|截至))(?P<to>{_YEAR})年(?:底|末)?(?:前|之前|以前)?"
    rf"|(?P<before>{_YEAR})年(?:年?底|末)?(?:前|之前|以前|(?<=底)|(?<=末))"
    rf"|(?:到)?“?(?P<plan>十[一二三四五六])五”?(?:末|期末|时期末|规划期末|期间|时期)"
    r"|(?P<century>(?:到|至)?本世纪中叶)"
    r"|(?P<this>今年|全年|本年度)"
    r"|(?:未来|今后|再?用|经过|力争)?(?P<span>[一二两三四五]|\d)(?:至[一二三四五])?年(?:内|时间|左右时间|的?努力)"
)
_HEADING_YEAR = re.compile(rf"(?P<year>{_YEAR})年|“(?P<plan>十[一二三四五六])五”(?:时期|期间)?")
_REVIEW = re.compile(r"回顾|工作总结|成就|成效|取得的|过去")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline in the text: clean characters `start` to `end` name the `year`; `firm` if the text states it for a goal."""

    start: int
    end: int
    year: str
    firm: bool = True


def find_deadlines(text: str, start: int, end: int, reference: int | None) -> list[Deadline]:
    """The deadlines between two characters; `reference` is the year that 今年 and 三年内 count from."""
    found = []
    for match in DEADLINE.finditer(text, start, end):
        year = _year(match, reference)
        if year:
            firm = match["this"] is None and not re.search(r"期间|时期$", match[0])
            found.append(Deadline(match.start(), match.end(), year, firm))
    return found


def _year(match: re.Match[str], reference: int | None) -> str | None:
    if match["to"] or match["before"]:
        return match["to"] or match["before"]
    if match["plan"]:
        return five_year_plan(match["plan"])[1]
    if match["century"]:
        return "2050"
    if reference is None:
        return None
    return str(reference + (chinese_number(match["span"].replace("两", "二")) if match["span"] else 0))


def reference_year(document: Document) -> int | None:
    """The year that a document speaks in: of its signature, its publication, or the first of its period."""
    for date in (document.period[0] if document.kind == "report" and document.period else None, document.date_signed, document.date_published):
        if date:
            return int(date[:4])
    return int(document.period[0]) if document.period else None


def section_years(layout: Layout) -> dict[tuple[str, int], str | None]:
    """The year that each section's heading, or that of a section around it, sets; None where none does.

    Sections that look back have the empty year: nothing in them is a goal.
    """
    years: dict[tuple[str, int], str | None] = {}
    for section in layout.sections:
        inherited = years.get((section.document, section.parent)) if section.parent else None
        match = _HEADING_YEAR.search(section.title)
        if _REVIEW.search(section.title) or inherited == "":
            year: str | None = ""
        elif match:
            year = match["year"] or five_year_plan(match["plan"])[1]
        else:
            year = inherited
        years[section.document, section.order] = year
    return years
