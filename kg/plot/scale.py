"""The scale of values on a panel: where a number stands, and which numbers are written beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

# Of values that differ by more than this factor the small ones would all lie on the axis.
_LOG_FACTOR = 60
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear or logarithmic scale.

    Attributes:
        low, high: The values at the bottom and at the top.
        bottom, top: Where these are, in points; y grows downwards.
        log: Whether it is logarithmic.
    """

    low: float
    high: float
    bottom: float
    top: float
    log: bool

    def at(self, value: float) -> float:
        """Where a value stands, in points."""
        place = math.log10 if self.log else float
        share = (place(value) - place(self.low)) / (place(self.high) - place(self.low))
        return self.bottom + (self.top - self.bottom) * share

    def ticks(self, most: int = 5) -> list[float]:
        """Round numbers between the ends, at most `most` steps; on a logarithmic scale the powers of ten.

        >>> Scale(0, 1000, 100, 0, False).ticks(), Scale(3, 2000, 100, 0, True).ticks()
        ([0.0, 200.0, 400.0, 600.0, 800.0, 1000.0], [10.0, 100.0, 1000.0])
        """
        if self.log:
            powers = range(math.ceil(math.log10(self.low)), math.floor(math.log10(self.high)) + 1)
            return [10.0**power for power in powers]
        extent = self.high - self.low
        magnitude = 10.0 ** math.floor(math.log10(extent / most))
        step = next(step * magnitude for step in (*_STEPS, 20.0) if extent / (step * magnitude) <= most)
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return [round(number * step, 10) for number in range(first, last + 1)]


def scale_of(values: Iterable[float], bottom: float, top: float) -> Scale:
    """The scale for some values: from 0 where they come near it, with some room at the ends."""
    known = list(values)
    low, high = min(known), max(known)
    if low > 0 and high / low > _LOG_FACTOR:
        return Scale(low / 1.4, high * 1.4, bottom, top, True)
    room = 0.12 * (high - low or abs(high) or 1.0)
    floor = 0.0 if 0 <= low < 0.5 * high else low - room
    return Scale(floor, high + room, bottom, top, False)
