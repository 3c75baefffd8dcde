"""Annotations in the JSON form that `kg extract` writes and `data/gold` is in.

A text that may be left open is None where the JSON has null or no such key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from extract.annotation import to_annotation
from extract.errors import PolicyGraphError
from extract.facts import FileFacts
from kg.evaluation.annotation import (
    Annotation,
    ClauseRow,
    DocumentRow,
    EntityRow,
    GoalRow,
    ReferenceRow,
    RelationRow,
)

Row = TypeVar("Row")


class GoldError(PolicyGraphError):
    """Gold annotations cannot be used.

    Attributes:
        path: The file or folder.
        reason: What is wrong with it, and what would help.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


def annotation_of(facts: FileFacts) -> Annotation:
    """What an extraction found in a file."""
    return parse_annotation(to_annotation(facts))


def read_gold(path: Path) -> Annotation:
    """The annotations of a JSON file.

    Raises:
        GoldError: The file cannot be read, or is not in the form.
    """
    try:
        return parse_annotation(json.loads(path.read_text("utf-8")))
    except OSError as error:
        raise GoldError(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise GoldError(path, "this is not UTF-8 text; an annotation file is") from error
    except ValueError as error:
        raise GoldError(path, str(error)) from error


def parse_annotation(data: object) -> Annotation:
    """The annotations in a JSON object; keys that the measure does not look at are passed over.

    Raises:
        ValueError: The object is not in the form; the text says where.

    >>> parse_annotation({"documents": []})
    Traceback (most recent call last):
    ...
    ValueError: references: this should be a list of objects, and is missing
    """
    whole = _Object(data, "")
    return Annotation(
        whole.rows("documents", _document),
        whole.rows("references", _reference),
        whole.rows("organisations", _entity),
        whole.rows("programmes", _entity),
        whole.rows("regions", _entity),
        whole.rows("goals", _goal),
        whole.rows("qualitative_goals", _clause),
        whole.rows("relations", _relation),
    )


class _Object:
    """A JSON object and where it stands, for messages."""

    def __init__(self, value: object, place: str) -> None:
        if not isinstance(value, dict):
            raise ValueError(f"{place or 'the file'}: this should be an object, and is {_shown(value)}")
        self._values = value
        self._place = f"{place}." if place else ""

    def text(self, key: str) -> str | None:
        value = self._values.get(key)
        if value is None or isinstance(value, str):
            return value
        raise self._error(key, "text or null")

    def needed_text(self, key: str) -> str:
        value = self.text(key)
        if not value:
            raise self._error(key, "text")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self._values.get(key) or []
        if isinstance(values, list) and all(isinstance(value, str) for value in values):
            return tuple(values)
        raise self._error(key, "a list of texts")

    def number(self, key: str) -> float | None:
        value = self._values.get(key)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        raise self._error(key, "a number or null")

    def optional(self) -> bool:
        value = self._values.get("optional", False)
        if isinstance(value, bool):
            return value
        raise self._error("optional", "true or false")

    def rows(self, key: str, read: Callable[[_Object], Row]) -> tuple[Row, ...]:
        return tuple(read(row) for row in self._objects(key))

    def _objects(self, key: str) -> Iterator[_Object]:
        values = self._values.get(key)
        if not isinstance(values, list):
            raise self._error(key, "a list of objects")
        return (_Object(value, f"{self._place}{key}[{number}]") for number, value in enumerate(values))

    def _error(self, key: str, wanted: str) -> ValueError:
        found = f"is {_shown(self._values[key])}" if key in self._values else "is missing"
        return ValueError(f"{self._place}{key}: this should be {wanted}, and {found}")


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)[:60]


def _document(row: _Object) -> DocumentRow:
    return DocumentRow(
        row.text("key"),
        row.text("title"),
        row.text("kind"),
        row.text("number"),
        row.texts("issuers"),
        row.texts("addressees"),
        row.text("date_signed"),
        row.texts("period"),
        row.text("attached_to"),
    )


def _reference(row: _Object) -> ReferenceRow:
    return ReferenceRow(row.text("title"), row.text("number"), row.text("relation"), row.optional())


def _entity(row: _Object) -> EntityRow:
    return EntityRow(row.needed_text("name"), row.texts("mentions"), row.text("kind"), row.optional())


def _goal(row: _Object) -> GoalRow:
    return GoalRow(
        row.text("quote"),
        row.text("indicator"),
        row.text("op"),
        row.number("value"),
        row.number("value_max"),
        row.text("unit"),
        row.text("by"),
        row.optional(),
    )


def _clause(row: _Object) -> ClauseRow:
    return ClauseRow(row.needed_text("quote"), row.text("by"), row.optional())


def _relation(row: _Object) -> RelationRow:
    return RelationRow(row.needed_text("s"), row.needed_text("p"), row.needed_text("o"), row.optional())
