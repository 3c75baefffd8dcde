"""Relations between entities, or between a document and an entity, that the text states."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from extract.facts import Participant, Relation
from kg.mapping.documents import DocumentWriter
from kg.mapping.entities import EntityWriter
from kg.mapping.evidence import EvidenceWriter
from kg.mapping.sink import QuadSink
from kg.vocabulary import RELATION_PROPERTIES


def write_relations(
    sink: QuadSink,
    evidence: EvidenceWriter,
    entities: EntityWriter,
    documents: DocumentWriter,
    relations: Iterable[Relation],
) -> None:
    """Write each relation, and the place that states it."""

    def node(participant: Participant) -> NamedNode:
        if participant.category == "document":
            return documents.cite(participant.name, None)
        return entities.find(participant.category, participant.name)

    for relation in relations:
        subject, value = node(relation.subject), node(relation.object)
        predicate = RELATION_PROPERTIES[relation.predicate]
        sink.add(subject, predicate, value)
        evidence.statement(subject, predicate, value, relation.span, relation.confidence)
