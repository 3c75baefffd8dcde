"""How likely a finding is right: the share of findings like it that were right in annotated files.

Findings are like each other by a few signs each, the telling ones first: of a programme its kind and the end of its
name, of a relation what it says and of what. `data/models/confidence.tsv` counts, for each run of signs, how many were
found and how many of those were right; `make calibration` writes it. What has rarely been seen leans towards what its
first signs say.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from extract.facts import Document, Entity, Goal, Participant, QualitativeGoal, Reference, Relation
from extract.records import changed
from extract.resources import resource
from extract.units import conversion

Fact = Reference | Entity | Goal | QualitativeGoal | Relation
AnyFact = TypeVar("AnyFact", Reference, Entity, Goal, QualitativeGoal, Relation)
Signs = tuple[str, ...]
TABLE = "confidence.tsv"
# As much as this many findings more, right as often as those with the signs before.
_WEIGHT = 24
_EVEN = 0.5
_ROLE = re.compile("牵头|负责|主办|承办|组织实施|会同|联合|配合|协办|参与|参加|位于|成员|主任|组长")
_FEW = (1, 3)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else the file says that a finding is judged by: the kinds of its documents, and its entities."""

    kinds: Mapping[str, str]
    entities: Mapping[Participant, Entity]

    @classmethod
    def of(cls, documents: Iterable[Document], entities: Iterable[Entity]) -> Surroundings:
        """Those of a file."""
        return cls(
            {document.key: document.kind for document in documents},
            {entity.participant: entity for entity in entities},
        )


@dataclass(frozen=True, slots=True)
class Calibration:
    """For each run of signs, how many findings with it were right, and how many there were."""

    counts: Mapping[Signs, tuple[int, int]]

    def confidence(self, signs: Signs) -> float:
        """How likely a finding with these signs is right, to two decimals."""
        likely = _EVEN
        for length in range(1, len(signs) + 1):
            right, found = self.counts.get(signs[:length], (0, 0))
            likely = (right + _WEIGHT * likely) / (found + _WEIGHT)
        return round(likely, 2)

    def rated(self, fact: AnyFact, around: Surroundings) -> AnyFact:
        """The finding with its confidence; one that has one keeps it."""
        if fact.confidence is not None:
            return fact
        return changed(fact, confidence=self.confidence(signs_of(fact, around)))


@cache
def load_calibration() -> Calibration:
    """The counts of `data/models/confidence.tsv`."""
    with (resource("data/models") / TABLE).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return Calibration({tuple(row["signs"].split("/")): (int(row["right"]), int(row["found"])) for row in rows})


def signs_of(fact: Fact, around: Surroundings) -> Signs:
    """What tells how likely a finding is right, the most telling first; the first is its class."""
    if isinstance(fact, Entity):
        return _signs_of_entity(fact)
    if isinstance(fact, Relation):
        return _signs_of_relation(fact, around)
    kind = around.kinds.get(fact.document, "")
    if isinstance(fact, Reference):
        return "reference", fact.relation, "number" if fact.number else "title", kind
    if isinstance(fact, Goal):
        standard = conversion(fact.unit)
        length = "short" if len(fact.indicator) < 3 else "long" if len(fact.indicator) > 16 else "usual"
        return "goal", length, kind, fact.op, standard.qudt if standard else fact.unit
    return "qualitative", kind, "deadline" if re.search(r"\d{4}年", fact.span.prefix) else "inherited"


def _signs_of_entity(entity: Entity) -> Signs:
    times = len(entity.spans)
    often = "once" if times <= _FEW[0] else "few" if times <= _FEW[1] else "often"
    if entity.category == "region":
        known = "code" if entity.code else "several" if entity.candidates else "name"
        return "region", known, entity.kind, often
    if entity.category == "organisation":
        return "organisation", entity.kind, often, "unit" if entity.parent else "body"
    quoted = "quoted" if "“" in entity.name else "plain"
    return "programme", entity.kind, quoted, often, re.sub("[”’》]", "", entity.name)[-2:]


def _signs_of_relation(relation: Relation, around: Surroundings) -> Signs:
    def kind(end: Participant) -> str:
        return around.entities[end].kind if end in around.entities else end.category

    role = _ROLE.search(relation.span.text + relation.span.suffix)
    said = role[0] if role else "unsaid"
    return (
        "relation",
        relation.predicate,
        relation.subject.category,
        kind(relation.object),
        kind(relation.subject),
        said,
    )
