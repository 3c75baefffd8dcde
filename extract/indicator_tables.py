"""Tables of indicators (主要指标表): one goal for each cell below a year to come.

What a column holds is told by its heading: `指标`, `单位`, a year or `目标值`, `年均增速`, `属性`. The form is that of
the five-year plans (指标 | 2020年 | 2025年 | 年均/累计 | 属性), whose 属性 are 约束性 and 预期性.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from extract.dates import YEAR, chinese_number, five_year_plan
from extract.deadlines import reference_year
from extract.facts import Baseline, Document, Goal
from extract.numerals import numeral
from extract.structure.layout import Layout
from extract.structure.paragraphs import Paragraph
from extract.structure.tables import Cell, cells_of

_INDICATOR = re.compile(r"(?:主要|发展|核心|具体|考核)?指标(?:名称|内容)?|(?:一级|二级|三级)指标|指标(?:（.*）|\(.*\))")
_UNIT = re.compile(r"(?:计量)?单位$")
_NATURE = re.compile(r"(?:指标)?(?:属性|性质|类型)$")
_YEAR_COLUMN = re.compile(rf"(?P<year>{YEAR})年?|“?(?P<plan>十[一二三四五六])五”?(?:末|期末|时期末)")
_TARGET = re.compile(r"目标值?|规划值|预期值?")
_RATE = re.compile(r"年均|累计|增速|增长|增幅")
_SUMMED = re.compile(r"[\[【(（]|累计$")
_LONGEST_GROUP = 20
_NOW_AND_THEN = 2
_BEFORE = re.compile(r"现状|基期|基准|基数|实际|实绩|完成(?!时)|现值|已达")
_IN_BRACKETS = re.compile(r"[（(](?P<unit>[^()（）]{1,10})[)）]$")
_CAPTION_UNIT = re.compile(r"[（(]?单位[:：](?P<unit>[^()（）]{1,8})[)）]?$")
# “≥90”“[13.5]”“5-8”“约20”“300以上”“2.8%左右”
_CELL = re.compile(
    r"[\[【(（]?(?P<sign>≥|≤|>|<|＞|＜|＞＝|不低于|不少于|不超过|不高于|大于|小于|超过|达到|达|约)?"
    r"(?P<first>\d[\d,，]*(?:\.\d+)?)%?(?:(?:-|—|–|~|～|至)(?P<last>\d[\d,，]*(?:\.\d+)?))?"
    r"(?P<unit>[^\d\[\]【】()（）以左]{0,8}?)(?P<about>以上|左右|以下|以内)?[\]】)）]?"
)
_CALENDAR = re.compile(rf"{YEAR}年?")
_AT_MOST = frozenset({"≤", "<", "＜", "不超过", "不高于", "小于", "以下", "以内"})
_ABOUT = frozenset({"约", "左右"})
_GROWS = re.compile(r"(?:增长|增速|增幅|提高|提升|增加)(?:率|幅度)?(?:达到)?$")
_FALLS = re.compile(r"(?:降低|下降|减少|削减|降幅)(?:率|幅度)?$")
_KEPT_LOW = re.compile(r"(?:死亡率|失业率|发病率|事故率|浓度|排放量|排放总量|用水总量)$")
_NATURES = {"约束性": True, "预期性": False}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, by number.

    Attributes:
        width: How many columns there are.
        indicator: The names of the indicators.
        unit: Their units, or None.
        nature: 约束性 or 预期性, or None.
        targets: The deadlines of the columns of values to be reached.
        rate: The column of yearly or summed growth, or None.
        before: The year and the column of the state before, or None.
        units: The units that headings of columns give in brackets.
    """

    width: int
    indicator: int
    unit: int | None
    nature: int | None
    targets: dict[int, str]
    rate: int | None
    before: tuple[str, int] | None
    units: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of indicators: its paragraph and cells, what the columns mean, the unit above the table."""

    paragraph: Paragraph
    cells: tuple[Cell, ...]
    columns: Columns
    caption: str


def indicator_rows(layout: Layout) -> Iterator[Row | Paragraph]:
    """The rows of the tables of indicators; of a heading row the paragraph alone."""
    columns: Columns | None = None
    caption, in_table = "", False
    for paragraph in layout.paragraphs:
        cells = cells_of(paragraph)
        if len(cells) == 1:
            # 一行只有一格的，是组名（创新驱动）；再来一行，表就完了。
            if not in_table or len(paragraph.text) > _LONGEST_GROUP:
                columns = None
            found = _CAPTION_UNIT.search(paragraph.text) if "单位" in paragraph.text else None
            caption, in_table = found["unit"] if found else "", False
            continue
        in_table = True
        if heading := _columns([cell.text for cell in cells], layout.document_at(paragraph.start)):
            columns = heading
            yield paragraph
        elif columns and columns.width >= len(cells) >= columns.width - columns.indicator:
            yield Row(paragraph, cells, columns, caption)


def indicator_paragraphs(layout: Layout) -> Iterator[Paragraph]:
    """The paragraphs that are rows of tables of indicators, headings of columns included."""
    return (row.paragraph if isinstance(row, Row) else row for row in indicator_rows(layout))


def goals_of_tables(layout: Layout) -> Iterator[Goal]:
    """One goal for each value to be reached that a table of indicators gives."""
    for row in indicator_rows(layout):
        document = layout.document_at(row.paragraph.start) if isinstance(row, Row) else None
        if document and isinstance(row, Row):
            yield from _in_row(layout, document, row)


def _columns(headings: list[str], document: Document | None) -> Columns | None:
    """What the columns hold, where these are the headings of a table of indicators with a year to come."""
    named = [index for index, text in enumerate(headings) if _INDICATOR.fullmatch(text)]
    if not named:
        return None
    valued = {index: text for index, text in enumerate(headings) if not _RATE.search(text)}
    years = {index: year for index, text in valued.items() if (year := _year(text, document))}
    first = _first_year(document, years)
    past = {i: year for i, year in years.items() if _BEFORE.search(headings[i]) or int(year) < first}
    targets = {i: year for i, year in years.items() if i not in past}
    if not targets:
        return None

    def where(pattern: re.Pattern[str]) -> int | None:
        return next((i for i, text in enumerate(headings) if pattern.match(text) and i not in years), None)

    before = max(((year, index) for index, year in past.items()), default=None)
    brackets = {i: found["unit"] for i in targets if (found := _IN_BRACKETS.search(headings[i]))}
    units = {i: unit for i, unit in brackets.items() if not _TARGET.search(unit)}
    return Columns(len(headings), named[-1], where(_UNIT), where(_NATURE), targets, where(_RATE), before, units)


def _year(heading: str, document: Document | None) -> str | None:
    """The year that the heading of a column names; of 目标值 the last one of the document's period."""
    for match in _YEAR_COLUMN.finditer(heading):
        last = str(chinese_number(match["year"])) if match["year"] else five_year_plan(match["plan"])[1]
        if not heading.startswith(("-", "—", "至"), match.end()):  # 2021—2025年
            return last
    if _TARGET.match(heading) and document and document.period:
        return document.period[1]
    return None


