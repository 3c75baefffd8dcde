"""Places that a file names only inside the names of programmes and zones: 厦门 in 厦门科学城."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.facts import Entity
from extract.gazetteers import DIVISION_KINDS, Entry, is_within, namesakes
from extract.names import county_names, organisation_names, region_names, shared_names
from extract.places import NOT_PLACE_AFTER, Places, is_word
from extract.sited_names import places_of_name, tells_place
from extract.structure.layout import Layout

_IN_PROVINCES = frozenset({"prefecture", "county"})
_OF_PILOTS = DIVISION_KINDS | {"cluster", "zone"}  # 示范区、试点常在城市群、新区
# 工程以所在地为本名：聊城机场、黄骅港、太平水库、平江福寿山抽水蓄能电站；地名在此不另作地名。
_WORKS = re.compile("港(?![口湾区])|水库|水利枢纽|机场|[\u4e00-\u9fff]{0,3}(?:抽水蓄能|核电)")
_CORRIDORS = frozenset({"cluster", "platform", "event"})
_STRUNG = DIVISION_KINDS | {"country"}  # 中国—东盟……的一边不是地方
_DASH = re.compile("[—-]")
_LINE_TO = re.compile("至|送电")
_LONGEST = 8  # characters of a division's name that stand in the name of a line


def with_nested_places(
    layout: Layout, places: Places, regions: tuple[Entity, ...], programmes: Sequence[Entity]
) -> tuple[Entity, ...]:
    """The regions of a file, with those in which programmes and zones are by their own names, in the order of the text.

    A region that has mentions of its own does not get the ones inside names as well.
    """
    known = {region.name for region in regions}
    found: dict[str, Entity] = {}
    zones = (region for region in regions if region.kind == "zone")
    for programme in programmes:
        for place in _ends_of_line(layout, places, programme):
            if place.name not in known:
                found.setdefault(place.name, place)
    corridors = (entity for entity in (*regions, *programmes) if entity.kind in _CORRIDORS)
    for place in (place for corridor in corridors for place in _between_dashes(layout, places, corridor)):
        if place.name not in known:
            found.setdefault(place.name, place)
    for entity in filter(tells_place, (*programmes, *zones)):
        inside = dict(_divisions(layout, places, entity))
        for place in places_of_name(replace(entity, name=entity.spans[0].text), inside) if inside else ():
            if place.name not in known:
                found.setdefault(place.name, place)
    return tuple(sorted((*regions, *found.values()), key=lambda region: (region.spans[0].start, region.name)))


def _ends_of_line(layout: Layout, places: Places, line: Entity) -> Iterator[Entity]:
    """The two places between which a line runs by its name: 日照至五莲铁路 is in neither alone."""
    text, span = layout.clean.text, line.spans[0]
    to = _LINE_TO.search(text, span.start, span.end)
    if line.kind != "project" or to is None:
        return
    for start, end in ((span.start, to.start()), (to.end(), span.end)):
        for last in range(min(end, start + _LONGEST), start + 1, -1):
            form = text[start:last]
            entry = region_names().get(form)
            divisions = shared_names().get(form, (entry,)) if entry else county_names().get(form) or ()
            if (
                divisions
                and not NOT_PLACE_AFTER.match(text, last)
                and (last == end or start > span.start or to[0] != "至")
            ):
                yield from (place for _, place in _place(layout, places, start, last, divisions))
                break


def _between_dashes(layout: Layout, places: Places, corridor: Entity) -> Iterator[Entity]:
    """The places that a corridor's name strings together: 南宁—柳州—桂林经济走廊."""
    text, span = layout.clean.text, corridor.spans[0]
    dashes = [dash.end() for dash in _DASH.finditer(text, span.start, span.end)]
    for start in (span.start, *dashes) if dashes else ():
        named = region_names().match(text, start)
        if named and named[0] < span.end and named[1].kind in _STRUNG:
            yield from (place for _, place in _place(layout, places, start, named[0], (named[1],), _STRUNG))


def _divisions(layout: Layout, places: Places, entity: Entity) -> Iterator[tuple[str, Entity]]:
    """The divisions that the first mention of an entity names inside it, by their forms there."""
    text, span = layout.clean.text, entity.spans[0]
    named = list(region_names().finditer(text, span.start, span.end))
    if named and named[0][1] == span.end:  # 湖州南太湖新区自己有名，其中的湖州也是
        parts = ((span.start, end, entry) for end, entry in region_names().matches(text, span.start) if end < span.end)
        named = [row for row in parts if row[2].kind in _IN_PROVINCES]
    for start, end, entry in named:
        if _is_of_firm(text, start, end):
            continue
        if not (NOT_PLACE_AFTER.match(text, end) or _WORKS.match(text, end)) and not is_word(text, start, end, entry):
            meant = shared_names().get(text[start:end]) or (places.own_city(text[start:end], start, entry),)
            yield from _place(
                layout, places, start, end, meant, _OF_PILOTS if entity.kind == "pilot" else DIVISION_KINDS
            )
    # Its counties by their short forms; districts rather name than place, but for works in one of a municipality.
    own = places.own(span.start)
    districts = own is not None and own.parent == "" and own.name.endswith("市") and entity.kind == "project"
    for start, end, entries in county_names().finditer(text, span.start, span.end):
        if text[start:end] in namesakes() or NOT_PLACE_AFTER.match(text, end) or _is_of_firm(text, start, end):
            continue
        if own and end - start > 1 and not (region_names().get(text[start:end]) or _WORKS.match(text, end)):
            inside = tuple(
                e for e in entries if is_within(e.code, own.code) and (districts or not e.name.endswith("区"))
            )
            yield from _place(layout, places, start, end, inside)


def _is_of_firm(text: str, start: int, end: int) -> bool:
    """Whether a place is only part of a company's name: 阿里云不在阿里."""
    firm = organisation_names().match(text, start)
    return firm is not None and firm[0] > end and firm[1].kind == "enterprise"


def _place(
    layout: Layout,
    places: Places,
    start: int,
    end: int,
    divisions: tuple[Entry, ...],
    kinds: frozenset[str] = DIVISION_KINDS,
) -> Iterator[tuple[str, Entity]]:
    left = places.choose(layout.clean.text[start:end], start, divisions) if divisions else ()
    if len(left) == 1 and left[0].kind in kinds:
        span = layout.span(start, end)
        yield span.text, Entity("region", left[0].name, left[0].kind, (span,), left[0].code or None)
