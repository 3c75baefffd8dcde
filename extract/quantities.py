"""Numbers with their units, as policy documents print them: `200亿元`, `2至3家`, `百亿斤`, `4.5—5%`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extract.numerals import numeral, percentage
from extract.scanning import matches_at, places_of
from extract.units import units

_NUMBER = r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?"
_DIGIT = "[一二两三四五六七八九]"
# 不到一万的汉字数词；“百亿”印作“百”与单位“亿…”。
_CHINESE = (
    rf"(?=[一二两三四五六七八九十百千])(?:{_DIGIT}?千零?)?(?:{_DIGIT}?百零?)?(?:{_DIGIT}?十)?{_DIGIT}?"
    rf"(?:(?<={_DIGIT})点[零〇一二三四五六七八九]+)?"
)
# 三亿五千万、1亿2000万：几部分合为一个数。
_SIMPLE = rf"(?:{_NUMBER}|{_CHINESE})"
_ARABIC = rf"(?:{_NUMBER}[万亿])+{_NUMBER}万?|{_NUMBER}"
_WORDS = rf"(?:{_CHINESE}[万亿]零?(?={_DIGIT}|十))+{_CHINESE}万?|{_CHINESE}"
_RANGE = r"(?:-|—|－|–|~|～|至|到)"
# 汉字数词后面是这些量词，或前面带位的单位，才算数量：“一带一路”“三农”“十分”不是。
_COUNTED = r"[家个项名种条场亩人吨所座位件次处倍成元户台套辆支篇%]|公里|百分点|个百分点|[万亿].?.?"
_COUNTERS = frozenset("家个项名种条场人所座位件次处户台套辆支篇")
_BEGINS = re.compile(r"[翻半一二两三四五六七八九十百千\d]", re.ASCII)
_IN_WORDS = re.compile("[一两二三四五六七八九十]+")
_SETS_A_LEVEL = re.compile("以上|左右|以内|以下")
# 单独的“百”“千”只在这些字前面算数量：百姓、千里、千家万户不是。
_ROUND = re.compile(r"[百千](?:(?![万亿家个项名种条场亩人吨所座])|[家门]万户)")
_CALENDAR = re.compile(r"(?:19|20)\d\d(?:[-—至到~～－](?:19|20)\d\d)?年|\d{1,2}月|\d{1,2}日")
_FRACTION = (
    rf"(?P<share>一半|半(?=数以上)|{_SIMPLE}分之{_SIMPLE}"
    r"|(?<![\d/.])[1-9]\d?/[1-9]\d?(?=以上|左右|以下|以内|的|[，。；、]|$))"
)
# 同一单位的两个数之间只有这些字：100家至200家。
_BETWEEN = re.compile(r"-|—|－|–|~|～|至")
_FROM = re.compile("[从由自]$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit; `start` and `end` are clean characters, approximations (`以上`, `左右`) left out.

    Attributes:
        start: First character of the number.
        end: One past the last character of the unit.
        value: The number.
        value_max: Upper end of a range, or None.
        unit: The unit or measure word.
        enumerates: Whether it is a small number in words before a measure word (三项任务), with nothing to say that it
            is to be reached: it mostly counts what the sentence names.
    """

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    enumerates: bool = False


def has_number(text: str, start: int, end: int) -> bool:
    """Whether anything between two characters of a text can begin a number; of most clauses nothing can."""
    return _BEGINS.search(text, start, end) is not None


def find_quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """Every number with a unit between two characters of a text.

    >>> [(q.value, q.value_max, q.unit) for q in find_quantities("建设2至3家平台，规模达到200亿元", 0, 18)]
    [(Decimal('2'), Decimal('3'), '家'), (Decimal('200'), None, '亿元')]
    """
    ahead: Quantity | None = None
    for quantity in _single(text, start, end):
        if ahead and (joined := _joined(text, start, ahead, quantity)):
            ahead = joined
            continue
        if ahead:
            yield ahead
        ahead = quantity
    if ahead:
        yield ahead


def _single(text: str, start: int, end: int) -> Iterator[Quantity]:
    for match in matches_at(_quantity(), text, places_of(_BEGINS, text, start, end), end):
        if match["times"]:
            yield Quantity(match.start(), match.end(), numeral(match["times"]), None, "番")
        elif match["share"]:
            if share := _percentage(match["share"]):
                yield Quantity(match.start(), match.end(), share, None, "%")
        elif not _CALENDAR.fullmatch(match[0]) and not _ROUND.match(text, match.start()):
            first, last = numeral(match["first"]), numeral(match["last"]) if match["last"] else None
            unit = match["unit"] or match["level"]
            enumerates = bool(
                last is None
                and _IN_WORDS.fullmatch(match["first"])
                and unit in _COUNTERS
                and not _SETS_A_LEVEL.match(text, match.end())
            )
            yield Quantity(match.start(), match.end(), first, last, unit, enumerates)


def _percentage(share: str) -> Decimal | None:
    try:
        return percentage(share)
    except ValueError:  # 零分之一
        return None


def _joined(text: str, start: int, left: Quantity, right: Quantity) -> Quantity | None:
    """The range that two quantities of one unit are the ends of: `100家至200家`, not `从5%至10%`."""
    if left.unit != right.unit or left.value_max is not None or right.value_max is not None:
        return None
    if not _BETWEEN.fullmatch(text, left.end, right.start) or _FROM.search(text, start, left.start):
        return None
    return Quantity(left.start, right.end, left.value, right.value, left.unit)


@cache
def _quantity() -> re.Pattern[str]:
    forms = sorted(
        {re.sub(r"^(?:万亿|亿|万|千|百)(?=.)", "", unit) for unit in units()}, key=lambda unit: (-len(unit), unit)
    )
    unit = "|".join(re.escape(form) for form in forms)
    scale = r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)"
    no_unit = "国家|类型|成[员为立果功效本熟型长都人就套品]"
    measure = (
        rf"(?:(?P<unit>{scale}?(?!{no_unit})(?:{unit})(?:（[个家处次座项条段]）)?)|(?P<level>{scale}(?:级|元级)?))"
    )
    digits = rf"(?<![\d.A-Za-z第〔\[(（])(?<![^\u4e00-\u9fff%]-)(?:{_ARABIC})"
    words = rf"(?<![\d.第数几〇零一二两三四五六七八九十百千万亿点])(?:{_WORDS})"
    both = rf"(?:{digits}|{words}(?=(?:{_RANGE}{_CHINESE})?(?:余|多)?(?:{_COUNTED})))"
    return re.compile(
        rf"翻(?P<times>{_CHINESE}|\d+)番|{_FRACTION}"
        rf"|(?P<first>{both})(?:%?{_RANGE}(?P<last>{_SIMPLE}))?(?:余|多)?{measure}",
        re.ASCII,  # of digits only those that `numeral` reads
    )
