"""Documents, their headers and sections, and the documents that they name."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from extract.facts import Reference, Section, Slot, SourceText
from kg.iris import Iris
from kg.mapping.description import kind_class
from kg.mapping.entities import EntityWriter
from kg.mapping.evidence import EvidenceWriter
from kg.mapping.own_documents import OwnDocument, OwnDocuments
from kg.mapping.sink import QuadSink, chinese, date, integer, text, year
from kg.vocabulary import EDITIONS, LEVELS, RELATION_PROPERTIES, SLOT_PROPERTIES, term

PERIOD_SEPARATOR = "/"


def write_source(sink: QuadSink, iris: Iris, source: SourceText) -> None:
    """Write what the file itself is."""
    node = iris.file(source.sha256)
    sink.add_types(node, "stp:SourceFile")
    sink.add(node, "dcterms:title", text(source.name))
    sink.add(node, "stp:sha256", text(source.sha256))
    sink.add(node, "stp:format", text(source.format))
    if source.encoding:
        sink.add(node, "stp:encoding", text(source.encoding))
    sink.add(node, "stp:characterCount", integer(len(source.text)))


class DocumentWriter:
    """Writes the documents of one source file."""

    def __init__(
        self,
        sink: QuadSink,
        iris: Iris,
        source: SourceText,
        documents: OwnDocuments,
        entities: EntityWriter,
        evidence: EvidenceWriter,
    ) -> None:
        """Write to `sink`; `entities` knows the issuers, `evidence` takes the places."""
        self._sink = sink
        self._iris = iris
        self._source = source
        self._documents = documents
        self._entities = entities
        self._evidence = evidence

    def write_documents(self) -> None:
        """Write every document with its header, and each statement of a header with its place."""
        for own in self._documents:
            self._write_description(own)
            self._evidence.part(own.node, own.facts.opening)
            self._write_header(own)
            self._write_life(own)
            for slot in own.facts.slots:
                self._evidence.statement(own.node, SLOT_PROPERTIES[slot.name], self._slot_value(slot), slot.span)

    def write_sections(self, sections: Iterable[Section]) -> None:
        """Write the outlines."""
        sink = self._sink
        for section in sections:
            own = self._documents[section.document]
            node = self._iris.section(own.local, section.order)
            sink.add(own.node, "stp:hasSection", node)
            sink.add_types(node, "stp:Section")
            sink.add(node, "stp:sectionOrder", integer(section.order))
            sink.add(node, "stp:sectionLevel", integer(section.level))
            if section.label:
                sink.add(node, "stp:sectionLabel", text(section.label))
            if section.title:
                sink.add(node, "dcterms:title", chinese(section.title))
            if section.parent is not None:
                sink.add(node, "stp:parentSection", self._iris.section(own.local, section.parent))
            self._evidence.part(node, section.heading)

    def write_references(self, references: Iterable[Reference]) -> None:
        """Write which document names which, each with the place that names it; books and the like are left out."""
        for reference in (row for row in references if row.is_policy):
            subject = self._documents[reference.document].node
            target = self.cite(reference.title, reference.number)
            predicate = RELATION_PROPERTIES[reference.relation]
            self._sink.add(subject, predicate, target)
            self._evidence.statement(subject, predicate, target, reference.span, reference.confidence)

    def cite(self, title: str | None, number: str | None) -> NamedNode:
        """The document of that number, else of that title: one of the file, or one described as far as named."""
        if not number and title and (own := self._documents.titled(title)):
            return own.node
        node = self._iris.cited_document(title, number)
        if all(own.node != node for own in self._documents):
            self._sink.add_types(node, "stp:PolicyDocument")
            self._write_names(node, title, number)
        return node

    def _write_description(self, own: OwnDocument) -> None:
        facts, sink = own.facts, self._sink
        sink.add_types(own.node, "stp:PolicyDocument", kind_class("document", facts.kind))
        if facts.title or facts.number:
            self._write_names(own.node, facts.title, facts.number)
        else:
            # A covering notice without a title line: where to find it is all there is to call it by.
            sink.add(own.node, "rdfs:label", text(f"{self._source.name} {facts.key}"))
        sink.add(own.node, "prov:wasDerivedFrom", self._iris.file(self._source.sha256))
        if facts.region:
            sink.add(own.node, "stp:appliesTo", self._entities.find("region", facts.region))

    def _write_names(self, node: NamedNode, title: str | None, number: str | None) -> None:
        self._sink.add(node, "rdfs:label", chinese(title or number or ""))
        if title:
            self._sink.add(node, "dcterms:title", chinese(title))
        if number:
            self._sink.add(node, "stp:documentNumber", text(number))

    def _write_header(self, own: OwnDocument) -> None:
        facts, sink = own.facts, self._sink
        for issuer in facts.issuers:
            sink.add(own.node, "stp:issuedBy", self._entities.find("organisation", issuer))
        for body in facts.copies_to:
            sink.add(own.node, "stp:copiedTo", chinese(body))
        for addressee in facts.addressees:
            sink.add(own.node, "stp:addressedTo", chinese(addressee))
        for name, value in (("stp:dateSigned", facts.date_signed), ("stp:datePublished", facts.date_published)):
            if value:
                sink.add(own.node, name, date(value))
        if facts.period:
            sink.add(own.node, "stp:coversPeriod", self._period(*facts.period))
        if facts.attached_to:
            sink.add(own.node, "stp:attachedTo", self._documents[facts.attached_to].node)

    def _write_life(self, own: OwnDocument) -> None:
        life, sink = own.facts.life, self._sink
        if life.level:
            sink.add(own.node, "stp:level", term(LEVELS[life.level]))
        for edition in life.editions:
            sink.add(own.node, "stp:edition", term(EDITIONS[edition]))
        for name, value in (("stp:effectiveDate", life.effective), ("stp:expiryDate", life.expires)):
            if value:
                sink.add(own.node, name, date(value))
        if slot := self._documents.dated_by(own):
            day = date(slot.value.partition(PERIOD_SEPARATOR)[0])
            sink.add(own.node, "dcterms:date", day)
            self._evidence.statement(own.node, "dcterms:date", day, slot.span)

    def _period(self, first: str, last: str) -> NamedNode:
        node, sink = self._iris.period(first, last), self._sink
        sink.add_types(node, "stp:Period")
        sink.add(node, "rdfs:label", text(f"{first}-{last}"))
        sink.add(node, "stp:startYear", year(first))
        sink.add(node, "stp:endYear", year(last))
        return node

    def _slot_value(self, slot: Slot) -> NamedNode | Literal:
        match slot.name:
            case "issuer":
                return self._entities.find("organisation", slot.value)
            case "region":
                return self._entities.find("region", slot.value)
            case "attached_to":
                return self._documents[slot.value].node
            case "period":
                first, _, last = slot.value.partition(PERIOD_SEPARATOR)
                return self._period(first, last)
            case "level":
                return term(LEVELS[slot.value])
            case "edition":
                return term(EDITIONS[slot.value])
            case "date_signed" | "date_published" | "effective" | "expires":
                return date(slot.value)
            case "number":
                return text(slot.value)
            case _:
                return chinese(slot.value)
