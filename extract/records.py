"""Changed copies of frozen records, for the thousands of findings that a file has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

Record = TypeVar("Record")


def changed(record: Record, **values: object) -> Record:
    """A copy of a dataclass's instance with other values of some fields: `dataclasses.replace`, in half its time.

    For classes that take all their fields by place.

    >>> from extract.spans import Span
    >>> changed(Span(0, 2, "天津"), start=5, end=7)
    Span(start=5, end=7, text='天津', prefix='', suffix='')
    """
    class_: Any = type(record)
    places, values_of = _layout(class_)
    copied = list(values_of(record))
    for name, value in values.items():
        copied[places[name]] = value
    copy: Record = class_(*copied)
    return copy


@cache
def _layout(class_: type[Any]) -> tuple[dict[str, int], Callable[[Any], tuple[Any, ...]]]:
    """Which field is at which place of the class's arguments, and what reads all of them; there are at least two."""
    names = [field.name for field in fields(class_)]
    return {name: place for place, name in enumerate(names)}, attrgetter(*names)
