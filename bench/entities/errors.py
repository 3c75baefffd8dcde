"""The errors of an extraction in organisations, programmes and regions, sorted into kinds that can be worked on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.evaluation.annotation import Annotation, EntityRow
from kg.evaluation.matching import Matching, same_entity, surface_forms, without_optional
from kg.evaluation.measure import NAMED, match_entities
from kg.evaluation.text import normalise, overlap

_LEAST_OVERLAP = 0.5
_SHORTEST_PART = 2


@dataclass(frozen=True, slots=True)
class Error:
    """One error of one file.

    Attributes:
        entities: `organisations`, `programmes` or `regions`.
        problem: What is wrong, in words.
        missed: How many rows of the gold it leaves without an answer, 0 or 1.
        wrong: How many rows found it makes wrong, 0 or 1.
        example: The names that show it.
    """

    entities: str
    problem: str
    missed: int
    wrong: int
    example: str


def find_errors(gold: Annotation, found: Annotation) -> Iterator[Error]:
    """Every error in the entities of a file, each once: as the measure matches them, nothing left over.

    Args:
        gold: What the file says.
        found: What an extraction found in it.
    """
    matchings = match_entities(gold, found)
    counted = {name: without_optional(matching) for name, matching in matchings.items()}
    for name, matching in counted.items():
        missed, wrong = list(matching.missed), list(matching.wrong)
        yield from _differing(name, matching.pairs)
        yield from _answered_already(name, missed, wrong, matchings[name].pairs)
        yield from _of_another_class(name, missed, wrong, counted)
        yield from _other_edges(name, missed, wrong)
        for row in missed:
            yield Error(name, f"missed: {row.kind}", 1, 0, row.name)
        for row in wrong:
            yield Error(name, f"not in the gold: {row.kind}", 0, 1, row.name)


def _differing(name: str, pairs: Iterable[tuple[EntityRow, EntityRow]]) -> Iterator[Error]:
    for expected, row in pairs:
        if expected.kind != row.kind:
            yield Error(name, f"wrong kind: {row.kind} for {expected.kind}", 0, 0, expected.name)
        if name in NAMED and normalise(expected.name) != normalise(row.name):
            yield Error(name, "wrong name", 0, 0, _arrow(row, expected))


def _answered_already(
    name: str, missed: list[EntityRow], wrong: list[EntityRow], pairs: Iterable[tuple[EntityRow, EntityRow]]
) -> Iterator[Error]:
    """Rows of a thing that has its answer: one thing taken for two, two for one. They are taken out of the lists."""
    pairs = tuple(pairs)
    for row in list(wrong):
        if first := next((found for expected, found in pairs if same_entity(expected, row)), None):
            wrong.remove(row)
            yield Error(name, "one thing found as two", 0, 1, f"{first.name}, {row.name}")
    for row in list(missed):
        if first := next((expected for expected, found in pairs if same_entity(row, found)), None):
            missed.remove(row)
            yield Error(name, "two things found as one", 1, 0, f"{first.name}, {row.name}")


def _of_another_class(
    name: str, missed: list[EntityRow], wrong: list[EntityRow], counted: Mapping[str, Matching[EntityRow]]
) -> Iterator[Error]:
    """Rows that another class lacks or has too many. They are taken out of the lists."""
    for other, matching in counted.items():
        if other == name:
            continue
        for row in list(missed):
            if any(same_entity(row, found) for found in matching.wrong):
                missed.remove(row)
                yield Error(name, f"wrong class: found among {other}", 1, 0, row.name)
        for row in list(wrong):
            if any(same_entity(expected, row) for expected in matching.missed):
                wrong.remove(row)
                yield Error(name, f"wrong class: the gold has it among {other}", 0, 1, row.name)


def _other_edges(name: str, missed: list[EntityRow], wrong: list[EntityRow]) -> Iterator[Error]:
    """Names found with other edges than they have, one to one, the nearest first. They are taken out of the lists."""
    for expected in list(missed):
        nearest = max(((_edges(expected, row), row) for row in wrong), key=lambda pair: pair[0], default=None)
        if nearest and nearest[0][1]:
            (_, problem), row = nearest
            missed.remove(expected)
            wrong.remove(row)
            yield Error(name, f"wrong edges: {problem}", 1, 1, _arrow(row, expected))


def _edges(expected: EntityRow, found: EntityRow) -> tuple[float, str]:
    """How near what was found is to what is there, and how its edges are wrong; `""` where they are different names."""
    pairs = [(a, b) for a in sorted(surface_forms(expected)) for b in sorted(surface_forms(found))]
    nearness = max(overlap(a, b) for a, b in pairs)
    if any(b in a for a, b in pairs if len(b) >= _SHORTEST_PART):
        return nearness, "cut short"
    if any(a in b for a, b in pairs if len(a) >= _SHORTEST_PART):
        return nearness, "runs on"
    return (nearness, "shifted") if nearness >= _LEAST_OVERLAP else (0.0, "")


def _arrow(found: EntityRow, expected: EntityRow) -> str:
    return f"{found.name} → {expected.name}"
