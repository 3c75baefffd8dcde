"""Regions: divisions of China, zones, clusters, countries; not the place inside another name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.definitions import with_short_names
from extract.facts import Entity
from extract.gazetteers import DIVISION_KINDS, Entry, is_within, place_words
from extract.joined_cities import joined_cities
from extract.letter_places import letter_places
from extract.listed_zones import listed_zones
from extract.mentions import Mention, NameRanges, longest_first, to_entities
from extract.names import county_names, is_place, place_end, region_names, shared_names
from extract.places import NOT_PLACE_AFTER, Places, is_word
from extract.province_parts import province_parts
from extract.scanning import matches_at, places_before
from extract.structure.layout import Layout
from extract.structure.outline import REST_OF_NUMBER
from extract.titles import BOOK_TITLE

_DIVISION = re.compile("[区县](?!域)|市(?![场域])")  # 新兴市场不是新兴市
_JOINTS = frozenset("、和与及")
_LONGEST_PLACE = 6
_WATERS = frozenset("湖山河江岛")  # 东丽湖不是东丽区
# 黑龙江、乌苏里江、牡丹江等流域：说的是水，不是同名的地方。
_WATERS_BEHIND = re.compile("(?:、[^，。；、]{1,4}[江河湖]){0,4}等?(?:大江大河|江河|流域|水系|干流|支流)")
# 引黄济宁、京港澳高速、祖国北疆：不是济宁、港澳、新疆的北疆。
_JOINED = re.compile("引[\u4e00-\u9fff]{1,2}济|京港澳|祖国北疆")
# 茂名石化、镇海炼化是企业。
_FIRM_BEHIND = re.compile("石化(?!产业|基地|园|[、和])|炼化")
_WORKS = re.compile("港(?![口湾区澳珠])|站(?!前)")
_LONGEST_JOINED = 3  # characters of it before the name that it has in it
_LEAST = 4  # characters of a name of its own
_HAN = "\u4e00-\u9fff"
_ZONE_WORDS = (
    r"(?:经济技术开发区|高新技术产业开发区|经济开发区|开发区|经开区|高新区|保税区|综保区|科学城|科技城|生态城|大学城|产业园区|产业园|科技园区|科技园|工业园区|工业园"
    r"|物流园区|物流园|零碳园区|地质公园|经济合作区|商务区|科技谷|科创园|高研园|示范园区?|新区|空港区|新片区|国家公园)"
)
# 前面有地名才是一处地方的：福州大学城、乌鲁木齐国际陆港区；没有的是一类地方。
_SITED_WORDS = (
    r"(?:大学城|产业城|生物城|汽车城|航空城|航天城|陆港区|农高区|合作区|互贸区|园区"
    r"|科创园|湾区|大走廊|小镇|智谷|度假区|工业区|集中区|新城(?![市区镇乡])|商贸城|商城|法务区|金融城|科教城|职教城|软件城|临港经济区|空港经济区|临空经济区"
    r"|谷(?<![河平山峡湟五稻曼]谷)(?![地子物类歌区雨]))"
)
_CLUSTER_WORDS = r"(?:都市圈|城市群|经济圈|经济带|城镇群|城镇带|科创走廊|创新走廊|科技走廊|经济走廊)"
# Their words, how many characters of a name stand at most before them, the whole names, and their kind.
_AREAS = (
    (re.compile(_ZONE_WORDS), 14, re.compile(rf"[{_HAN}A-Za-z0-9—\-]{{2,14}}?{_ZONE_WORDS}"), "zone"),
    (re.compile(_SITED_WORDS), 12, re.compile(rf"[{_HAN}A-Za-z0-9—\-]{{2,12}}?{_SITED_WORDS}"), "sited"),
    (re.compile(_CLUSTER_WORDS), 10, re.compile(rf"[{_HAN}A-Za-z0-9—\-]{{2,10}}?{_CLUSTER_WORDS}"), "cluster"),
)
_LEFT = re.compile(
    r"(?:新增|新建|共建|布局|设立|落地|落户|入选|构建|重塑|壮大|着力|开展|建成|首个|首批|全国|创建|争创|支持|推动|推进|加快|加速|建强|健全|抓好|规划|提高|改造|整治|治理|取缔|撤销|清理|确保|跨入|迈入|强化|增强|完成|建立|编制好|新一轮|争取|纳入|更多|入驻|进入|国家开发|深入|建好|用好|世界领先|建设|打造|依托|加强|深化|服务|融入|发展|参与|对接|拓展|优化|提升|完善|高水平|高质量|积极|深度|全面|协同|实施|做强|培育|重点|形成|落实|扶持|发挥"
    r"|和|与|及|在|对|向|为|以|等|的|将|从|到|由|各|本|全市|全省|我市|我省|特色|一批|若干|多个|国家级|省级|市级|智能|鼓励|促进|引领|统筹|沿)"
)
# 也在地名之后：泉州省级人工智能产业园。
_BEHIND_PLACES = frozenset({"国家级", "省级", "市级", "智能"})
_GENERIC_ZONE = re.compile(
    r"(?:各类|国家|国家级|省级|市级|经济|技术|高新|特色|示范|现代|综合|产业|工业|农业|科技|智能|物流|大型|老旧|旧|跨省域?|标准化?|稳产|保供|全产业链|海关特殊|自由|城市|新|老|重点|有条件|化工|世界级|先进制造业|中小企业|战略性新兴|战新|优势|零碳|低碳|绿色|创新型|数字|乡村|文化|生态|跨境|海洋|临港|临空|县域|特色优势|千亿级?|百亿级?|[0-9一二三四五六七八九十]++个?|万亿级?|边境|境外"
    r"|大学|省部共建|劳动密集型|山海|园区|省域|市域|联动|创新|合作|协作|共建|飞地|军民融合|绿电|生物|制造|新材料|电子|化学品|医药|健康|医疗|软件|信息|文创|创意|设计|装备|机器人|人工智能|算力|数据|新能源|光伏|锂电|氢能|食品|纺织|服装|旅游|文旅|人力资源|航空|汽车|智慧|自贸|新型|节能|环保|循环|品牌|专业|留学人员|大学生|创业|互联网|电商|电子商务|供应链|冷链|商贸|服务业|外贸|口岸|应急|安全|预制菜|粮食|林业|畜牧|水产|[0-9—至-]++个|及|、){0,12}"
)
_ENDING = re.compile(r"(?:经济技术|高新技术产业|经济)?[^区园城圈群带廊谷]{0,2}[区园城圈群带廊谷]区?$")
_SCHOOL = re.compile("医院|[中小]学|学校|[一二三四五]中")  # 甲市中心医院新城院区
_SO_MANY = re.compile("[两三四五六七八九]大")  # 海口、三亚、儋洋三大经济圈
_COUNT = r"(?:[\d一二两三四五六七八九十百]{1,4}(?:余|多)?[家个处座]|[\d一二两三四五六]{1,2}小时|一批|若干)"
_BEGINS_WITH_COUNT, _COUNTED = re.compile(_COUNT), re.compile(rf"{_COUNT}[^，。；、\d]{{0,4}}(?<!落户|落地|入驻)\Z")
_LONGEST_COUNT = 8


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
    for paragraph in layout.paragraphs:
        start, end = paragraph.start, paragraph.end
        # Of names of the same characters the first: zones and clusters keep the name that the text gives them.
        zones = _zones(layout, places, start, end) if parts.zones else ()
        found = [zone for zone in zones if not _is_counted(layout, zone.start)]
        if parts.zones:
            found += listed_zones(layout.clean.text, start, end)
        if parts.gazetteer:
            found += _elided(layout.clean.text, start, end)
            found += _known(layout, places, start, end)
            if (own := places.own(start)) and own.kind == "province":
                found += joined_cities(layout.clean.text, start, end, own.code)
        if parts.counties:
            found += _counties(layout, places, start, end)
        mentions += longest_first(found)
    if parts.definitions:
        mentions = longest_first(with_short_names(layout, mentions))
    text = layout.clean.text
    return to_entities(
        (m for m in mentions if not covered.cover(m.start, m.end) or _is_more_than(m, begun, text)), "region", layout
    )


def _is_more_than(area: Mention, names: Mapping[int, int], text: str) -> bool:
    """Whether an area is more than the name that begins with it (福州大学城), or the first of two (甲区和乙区)."""
    if area.kind not in {"zone", "cluster"} or (end := names.get(area.start)) is None:
        return False
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
        joined = _JOINED.search(text, max(start, first - _LONGEST_JOINED), last)
        if joined and joined.start() < first < joined.end():
            continue
        if text[last - 1] in _WATERS and _WATERS_BEHIND.match(text, last):
            continue
        entry = places.own_city(form, first, entry)
        if sharing := shared_names().get(form):
            yield _one_of(places, text, first, last, sharing)
        else:
            yield Mention(first, last, entry.name, entry.kind, entry.code)
    yield from letter_places(text, start, end)
    yield from province_parts(text, start, end)


def _elided(text: str, start: int, end: int) -> Iterator[Mention]:
    """Zones of which only the place stands before another: `喀什`和霍尔果斯经济开发区."""
    for second, _, entry in region_names().finditer(text, start, end):
        if entry.kind != "zone" or text[second - 1 : second] not in _JOINTS:
            continue
        for first in range(max(start, second - _LONGEST_PLACE - 1), second - 2):
            place = text[first : second - 1]
            endings = (region_names().get(place + entry.name[cut:]) for cut in range(2, len(entry.name) - 2))
            if known := next((zone for zone in endings if zone and zone.kind == "zone" and zone != entry), None):
                yield Mention(first, second - 1, known.name, known.kind, known.code)
                break


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
        if _WORKS.match(text, last) or text[last : last + 1] in _WATERS or (text[last - 1] in _WATERS and _WATERS_BEHIND.match(text, last)):
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


def _is_counted(layout: Layout, start: int) -> bool:
    """Whether what begins at `start` is one of so many: `建设2至3家智能文化创意产业园区`."""
    text = layout.clean.text
    return bool(_BEGINS_WITH_COUNT.match(text, start) or _COUNTED.search(text, max(0, start - _LONGEST_COUNT), start))


def _zones(layout: Layout, places: Places, start: int, end: int) -> Iterator[Mention]:
    text = layout.clean.text
    for words, longest, pattern, kind in _AREAS:
        for match in matches_at(pattern, text, places_before(words, longest, text, start, end), end):
            first = match.start()
            for word in _LEFT.finditer(text, match.start(), match.end() - 3):
                if kind == "cluster" and text.startswith("沿边", word.start()):
                    break  # 沿边城镇带是一处，沿边产业园区是一类
                if word[0] in _BEHIND_PLACES and _begins_with_division(text, first, word.start()):
                    break
                first = word.end()
            first = _known_within(text, first, match.end())
            name = text[first : match.end()]
            known = region_names().get(name)
            if kind == "sited":
                sited = _begins_with_division(name, 0, len(name)) or _begins_with_own(places, name, first)
                if known is None and (not sited or _SCHOOL.search(name)):
                    continue
                yield Mention(first, match.end(), name, known.kind if known else "zone")
            elif _names_one(name, words) and not (kind == "zone" and text[first - 1 : first] == "沿"):
                yield Mention(first, match.end(), name, known.kind if known else kind)


def _begins_with_division(text: str, first: int, last: int) -> bool:
    return any(end <= last and entry.kind in DIVISION_KINDS for end, entry in region_names().matches(text, first))


def _begins_with_own(places: Places, name: str, start: int) -> bool:
    """Whether a name at `start` begins with a county of the region that the document is about."""
    own, county = places.own(start), county_names().match(name, 0)
    return bool(own and county and any(is_within(entry.code, own.code) for entry in county[1]))


def _known_within(text: str, start: int, end: int) -> int:
    """Where a zone or cluster of the gazetteer begins that ends at `end`; `start` where there is none."""
    names = ((first, region_names().get(text[first:end])) for first in range(start, end - 3))
    known = next((first for first, entry in names if entry and entry.kind in {"zone", "cluster"}), start)
    # 珠海鹤洲新区：所在的市是名称的一部分。
    return next((first for first in range(start, known - 1) if _is_division(text[first:known])), known)


def _is_division(form: str) -> bool:
    entry = region_names().get(form)
    return entry is not None and entry.kind in DIVISION_KINDS


def _names_one(name: str, words: re.Pattern[str]) -> bool:
    """Whether a name has more before its ending, one of `words`, than words of classes."""
    suffix = _ENDING.search(name)
    stem = name[: suffix.start()] if suffix else name
    before = words.split(name, maxsplit=1)[0]
    return (
        len(stem) >= 2
        and "或" not in stem
        and not _SCHOOL.search(stem)
        and not _SO_MANY.search(stem)
        and not (_GENERIC_ZONE.fullmatch(stem) or _GENERIC_ZONE.fullmatch(before))
    )
