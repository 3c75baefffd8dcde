"""Facts in the JSON form of the annotation guide: what `kg extract` writes and the benchmark's gold files hold."""

from __future__ import annotations

from decimal import Decimal
from pathlib import PurePath
from typing import Any

from extract.cited import one_for_each_target
from extract.facts import Document, Entity, FileFacts, Goal, QualitativeGoal, Reference, Relation, Span


def to_annotation(facts: FileFacts) -> dict[str, Any]:
    """One JSON object for one source file; spans count the characters of the decoded source."""
    return {
        "id": PurePath(facts.source.name).stem,
        "documents": [_document(document) for document in facts.documents],
        "references": [
            {"from": r.document, "title": r.title, "number": r.number, "relation": r.relation, **_place(r)}
            for r in one_for_each_target(facts.references)
        ],
        "organisations": [_entity(entity) for entity in facts.organisations],
        "programmes": [_entity(entity) for entity in facts.programmes],
        "regions": [_entity(entity) for entity in facts.regions],
        "goals": [_goal(goal) for goal in facts.goals],
        "qualitative_goals": [{"quote": goal.quote, "by": goal.by, **_place(goal)} for goal in facts.qualitative_goals],
        "relations": [
            {"s": r.subject.name, "p": r.predicate, "o": r.object.name, **_place(r)} for r in facts.relations
        ],
    }


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def _place(fact: Reference | Goal | QualitativeGoal | Relation) -> dict[str, Any]:
    """Where a fact stands, and how likely it is right, where that is known."""
    return {"span": _span(fact.span), **_confidence(fact)}


def _confidence(fact: Reference | Entity | Goal | QualitativeGoal | Relation) -> dict[str, float]:
    return {} if fact.confidence is None else {"confidence": fact.confidence}


def _document(document: Document) -> dict[str, Any]:
    return {
        "key": document.key,
        "title": document.title,
        "kind": document.kind,
        "number": document.number,
        "issuers": list(document.issuers),
        "addressees": list(document.addressees),
        "date_signed": document.date_signed,
        "date_published": document.date_published,
        "period": list(document.period) if document.period else None,
        "attached_to": document.attached_to,
        "span": {"start": document.span.start, "end": document.span.end, "text": document.span.text},
    }


def _entity(entity: Entity) -> dict[str, Any]:
    spans = [_span(span) for span in entity.spans]
    row = {"name": entity.name, "mentions": list(entity.mentions), "kind": entity.kind, "spans": spans}
    return {**row, **_confidence(entity)}


def _goal(goal: Goal) -> dict[str, Any]:
    return {
        "quote": goal.quote,
        "indicator": goal.indicator,
        "op": goal.op,
        "value": _number(goal.value),
        "value_max": _number(goal.value_max),
        "unit": goal.unit,
        "by": goal.by,
        "region": goal.region,
        **_place(goal),
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
