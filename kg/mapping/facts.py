"""From the facts of one source file to the statements of its graph."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from pyoxigraph import Quad

from extract.facts import FileFacts
from kg.decisions import Decisions
from kg.gazetteer import Gazetteer, default_gazetteer
from kg.iris import Iris
from kg.mapping.documents import DocumentWriter, write_source
from kg.mapping.entities import EntityWriter, write_identity, write_mentions
from kg.mapping.evidence import EvidenceLevel, EvidenceWriter
from kg.mapping.goals import GoalWriter
from kg.mapping.own_documents import OwnDocuments
from kg.mapping.relations import write_relations
from kg.mapping.run import Run, write_run
from kg.mapping.sink import QuadSink


@dataclass(frozen=True, slots=True)
class MappingSettings:
    """What may differ from graph to graph.

    Attributes:
        evidence: How much evidence is written.
        decisions: What the user has decided about names.
        run: What reads the files, to be said in their graphs; None to leave that out.
    """

    evidence: EvidenceLevel = "full"
    decisions: Decisions = Decisions()
    run: Run | None = None


def map_facts(
    facts: FileFacts,
    iris: Iris,
    gazetteer: Gazetteer | None = None,
    settings: MappingSettings = MappingSettings(),
) -> list[Quad]:
    """Everything that one source file says, as the quads of its graph, each once and always in the same order.

    Args:
        facts: What was found, with spans in characters of the decoded source.
        iris: The IRIs under the base of the graph.
        gazetteer: Where names that are no entity of the file are looked up; None for that of the installation.
        settings: What may differ from graph to graph.

    Raises:
        MappingError: A fact has no place in the ontology.
    """
    source, entities = facts.source, facts.organisations + facts.programmes + facts.regions
    sink = QuadSink(iris.file(source.sha256))
    own_documents = OwnDocuments(iris, source, facts.documents, facts.sections)
    evidence = EvidenceWriter(sink, iris, source, own_documents, settings.evidence)
    write_source(sink, iris, source)
    if settings.run:
        write_run(sink, iris, source, settings.run)
    choose = partial(settings.decisions.other, file=source.name)
    entity_writer = EntityWriter(sink, iris, gazetteer or default_gazetteer(), choose, entities)
    documents = DocumentWriter(sink, iris, source, own_documents, entity_writer, evidence)
    documents.write_documents()
    documents.write_sections(facts.sections)
    documents.write_references(facts.references)
    write_mentions(sink, evidence, own_documents, entity_writer, entities)
    write_identity(sink, iris, evidence, entity_writer, entities)
    goals = GoalWriter(sink, iris, own_documents, entity_writer, evidence)
    goals.write_goals(facts.goals)
    goals.write_qualitative_goals(facts.qualitative_goals)
    write_relations(sink, evidence, entity_writer, documents, facts.relations)
    return sink.quads
