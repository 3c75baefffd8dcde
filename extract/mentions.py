"""Mentions of entities in the text, and how they are put together into entities."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from extract.facts import Category, Entity, Span
from extract.structure.layout import Layout


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Clean characters `start` to `end` name the entity `name`."""

    start: int
    end: int
    name: str
    kind: str
    code: str = ""
    candidates: tuple[str, ...] = ()


# The order of mentions, as their comparison gives it, for sorting without one call a comparison.
_PLACE = attrgetter("start", "end", "name", "kind", "code", "candidates")


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


class EntityMentions:
    """The mentions of entities, to be asked by place.

    Attributes:
        rows: Each entity and one of its mentions, in the order of the text; the shortest first where several begin.
    """

    def __init__(self, entities: Sequence[Entity]) -> None:
        """Sort the mentions of `entities`."""
        self.rows: list[tuple[Entity, Span]] = sorted(
            ((entity, span) for entity in entities for span in entity.spans),
            key=lambda row: (row[1].start, row[1].end),
        )
        self._starts = [span.start for _, span in self.rows]

    def within(self, start: int, end: int) -> list[tuple[Entity, Span]]:
        """The mentions between the clean characters `start` and `end`, in the order of `rows`."""
        first, stop = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [row for row in self.rows[first:stop] if row[1].end <= end]


class SortedMentions:
    """Mentions of a whole text, to be asked for paragraph by paragraph."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        """Sort `mentions`."""
        self._rows = sorted(mentions, key=_PLACE)
        self._starts = [mention.start for mention in self._rows]

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions between the clean characters `start` and `end`, in the order of the text."""
        first, stop = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [mention for mention in self._rows[first:stop] if mention.end <= end]


def longest_first(mentions: Iterable[Mention]) -> list[Mention]:
    """Of mentions that overlap, the longest; in the order of the text."""
    mentions = list(mentions)
    ordered = sorted(mentions, key=_PLACE)
    if all(before.end <= behind.start for before, behind in pairwise(ordered)):
        return ordered  # of most paragraphs
    kept: list[Mention] = []
    occupied: set[int] = set()
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        if occupied.isdisjoint(range(mention.start, mention.end)):
            occupied.update(range(mention.start, mention.end))
            kept.append(mention)
    return sorted(kept, key=_PLACE)


def to_entities(mentions: Iterable[Mention], category: Category, layout: Layout) -> tuple[Entity, ...]:
    """One entity a thing, in the order of first mention; its kind is that of the first mention.

    Mentions of one name are of one thing, unless they carry different codes or candidates; a mention that carries
    neither is of the first thing of its name.
    """
    by_name: dict[str, list[Mention]] = {}
    for mention in sorted(mentions, key=_PLACE):
        by_name.setdefault(mention.name, []).append(mention)
    groups = sorted((g for mentions in by_name.values() for g in _things(mentions)), key=lambda group: _PLACE(group[0]))
    return tuple(
        Entity(
            category,
            group[0].name,
            group[0].kind,
            tuple([layout.span(mention.start, mention.end) for mention in group]),
            max([mention.code for mention in group]) or None,
            candidates=max([mention.candidates for mention in group]),
        )
        for group in groups
    )


def _things(mentions: list[Mention]) -> list[list[Mention]]:
    """Mentions of one name, apart by the thing that they name."""
    told = dict.fromkeys((m.code, m.candidates) for m in mentions if m.code or m.candidates)
    if len(told) < 2:
        return [mentions]
    first = next(iter(told))
    return [
        [m for m in mentions if (m.code, m.candidates) == thing or (thing == first and not (m.code or m.candidates))]
        for thing in told
    ]
