"""The documents that a source file holds: what they are called in the graph, and how a name or a place finds one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from extract.facts import Document, Section, Slot, SourceText, Span
from kg.iris import Iris, document_hash, normalise, number_segment

_DATES = ("date_signed", "effective", "date_published", "period")


@dataclass(frozen=True, slots=True)
class OwnDocument:
    """A document of the file.

    Attributes:
        facts: What was found of it.
        local: Its name in IRIs, with which those of its sections and goals begin.
        node: Its IRI.
    """

    facts: Document
    local: str
    node: NamedNode


class OwnDocuments:
    """The documents of one source file."""

    def __init__(
        self, iris: Iris, source: SourceText, documents: Iterable[Document], sections: Iterable[Section] = ()
    ) -> None:
        """Name `documents` by their numbers, else by what their headers say, else by the content of the file."""
        self._iris = iris
        documents = list(documents)
        by_key = {document.key: document for document in documents}
        self._sections = sorted(sections, key=lambda section: (section.span.start, -section.span.end))
        self._by_key: dict[str, OwnDocument] = {}
        taken: set[str] = set()
        for document in documents:
            local = number_segment(document.number) if document.number else ""
            # A plan may repeat the number of the notice that it is attached to.
            if not local or local in taken:
                local = _header_hash(document, by_key.get(document.attached_to or ""))
            if not local or local in taken:
                local = document_hash(source.sha256, document.key)
            taken.add(local)
            self._by_key[document.key] = OwnDocument(document, local, iris.document(local))
        self._by_title = {
            normalise(own.facts.title): own for own in reversed(self._by_key.values()) if own.facts.title is not None
        }

    def __iter__(self) -> Iterator[OwnDocument]:
        """The documents in the order of the file."""
        return iter(self._by_key.values())

    def __getitem__(self, key: str) -> OwnDocument:
        """The document of that key."""
        return self._by_key[key]

    def dated_by(self, own: OwnDocument) -> Slot | None:
        """What tells the day, month or year by which a document is put in order among others.

        That is when it was signed, or the document that it is attached to; else when it comes into force, when it was
        published, or which years it covers.
        """
        slots = {slot.name: slot for slot in reversed(own.facts.slots)}
        facts = own.facts
        while "date_signed" not in slots and facts.attached_to:
            facts = self._by_key[facts.attached_to].facts
            slots |= {slot.name: slot for slot in facts.slots if slot.name == "date_signed"}
        return next((slots[name] for name in _DATES if name in slots), None)

    def titled(self, title: str) -> OwnDocument | None:
        """The first document of that title, whatever quotation marks and white space are in it."""
        return self._by_title.get(normalise(title))

    def holding(self, span: Span) -> OwnDocument | None:
        """The innermost document that holds a span, or None for the page around the documents."""
        holders = [own for own in self._by_key.values() if _holds(own.facts.span, span)]
        return min(holders, key=lambda own: own.facts.span.end - own.facts.span.start, default=None)

    def section_of(self, span: Span) -> NamedNode | None:
        """The innermost section that holds the first character of a span."""
        index = bisect_right(self._sections, span.start, key=lambda section: section.span.start) - 1
        while index >= 0 and self._sections[index].span.end <= span.start:
            index -= 1
        if index < 0:
            return None
        section = self._sections[index]
        return self._iris.section(self._by_key[section.document].local, section.order)


def _header_hash(document: Document, covering: Document | None) -> str:
    """Local name of a document by its header, so that it stays the same when its text is corrected.

    Title and number of the document that it is attached to tell it from every other; or title, day and who issued it or
    where it holds. Empty where too little of that is printed.
    """
    covered_by = covering or document
    title = normalise(document.title or "")
    date = document.date_signed or covered_by.date_signed or document.date_published
    bodies = document.issuers or covered_by.issuers
    if title and covered_by.number:
        return document_hash(normalise(covered_by.number), title)
    if title and date and (bodies or document.region):
        return document_hash(title, "/".join((date, *map(normalise, bodies), document.region or "")))
    return ""


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
