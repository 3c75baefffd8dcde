"""The years that a document says it covers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract import dates
from extract.structure.paragraphs import Paragraph

_YEAR = r"(?:19|20)\d\d"
_RANGE = re.compile(rf"(?P<first>{_YEAR})年?(?:-|—|－|～|~|至|到)(?P<last>{_YEAR})年?")
_TERM = re.compile(r"(?:期限|时间|周期|规划期)为?$")
_SINGLE = re.compile(rf"(?P<year>{dates.YEAR})年度?(?!版|以)")
_YEARS_OF_ACTION = re.compile(r"(?P<years>[二三四五])年(?:专项)?行动")
_PLAN_TERM = re.compile(r"“?(?P<n>十[一二三四五六])五”?期间")
_PLAN_IN_TITLE = re.compile(rf"“(?P<n>{dates.PLAN_NUMBER})五”(?:期间|时期|规划|计划)")
# Where a document states its term, it does so in its opening paragraphs.
_OPENING_PARAGRAPHS = 4


@dataclass(frozen=True, slots=True)
class Period:
    """First and last year, and the clean characters that say so."""

    first: str
    last: str
    start: int
    end: int


def find_period(
    title: str | None, kind: str, paragraphs: Sequence[Paragraph], signed_year: str | None
) -> Period | None:
    """The period of a document, from its title or else from its opening paragraphs.

    Args:
        title: The document's title.
        kind: Its kind; of a notice's title only what is not the title of the document that it prints counts.
        paragraphs: The document's paragraphs, the title's first.
        signed_year: Year of signature, from which the years of a 三年行动 count.
    """
    head = paragraphs[0]
    if title and (years := _in_title(_without_titles(title) if kind == "notice" else title, signed_year)):
        return Period(*years, head.start, head.end)
    for paragraph in paragraphs[:_OPENING_PARAGRAPHS]:
        for match in _RANGE.finditer(paragraph.text):
            if _TERM.search(paragraph.text[: match.start()]):
                start = paragraph.start + match.start()
                return Period(match["first"], match["last"], start, paragraph.start + match.end())
        if title and kind != "notice" and (term := _PLAN_TERM.search(paragraph.text)):
            start = paragraph.start + term.start()
            return Period(*dates.five_year_plan(term["n"]), start, paragraph.start + term.end())
    return None


def _without_titles(title: str) -> str:
    before, opened, rest = title.partition("《")
    _, closed, after = rest.rpartition("》")
    return before + after if opened and closed else title


def _in_title(title: str, signed_year: str | None) -> tuple[str, str] | None:
    if match := _RANGE.search(title):
        return match["first"], match["last"]
    if (match := dates.FIVE_YEAR_PLAN.search(title)) and re.search(r"规划|计划", title):
        return dates.five_year_plan(match["n"])
    if match := _PLAN_IN_TITLE.search(title):
        return dates.five_year_plan(match["n"])
    if signed_year and (match := _YEARS_OF_ACTION.search(title)):
        return signed_year, str(int(signed_year) + dates.chinese_number(match["years"]) - 1)
    if match := _SINGLE.search(title):
        year = str(dates.chinese_number(match["year"]))
        return year, year
    return None
