"""Numbers with their units, as policy documents print them: `200亿元`, `2至3家`, `百亿斤`, `4.5—5%`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extract.units import units

_NUMBER = r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?"
_RANGE = r"(?:-|—|－|–|~|～|至|到)"
# 汉字数词：用于“百家”“千亿级”“十个”，以及“翻一番”。
_CHINESE = {
    "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    "百": 100, "千": 1000,
}  # fmt: skip
# “百亿”印作“百”与单位“亿…”；数词后面必须是位或量词才算数量。
_ROUND = r"(?P<round>[百千](?=[万亿家个项名种条场亩人万吨所座]))"
_CALENDAR = re.compile(r"(?:19|20)\d\d(?:[-—至到~～－](?:19|20)\d\d)?年|\d{1,2}月|\d{1,2}日")
_MULTIPLE = re.compile(r"翻(?P<times>[一两二三]|\d+)番")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit; `start` and `end` are clean characters, approximations (`以上`, `左右`) left out."""

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str


def find_quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """Every number with a unit between two characters of a text.

    >>> [(q.value, q.value_max, q.unit) for q in find_quantities("建设2至3家平台，规模达到200亿元", 0, 18)]
    [(Decimal('2'), Decimal('3'), '家'), (Decimal('200'), None, '亿元')]
    """
    for match in _quantity().finditer(text, start, end):
        if match["times"]:
            times = match["times"]
            value = Decimal(_CHINESE[times]) if times in _CHINESE else Decimal(times)
            yield Quantity(match.start(), match.end(), value, None, "番")
            continue
        if _CALENDAR.fullmatch(match[0]):
            continue
        first = Decimal(_CHINESE[match["round"]]) if match["round"] else _decimal(match["first"])
        last = _decimal(match["last"]) if match["last"] else None
        yield Quantity(match.start(), match.end(), first, last, match["unit"] or match["unit2"])


def _decimal(number: str) -> Decimal:
    return Decimal(re.sub(r"[,，]", "", number))


@cache
def _quantity() -> re.Pattern[str]:
    forms = sorted(
        {re.sub(r"^(?:万亿|亿|万|千|百)(?=.)", "", unit) for unit in units()}, key=lambda unit: (-len(unit), unit)
    )
    unit = "|".join(re.escape(form) for form in forms)
    scale = r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)"
    level = rf"{scale}(?:级|元级)?"
    return re.compile(
        rf"{_MULTIPLE.pattern}"
        rf"|(?<![\d.A-Za-z第〔\[(（-])(?:{_ROUND}|(?P<first>{_NUMBER})(?:%?{_RANGE}(?P<last>{_NUMBER}))?)(?:余|多)?"
        rf"(?:(?P<unit>{scale}?(?:{unit}))|(?P<unit2>{level}))"
    )
