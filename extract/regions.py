"""Regions: divisions of China, zones, clusters, countries; not the place inside another name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.definitions import with_short_names
from extract.facts import Entity
from extract.gazetteers import Entry, is_within, place_words
from extract.joined_cities import joined_cities
from extract.letter_places import letter_places
from extract.mentions import Mention, NameRanges, longest_first, to_entities
from extract.names import county_names, is_place, place_end, region_names, shared_names
from extract.places import NOT_PLACE_AFTER, Places, is_word
from extract.province_parts import province_parts
from extract.structure.layout import Layout
from extract.structure.outline import REST_OF_NUMBER
from extract.titles import BOOK_TITLE
from extract.zones import find_zones

_DIVISION = re.compile("[区县](?!域)|市(?![场域])")  # 新兴市场不是新兴市
_JOINTS = frozenset("、和与及")
_LONGEST_PLACE = 6
_WATERS = frozenset("湖山河江岛")  # 东丽湖不是东丽区
# 黑龙江、乌苏里江、牡丹江等流域：说的是水，不是同名的地方。
_WATERS_BEHIND = re.compile("(?:、[^，。；、]{1,4}[江河湖]){0,4}等?(?:大江大河|江河|流域|水系|干流|支流)")
# 引黄济宁、京港澳高速、祖国北疆、沿海城市：不是济宁、港澳、新疆的北疆、海城市。
_JOINED = re.compile("引[\u4e00-\u9fff]{1,2}济|京港澳|祖国北疆|[滨沿临]海城市|[顺适供对响]应城市|[航货客水空陆]运城市")
_INSIDE_JOINED = frozenset("济港北海应运")  # what the names in it begin with
# 茂名石化、镇海炼化、阿里巴巴是企业。
_FIRM_BEHIND = re.compile("石化(?!产业|基地|园|[、和])|炼化|(?<=阿里)(?:巴巴|云)")
# 梁山港二期、江阴站：地名在此不另作地名。
_PORT_OR_STATION = re.compile("港(?![口湾区澳珠])|站(?!前)")
_LONGEST_JOINED = 3  # characters of it before the name that it has in it
_PARK = re.compile(
    "、(?<=[山湖海岭峡江河源原]、)[\u4e00-\u9fff]{2,6}?(?P<kind>(?:世界|国家)级?(?:地质|森林|湿地)?公园)"
)
_LONGEST_PARK = 12  # characters of the name of mountains or waters, and of the verb before them
_BEFORE_PARK = re.compile("建好|建设|推进|推动|支持|加快|创建|保护|设立|做好|[^\u4e00-\u9fff]")
_LEAST = 4  # characters of a name of its own


@dataclass(frozen=True, slots=True)
class RegionParts:
    """The ways of finding regions that are used; all, unless a configuration says otherwise.

    Attributes:
        gazetteer: Divisions, countries, and the names of `regions.tsv`.
        zones: Zones and clusters by their endings: `开发区`, `都市圈`.
        counties: Short forms of the counties of the region that the document is about.
        outside_names: Places inside the names of organisations, programmes and documents are left out.
        definitions: The short names that a document defines.
    """

    gazetteer: bool = True
    zones: bool = True
    counties: bool = True
    outside_names: bool = True
    definitions: bool = True


def find_regions(
    layout: Layout,
    places: Places,
    taken: Sequence[Entity],
    parts: RegionParts = RegionParts(),
) -> tuple[Entity, ...]:
    """The regions that the file names; `taken` are the organisations and programmes whose names may hold a place."""
    names = [(span.start, span.end) for entity in taken for span in entity.spans]
    covered = NameRanges([*names, *_titles(layout)] if parts.outside_names else [])
    begun = dict(names)
    mentions: list[Mention] = []
    ends: dict[Mention, int] = {}  # of elided zones, where the one behind them ends
    for paragraph in layout.paragraphs:
        start, end = paragraph.start, paragraph.end
        # Of names of the same characters the first: zones and clusters keep the name that the text gives them.
        found = list(find_zones(layout, places, start, end)) if parts.zones else []
        if parts.gazetteer:
            shared = (*_elided(layout.clean.text, start, end), *_sights_of_one_kind(layout.clean.text, start, end))
            ends |= shared
            found += dict(shared)
            found += _known(layout, places, start, end)
            if (own := places.own(start)) and own.kind == "province":
                found += joined_cities(layout.clean.text, start, end, own.code)
        if parts.counties:
            found += _counties(layout, places, start, end)
        mentions += longest_first(found)
    if parts.definitions:
        mentions = longest_first(with_short_names(layout, mentions))
    text = layout.clean.text
    outside = (m for m in mentions if not covered.cover(m.start, m.end) or _is_more_than(m, begun, text))
    return to_entities((replace(m, end=ends[m]) if m in ends else m for m in outside), "region", layout)


def _is_more_than(area: Mention, names: Mapping[int, int], text: str) -> bool:
    """Whether an area is more than a name (福州大学城 than the first of its words), the first of two, or quoted."""
    if area.kind not in {"zone", "cluster"} or (end := names.get(area.start)) is None:
        return False
    if end == area.end:
        return text[area.start - 1 : area.start] == "“"  # 推进“甲”等重点景区建设
    return end < area.end or (end > area.end + _LEAST and text[area.end] in _JOINTS)


def _titles(layout: Layout) -> Iterator[tuple[int, int]]:
    """Titles in 《》 and the header's lines, where a place is part of a document's name or of a class of addressees."""
    for match in BOOK_TITLE.finditer(layout.clean.text):
        yield match.span()
    for document in layout.documents:
        for slot in document.slots:
            if slot.name in {"title", "number", "addressee"}:
                yield slot.span.start, slot.span.end


def _known(layout: Layout, places: Places, start: int, end: int) -> Iterator[Mention]:
    text = layout.clean.text
    for first, last, entry in region_names().finditer(text, start, end):
        is_part = NOT_PLACE_AFTER.match(text, last) or _FIRM_BEHIND.match(text, last)
        if entry.code == "CN" or is_part or is_word(text, first, last, entry):
            continue
        if entry.name != text[first:last] and REST_OF_NUMBER.match(text, last, end):
            continue
        form = text[first:last]
        split = len(form) == 2 and places.splits_word(first, last)
        if split or (form in place_words() and not _is_place(text, first, last)):
            continue
        if _is_joined(text, start, first, last) or _is_water(text, last):
            continue
        entry = places.own_city(form, first, entry)
        if sharing := shared_names().get(form):
            yield _one_of(places, text, first, last, sharing)
        else:
            yield Mention(first, last, entry.name, entry.kind, entry.code)
    yield from letter_places(text, start, end)
    yield from province_parts(text, start, end)


def _is_joined(text: str, start: int, first: int, last: int) -> bool:
    """Whether a name begins inside other words: 海城市 in 沿海城市."""
    if text[first] not in _INSIDE_JOINED:
        return False
    joined = _JOINED.search(text, max(start, first - _LONGEST_JOINED), last + 1)
    return joined is not None and joined.start() < first < joined.end()


def _is_water(text: str, last: int) -> bool:
    """Whether the name that ends at `last` is that of waters: 锦江 in 锦江流域."""
    return text[last - 1] in _WATERS and _WATERS_BEHIND.match(text, last) is not None


def _elided(text: str, start: int, end: int) -> Iterator[tuple[Mention, int]]:
    """Zones of which only the place stands before another, with the other's end: `喀什`和霍尔果斯经济开发区."""
    for second, whole, entry in region_names().finditer(text, start, end):
        if entry.kind != "zone" or text[second - 1 : second] not in _JOINTS:
            continue
        for first in range(max(start, second - _LONGEST_PLACE - 1), second - 2):
            place = text[first : second - 1]
            endings = (region_names().get(place + text[cut:whole]) for cut in range(second + 2, whole - 2))
            if known := next((zone for zone in endings if zone and zone.kind == "zone" and zone != entry), None):
                yield Mention(first, second - 1, known.name, known.kind, known.code), whole
                break


