"""What the extractors find in one source file: plain frozen records, without RDF.

Every record carries the span of characters that says it. While the pipeline runs, spans count the characters of the
clean text (`extract.clean.CleanText.text`); the records of a finished `FileFacts` count the characters of the decoded
source (`SourceText.text`), so that anyone can open the file and see the words.

The words of the fields are those of the annotation guide of the benchmark: a document has issuers (发文机关), a
number (发文字号), addressees (主送机关), a date of signature (成文日期); a goal has an indicator, an operator, a value
and a unit.

The `confidence` of a fact is how likely it is right, from 0 to 1, by `extract.confidence`; None where nothing has told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from extract.life import Life
from extract.spans import Place as Place
from extract.spans import SourceText as SourceText
from extract.spans import Span as Span

Category = Literal["organisation", "programme", "region", "document"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One statement of a document's header, with the place that prints it.

    Attributes:
        name: `title`, `number`, `issuer`, `addressee`, `copy_to`, `date_signed`, `date_published`, `period`, `region`,
            `attached_to`, `level`, `edition`, `effective`, `expires`.
        value: The value as it stands in the `Document`; of a period, the years joined by `/`.
        span: Where it is printed; what an attached document has from its covering document is printed there.
    """

    name: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One policy document; a source file can hold several.

    Attributes:
        key: Name of the document inside its file: `d1`, `d2` …
        title: Title without 《》, or None where the file prints no title line.
        kind: One of `notice opinions plan outline action-plan scheme measures guidelines reply report law order letter
            other`.
        number: 发文字号 with 〔〕 around the year, or None.
        issuers: Every issuing body, as printed, joint issuers apart.
        addressees: 主送机关, as printed.
        date_signed: 成文日期, ISO 8601.
        date_published: Date that the page around the document prints, ISO 8601.
        period: First and last year that the document says it covers.
        attached_to: Key of the document that this one is attached to.
        copies_to: 抄送机关, as printed.
        region: Official name of the division that the document is about, None for a national document.
        span: The whole document.
        opening: Its first paragraph.
        life: Its level and edition, and from when until when it is in force.
        slots: Where the header says each of these.
    """

    key: str
    title: str | None
    kind: str
    number: str | None
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    date_signed: str | None
    date_published: str | None
    period: tuple[str, str] | None
    attached_to: str | None
    span: Span
    slots: tuple[Slot, ...] = ()
    region: str | None = None
    copies_to: tuple[str, ...] = ()
    life: Life = Life()
    opening: Span = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of a document's outline and the text under it.

    Attributes:
        document: Key of the document.
        order: Position among the document's sections, from 1.
        level: Depth in the outline, from 1.
        label: The numbering as printed: `一、`, `(二)`, `第三条`.
        title: The heading without its numbering.
        parent: `order` of the section that contains this one.
        span: Heading and text, subsections included.
        heading: Numbering and title, as printed.
    """

    document: str
    order: int
    level: int
    label: str
    title: str
    parent: int | None
    span: Span
    heading: Span = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Reference:
    """Another document that a document names.

    Attributes:
        document: Key of the document that names it.
        title: Its title without 《》, or None where it is named by number only.
        number: Its 发文字号, or None.
        relation: `cites`, `implements` or `repeals`.
        is_policy: Whether it can be a policy document: a book, a serial, a work of art or a certificate is none.
    """

    document: str
    title: str | None
    number: str | None
    relation: str
    span: Span
    confidence: float | None = None
    is_policy: bool = True


@dataclass(frozen=True, slots=True)
class Entity:
    """An organisation, a programme or a region, with every place that names it.

    Attributes:
        category: `organisation`, `programme` or `region`.
        name: The full name; the official one where a gazetteer knows it.
        kind: A kind of the annotation guide, such as `government`, `action`, `province`.
        spans: The mentions, in the order of the text.
        code: GB/T 2260 code of a Chinese division, ISO 3166-1 code of a country, or None.
        parent: Full name of the organisation that this one's own name says it is a unit of, or None.
        candidates: GB/T 2260 codes of the divisions of this name, where nothing tells which is meant; else empty.
    """

    category: Category
    name: str
    kind: str
    spans: tuple[Span, ...]
    code: str | None = None
    parent: str | None = None
    candidates: tuple[str, ...] = ()
    confidence: float | None = None

    @property
    def mentions(self) -> tuple[str, ...]:
        """The distinct surface forms, in the order of their first appearance."""
        return tuple(dict.fromkeys(span.text for span in self.spans))

    @property
    def participant(self) -> Participant:
        """The entity as one end of a relation."""
        return Participant(self.category, self.name)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The state that a goal starts from.

    Attributes:
        year: Its year, four digits (基期年).
        value: What was measured then, in the unit of the goal; None where only the year is given (比2015年下降10%).
    """

    year: str
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A number that a document sets as something to be reached.

    Attributes:
        document: Key of the document that sets it.
        quote: The clause that says it.
        indicator: The noun phrase that is measured.
        op: `>=`, `<=`, `=`, `+` (increase by) or `-` (decrease by).
        value: The number as printed, not multiplied out.
        value_max: Upper end of a range, or None.
        unit: The text right behind the number: `亿元`, `%`, `家`.
        by: Year of the deadline, four digits, or None.
        region: Official name of the region it is for, when not the document's own scope.
        section: `order` of the section it stands in.
        binding: Whether the table of indicators that sets it calls it binding (约束性); False where it calls it
            anticipated (预期性), None where nothing is said.
        baseline: What the value is compared with, where the text says so.
        programme: Name of the programme that it belongs to, where the text makes that plain.
    """

    document: str
    quote: str
    indicator: str
    op: str
    value: Decimal
    value_max: Decimal | None
    unit: str
    by: str | None
    region: str | None
    span: Span
    section: int | None = None
    binding: bool | None = None
    baseline: Baseline | None = None
    programme: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class QualitativeGoal:
    """A clause that states a result to be reached by a stated year, without a number; else as `Goal`."""

    document: str
    quote: str
    by: str
    span: Span
    section: int | None = None
    programme: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """One end of a relation: the `name` of an entity of the file, or the title of one of its documents."""

    category: Category
    name: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that the text states.

    Attributes:
        predicate: `leads`, `participates`, `partOf` or `locatedIn`.
    """

    subject: Participant
    predicate: str
    object: Participant
    span: Span
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class FileFacts:
    """All that was found in one source file; spans in characters of `source.text`."""

    source: SourceText
    documents: tuple[Document, ...] = ()
    sections: tuple[Section, ...] = ()
    references: tuple[Reference, ...] = ()
    organisations: tuple[Entity, ...] = ()
    programmes: tuple[Entity, ...] = ()
    regions: tuple[Entity, ...] = ()
    goals: tuple[Goal, ...] = ()
    qualitative_goals: tuple[QualitativeGoal, ...] = ()
    relations: tuple[Relation, ...] = ()
