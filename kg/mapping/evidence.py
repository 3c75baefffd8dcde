"""Evidence: the places of a source file that say things, as Web Annotations, and how much of it is written."""

from __future__ import annotations

from typing import Literal as OneOf
from typing import get_args

from pyoxigraph import Literal, NamedNode

from extract.facts import SourceText, Span
from kg.iris import Iris
from kg.mapping.own_documents import OwnDocuments
from kg.mapping.sink import QuadSink, chinese, integer, text
from kg.vocabulary import term

_EVIDENCE = "evidence"
EvidenceLevel = OneOf["none", "goals", "full"]
"""How much evidence is written: none, that of goals, or that of every fact and every mention."""
EVIDENCE_LEVELS: tuple[EvidenceLevel, ...] = get_args(EvidenceLevel)


class EvidenceWriter:
    """Writes mentions and statements of one source file."""

    def __init__(
        self, sink: QuadSink, iris: Iris, source: SourceText, documents: OwnDocuments, level: EvidenceLevel = "full"
    ) -> None:
        """Write to `sink`; `documents` are those of the file, `level` says what is left out."""
        self._level = level
        self._sink = sink
        self._iris = iris
        self._source = source
        self._documents = documents

    def mention(self, span: Span, entity: NamedNode, category: str, confidence: float | None = None) -> None:
        """A place that names an entity."""
        if self._level == "full":
            node = self._annotation(span, category)
            self._sink.add(node, "oa:hasBody", entity)
            self._sink.rate(node, confidence)

    def goal(self, node: NamedNode, span: Span) -> None:
        """The place that sets a goal."""
        if self._level != "none":
            self._sink.add(node, "stp:evidence", self._annotation(span, _EVIDENCE))

    def part(self, node: NamedNode, span: Span) -> None:
        """The place at which a document or a section begins."""
        if self._level == "full":
            self._sink.add(node, "stp:evidence", self._annotation(span, _EVIDENCE))

    def statement(
        self,
        subject: NamedNode,
        predicate: str,
        value: NamedNode | Literal,
        span: Span,
        confidence: float | None = None,
    ) -> None:
        """A fact as a thing of its own, with the place that states it; stated twice, it has two places."""
        if self._level != "full":
            return
        sink, name = self._sink, term(predicate)
        node = self._iris.statement(self._source.sha256, subject, name, value)
        sink.add_types(node, "stp:Statement")
        sink.add(node, "stp:subject", subject)
        sink.add(node, "stp:predicate", name)
        sink.add(node, "stp:object" if isinstance(value, NamedNode) else "stp:objectValue", value)
        sink.add(node, "stp:evidence", self._annotation(span, _EVIDENCE))
        sink.rate(node, confidence)

    def _annotation(self, span: Span, role: str) -> NamedNode:
        sink = self._sink
        node = self._iris.mention(self._source.sha256, span.start, span.end, role)
        target, position, quote = (NamedNode(f"{node.value}#{part}") for part in ("target", "position", "quote"))
        sink.add_types(node, "stp:Mention", "oa:Annotation")
        if document := self._documents.holding(span):
            sink.add(node, "stp:inDocument", document.node)
        if section := self._documents.section_of(span):
            sink.add(node, "stp:inSection", section)
        if place := self._source.place_at(span.start):
            sink.add(node, "stp:place", text(place))
        sink.add(node, "oa:hasTarget", target)
        sink.add_types(target, "oa:SpecificResource")
        sink.add(target, "oa:hasSource", self._iris.file(self._source.sha256))
        sink.add(target, "oa:hasSelector", position)
        sink.add(target, "oa:hasSelector", quote)
        sink.add_types(position, "oa:TextPositionSelector")
        sink.add(position, "oa:start", integer(span.start))
        sink.add(position, "oa:end", integer(span.end))
        sink.add_types(quote, "oa:TextQuoteSelector")
        sink.add(quote, "oa:exact", chinese(span.text))
        for name, context in (("oa:prefix", span.prefix), ("oa:suffix", span.suffix)):
            if context:
                sink.add(quote, name, chinese(context))
        return node
