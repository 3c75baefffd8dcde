"""Goals on a time line: one by one where they are few, counted by year where they are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg.errors import PlotError
from kg.plot.drawing import (
    BLUE,
    GREY,
    MARGIN,
    ORANGE,
    RULE,
    SMALL_SIZE,
    SOFT,
    STRIPE,
    TEXT_SIZE,
    Box,
    Drawing,
    Line,
    Mark,
    Text,
    legend,
)
from kg.plot.goals import GoalPoint, Source
from kg.plot.text import shorten, text_width
from kg.plot.words import Language, word
from kg.plot.years import YearAxis, year_axis

GroupBy = Literal["document", "region"]

_WIDTH = 800.0
_GUTTER = 300.0
_TOTAL_WIDTH = 42.0
_AMOUNT_WIDTH = 60.0
_GOAL_ROW, _HEADER_ROW = 15.0, 20.0
# The height of a band of counts: higher where there are few.
_HIGH_BAND, _LOW_BAND, _FEW_BANDS = 56.0, 36.0, 8
_BAR_WIDTH = 13.0
_MAX_GROUPS = 30
_MAX_TIP_GOALS = 12
_PERIOD_COLOR = "#C9DDEB"


@dataclass(frozen=True, slots=True)
class Group:
    """The goals of one document or region, which is one part of the picture from left to right.

    Attributes:
        name: Title or region.
        document: The document, where the group is one.
        goals: Those with a deadline, by deadline.
    """

    name: str
    document: Source | None
    goals: tuple[GoalPoint, ...]

    def years(self) -> set[int]:
        """Every year that has something to draw."""
        years = {goal.deadline for goal in self.goals if goal.deadline is not None}
        if self.document is not None:
            years |= {int(self.document.date[:4])} if self.document.date else set()
            years |= set(self.document.period or ())
        return years


def groups_of(goals: Sequence[GoalPoint], by: GroupBy, language: Language) -> list[Group]:
    """The goals with a deadline by document, in the order of the dates, or by region, in the order of the codes."""
    dated = sorted((goal for goal in goals if goal.deadline is not None), key=_goal_order)
    if by == "document":
        documents = sorted({goal.document for goal in dated}, key=_document_order)
        return [
            Group(document.title, document, tuple(goal for goal in dated if goal.document == document))
            for document in documents
        ]
    places = sorted({(goal.region.iri, goal.region.name) for goal in dated if goal.region})
    groups = [
        Group(name, None, tuple(goal for goal in dated if goal.region and goal.region.iri == iri))
        for iri, name in places
    ]
    rest = tuple(goal for goal in dated if goal.region is None)
    return [*groups, Group(word(language, "no region"), None, rest)] if rest else groups


def draw_timeline(goals: Sequence[GoalPoint], by: GroupBy, limit: int, language: Language) -> Drawing:
    """The picture of goals over years.

    Args:
        goals: All goals that are asked for.
        by: What the rows are.
        limit: The most goals that are listed one by one; more are counted by year.
        language: Of the words that are not from the documents.

    Raises:
        PlotError: No goal has a deadline.
    """
    groups = groups_of(goals, by, language)
    shown = sum(len(group.goals) for group in groups)
    if not groups:
        raise PlotError(
            "no goal that is asked for has a deadline; ask for more, or see `kg query goals-without-deadline`"
        )
    drawing = Drawing(word(language, "timeline"), _description(groups, by, language), _WIDTH)
    drawing.columns = tuple(
        word(language, key) for key in ("document", "date", "region", "deadline", "goal", "value", "iri")
    )
    drawing.rows = tuple(_table_row(goal) for group in groups for goal in group.goals)
    one_by_one = shown <= limit
    if not one_by_one:
        drawing.notes.append(word(language, "counted", shown, limit))
    undated = len(goals) - shown
    if undated:
        drawing.notes.append(word(language, "no deadline", undated))
    top = drawing.add_title()
    drawing.add(*_legend(language, by, one_by_one, top))
    if one_by_one:
        _draw_goals(drawing, groups, language, top + 14)
    else:
        _draw_counts(drawing, groups, language, top + 14)
    return drawing


def _description(groups: Sequence[Group], by: GroupBy, language: Language) -> str:
    goals = sum(len(group.goals) for group in groups)
    years = _due(groups)
    span = f"{min(years)}–{max(years)}" if min(years) < max(years) else str(min(years))
    return word(language, f"goals by {by}", len(groups), goals, span)


def _legend(language: Language, by: GroupBy, one_by_one: bool, y: float) -> list[Text | Line | Box | Mark]:
    signs: list[tuple[Mark | Line | Box, str]] = []
    for color, form, key in ((BLUE, "o", "quantitative"), (ORANGE, "D", "qualitative")):
        mark = Mark(0, 0, "o" if form == "o" else "D", 7, color)
        signs.append((mark if one_by_one else Box(0, 0, 12, 9, color), word(language, key)))
    if by == "document":
        signs.append((Mark(0, 0, "v", 7, GREY), word(language, "signed")))
        signs.append((Box(0, 0, 14, 6, _PERIOD_COLOR), word(language, "period")))
    return legend(signs, y)


def _draw_counts(drawing: Drawing, groups: Sequence[Group], language: Language, top: float) -> None:
    """One band for each group: a column for each year, as high as there are goals."""
    bands = _main_groups(groups, language)
    axis = _axis(bands, MARGIN + _GUTTER, _WIDTH - MARGIN - _TOTAL_WIDTH)
    band = _HIGH_BAND if len(bands) <= _FEW_BANDS else _LOW_BAND
    highest = max(max(Counter(goal.deadline for goal in group.goals).values()) for group in bands)
    per_goal = (band - 22) / highest
    rows = [top + 18 + band * number for number in range(len(bands))]
    drawing.add(*(Box(MARGIN, y, _WIDTH - 2 * MARGIN, band, STRIPE) for y in rows[::2]))
    _draw_years(drawing, axis, _due(groups), top, rows[-1] + band, language)
    drawing.add(Text(_WIDTH - MARGIN - 6, top + 8, word(language, "total"), SMALL_SIZE, SOFT, "right"))
    for y, group in zip(rows, bands, strict=True):
        _draw_group_name(drawing, group, y + band / 2)
        _draw_life(drawing, group, axis, y + band - 5)
        _draw_columns(drawing, group, axis, y + band - 9, per_goal, language)
        drawing.add(Text(_WIDTH - MARGIN - 6, y + band / 2, str(len(group.goals)), TEXT_SIZE, align="right"))
    drawing.finish(rows[-1] + band)


def _draw_columns(
    drawing: Drawing, group: Group, axis: YearAxis, base: float, per_goal: float, language: Language
) -> None:
    for year in sorted({goal.deadline for goal in group.goals if goal.deadline is not None}):
        goals = [goal for goal in group.goals if goal.deadline == year]
        tip = _count_tip(group, year, goals, language)
        x, bottom = axis.middle(year), base
        for color, numeric in ((BLUE, True), (ORANGE, False)):
            height = per_goal * sum((goal.value is not None) == numeric for goal in goals)
            if height:
                height = max(height, 1.5)
                bottom -= height
                drawing.add(Box(x - _BAR_WIDTH / 2, bottom, _BAR_WIDTH, height, color, tip))
        drawing.add(Text(x, bottom - 6, str(len(goals)), SMALL_SIZE, align="center", tip=tip, halo=True))


def _draw_goals(drawing: Drawing, groups: Sequence[Group], language: Language, top: float) -> None:
    """One row for each goal, below the name of its group."""
    axis = _axis(groups, MARGIN + _GUTTER, _WIDTH - MARGIN - _AMOUNT_WIDTH)
    heights = [_HEADER_ROW + _GOAL_ROW * len(group.goals) + 4 for group in groups]
    rows = [top + 18 + sum(heights[:number]) for number in range(len(groups))]
    drawing.add(*(Box(MARGIN, y, _WIDTH - 2 * MARGIN, _HEADER_ROW, STRIPE) for y in rows))
    _draw_years(drawing, axis, _due(groups), top, rows[-1] + heights[-1], language)
    for y, group in zip(rows, groups, strict=True):
        _draw_life(drawing, group, axis, y + _HEADER_ROW / 2)
        _draw_group_name(drawing, group, y + _HEADER_ROW / 2)
        for number, goal in enumerate(group.goals):
            _draw_goal(drawing, goal, axis, y + _HEADER_ROW + _GOAL_ROW * (number + 0.5))
    drawing.finish(rows[-1] + heights[-1])


def _draw_goal(drawing: Drawing, goal: GoalPoint, axis: YearAxis, y: float) -> None:
    assert goal.deadline is not None
    x = axis.middle(goal.deadline)
    color = ORANGE if goal.value is None else BLUE
    text = shorten(goal.statement, SMALL_SIZE, _GUTTER - 22)
    drawing.add(Text(MARGIN + 10, y, text, SMALL_SIZE, tip=goal.tip()))
    start = axis.left
    if goal.document.date:
        start = axis.day(*_day(goal.document.date))
    if start < x:
        drawing.add(Line((start, x), (y, y), RULE, 0.8))
    drawing.add(Mark(x, y, "D" if goal.value is None else "o", 6.5, color, tip=goal.tip()))
    if goal.value is not None:
        room = max(_WIDTH - MARGIN - x - 8, _AMOUNT_WIDTH)
        amount = shorten(goal.amount(), SMALL_SIZE, room)
        drawing.add(Text(x + 7, y, amount, SMALL_SIZE, BLUE, tip=goal.tip(), halo=True))


def _draw_group_name(drawing: Drawing, group: Group, y: float) -> None:
    date = group.document.date if group.document else ""
    room = _GUTTER - 12 - (text_width(date, SMALL_SIZE) + 8 if date else 0)
    drawing.add(Text(MARGIN + 4, y, shorten(group.name, TEXT_SIZE, room), tip=group.name))
    if date:
        drawing.add(Text(MARGIN + _GUTTER - 8, y, date, SMALL_SIZE, SOFT, "right"))


def _draw_life(drawing: Drawing, group: Group, axis: YearAxis, y: float) -> None:
    """The period that a document covers, and its date."""
    document = group.document
    if document is None:
        return
    if document.period is not None:
        left, right = axis.day(document.period[0], 0), axis.day(document.period[1], 1)
        tip = f"{document.period[0]}–{document.period[1]}: {document.title}"
        drawing.add(Box(left, y - 3, right - left, 6, _PERIOD_COLOR, tip))
    if document.date:
        tip = f"{document.date}: {document.title}"
        drawing.add(Mark(axis.day(*_day(document.date)), y, "v", 7, GREY, tip=tip))


def _draw_years(drawing: Drawing, axis: YearAxis, due: set[int], top: float, bottom: float, language: Language) -> None:
    """The head of the axis, a rule for each year, marks where years are left out."""
    room = text_width("2020", SMALL_SIZE) + 2
    labelled: list[float] = []
    # Where the years are too narrow for all their numbers, those of the goals go first.
    for year in sorted(axis.steps, key=lambda year: (year not in due, year)):
        x = axis.middle(year)
        drawing.add(Line((x, x), (top + 16, bottom), RULE, 0.5))
        if all(abs(x - other) >= room for other in labelled):
            drawing.add(Text(x, top + 8, str(year), SMALL_SIZE, SOFT, "center"))
            labelled.append(x)
    for x in axis.break_points():
        drawing.add(Text(x, top + 8, "//", SMALL_SIZE, SOFT, "center"))
    if axis.breaks:
        drawing.notes.append(word(language, "broken axis"))


def _due(groups: Sequence[Group]) -> set[int]:
    return {goal.deadline for group in groups for goal in group.goals if goal.deadline is not None}


def _axis(groups: Sequence[Group], left: float, right: float) -> YearAxis:
    return year_axis((year for group in groups for year in group.years()), left, right)


def _main_groups(groups: Sequence[Group], language: Language) -> list[Group]:
    """At most `_MAX_GROUPS`: those with the most goals, in their order, and the others as one."""
    if len(groups) <= _MAX_GROUPS:
        return list(groups)
    ranked = sorted(groups, key=lambda group: -len(group.goals))
    kept = set(map(id, ranked[: _MAX_GROUPS - 1]))
    rest = [group for group in groups if id(group) not in kept]
    other = Group(word(language, "other rows", len(rest)), None, tuple(goal for group in rest for goal in group.goals))
    return [*(group for group in groups if id(group) in kept), other]


def _count_tip(group: Group, year: int, goals: Sequence[GoalPoint], language: Language) -> str:
    more = len(goals) - _MAX_TIP_GOALS
    lines = [group.name, word(language, "goals in year", year, len(goals))]
    lines += [goal.statement for goal in goals[:_MAX_TIP_GOALS]]
    return "\n".join(lines + ([word(language, "more points", more)] if more > 0 else []))


def _table_row(goal: GoalPoint) -> tuple[str, ...]:
    place = goal.region.name if goal.region else ""
    return (goal.document.title, goal.document.date, place, str(goal.deadline), goal.statement, goal.amount(), goal.iri)


def _goal_order(goal: GoalPoint) -> tuple[int, bool, str, str]:
    return goal.deadline or 0, goal.value is None, goal.statement, goal.iri


def _document_order(document: Source) -> tuple[bool, str, str, str]:
    return not document.date, document.date, document.title, document.iri


def _day(date: str) -> tuple[int, float]:
    """A date of any precision as its year and the part of it that is over; of a year alone, none of it.

    >>> _day("2020-07-01"), _day("2018")
    ((2020, 0.5), (2018, 0.0))
    """
    year, month, day = (date.split("-") + ["1", "1"])[:3]
    return int(year), (int(month) - 1) / 12 + (int(day) - 1) / 372
