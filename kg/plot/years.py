"""A time axis in years on which nothing overlaps: long stretches without anything are left out, and marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# A gap of more empty years than this is drawn as one, with a mark.
_KEPT_GAP = 2
_BREAK = 1.0


@dataclass(frozen=True, slots=True)
class YearAxis:
    """Where each year stands.

    Attributes:
        left: The left end, in points.
        pitch: The width of a year, in points.
        steps: The years that have a place, with the number of places to their left.
        breaks: The places, in steps, in whose middle years are left out.
    """

    left: float
    pitch: float
    steps: dict[int, float]
    breaks: tuple[float, ...]

    @property
    def right(self) -> float:
        """The right end, in points."""
        return self.left + (max(self.steps.values()) + 1) * self.pitch

    def middle(self, year: int) -> float:
        """The middle of a year, in points; of a year that is left out or outside, that of the nearest one before."""
        return self.left + (self.steps[self._placed(year)] + 0.5) * self.pitch

    def day(self, year: int, part: float) -> float:
        """A day, as the part of its year that is over, in points."""
        return self.middle(year) + (part - 0.5) * self.pitch

    def break_points(self) -> list[float]:
        """Where the marks of what is left out stand, in points."""
        return [self.left + (place + 0.5) * self.pitch for place in self.breaks]

    def _placed(self, year: int) -> int:
        before = [other for other in self.steps if other <= year]
        return max(before) if before else min(self.steps)


def year_axis(years: Iterable[int], left: float, right: float) -> YearAxis:
    """The axis of the years on which something happens.

    >>> axis = year_axis([2018, 2020, 2035], 0, 100)
    >>> [axis.middle(year) for year in (2018, 2019, 2020, 2035)], axis.break_points()
    ([10.0, 30.0, 50.0, 90.0], [70.0])
    """
    occupied = sorted(set(years))
    steps: dict[int, float] = {occupied[0]: 0.0}
    breaks = []
    place = 0.0
    for before, after in zip(occupied, occupied[1:], strict=False):
        if after - before - 1 > _KEPT_GAP:
            breaks.append(place + 1)
            place += _BREAK + 1
            steps[after] = place
            continue
        for year in range(before + 1, after + 1):
            place += 1
            steps[year] = place
    return YearAxis(left, (right - left) / (place + 1), steps, tuple(breaks))
