"""Organisations, programmes and regions, and the places that name them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pyoxigraph import NamedNode

from extract.facts import Entity
from kg.gazetteer import Gazetteer
from kg.iris import Iris, normalise
from kg.mapping.description import describe_entity
from kg.mapping.evidence import EvidenceWriter
from kg.mapping.own_documents import OwnDocuments
from kg.mapping.sink import QuadSink

Choose = Callable[[str, str], str | None]


class EntityWriter:
    """Writes the entities of one source file and finds them again by name."""

    def __init__(
        self, sink: QuadSink, iris: Iris, gazetteer: Gazetteer, choose: Choose, entities: Iterable[Entity]
    ) -> None:
        """Describe `entities` in `sink`.

        Args:
            sink: Where to.
            iris: The IRIs under the base of the graph.
            gazetteer: Where a name that is none of theirs is looked up.
            choose: The name or code that the user has chosen for a name of a category, or None.
            entities: The entities of the file.
        """
        self._sink = sink
        self._iris = iris
        self._gazetteer = gazetteer
        self._choose = choose
        self._by_name: dict[tuple[str, str], NamedNode] = {}
        self._by_mention: dict[tuple[str, str], NamedNode] = {}
        self._by_entity: dict[Entity, NamedNode] = {}
        for entity in entities:
            node = self._by_entity[entity] = self._describe(entity)
            self._by_name.setdefault((entity.category, normalise(entity.name)), node)
            for mention in entity.mentions:
                self._by_mention.setdefault((entity.category, normalise(mention)), node)

    def node(self, entity: Entity) -> NamedNode:
        """The node of one of the file's entities."""
        return self._by_entity[entity]

    def find(self, category: str, name: str) -> NamedNode:
        """The entity of that name or mention, else the gazetteer's, else one known by this name only."""
        key = (category, normalise(name))
        node = self._by_name.get(key) or self._by_mention.get(key)
        if node is None:
            node = self._by_name[key] = self._describe_unmentioned(category, name)
        return node

    def _describe(self, entity: Entity) -> NamedNode:
        other = self._choose(entity.category, entity.name)
        if other is not None:
            return self._describe_named(entity.category, other, entity.kind, (entity.name, *entity.mentions))
        node = self._iris.entity(entity.category, entity.name, entity.code)
        describe_entity(self._sink, node, entity.category, entity.name, entity.kind, entity.mentions, entity.code)
        return node

    def _describe_unmentioned(self, category: str, name: str) -> NamedNode:
        return self._describe_named(category, self._choose(category, name) or name, None, (name,))

    def _describe_named(self, category: str, name: str, kind: str | None, other_names: Iterable[str]) -> NamedNode:
        """Describe what the gazetteer knows by a name or code, else a thing of that name and kind."""
        entry = self._gazetteer.find(category, name)
        if entry:
            name, kind = entry.name, entry.kind
        code = entry.code if entry else None
        node = self._iris.entity(category, name, code)
        describe_entity(self._sink, node, category, name, kind, other_names, code)
        return node


def write_identity(
    sink: QuadSink, iris: Iris, evidence: EvidenceWriter, entity_writer: EntityWriter, entities: Iterable[Entity]
) -> None:
    """Write what an entity's own name says: the body that it is a unit of, or the regions that it can be."""
    for entity in entities:
        node = entity_writer.node(entity)
        values = [("stp:couldBe", iris.region(entity.name, code)) for code in entity.candidates]
        if entity.parent:
            values.append(("stp:partOf", entity_writer.find("organisation", entity.parent)))
        # A name that the user has chosen a region for is none of several any more.
        if node == iris.entity(entity.category, entity.name, entity.code):
            for predicate, value in values:
                sink.add(node, predicate, value)
                evidence.statement(node, predicate, value, entity.spans[0])


def write_mentions(
    sink: QuadSink,
    evidence: EvidenceWriter,
    documents: OwnDocuments,
    entity_writer: EntityWriter,
    entities: Iterable[Entity],
) -> None:
    """Write every place that names an entity, and which documents mention it."""
    for entity in entities:
        node = entity_writer.node(entity)
        for span in entity.spans:
            evidence.mention(span, node, entity.category, entity.confidence)
            if document := documents.holding(span):
                sink.add(document.node, "stp:mentions", node)