def _first_year(document: Document | None, years: dict[int, str]) -> int:
    """The first year that a goal can have; where the document has no date, the first of two is the state before."""
    if document and document.period:
        return int(document.period[0])
    distinct = sorted(set(map(int, years.values())))
    reference = reference_year(document) if document else None
    if len(distinct) == _NOW_AND_THEN and (reference is None or distinct[0] <= reference):
        return distinct[1]
    return reference or 0


def _in_row(layout: Layout, document: Document, row: Row) -> Iterator[Goal]:
    columns, missing = row.columns, row.columns.width - len(row.cells)

    def text(column: int | None) -> str:
        # Where a cell spans several rows, the later rows lack it: 类别 before the indicator.
        return "" if column is None or column < missing else row.cells[column - missing].text

    name = re.sub(r"^(?:\d+[.、]?|[（(]\d+[)）])", "", text(columns.indicator))
    bracket = _IN_BRACKETS.search(name)
    indicator, printed = (name[: bracket.start()], bracket["unit"]) if bracket else (name, "")
    section = layout.section_at(row.paragraph.start)
    cells = [(column, by) for column, by in sorted(columns.targets.items())]
    if columns.rate is not None:
        cells.append((columns.rate, max(columns.targets.values())))
    for column, by in cells:
        found = _CELL.fullmatch(text(column))
        if not found or len(indicator) < 2 or _CALENDAR.fullmatch(text(column)):
            continue
        is_rate = column == columns.rate
        in_percent = "%" in text(column) or (is_rate and not _SUMMED.match(text(column)))
        unit = found["unit"] or ("%" if in_percent else "")
        unit = unit or text(columns.unit) or printed or columns.units.get(column, "") or row.caption
        yield Goal(
            document=document.key,
            quote=layout.span(row.paragraph.start, row.paragraph.end).text,
            indicator=indicator,
            op=_operator(indicator, found, is_rate),
            value=numeral(found["first"]),
            value_max=numeral(found["last"]) if found["last"] else None,
            unit=unit.strip("/—-"),
            by=by,
            region=None,
            span=layout.span(row.paragraph.start, row.paragraph.end),
            section=section.order if section else None,
            binding=_NATURES.get(text(columns.nature)),
            baseline=None
            if is_rate or columns.before is None
            else _baseline(columns.before[0], text(columns.before[1])),
        )


def _baseline(year: str, cell: str) -> Baseline:
    found = _CELL.fullmatch(cell)
    value: Decimal | None = numeral(found["first"]) if found and not found["last"] else None
    return Baseline(year, value)


def _operator(indicator: str, cell: re.Match[str], is_rate: bool) -> str:
    words = {cell["sign"], cell["about"]}
    if _FALLS.search(indicator):
        return "-"
    if is_rate or _GROWS.search(indicator):
        return "+"
    if words & _AT_MOST:
        return "<="
    if words & _ABOUT:
        return "="
    return "<=" if words == {None} and _KEPT_LOW.search(indicator) else ">="