def _sights_of_one_kind(text: str, start: int, end: int) -> Iterator[tuple[Mention, int]]:
    """Parks that share their ending with the one behind them, with its end: `昆仑山`、坎布拉世界地质公园."""
    for park in _PARK.finditer(text, start, end):
        low = max(start, park.start() - _LONGEST_PARK)
        first = max((edge.end() for edge in _BEFORE_PARK.finditer(text, low, park.start() - 2)), default=None)
        if first is not None and len(name := text[first : park.start()]) > 2:
            yield Mention(first, park.start(), name + park["kind"], "zone"), park.end()


def _one_of(places: Places, text: str, first: int, last: int, sharing: tuple[Entry, ...]) -> Mention:
    """A name that several divisions have, with the code of the one that is meant, else with those of all."""
    left = places.choose(text[first:last], first, sharing)
    if len(left) == 1:
        return Mention(first, last, left[0].name, left[0].kind, left[0].code)
    return Mention(first, last, left[0].name, left[0].kind, candidates=tuple(division.code for division in left))


def _counties(layout: Layout, places: Places, start: int, end: int) -> Iterator[Mention]:
    """Short forms of the counties of the document's own region, which its text may use without 区 or 县."""
    own, text = places.own(start), layout.clean.text
    if own is None:
        return
    for first, last, entries in county_names().finditer(text, start, end):
        inside = tuple(entry for entry in entries if is_within(entry.code, own.code))
        # Of a city and a county with the same short form (伊宁市, 伊宁县) it is the city's.
        inside = tuple(entry for entry in inside if entry.name.endswith("市")) or inside
        if text[first:last] in place_words() and not (_DIVISION.match(text, last) or _is_listed(text, first, last)):
            continue
        if last - first < 2 or len({entry.name for entry in inside}) != 1 or NOT_PLACE_AFTER.match(text, last):
            continue
        if _is_joined(text, start, first, last) or _PORT_OR_STATION.match(text, last):
            continue
        if text[last : last + 1] in _WATERS or _is_water(text, last):
            continue
        if _is_place(text, first, last) or not places.splits_word(first, last):
            yield _one_of(places, text, first, last, inside)


