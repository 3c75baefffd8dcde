"""What is named only inside the name of something else, and therefore is nothing of its own in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from extract.facts import Entity, Span
from extract.mentions import EntityMentions
from extract.structure.layout import Layout

_AREAS = frozenset({"zone", "cluster"})
_LONGEST = 40  # characters of a name that has another inside it
_TOWARDS = "面向"


def without_parts_of_areas(programmes: Sequence[Entity], regions: Sequence[Entity]) -> tuple[Entity, ...]:
    """Programmes without the works that zones and clusters are called after: 成渝中线 in 成渝中线科创走廊."""
    inside = _inside([region for region in regions if region.kind in _AREAS])
    return tuple(p for p in programmes if p.kind != "project" or not all(map(inside, p.spans)))


def without_parts_of_programmes(
    layout: Layout, regions: Iterable[Entity], programmes: Sequence[Entity]
) -> tuple[Entity, ...]:
    """Regions without those parts of the world that only programmes are called after: 亚洲 in 亚洲冬季运动训练中心.

    What a programme is directed at is a region of the file: 面向中亚的科技创新中心.
    """
    inside, text = _inside(programmes), layout.clean.text

    def is_part(span: Span) -> bool:
        name = inside(span)
        return name is not None and name.text != span.text and not text.endswith(_TOWARDS, 0, span.start)

    return tuple(r for r in regions if r.kind != "international" or not all(map(is_part, r.spans)))


def _inside(names: Sequence[Entity]) -> Callable[[Span], Span | None]:
    """The mention of one of these that a stretch of text is inside, or is."""
    mentions = EntityMentions(names)

    def around(span: Span) -> Span | None:
        near = mentions.within(span.start - _LONGEST, span.end + _LONGEST)
        return next((found for _, found in near if found.start <= span.start and span.end <= found.end), None)

    return around
