"""The layout of one file, as the fact extractors use it: documents, sections, paragraphs and sentences by place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from extract.clean import CleanText
from extract.facts import Document, Section, Span
from extract.structure.documents import find_documents
from extract.structure.metadata import mark_metadata
from extract.structure.outline import contents_paragraphs, headings
from extract.structure.paragraphs import Paragraph, split_paragraphs
from extract.structure.tables import Table, find_tables

_SENTENCE_END = re.compile(r"[。！？；;!?]+[”’」』）)]*")
# Context that a quote carries on either side, in characters.
_CONTEXT = 80


@dataclass(frozen=True)
class Layout:
    """Where everything stands, in clean characters.

    Attributes:
        clean: The text.
        documents: The file's documents.
        sections: The sections of all documents, in order.
        paragraphs: The paragraphs that are read for facts: no page furniture, no table of contents.
        sentences: Their sentences, as (start, end).
    """

    clean: CleanText
    documents: tuple[Document, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[tuple[int, int], ...]

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables among the paragraphs."""
        return find_tables(self.paragraphs)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def _spans(self) -> dict[tuple[int, int], Span]:
        return {}

    def document_at(self, position: int) -> Document | None:
        """The document that the character at `position` belongs to."""
        index = bisect_right(self.documents, position, key=lambda document: document.span.start) - 1
        return self.documents[max(index, 0)] if self.documents else None

    def section_at(self, position: int) -> Section | None:
        """The innermost section that contains the character at `position`."""
        document = self.document_at(position)
        index = bisect_right(self.sections, position, key=lambda section: section.span.start)
        while document and index and self.sections[index - 1].span.start >= document.span.start:
            index -= 1
            if position < self.sections[index].span.end:
                return self.sections[index]
        return None

    def sentence_at(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence around `position`."""
        index = bisect_right(self._sentence_starts, position) - 1
        if index >= 0 and self.sentences[index][0] <= position < self.sentences[index][1]:
            return self.sentences[index]
        line = self.clean.text.rfind("\n", 0, position) + 1
        end = self.clean.text.find("\n", position)
        return line, end if end >= 0 else len(self.clean.text)

    def span(self, start: int, end: int) -> Span:
        """The span of the clean characters `start` to `end`, with the rest of its sentence as context."""
        if found := self._spans.get((start, end)):
            return found
        text = self.clean.text
        first, last = self.sentence_at(start)[0], self.sentence_at(end - 1)[1]
        prefix, suffix = text[max(first, start - _CONTEXT) : start], text[end : min(last, end + _CONTEXT)]
        found = Span(start, end, text[start:end].replace("\n", ""), prefix.replace("\n", ""), suffix.replace("\n", ""))
        self._spans[start, end] = found
        return found


def read_layout(clean: CleanText) -> Layout:
    """Find the structure of a cleaned file."""
    paragraphs = mark_metadata(split_paragraphs(clean))
    texts = ["" if paragraph.page else paragraph.text for paragraph in paragraphs]
    contents = contents_paragraphs(texts)
    body = tuple(p for index, p in enumerate(paragraphs) if not p.page and index not in contents)
    documents = find_documents(paragraphs)
    layout = Layout(clean, documents, _sections(body, documents), body, tuple(_sentences(body)))
    return _quoted(layout)


def _quoted(layout: Layout) -> Layout:
    """The layout with the words of its slots, openings and headings, which only a layout can quote."""

    def quoted(span: Span) -> Span:
        return layout.span(span.start, span.end)

    def with_words(document: Document) -> Document:
        slots = tuple(replace(slot, span=quoted(slot.span)) for slot in document.slots)
        return replace(document, slots=slots, opening=quoted(document.opening))

    sections = tuple(replace(section, heading=quoted(section.heading)) for section in layout.sections)
    return replace(layout, documents=tuple(map(with_words, layout.documents)), sections=sections)


def _sentences(paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[int, int]]:
    for paragraph in paragraphs:
        start = paragraph.start
        for end in _SENTENCE_END.finditer(paragraph.text):
            yield start, paragraph.start + end.end()
            start = paragraph.start + end.end()
        if start < paragraph.end:
            yield start, paragraph.end


def _sections(paragraphs: tuple[Paragraph, ...], documents: tuple[Document, ...]) -> tuple[Section, ...]:
    sections: list[Section] = []
    for document in documents:
        own = [p for p in paragraphs if document.span.start <= p.start < document.span.end]
        sections += _document_sections(own, document)
    return tuple(sections)


def _document_sections(own: list[Paragraph], document: Document) -> list[Section]:
    found = headings([paragraph.text for paragraph in own])
    sections: list[Section] = []
    open_: list[tuple[int, int]] = []  # (rank, order) of the sections around the current one
    for order, heading in enumerate(found, 1):
        while open_ and open_[-1][0] >= heading.rank:
            open_.pop()
        later = (own[h.paragraph].start for h in found[order:] if h.rank <= heading.rank)
        start, end = own[heading.paragraph].start, next(later, document.span.end)
        parent = open_[-1][1] if open_ else None
        level, label, title = len(open_) + 1, heading.label, heading.title
        printed = Span(start, start + len(label) + len(title), "")
        span = Span(start, end, title)
        sections.append(Section(document.key, order, level, label, title, parent, span, heading=printed))
        open_.append((heading.rank, order))
    return sections
