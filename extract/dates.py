"""Dates, years and periods as policy documents write them."""

from __future__ import annotations

import re
from datetime import date

from extract.numerals import numeral

YEAR = r"(?:(?:19|20)\d\d|[二一][〇○零九一二三四五六七八]{3})"
DATE = re.compile(
    rf"(?P<y>{YEAR})年(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?P<d>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})日"
)
PAGE_DATE = re.compile(r"(?P<y>(?:19|20)\d\d)(?:[-/.]|年)(?P<m>\d{1,2})(?:[-/.]|月)(?P<d>\d{1,2})日?")
# “十四五”, 十四五规划; not 十五条 nor 第十四个五年.
FIVE_YEAR_PLAN = re.compile(r"(?P<n>十[一二三四五六])五(?!年|个)")
# In quotation marks also the plans before the eleventh: “九五”, “十五”.
PLAN_NUMBER = "(?:十[一二三四五六]?|[六七八九])"


def chinese_number(text: str) -> int:
    """The whole number that Arabic or Chinese numerals write.

    >>> chinese_number("二十七"), chinese_number("十"), chinese_number("08")
    (27, 10, 8)
    """
    return int(numeral(text))


def iso_date(match: re.Match[str]) -> str | None:
    """ISO 8601 form of a match of `DATE` or `PAGE_DATE`, or None where there is no such day."""
    year, month, day = chinese_number(match["y"]), chinese_number(match["m"]), chinese_number(match["d"])
    try:
        return date(year, month, day).isoformat()
    except ValueError:  # 2021年2月29日
        return None


def five_year_plan(number: str) -> tuple[str, str]:
    """First and last year of the five-year plan that `十三` or `十四` … names.

    >>> five_year_plan("十四")
    ('2021', '2025')
    """
    first = 1951 + 5 * chinese_number(number)  # since the third plan, which began in 1966
    return str(first), str(first + 4)
