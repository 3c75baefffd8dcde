"""What is where: by its own name, by the clause that it stands in, or in the region that the document is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.facts import Entity, Participant, Relation, Span
from extract.gazetteers import Entry, divisions_by_code, is_within, region_members
from extract.names import region_names
from extract.places import ancestors, regions_by_document
from extract.province_parts import province_of_part
from extract.sited_names import Forms, forms_of, places_of_name
from extract.sites import find_sites
from extract.structure.layout import Layout

# 城市群、经济带等的通名；简称（两三个城市各取一字）不说明在何处。
_CLUSTER_WORDS = ("圈", "群", "带", "走廊", "经济区")
_ADDRESS = re.compile(r"地\s*[址点][:：]\s*[\u4e00-\u9fff]*$")
_LONGEST_LABEL = 12
# 自然保护地随山川，常跨省。
_NATURE = ("国家公园", "地质公园", "源")


def find_locations(
    layout: Layout,
    organisations: Sequence[Entity],
    programmes: Sequence[Entity],
    regions: Sequence[Entity],
    *,
    by_name: bool = True,
    by_clause: bool = True,
    by_home: bool = True,
) -> Iterator[Relation]:
    """Which programme, zone, cluster, institute or enterprise is located in which region that the file names.

    Told by its own name, by a clause, or, where neither does, by the division that the gazetteer or the document gives.
    """
    counts = Counter(region.name for region in regions)  # 同名的不知是哪一个
    regions = [region for region in regions if counts[region.name] == 1]
    areas = [region for region in regions if region.kind in {"zone", "cluster"}]
    stated: dict[Participant, list[tuple[str, Span]]] = {}
    for site in find_sites(layout, (*organisations, *programmes, *areas), regions) if by_clause else ():
        stated.setdefault(site.entity.participant, []).append((site.place.name, site.span))
    forms, homes = forms_of(regions), _Homes(layout, regions)
    names = {area.name for area in areas}  # what is a region as well is where that is
    for entity in (*organisations, *(p for p in programmes if p.name not in names), *areas):
        here = entity.spans[0]
        places = [(place.name, here) for place in _told_by_name(entity, forms)] if by_name else []
        places += stated.get(entity.participant, [])
        if by_home and entity.category == "region" and not places:
            places = [(home, here) for home in homes.of(entity)]
        for place, span in places:
            yield Relation(entity.participant, "locatedIn", Participant("region", place), span)
    yield from _in_addresses(layout, regions) if by_clause else ()


def _told_by_name(entity: Entity, forms: Forms) -> list[Entity]:
    """The places of its name, else of its first mention: 贵州“大水网”, which the gazetteer has without the marks."""
    told, printed = list(places_of_name(entity, forms)), entity.spans[0].text
    return told if told or printed == entity.name else list(places_of_name(replace(entity, name=printed), forms))


def _in_addresses(layout: Layout, regions: Sequence[Entity]) -> Iterator[Relation]:
    """A division printed right behind the one that contains it, in an address: `地址：北京市海淀区花园北路`."""
    rows = ((span, region) for region in regions if region.code for span in region.spans)
    divisions = sorted(rows, key=lambda row: row[0].start)
    for (outer, whole), (inner, part) in pairwise(divisions):
        joined = outer.end == inner.start and is_within(part.code or "", whole.code or "")
        if joined and _ADDRESS.search(layout.clean.text, max(0, outer.start - _LONGEST_LABEL), outer.start):
            yield Relation(part.participant, "locatedIn", whole.participant, layout.span(outer.start, inner.end))


class _Homes:
    """The divisions that contain zones and clusters, where nothing nearer is said."""

    def __init__(self, layout: Layout, regions: Sequence[Entity]) -> None:
        self._layout = layout
        self._names = {region.code: region.name for region in regions if region.code}
        self._documents = regions_by_document(layout)
        self._members: dict[str, list[str]] = {}
        for row in region_members():
            self._members.setdefault(row.cluster, []).append(row.member)

    def of(self, area: Entity) -> Iterator[str]:
        """The division that the document is about as far as the name allows it, else what the gazetteer gives."""
        if area.name.endswith(_NATURE) or self._is_run_of_letters(area.name):
            return
        known = region_names().get(area.name)
        document = self._layout.document_at(area.spans[0].start)
        home = self._documents.get(document.key) if document else None
        if home and home.code in self._names and self._lies_in(area, known, home.code):
            yield self._names[home.code]
        elif known and (place := self._city_or_province(known.parent)):
            yield place
        elif (province := province_of_part(area.name)) and province.code in self._names:
            yield self._names[province.code]

    def _is_run_of_letters(self, name: str) -> bool:
        """Whether a cluster is called by one letter of each of its members: 呼包鄂."""
        members = [divisions_by_code().get(code) for code in self._members.get(name, ())]
        return len(members) == len(name) and all(member and member.name[0] in name for member in members)

    def _city_or_province(self, code: str) -> str | None:
        """The nearest division around a code, itself included, that the file names; no district of a city."""
        division = divisions_by_code().get(code)
        around = [division, *ancestors(division)] if division else []
        cities = (d for d in around if not (d.kind == "county" and d.name.endswith("区")))
        return next((self._names[d.code] for d in cities if d.code in self._names), None)

    def _lies_in(self, area: Entity, known: Entry | None, code: str) -> bool:
        if known:
            return self._is_inside(known, code)
        first = region_names().match(area.name, 0)
        if first and not self._is_inside(first[1], code):
            return False
        return area.kind == "zone" or (area.name.endswith(_CLUSTER_WORDS) and (bool(first) or "—" not in area.name))

    def _is_inside(self, entry: Entry, code: str) -> bool:
        """Whether a known region lies in a division; a zone of which nothing is known does."""
        parts = [part for part in (entry.code, entry.parent, *self._members.get(entry.name, ())) if part]
        return bool(parts or entry.kind == "zone") and all(is_within(part, code) for part in parts)
