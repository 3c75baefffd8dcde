"""Places inside what looked like a name and, as the learned recogniser says, is none or a shorter one."""

from __future__ import annotations

from collections.abc import Sequence

from extract.facts import Entity
from extract.mentions import NameRanges
from extract.places import Places
from extract.records import changed
from extract.regions import find_regions
from extract.structure.layout import Layout


def with_freed_places(
    layout: Layout,
    places: Places,
    regions: Sequence[Entity],
    before: Sequence[Entity],
    taken: Sequence[Entity],
) -> tuple[Entity, ...]:
    """Regions, with those mentions that only a name which has been given up had hidden.

    Args:
        layout: The file.
        places: Which place is meant.
        regions: The regions found outside all names.
        before: The programmes when these were found.
        taken: The organisations and programmes that the file has now.
    """
    now = NameRanges((span.start, span.end) for entity in taken for span in entity.spans)
    freed = [s.start for p in before for s in p.spans if not all(map(now.cover, range(s.start, s.end)))]
    sentences = sorted({layout.sentence_at(start) for start in freed})
    found = find_regions(layout, places, taken, within=sentences) if sentences else ()
    merged = {(region.name, region.code): region for region in regions}
    for region in found:
        key = (region.name, region.code)
        known = merged.get(key)
        merged[key] = _joined(known, region) if known else region
    return tuple(sorted(merged.values(), key=lambda region: (region.spans[0].start, region.name)))


def _joined(known: Entity, more: Entity) -> Entity:
    spans = {span.start: span for span in (*more.spans, *known.spans)}
    return changed(known, spans=tuple(spans[start] for start in sorted(spans)))