def _is_place(text: str, first: int, last: int) -> bool:
    """Whether an everyday word is a place here: with 县 or 市, alone in its clause, or beside a place in a list."""
    before, after = text[max(0, first - 1) : first], text[last : last + 1]
    if _DIVISION.match(text, last):
        return True
    if not (before in "、，。；（在和与及" and after in "、，。；）和与及等"):
        return False
    return not (before in _JOINTS or after in _JOINTS) or _is_beside_place(text, first, last)


def _is_listed(text: str, first: int, last: int) -> bool:
    """Whether an everyday word stands in a list in which a neighbour can only be a place: 民和、互助、共和."""
    before, after = text[max(0, first - 1) : first], text[last : last + 1]
    if not (before == "、" and after == "、"):
        return False
    end = place_end(text, last + 1)
    return bool(end and text[last + 1 : end] not in place_words()) or any(
        is_place(form) and form not in place_words()
        for form in (text[start : first - 1] for start in range(max(0, first - _LONGEST_PLACE), first - 2))
    )


def _is_beside_place(text: str, first: int, last: int) -> bool:
    if text[first - 1] in _JOINTS:
        low = max(0, first - 1 - _LONGEST_PLACE)
        if any(is_place(text[start : first - 1]) for start in range(low, first - 2)):
            return True
    return text[last] in _JOINTS and place_end(text, last + 1) is not None
