"""The measure: how much of what a file says was found, and how much of what was found it says.

Each class of facts has a precision, a recall and their harmonic mean F1, over all files together; the score of an
extraction is the mean of the eight F1.

    documents      a point for each slot of a document: title, kind, number, date of signature, period, each issuer,
                   each addressee, and the title of the document it is attached to
    references     a point for the document named, a second for the relation to it
    organisations, programmes, regions, goals, qualitative
                   a point for each row
    relations      a point for each relation; its ends are compared as entities, by whichever of their names

`names` and `kinds` are accuracies beside the score: of how many matched entities the name, or the kind, is that of the
gold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluation.annotation import Annotation, DocumentRow, EntityRow, ReferenceRow, RelationRow
from kg.evaluation.matching import (
    Matching,
    OptionalRow,
    match,
    required_first,
    same_clause,
    same_document,
    same_entity,
    same_goal,
    same_reference,
    surface_forms,
    without_optional,
)
from kg.evaluation.score import Score
from kg.evaluation.text import normalise, year

NAMED = ("organisations", "regions")
"""Classes whose entities have one official name, which `names` measures."""

End = tuple[str, int] | str
Triple = tuple[End, str, End]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where an extraction and the gold part, in words for a reader; `gold` or `found` is empty where there is none."""

    gold: str
    found: str


@dataclass(frozen=True, slots=True)
class Measurement:
    """One class of one file: its points, and what cost some."""

    score: Score
    differences: tuple[Difference, ...]


def measure(gold: Annotation, found: Annotation) -> dict[str, Measurement]:
    """Measure what was found in a file, by class: those of `CLASSES`, then those of `ACCURACIES`."""
    entities = match_entities(gold, found)
    goals = match(required_first(gold.goals), found.goals, same_goal)
    clauses = match(required_first(gold.qualitative_goals), found.qualitative_goals, same_clause)
    counted = {name: without_optional(matching) for name, matching in entities.items()}
    named = [pair for name in NAMED for pair in counted[name].pairs]
    every = [pair for matching in counted.values() for pair in matching.pairs]
    return {
        "documents": _documents(gold.documents, found.documents),
        "references": _references(gold.references, found.references),
        **{name: _rows(matching) for name, matching in counted.items()},
        "goals": _rows(without_optional(goals)),
        "qualitative": _rows(without_optional(clauses)),
        "relations": _relations(gold.relations, found.relations, entities),
        "names": _accuracy((normalise(e.name) == normalise(f.name), e.name, f.name) for e, f in named),
        "kinds": _accuracy((e.kind == f.kind, f"{e.name}: {e.kind}", f"{f.name}: {f.kind}") for e, f in every),
    }


def match_entities(gold: Annotation, found: Annotation) -> dict[str, Matching[EntityRow]]:
    """Which entity found answers which of the gold, by class; optional ones of the gold are among them."""
    return {
        "organisations": match(required_first(gold.organisations), found.organisations, same_entity),
        "programmes": match(required_first(gold.programmes), found.programmes, same_entity),
        "regions": match(required_first(gold.regions), found.regions, same_entity),
    }


def _rows(matching: Matching[OptionalRow]) -> Measurement:
    hit = len(matching.pairs)
    score = Score(hit, hit + len(matching.missed), hit + len(matching.wrong))
    return Measurement(score, tuple(_unmatched(matching)))


def _unmatched(matching: Matching[OptionalRow]) -> Iterator[Difference]:
    yield from (Difference(str(row), "") for row in matching.missed)
    yield from (Difference("", str(row)) for row in matching.wrong)


def _accuracy(answers: Iterable[tuple[bool, str, str]]) -> Measurement:
    """Of answers that are right or not, with what the gold has and what was found."""
    given = tuple(answers)
    hit = sum(right for right, _, _ in given)
    differences = tuple(Difference(gold, found) for right, gold, found in given if not right)
    return Measurement(Score(hit, len(given), len(given)), differences)


