"""Which row of an extraction answers which row of the gold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

from kg.evaluation.annotation import ClauseRow, DocumentRow, EntityRow, GoalRow, ReferenceRow
from kg.evaluation.text import common_characters, normalise, overlap, year

_SAME_TITLE = 0.7
_SAME_QUOTE = 0.6


class _MayBeOptional(Protocol):
    @property
    def optional(self) -> bool: ...


Row = TypeVar("Row")
OptionalRow = TypeVar("OptionalRow", bound=_MayBeOptional)


@dataclass(frozen=True, slots=True)
class Matching(Generic[Row]):
    """Rows of the gold and of an extraction, one to one.

    Attributes:
        pairs: A row of the gold with the row found that answers it.
        missed: Rows of the gold that nothing answers.
        wrong: Rows found that answer nothing.
    """

    pairs: tuple[tuple[Row, Row], ...]
    missed: tuple[Row, ...]
    wrong: tuple[Row, ...]


def match(gold: Iterable[Row], found: Sequence[Row], same: Callable[[Row, Row], bool]) -> Matching[Row]:
    """Give each row of the gold, in order, the first row found that is the same and not yet given away."""
    left = list(found)
    pairs: list[tuple[Row, Row]] = []
    missed: list[Row] = []
    for expected in gold:
        place = next((n for n, row in enumerate(left) if same(expected, row)), None)
        if place is None:
            missed.append(expected)
        else:
            pairs.append((expected, left.pop(place)))
    return Matching(tuple(pairs), tuple(missed), tuple(left))


def required_first(gold: Iterable[OptionalRow]) -> list[OptionalRow]:
    """Rows in the order in which they choose: an optional one must not take the answer of one that counts."""
    return sorted(gold, key=lambda row: row.optional)


def without_optional(matching: Matching[OptionalRow]) -> Matching[OptionalRow]:
    """What counts: an optional row of the gold is neither found nor missed, and what answers it is not wrong."""
    return Matching(
        tuple((expected, row) for expected, row in matching.pairs if not expected.optional),
        tuple(row for row in matching.missed if not row.optional),
        matching.wrong,
    )


@lru_cache(maxsize=4096)
def surface_forms(entity: EntityRow) -> frozenset[str]:
    """Every form of an entity's name, as compared."""
    return frozenset(map(normalise, (entity.name, *entity.mentions))) - {""}


def same_document(gold: DocumentRow, found: DocumentRow) -> bool:
    """By number, or by a title that is nearly the same."""
    if _same_number(gold.number, found.number):
        return True
    expected, title = normalise(gold.title), normalise(found.title)
    return bool(expected and title) and (expected == title or overlap(expected, title) >= _SAME_TITLE)


def same_reference(gold: ReferenceRow, found: ReferenceRow) -> bool:
    """By number or by title."""
    return _same_number(gold.number, found.number) or normalise(gold.title) == normalise(found.title)


def same_entity(gold: EntityRow, found: EntityRow) -> bool:
    """By any form of the name."""
    return not surface_forms(gold).isdisjoint(surface_forms(found))


def same_goal(gold: GoalRow, found: GoalRow) -> bool:
    """By operator, numbers, unit and year, and by an indicator that shares half the characters of the shorter one."""
    if (gold.op, gold.value, gold.value_max) != (found.op, found.value, found.value_max):
        return False
    if normalise(gold.unit) != normalise(found.unit) or year(gold.by) != year(found.by):
        return False
    expected, indicator = normalise(gold.indicator), normalise(found.indicator)
    if not expected or not indicator:
        return False
    # A whole sentence would share half of any indicator that stands in it.
    if len(indicator) > 3 * len(expected) + 6:
        return False
    return 2 * common_characters(expected, indicator) >= min(len(expected), len(indicator))


def same_clause(gold: ClauseRow, found: ClauseRow) -> bool:
    """By year, and by quotes that overlap for the greater part."""
    return year(gold.by) == year(found.by) and overlap(normalise(gold.quote), normalise(found.quote)) >= _SAME_QUOTE


def _same_number(gold: str | None, found: str | None) -> bool:
    return bool(gold and found) and normalise(gold) == normalise(found)
