"""Is what is said to be likely right as often as said? Findings of annotated files, counted by their signs.

A table of counts that is made from some files is asked about others; made from all, it is what `extract.confidence`
reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.cited import one_for_each_target
from extract.confidence import Calibration, Fact, Signs, Surroundings, signs_of
from extract.facts import FileFacts
from kg.evaluation.annotation import Annotation, EntityRow, ReferenceRow
from kg.evaluation.annotation_json import annotation_of
from kg.evaluation.matching import (
    Matching,
    OptionalRow,
    match,
    required_first,
    same_clause,
    same_entity,
    same_goal,
    same_reference,
)
from kg.evaluation.measure import ends_of, triple_of

# A group with fewer findings says next to nothing, and could be told by a single name.
_FEWEST = 3
# Least confidences of the bins of the table of reliability.
BINS = (0.95, 0.9, 0.8, 0.7, 0.5, 0.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding of an annotated file.

    Attributes:
        signs: What it is judged by.
        right: Whether the gold has it.
        own: The confidence that its extractor gave it, or None.
    """

    signs: Signs
    right: bool
    own: float | None = None


@dataclass(frozen=True, slots=True)
class Bin:
    """Findings of about the same confidence.

    Attributes:
        least: The least confidence.
        found: How many there are.
        right: How many of them are right.
        expected: How many should be, by their confidence.
    """

    least: float
    found: int
    right: int
    expected: float


def judge(facts: FileFacts, gold: Annotation) -> list[Judged]:
    """Each finding of a file that counts, and whether the gold has it; what answers an optional row does not count."""
    found = annotation_of(facts)
    entities = {
        "organisations": match(required_first(gold.organisations), found.organisations, same_entity),
        "programmes": match(required_first(gold.programmes), found.programmes, same_entity),
        "regions": match(required_first(gold.regions), found.regions, same_entity),
    }
    goals = match(required_first(gold.goals), found.goals, same_goal)
    clauses = match(required_first(gold.qualitative_goals), found.qualitative_goals, same_clause)
    references = match(required_first(gold.references), found.references, same_reference)
    verdicts: list[tuple[Sequence[Fact], list[bool | None]]] = [
        (facts.organisations, _verdicts(found.organisations, entities["organisations"])),
        (facts.programmes, _verdicts(found.programmes, entities["programmes"])),
        (facts.regions, _verdicts(found.regions, entities["regions"])),
        (facts.goals, _verdicts(found.goals, goals)),
        (facts.qualitative_goals, _verdicts(found.qualitative_goals, clauses)),
        (one_for_each_target(facts.references), _verdicts(found.references, references, _same_relation)),
        (facts.relations, _of_relations(gold, found, entities)),
    ]
    around = Surroundings.of(facts.documents, (*facts.organisations, *facts.programmes, *facts.regions))
    return [
        Judged(signs_of(fact, around), right, fact.confidence)
        for rows, answers in verdicts
        for fact, right in zip(rows, answers, strict=True)
        if right is not None
    ]


def count(judged: Iterable[Judged]) -> Calibration:
    """The table that these findings make."""
    right: Counter[Signs] = Counter()
    found: Counter[Signs] = Counter()
    for finding in judged:
        for length in range(1, len(finding.signs) + 1):
            found[finding.signs[:length]] += 1
            right[finding.signs[:length]] += finding.right
    return Calibration({signs: (right[signs], found[signs]) for signs in sorted(found) if found[signs] >= _FEWEST})


def held_out(files: Sequence[Sequence[Judged]], folds: int) -> list[tuple[float, Judged]]:
    """Each finding with the confidence that a table made from the other folds' files gives it."""
    rated = []
    for fold in range(folds):
        table = count(finding for number, file in enumerate(files) if number % folds != fold for finding in file)
        rated += list(rate(table, (finding for file in files[fold::folds] for finding in file)))
    return rated


def rate(table: Calibration, judged: Iterable[Judged]) -> Iterator[tuple[float, Judged]]:
    """Each finding with its confidence by a table, or its own where it has one."""
    for finding in judged:
        yield table.confidence(finding.signs) if finding.own is None else finding.own, finding


def reliability(rated: Iterable[tuple[float, Judged]]) -> list[Bin]:
    """The findings by bins of confidence, the highest first; bins without any are left out."""
    rows = list(rated)
    bins = []
    for least, above in zip(BINS, (2.0, *BINS), strict=False):
        inside = [(confidence, finding.right) for confidence, finding in rows if least <= confidence < above]
        if inside:
            right = sum(is_right for _, is_right in inside)
            bins.append(Bin(least, len(inside), right, sum(confidence for confidence, _ in inside)))
    return bins


def _same_relation(gold: ReferenceRow, row: ReferenceRow) -> bool:
    return gold.relation == row.relation


def _verdicts(
    rows: Sequence[OptionalRow],
    matching: Matching[OptionalRow],
    is_right: Callable[[OptionalRow, OptionalRow], bool] = lambda gold, row: True,
) -> list[bool | None]:
    """Of each row found whether it is right, None where it answers an optional row."""
    # By identity: two rows may be equal, and one of them be wrong.
    answers = {id(row): None if gold.optional else is_right(gold, row) for gold, row in matching.pairs}
    return [answers.get(id(row), False) for row in rows]


def _of_relations(gold: Annotation, found: Annotation, entities: dict[str, Matching[EntityRow]]) -> list[bool | None]:
    """As of other rows; a relation found again does not count."""
    gold_ends, found_ends = ends_of(entities, 0), ends_of(entities, 1)
    expected = {triple_of(row, gold_ends): row.optional for row in gold.relations}
    seen = set()
    answers: list[bool | None] = []
    for row in found.relations:
        triple = triple_of(row, found_ends)
        counts = triple not in seen and not expected.get(triple, False)
        answers.append((triple in expected) if counts else None)
        seen.add(triple)
    return answers