def _documents(gold: Sequence[DocumentRow], found: Sequence[DocumentRow]) -> Measurement:
    matching = match(gold, found, same_document)
    expected_titles, found_titles = _titles(gold), _titles(found)
    hit = 0
    differences: list[Difference] = []
    for expected, row in matching.pairs:
        wanted, given = _slots(expected, expected_titles), _slots(row, found_titles)
        hit += len(wanted & given)
        differences += (Difference(f"{expected.key} {slot}: {value}", "") for slot, value in sorted(wanted - given))
        differences += (Difference("", f"{row.key} {slot}: {value}") for slot, value in sorted(given - wanted))
    differences += (Difference(f"{row.key}: {row}", "") for row in matching.missed)
    differences += (Difference("", f"{row.key}: {row}") for row in matching.wrong)
    all_expected = sum(len(_slots(row, expected_titles)) for row in gold)
    all_found = sum(len(_slots(row, found_titles)) for row in found)
    return Measurement(Score(hit, all_expected, all_found), tuple(differences))


def _titles(documents: Sequence[DocumentRow]) -> dict[str | None, str]:
    return {document.key: normalise(document.title) for document in documents}


def _slots(document: DocumentRow, titles: Mapping[str | None, str]) -> frozenset[tuple[str, str]]:
    # That a document prints no title is said too; any other slot is there or not.
    slots = [("title", normalise(document.title)), ("kind", normalise(document.kind))]
    if document.number:
        slots.append(("number", normalise(document.number)))
    if document.date_signed:
        slots.append(("date_signed", normalise(document.date_signed)))
    if document.period:
        slots.append(("period", "-".join(map(year, document.period))))
    if document.attached_to:
        slots.append(("attached_to", titles.get(document.attached_to, "")))
    slots += (("issuers", normalise(name)) for name in document.issuers)
    slots += (("addressees", normalise(name)) for name in document.addressees)
    return frozenset(slots)


def _references(gold: Sequence[ReferenceRow], found: Sequence[ReferenceRow]) -> Measurement:
    matching = without_optional(match(gold, found, same_reference))
    rows = _rows(matching)
    related = _accuracy(
        (expected.relation == row.relation, f"{expected}: {expected.relation}", f"{row}: {row.relation}")
        for expected, row in matching.pairs
    )
    relations = Score(related.score.hit, rows.score.gold, rows.score.system)
    return Measurement(rows.score + relations, rows.differences + related.differences)


def _relations(
    gold: Sequence[RelationRow], found: Sequence[RelationRow], entities: Mapping[str, Matching[EntityRow]]
) -> Measurement:
    expected_ends, found_ends = ends_of(entities, 0), ends_of(entities, 1)
    expected_rows = {triple_of(row, expected_ends): row for row in gold}
    found_rows = {triple_of(row, found_ends): row for row in found}
    for triple in [triple for triple, row in expected_rows.items() if row.optional]:
        del expected_rows[triple]
        found_rows.pop(triple, None)
    missed = [row for triple, row in expected_rows.items() if triple not in found_rows]
    wrong = [row for triple, row in found_rows.items() if triple not in expected_rows]
    hit = len(expected_rows) - len(missed)
    differences = (*(Difference(str(row), "") for row in missed), *(Difference("", str(row)) for row in wrong))
    return Measurement(Score(hit, len(expected_rows), len(found_rows)), differences)


def ends_of(entities: Mapping[str, Matching[EntityRow]], side: int) -> dict[str, End]:
    """The matched entity that each name means; `side` is 0 for names of the gold, 1 for names found."""
    ends: dict[str, End] = {}
    for name, matching in entities.items():
        for number, pair in enumerate(matching.pairs):
            for form in surface_forms(pair[side]):
                # A name that two entities share is that of the first.
                ends.setdefault(form, (name, number))
    return ends


def triple_of(row: RelationRow, ends: Mapping[str, End]) -> Triple:
    """A relation with its ends as the entities that they mean, where they mean any."""
    subject, object_ = normalise(row.subject), normalise(row.object)
    return ends.get(subject, subject), row.predicate, ends.get(object_, object_)
