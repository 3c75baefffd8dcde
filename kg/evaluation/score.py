"""Points and what they make: precision, recall and F1 of a class, and the score of an extraction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CLASSES = (
    "documents", "references", "organisations", "programmes", "regions", "goals", "qualitative", "relations",
)  # fmt: skip
"""What the score is the mean of."""

ACCURACIES = ("names", "kinds")
"""What is measured beside it."""

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Score:
    """Points of one class; the ratios are rounded to four digits.

    Attributes:
        hit: Points of the gold that were found.
        gold: Points that the gold has.
        system: Points that the extraction claims.
    """

    hit: int = 0
    gold: int = 0
    system: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.hit + other.hit, self.gold + other.gold, self.system + other.system)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 when nothing was found."""
        return round(_ratio(self.hit, self.system), _DIGITS)

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 0 when there is none."""
        return round(_ratio(self.hit, self.gold), _DIGITS)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        precision, recall = _ratio(self.hit, self.system), _ratio(self.hit, self.gold)
        return round(_ratio(2 * precision * recall, precision + recall), _DIGITS)


def mean_f1(scores: Mapping[str, Score]) -> float:
    """The score of an extraction: the mean F1 of `CLASSES`, rounded to four digits."""
    return round(sum(scores[name].f1 for name in CLASSES) / len(CLASSES), _DIGITS)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
