"""Mentions of entities in the text, and how they are put together into entities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.facts import Category, Entity
from extract.structure.layout import Layout


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Clean characters `start` to `end` name the entity `name`."""

    start: int
    end: int
    name: str
    kind: str
    code: str = ""


class NameRanges:
    """Stretches of text that names cover, for quick questions about single characters."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Take half-open ranges, in any order; they may overlap."""
        self._covered: set[int] = set()
        for start, end in ranges:
            self._covered.update(range(start, end))

    def cover(self, start: int, end: int | None = None) -> bool:
        """Whether a name covers the character at `start`, or any of the characters `start` to `end`."""
        return start in self._covered if end is None else not self._covered.isdisjoint(range(start, end))


def longest_first(mentions: Iterable[Mention]) -> list[Mention]:
    """Of mentions that overlap, the longest; in the order of the text."""
    kept: list[Mention] = []
    occupied: set[int] = set()
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        if occupied.isdisjoint(range(mention.start, mention.end)):
            occupied.update(range(mention.start, mention.end))
            kept.append(mention)
    return sorted(kept)


def to_entities(mentions: Iterable[Mention], category: Category, layout: Layout) -> tuple[Entity, ...]:
    """One entity a name, in the order of first mention; its kind and code are those of the first mention."""
    by_name: dict[str, list[Mention]] = {}
    for mention in sorted(mentions):
        by_name.setdefault(mention.name, []).append(mention)
    return tuple(
        Entity(
            category,
            name,
            group[0].kind,
            tuple(layout.span(mention.start, mention.end) for mention in group),
            group[0].code or None,
        )
        for name, group in by_name.items()
    )
