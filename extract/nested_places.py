"""Places that a file names only inside the names of programmes and zones: 厦门 in 厦门科学城."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.facts import Entity
from extract.gazetteers import DIVISION_KINDS, Entry, is_within
from extract.names import county_names, region_names, shared_names
from extract.places import NOT_PLACE_AFTER, Places, is_word
from extract.sited_names import places_of_name, tells_place
from extract.structure.layout import Layout


def with_nested_places(
    layout: Layout, places: Places, regions: tuple[Entity, ...], programmes: Sequence[Entity]
) -> tuple[Entity, ...]:
    """The regions of a file, with those in which programmes and zones are by their own names, in the order of the text.

    A region that has mentions of its own does not get the ones inside names as well.
    """
    known = {region.name for region in regions}
    found: dict[str, Entity] = {}
    zones = (region for region in regions if region.kind == "zone" and not region_names().get(region.name))
    for entity in filter(tells_place, (*programmes, *zones)):
        inside = dict(_divisions(layout, places, entity))
        for place in places_of_name(replace(entity, name=entity.spans[0].text), inside) if inside else ():
            if place.name not in known:
                found.setdefault(place.name, place)
    return tuple(sorted((*regions, *found.values()), key=lambda region: (region.spans[0].start, region.name)))


def _divisions(layout: Layout, places: Places, entity: Entity) -> Iterator[tuple[str, Entity]]:
    """The divisions that the first mention of an entity names inside it, by their forms there."""
    text, span = layout.clean.text, entity.spans[0]
    for start, end, entry in region_names().finditer(text, span.start, span.end):
        if not NOT_PLACE_AFTER.match(text, end) and not is_word(text, start, end, entry):
            yield from _place(layout, places, start, end, shared_names().get(text[start:end], (entry,)))
    own = places.own(span.start)  # its counties by their short forms; the districts of a city rather name than place
    for start, end, entries in county_names().finditer(text, span.start, span.end):
        if own and end - start > 1 and not region_names().get(text[start:end]):
            inside = tuple(e for e in entries if is_within(e.code, own.code) and not e.name.endswith("区"))
            yield from _place(layout, places, start, end, inside)


def _place(
    layout: Layout, places: Places, start: int, end: int, divisions: tuple[Entry, ...]
) -> Iterator[tuple[str, Entity]]:
    left = places.choose(layout.clean.text[start:end], start, divisions) if divisions else ()
    if len(left) == 1 and left[0].kind in DIVISION_KINDS:
        span = layout.span(start, end)
        yield span.text, Entity("region", left[0].name, left[0].kind, (span,), left[0].code or None)
