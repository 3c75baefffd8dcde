"""Targets against their deadlines, as a drawing: a panel for each group that can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.plot.drawing import (
    BLUE,
    GREEN,
    MARGIN,
    ORANGE,
    PINK,
    RULE,
    SMALL_SIZE,
    SOFT,
    TEXT_SIZE,
    Drawing,
    Form,
    Line,
    Mark,
    Text,
    legend,
)
from kg.plot.scale import Scale, scale_of
from kg.plot.targets import Panel, Point
from kg.plot.text import number_text, shorten, text_width
from kg.plot.words import Language, word
from kg.plot.years import YearAxis, year_axis

# sign, form and colour of each operator
_OPERATORS: dict[str, tuple[str, Form, str]] = {
    ">=": ("≥", "^", BLUE),
    "<=": ("≤", "v", ORANGE),
    "=": ("", "o", GREEN),
    "+": ("+", "P", BLUE),
    "-": ("−", "X", PINK),
}
_LINE_COLOR = "#9AA5AD"
_WIDTH = 800.0
_PANEL_GAP = 26.0
_WIDE_HEIGHT, _SMALL_HEIGHT = 250.0, 190.0
_AXIS_WIDTH = 44.0
_HEAD, _FOOT = 28.0, 18.0
_LABEL_STEP = 11.0
_ASIDE = 8.0
_MAX_TIP_GOALS = 10


@dataclass(frozen=True, slots=True)
class Spot:
    """One mark: all points of a panel with the same year, value and operator."""

    points: tuple[Point, ...]

    def text(self, language: Language) -> str:
        """The value and whose it is."""
        first = self.points[0]
        sign = _OPERATORS[first.operator][0]
        upper = f"–{number_text(first.max_value)}" if first.max_value is not None else ""
        names = dict.fromkeys(point.label for point in self.points)
        amount = f"{'' if upper else sign}{number_text(first.value)}{upper}"
        count = f"({len(names)}) " if len(names) > 2 else ""
        return f"{amount}  {count}{word(language, 'separator').join(names)}"

    def tip(self, language: Language) -> str:
        """What its goals say."""
        goals = [goal for point in self.points for goal in point.goals]
        more = len(goals) - _MAX_TIP_GOALS
        lines = [goal.tip() for goal in goals[:_MAX_TIP_GOALS]]
        return "\n\n".join(lines + ([word(language, "more points", more)] if more > 0 else []))


def draw_targets(panels: Sequence[Panel], indicator: str, limit: int, language: Language) -> Drawing:
    """The picture of panels.

    Args:
        panels: The groups, the most important first.
        indicator: What was asked for; empty for all.
        limit: How many panels are drawn.
        language: Of the words that are not from the documents.
    """
    # A value alone is nothing to compare; it is drawn where nothing else is there, or it was asked for.
    worthwhile = [panel for panel in panels if indicator or len(panel.goals()) > 1] or panels
    shown = worthwhile[:limit]
    goals = sum(len(panel.goals()) for panel in shown)
    title = word(language, "targets of", indicator) if indicator else word(language, "targets")
    drawing = Drawing(title, word(language, "panels", goals, len(shown)), _WIDTH)
    drawing.columns = tuple(
        word(language, key) for key in ("indicator", "deadline", "value", "region", "document", "goal", "iri")
    )
    drawing.rows = tuple(row for panel in shown for row in _table_rows(panel))
    if len(panels) > len(shown):
        drawing.notes.append(word(language, "other panels", len(panels) - len(shown)))
    if any(year_axis({point.year for point in panel.points}, 0, 1).breaks for panel in shown):
        drawing.notes.append(word(language, "broken axis"))
    top = drawing.add_title()
    used = {point.operator for panel in shown for point in panel.points}
    signs = [
        (Mark(0, 0, form, 8, color), " ".join(filter(None, (sign, word(language, operator)))))
        for operator, (sign, form, color) in _OPERATORS.items()
        if operator in used
    ]
    drawing.add(*legend(signs, top))
    columns = 1 if indicator or len(shown) == 1 else 2
    height = _WIDE_HEIGHT if columns == 1 else _SMALL_HEIGHT
    width = (_WIDTH - 2 * MARGIN - (columns - 1) * _PANEL_GAP) / columns
    for number, panel in enumerate(shown):
        row, column = divmod(number, columns)
        x, y = MARGIN + column * (width + _PANEL_GAP), top + 16 + row * height
        _draw_panel(drawing, panel, (x, y, width, height), language)
    drawing.finish(top + 16 + height * -(-len(shown) // columns))
    return drawing


def _draw_panel(drawing: Drawing, panel: Panel, room: tuple[float, float, float, float], language: Language) -> None:
    x, y, width, height = room
    top, bottom = y + _HEAD, y + height - _FOOT - 10
    values = [float(value) for point in panel.points for value in (point.value, point.max_value) if value is not None]
    scale = scale_of(values, bottom, top)
    axis = year_axis({point.year for point in panel.points}, x + _AXIS_WIDTH, x + width)
    _draw_axes(drawing, panel, scale, axis, (x, y, x + width), language)
    spots = _spots(panel)
    _draw_lines(drawing, panel, scale, axis)
    for year in sorted(spots):
        following = [other for other in spots if other > year]
        end = _x(axis, min(following)) - 8 if following else x + width
        _draw_year(drawing, spots[year], scale, _x(axis, year), end, language)


def _draw_axes(
    drawing: Drawing, panel: Panel, scale: Scale, axis: YearAxis, edges: tuple[float, float, float], language: Language
) -> None:
    x, y, right = edges
    unit = panel.unit or word(language, "without unit")
    details = [unit]
    if panel.change:
        details.append(word(language, "increase" if panel.change == "+" else "decrease"))
    if scale.log:
        details.append(word(language, "log scale"))
    title = panel.title or word(language, "all indicators")
    unit_text = word(language, "separator").join(details)
    title = shorten(title, TEXT_SIZE + 1, right - x - text_width(unit_text, SMALL_SIZE) - 16)
    drawing.add(Text(x, y + 8, title, TEXT_SIZE + 1, tip=panel.title))
    drawing.add(Text(x + text_width(title, TEXT_SIZE + 1) + 8, y + 8, unit_text, SMALL_SIZE, SOFT))
    for tick in scale.ticks():
        level = scale.at(tick)
        drawing.add(Line((x + _AXIS_WIDTH - 4, right), (level, level), RULE, 0.5))
        drawing.add(Text(x + _AXIS_WIDTH - 8, level, number_text(Decimal(str(tick))), SMALL_SIZE, SOFT, "right"))
    for year in sorted({point.year for point in panel.points}):
        drawing.add(Text(_x(axis, year), scale.bottom + 12, str(year), SMALL_SIZE, SOFT, "center"))
        drawing.add(Line((_x(axis, year),) * 2, (scale.bottom, scale.top), RULE, 0.5))
    for place in axis.break_points():
        drawing.add(Text(place, scale.bottom + 12, "//", SMALL_SIZE, SOFT, "center"))


def _x(axis: YearAxis, year: int) -> float:
    """Where the points of a year stand: at the left of its stretch, so that their labels have the rest."""
    return axis.day(year, 0) + min(16.0, axis.pitch / 2)


def _spots(panel: Panel) -> dict[int, list[Spot]]:
    """The marks of each year, the highest value first."""
    groups: dict[tuple[int, Decimal, Decimal, str], list[Point]] = {}
    for point in panel.points:
        groups.setdefault((point.year, point.value, point.max_value or point.value, point.operator), []).append(point)
    years: dict[int, list[Spot]] = {}
    for key in sorted(groups, key=lambda key: (key[0], -key[1], -key[2], key[3])):
        years.setdefault(key[0], []).append(Spot(tuple(groups[key])))
    return years


def _draw_lines(drawing: Drawing, panel: Panel, scale: Scale, axis: YearAxis) -> None:
    """One line for each region and indicator with several deadlines."""
    lines: dict[str, list[Point]] = {}
    for point in panel.points:
        lines.setdefault(point.line, []).append(point)
    for name, points in sorted(lines.items()):
        if len({point.year for point in points}) > 1:
            xs = tuple(_x(axis, point.year) for point in points)
            ys = tuple(scale.at(float(point.value)) for point in points)
            drawing.add(Line(xs, ys, _LINE_COLOR, 1.4, tip=name))


def _draw_year(drawing: Drawing, spots: Sequence[Spot], scale: Scale, x: float, end: float, language: Language) -> None:
    """The marks of one year with their labels, spread so that none covers another."""
    capacity = max(int((scale.bottom - scale.top + 16) / _LABEL_STEP), 1)
    levels = [scale.at(float(spot.points[0].value)) for spot in spots]
    shown = _labelled(spots, capacity)
    places = spread([levels[number] for number in shown], _LABEL_STEP, scale.top - 8, scale.bottom + 4)
    for number, place in zip(shown, places, strict=True):
        level, spot = levels[number], spots[number]
        text = shorten(spot.text(language), SMALL_SIZE, end - x - 20)
        drawing.add(Line((x + 4, x + 14), (level, place), RULE, 0.6))
        drawing.add(Text(x + 16, place, text, SMALL_SIZE, tip=spot.tip(language), halo=True))
    if len(shown) < len(spots) and (note := word(language, "not labelled")) not in drawing.notes:
        drawing.notes.append(note)
    for number, (spot, level) in enumerate(zip(spots, levels, strict=True)):
        first = spot.points[0]
        # Where marks of two operators would cover each other, the later ones stand aside.
        place = x - _ASIDE * levels[:number].count(level)
        _, form, color = _OPERATORS[first.operator]
        if first.max_value is not None:
            drawing.add(
                Line((place, place), (level, scale.at(float(first.max_value))), color, 2.5, tip=spot.tip(language))
            )
        size = min(7 + len(spot.points) ** 0.5, 14)
        drawing.add(Mark(place, level, form, size, color, tip=spot.tip(language)))


def _labelled(spots: Sequence[Spot], capacity: int) -> list[int]:
    """The numbers of the spots that get a label: all, or those of the most goals."""
    ranked = sorted(range(len(spots)), key=lambda number: (-len(spots[number].points), number))
    return sorted(ranked[:capacity])


def spread(levels: Sequence[float], step: float, top: float, bottom: float) -> list[float]:
    """Places for labels, from above to below: as near to their levels as they can be with `step` between them.

    >>> spread([10, 12, 50], 10, 0, 100), spread([95, 99], 10, 0, 100)
    ([10, 20, 50], [90, 100])
    """
    places: list[float] = []
    for level in levels:
        places.append(max(level, places[-1] + step if places else top))
    limit = bottom
    for number in reversed(range(len(places))):
        places[number] = min(places[number], limit)
        limit = places[number] - step
    return places


def _table_rows(panel: Panel) -> list[tuple[str, ...]]:
    return [
        (
            goal.indicator,
            str(goal.deadline),
            goal.amount(),
            goal.region.name if goal.region else "",
            goal.document.title,
            goal.statement,
            goal.iri,
        )
        for goal in panel.goals()
    ]
