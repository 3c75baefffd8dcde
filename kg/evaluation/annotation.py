"""Annotations of one source file as the rows that are compared, whether a reader or an extraction made them.

Only what the measure looks at is kept. Texts stand as they were annotated; None is what an annotation leaves open.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document that the file holds; `attached_to` is the key of another one of the same file."""

    key: str | None
    title: str | None
    kind: str | None
    number: str | None = None
    issuers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    date_signed: str | None = None
    period: tuple[str, ...] = ()
    attached_to: str | None = None

    def __str__(self) -> str:
        return self.title or self.number or f"a {self.kind} without a title"


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """Another document that the text names, and how it speaks of it."""

    title: str | None
    number: str | None
    relation: str | None
    optional: bool = False

    def __str__(self) -> str:
        return self.title or self.number or ""


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An organisation, a programme or a region, with the forms in which the text has its name."""

    name: str
    mentions: tuple[str, ...]
    kind: str | None
    optional: bool = False

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A number to be reached; `value` and `value_max` as printed, `by` a year or a date."""

    quote: str | None
    indicator: str | None
    op: str | None
    value: float | None
    value_max: float | None = None
    unit: str | None = None
    by: str | None = None
    optional: bool = False

    def __str__(self) -> str:
        values = "–".join(f"{value:.15g}" for value in (self.value, self.value_max) if value is not None)
        deadline = f" by {self.by}" if self.by else ""
        return f"{self.indicator} {self.op} {values}{self.unit or ''}{deadline} ({self.quote})"


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A qualitative goal: the clause that states a result, and its deadline."""

    quote: str
    by: str | None
    optional: bool = False

    def __str__(self) -> str:
        return f"{self.quote} by {self.by}"


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation between two names of the file."""

    subject: str
    predicate: str
    object: str
    optional: bool = False

    def __str__(self) -> str:
        return f"{self.subject} {self.predicate} {self.object}"


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one file says, as annotated by hand or as found by an extraction."""

    documents: tuple[DocumentRow, ...] = ()
    references: tuple[ReferenceRow, ...] = ()
    organisations: tuple[EntityRow, ...] = ()
    programmes: tuple[EntityRow, ...] = ()
    regions: tuple[EntityRow, ...] = ()
    goals: tuple[GoalRow, ...] = ()
    qualitative_goals: tuple[ClauseRow, ...] = ()
    relations: tuple[RelationRow, ...] = ()
