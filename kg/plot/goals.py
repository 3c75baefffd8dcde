"""The goals of a store, as pictures need them, and which of them are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kg.plot.text import number_text
from kg.query import Table

_SIGNS = {">=": "≥", "<=": "≤", "=": "", "+": "+", "-": "−"}


@dataclass(frozen=True, slots=True)
class Place:
    """A region by its IRI and name."""

    iri: str
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document that sets goals.

    Attributes:
        iri: Its IRI.
        title: Its title.
        date: `2020-09-29`, `2020-09` or `2020`: by which it is put in order; empty where it is not known.
        period: The first and the last year that it covers.
        region: What it is about, where it says so.
    """

    iri: str
    title: str
    date: str
    period: tuple[int, int] | None
    region: Place | None


@dataclass(frozen=True, slots=True)
class GoalPoint:
    """A goal on a picture.

    Attributes:
        iri: Its IRI.
        statement: What the text says.
        document: Where it says so.
        deadline: The year by which it is to be reached.
        region: Where, by the goal itself, else by its document.
        indicator: What is measured, as the text says; empty of a goal without a number.
        series: The same in the words by which goals of several documents are compared, where there is one.
        operator: `>=`, `<=`, `=`, `+` or `-`; the last two are changes, the others levels.
        value, max_value: In `unit`, as printed.
        unit: As printed; empty without one.
        normalised: The value in the standard unit.
        standard_unit: IRI of that unit; empty without one.
    """

    iri: str
    statement: str
    document: Source
    deadline: int | None
    region: Place | None
    indicator: str
    series: str
    operator: str
    value: Decimal | None
    max_value: Decimal | None
    unit: str
    normalised: Decimal | None
    standard_unit: str

    def amount(self) -> str:
        """The number with its operator and unit, as `≥200亿元` or `2–3家`; empty without a number."""
        if self.value is None:
            return ""
        if self.max_value is not None:
            return f"{number_text(self.value)}–{number_text(self.max_value)}{self.unit}"
        return f"{_SIGNS.get(self.operator, '')}{number_text(self.value)}{self.unit}"

    def tip(self) -> str:
        """The whole goal in a few lines: what, by when, in which document."""
        head = f"{self.deadline}: {self.statement}" if self.deadline else self.statement
        detail = f"{self.indicator} {self.amount()}".strip()
        place = f" ({self.region.name})" if self.region else ""
        return "\n".join(part for part in (head, detail, f"《{self.document.title.strip('《》')}》{place}") if part)


def goals_of(table: Table) -> list[GoalPoint]:
    """The goals of the answer of `queries/plots/goals.rq`, each once, in its order."""
    goals: dict[str, GoalPoint] = {}
    for row in table.rows:
        goal = _goal({name: value["value"] for name, value in row.items()})
        # A goal can have several rows: it is about two regions, or two files print its document.
        goals.setdefault(goal.iri, goal)
    return list(goals.values())


def _goal(row: Mapping[str, str]) -> GoalPoint:
    place = _place(row, "document_region")
    period = (int(row["start"]), int(row["end"])) if "start" in row else None
    source = Source(row["document"], row["title"], row.get("date", ""), period, place)
    return GoalPoint(
        iri=row["goal"],
        statement=row["statement"],
        document=source,
        deadline=int(row["deadline"]) if "deadline" in row else None,
        region=_place(row, "region") or place,
        indicator=row.get("indicator", ""),
        series=row.get("series", ""),
        operator=row.get("operator", ""),
        value=_decimal(row, "value"),
        max_value=_decimal(row, "max_value"),
        unit=row.get("unit", ""),
        normalised=_decimal(row, "normalised"),
        standard_unit=row.get("standard_unit", ""),
    )


def _place(row: Mapping[str, str], column: str) -> Place | None:
    return Place(row[column], row[f"{column}_name"]) if column in row else None


def _decimal(row: Mapping[str, str], column: str) -> Decimal | None:
    return Decimal(row[column]) if column in row else None


def within(
    goals: Iterable[GoalPoint], places: set[str] | None, years: tuple[int | None, int | None]
) -> list[GoalPoint]:
    """The goals of some places (by IRI; None: of all) with a deadline in a stretch of years (None: no bound).

    Goals without a deadline stay where no bound is given.
    """
    first, last = years
    return [
        goal
        for goal in goals
        if (places is None or (goal.region is not None and goal.region.iri in places))
        and (first is None or (goal.deadline is not None and goal.deadline >= first))
        and (last is None or (goal.deadline is not None and goal.deadline <= last))
    ]
