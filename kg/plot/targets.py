"""Goals with a number, in groups that can be compared: the same indicator, the same unit, levels or changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches
from typing import Literal

from kg.errors import PlotError
from kg.plot.goals import GoalPoint

Change = Literal["", "+", "-"]
# What is written beside a point: the region or document, the indicator, or both.
Label = Literal["who", "what", "who and what"]

_MAX_CLOSE = 5
# Of a unit without a standard one, the values as printed.
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Point:
    """One value on a panel.

    Attributes:
        year: The deadline.
        value, max_value: In the panel's unit.
        operator: As of `GoalPoint`.
        line: What one line joins: the region, else the document, and the indicator.
        label: What stands beside the point.
        goals: The goals that say so.
    """

    year: int
    value: Decimal
    max_value: Decimal | None
    operator: str
    line: str
    label: str
    goals: tuple[GoalPoint, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Values that can be compared.

    Attributes:
        title: The indicator; empty where the panel holds several, which then label the points.
        unit: As printed; empty without one.
        change: Whether the values are levels, increases or decreases.
        points: By year, value and label.
    """

    title: str
    unit: str
    change: Change
    points: tuple[Point, ...]

    def goals(self) -> list[GoalPoint]:
        """The goals of all points."""
        return [goal for point in self.points for goal in point.goals]


def panels_of_indicator(goals: Iterable[GoalPoint], text: str) -> list[Panel]:
    """The panels of every indicator whose name holds `text`, those with the most goals first.

    Raises:
        PlotError: No goal with a number and a deadline has such an indicator; the text names some that are close.
    """
    measured = _measured(goals)
    found = [goal for goal in measured if text in goal.indicator or text in goal.series]
    if not found:
        names = {goal.indicator for goal in measured}
        close = get_close_matches(text, sorted(names), n=_MAX_CLOSE, cutoff=0.4)
        hint = f"; did you mean {' or '.join(close)}?" if close else ""
        raise PlotError(f"no goal with a number and a deadline has an indicator that is called {text!r}{hint}")
    groups = _grouped(found, _unit)
    several = len({_indicator(goal) for goal in found}) > 1
    return [_panel(text, group, "who and what" if several else "who") for group in groups]


def panels_of_all(goals: Iterable[GoalPoint]) -> list[Panel]:
    """A panel for each indicator that has several goals, then one for each unit with the other indicators.

    Raises:
        PlotError: No goal has a number and a deadline.
    """
    measured = _measured(goals)
    if not measured:
        raise PlotError("no goal that is asked for has a number and a deadline")
    groups = _grouped(measured, _indicator_and_unit)
    repeated = [group for group in groups if len(group) > 1]
    single = [group[0] for group in groups if len(group) == 1]
    return [
        *(_panel(_indicator(group[0]), group, "who") for group in repeated),
        *(_panel("", group, "what") for group in _grouped(single, _counted_unit)),
    ]


def _measured(goals: Iterable[GoalPoint]) -> list[GoalPoint]:
    return [goal for goal in goals if goal.value is not None and goal.deadline is not None]


def _indicator(goal: GoalPoint) -> str:
    return goal.series or goal.indicator


def _grouped(goals: Sequence[GoalPoint], same: Callable[[GoalPoint], str]) -> list[list[GoalPoint]]:
    """Goals together of which `same` gives the same, levels and changes apart, the largest group first."""
    groups: dict[tuple[str, str], list[GoalPoint]] = {}
    for goal in goals:
        groups.setdefault((same(goal), _change(goal)), []).append(goal)
    return [groups[key] for key in sorted(groups, key=lambda key: (-len(groups[key]), key))]


def _unit(goal: GoalPoint) -> str:
    """The standard unit, so that 万亿元 and 亿元 can be compared, else the printed one."""
    return goal.standard_unit if _factor(goal) else goal.unit


def _indicator_and_unit(goal: GoalPoint) -> str:
    return f"{_indicator(goal)} {_unit(goal)}"


def _counted_unit(goal: GoalPoint) -> str:
    """The same for goals of different indicators: what is counted in 家 is not what is counted in 人."""
    return goal.unit if goal.standard_unit.endswith("/NUM") else _unit(goal)


def _change(goal: GoalPoint) -> Change:
    return "+" if goal.operator == "+" else "-" if goal.operator == "-" else ""


def _factor(goal: GoalPoint) -> Decimal | None:
    """How many standard units the printed one is."""
    if not goal.value or goal.normalised is None:
        return None
    return goal.normalised / goal.value


def _panel(title: str, goals: Sequence[GoalPoint], label: Label) -> Panel:
    unit = _common_unit(goals)
    factor = next((found for goal in goals if goal.unit == unit and (found := _factor(goal))), _ONE)
    points: dict[Point, list[GoalPoint]] = {}
    for goal in goals:
        assert goal.value is not None and goal.deadline is not None
        scale = _ONE if goal.unit == unit else (_factor(goal) or _ONE) / factor
        top = goal.max_value * scale if goal.max_value is not None else None
        who = goal.region.name if goal.region else goal.document.title
        line = f"{who} {_indicator(goal)}"
        name = {"who": who, "what": _indicator(goal), "who and what": line}[label]
        points.setdefault(Point(goal.deadline, goal.value * scale, top, goal.operator, line, name, ()), []).append(goal)
    ordered = sorted(points, key=lambda point: (point.year, point.value, point.operator, point.label, point.line))
    return Panel(title, unit, _change(goals[0]), tuple(replace(point, goals=tuple(points[point])) for point in ordered))


def _common_unit(goals: Sequence[GoalPoint]) -> str:
    counts = Counter(goal.unit for goal in goals)
    return min(counts, key=lambda unit: (-counts[unit], unit))
