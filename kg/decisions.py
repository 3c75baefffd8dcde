"""What the user has decided about names: which two mean one thing, and which do not.

DecisionError               a decisions file cannot be used

The file is a table that Excel reads and writes: one row a decision, under the names of `COLUMNS`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, fields
from io import StringIO
from pathlib import Path

from extract.errors import PolicyGraphError
from kg.iris import digest, normalise
from kg.output import open_output
from kg.vocabulary import CATEGORY_CLASSES

DEFAULT_DECISIONS = Path("kg-decisions.csv")
SAME, DIFFERENT = "same", "different"
CATEGORIES = tuple(category for category in CATEGORY_CLASSES if category != "document")
_DIGITS = 16
_FIRST_LINE = 2  # below the names of the columns
# With the mark by which Excel knows UTF-8.
_ENCODING = "utf-8-sig"


class DecisionError(PolicyGraphError):
    """A decisions file cannot be used.

    Attributes:
        path: The file.
        line: The line, from 1; 0 for the whole file.
        reason: What is wrong, and what would be right.
    """

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of a decisions file, or a row to be decided.

    Attributes:
        decision: `same`, `different`, or `""` where nothing is decided yet.
        category: `organisation`, `programme` or `region`.
        name: The name that is asked about.
        other: The name, or the code of a region, that may mean the same; it is the one that stays.
        file: The source file (its name, without folders) in which this holds; `""` for all.
        reason: Why it was asked.
    """

    decision: str
    category: str
    name: str
    other: str
    file: str = ""
    reason: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What the row asks, however the names are spelt."""
        return self.category, normalise(self.name), normalise(self.other), self.file


COLUMNS = tuple(field.name for field in fields(Decision))


class Decisions:
    """Decisions to apply.

    >>> decisions = Decisions([Decision("same", "programme", "星火计划", "国家星火计划")])
    >>> decisions.other("programme", "“星火”计划", "a.txt"), decisions.other("region", "星火计划", "a.txt")
    ('国家星火计划', None)
    """

    def __init__(self, rows: Iterable[Decision] = ()) -> None:
        """Hold these decisions; rows that decide nothing are left out."""
        self.rows = tuple(row for row in rows if row.decision)
        self._others = {(row.category, normalise(row.name), row.file): row.other for row in self.rows if _is_same(row)}
        self._decided = {row.key for row in self.rows}

    def other(self, category: str, name: str, file: str) -> str | None:
        """The name, or the code of a region, that a name stands for in a file; None where nothing says so."""
        if not self._others:
            return None
        key = normalise(name)
        return self._others.get((category, key, file)) or self._others.get((category, key, ""))

    def covers(self, asked: Decision) -> bool:
        """Whether a question is answered, either way round."""
        category, name, other, file = asked.key
        questions = {(category, a, b, scope) for a, b in ((name, other), (other, name)) for scope in (file, "")}
        return not questions.isdisjoint(self._decided)

    def stays(self, category: str, name: str) -> bool:
        """Whether another name was decided to be this one."""
        return any(_is_same(row) and row.key[0] == category and row.key[2] == normalise(name) for row in self.rows)

    @property
    def digest(self) -> str:
        """Hexadecimal digest of what is decided."""
        return digest(*sorted((row.decision, *row.key) for row in self.rows), digits=_DIGITS)


def _is_same(row: Decision) -> bool:
    return row.decision == SAME


def read_decisions(path: Path) -> Decisions:
    """Read a decisions file; an empty one decides nothing.

    Raises:
        DecisionError: It cannot be read, a row is not one, or rows contradict each other.
    """
    rows = _rows(path)
    _refuse_contradictions(path, rows)
    return Decisions(row for _, row in rows)


def _refuse_contradictions(path: Path, rows: Iterable[tuple[int, Decision]]) -> None:
    merged: dict[tuple[str, str, str], tuple[int, Decision]] = {}
    for line, row in rows:
        if _is_same(row):
            earlier = merged.setdefault((row.category, normalise(row.name), row.file), (line, row))
            if earlier[1].key != row.key:
                raise DecisionError(path, line, f"{row.name} is said to be {earlier[1].other} in line {earlier[0]}")
    for line, row in merged.values():
        for scope in {row.file, ""}:
            # A name that is given up cannot be the one that stays: merging never chains.
            if onward := merged.get((row.category, normalise(row.other), scope)):
                raise DecisionError(
                    path, line, f"{row.other} is itself said to be {onward[1].other} in line {onward[0]}; name that one"
                )


def _rows(path: Path) -> list[tuple[int, Decision]]:
    try:
        text = path.read_text(_ENCODING)
    except UnicodeDecodeError as error:
        raise DecisionError(path, 0, "this is not UTF-8; in Excel, save it as “CSV UTF-8”") from error
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); name another file with --decisions, an empty one for no decisions"
        raise DecisionError(path, 0, reason) from error
    if not text.strip():
        return []
    reader = csv.DictReader(StringIO(text, newline=""))
    if missing := [name for name in COLUMNS[:4] if name not in (reader.fieldnames or ())]:
        raise DecisionError(
            path, 1, f"the first line must name the columns {', '.join(COLUMNS)}; {missing[0]} is missing"
        )
    rows = []
    for line in reader:
        row = Decision(*((line.get(name) or "").strip() for name in COLUMNS))
        if problem := _problem(row):
            raise DecisionError(path, reader.line_num, problem)
        rows.append((reader.line_num, row))
    return rows


def _problem(row: Decision) -> str | None:
    if row.decision not in {SAME, DIFFERENT, ""}:
        return f"{row.decision!r} is not a decision; write {SAME} or {DIFFERENT}, or leave it empty"
    if row.decision and row.category not in CATEGORIES:
        return f"{row.category!r} cannot be decided; the categories are {', '.join(CATEGORIES)}"
    if row.decision and not (row.name and row.other):
        return "name and other must both be given"
    if row.decision == SAME and normalise(row.name) == normalise(row.other):
        return f"{row.name} and {row.other} are one name already"
    return None


def write_decisions(path: Path, rows: Iterable[Decision]) -> None:
    """Write rows as a decisions file, in their order; what is there stays where they cannot be written.

    Raises:
        DecisionError: Rows contradict each other; it names the lines that they would have.
        OutputError: The file cannot be written.
    """
    rows = list(rows)
    _refuse_contradictions(path, enumerate(rows, start=_FIRST_LINE))
    table = StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    writer.writerows([getattr(row, name) for name in COLUMNS] for row in rows)
    with open_output(path) as file:
        file.write(table.getvalue().encode(_ENCODING))
