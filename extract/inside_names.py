"""What is named only inside the name of something else, and therefore is nothing of its own in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from extract.facts import Entity, Span
from extract.mentions import EntityMentions, Mention, NameRanges, to_entities
from extract.names import region_names
from extract.structure.layout import Layout

_AREAS = frozenset({"zone", "cluster"})
_LONGEST = 40  # characters of a name that has another inside it
_TOWARDS = "面向"


def with_freed_areas(
    layout: Layout, regions: tuple[Entity, ...], possible: Iterable[Entity], programmes: Iterable[Entity]
) -> tuple[Entity, ...]:
    """Regions, and the known zones whose names were held for programmes until it showed that they are none.

    Args:
        layout: The file.
        regions: Those found outside the names of `possible` programmes.
        possible: The programmes that the rules have found.
        programmes: Those that are left of them, and others.
    """
    kept = NameRanges((span.start, span.end) for programme in programmes for span in programme.spans)
    named = {region.name for region in regions}
    freed = (
        Mention(span.start, span.end, area.name, area.kind, area.code)
        for programme in possible
        for span in programme.spans
        if (area := region_names().get(span.text)) and area.kind in _AREAS and not kept.cover(span.start, span.end)
    )
    areas = to_entities((mention for mention in freed if mention.name not in named), "region", layout)
    return tuple(sorted((*regions, *areas), key=lambda region: (region.spans[0].start, region.name)))


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
