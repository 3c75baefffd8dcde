"""Bodies of provinces, cities and counties: 湖南省科技厅, 市政府, 省委, and departments that stand without a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.gazetteers import DIVISION_KINDS, Entry
from extract.mentions import Mention
from extract.names import department_names, organisation_names, region_names, shared_names
from extract.places import Places, ancestors, is_word, start_with_parents
from extract.scanning import matches_at, places_of
from extract.structure.layout import Layout

_HAN = "\u4e00-\u9fff"
_ORGAN = re.compile(
    rf"(?:人民政府办公厅|人民政府|政府|省委|市委|区委|县委|党委|(?<=[省市区县州旗])委(?![员托会])|(?!军区|警备区|卫戍区)[{_HAN}]{{2,12}}?(?:管理局|委员会|厅|(?<![大全布格开结变口])局|科协))(?![{_HAN}]*?[的地]?(?:面|限))"
)
# 词尾与后字成另一词：教委员、科协同、大局面。
_NO_ORGAN = re.compile(r"(?<=委)[员托]|(?<=协)[同作调商定议]|(?<=局)[面限势部]|(?<=厅)堂|(?<=会)议")
# 中国共产党湖南省委员会，中共湖南省委。
_PARTY = re.compile(r"中国共产党|中共")
_COMMITTEE = re.compile(r"委员会(?!办公)|[省市区县]?委(?![员托会])")
_COMMITTEE_SHORT = re.compile("[省市区县党]?委")
# 只在有隶属地域的文件中有所指。
_RELATIVE = re.compile(
    r"(?<![\u4e00-\u9fff]各)(?<!各)(?P<level>省|市|自治区)(?P<organ>委(?!员|托|会|组织部)|党委|(?:人民)?政府(?!工作报告|性|和社会|与社会|债)|人大常委会|人大(?!常|代表|会)|政协(?!委员))"
)
_ITS_COMMITTEE = re.compile("(?<=人大)[及和]其(?P<committee>常委会)")  # 省人大及其常委会
_RELATIVE_BEGINS = re.compile("[省市自]")
_LEVEL = re.compile(r"自治区|[省市州盟区县旗]")
# 市科技局之前是另一个地名的字（某某市科技局），就不是本市的。
_BEFORE_LEVEL = re.compile(rf"[^{_HAN}]|[由和与及向对在经请报按据把被将从是为以至到给同受本我该原成持]|(?<!福)建")
_AND = re.compile(r"、|和|与|及")
_CORPS = re.compile("新疆生产建设兵团")
_GROUP = re.compile(f"党委[{_HAN}]{{2,14}}?(?:领导小组|委员会)")
_YOUTH_LEAGUE = "共青团"
_OF_THE_STATE = frozenset({"government", "party", "mass"})


def local_bodies(layout: Layout, places: Places, start: int, end: int) -> Iterator[Mention]:
    """Bodies of a named region, and those listed behind: `北京市政府`, `浙江省科技厅、财政厅`."""
    text = layout.clean.text
    for first, last, entry in region_names().finditer(text, start, end):
        known = organisation_names().match(text, first)
        if entry.kind not in DIVISION_KINDS or (known and known[0] > last) or is_word(text, first, last, entry):
            continue  # 新疆生产建设兵团科技局 is the Corps's, not Xinjiang's
        division = _meant(places, text, first, last, entry)
        region = _full_name(division) if division else entry.name
        begin = start_with_parents(text, first, division) if division and region != entry.name else first
        if department := _department(text, last, end):
            yield Mention(begin, department[0], region + department[1].name, department[1].kind)
            yield from _listed(text, department[0], end, region)
        elif (organ := _ORGAN.match(text, last, end)) and not text.endswith(_YOUTH_LEAGUE, 0, first):
            kind = "party" if organ[0].endswith("委") else "government"
            yield Mention(begin, organ.end(), _official(region, organ[0]), kind)


def bodies_of_the_corps(text: str, start: int, end: int) -> Iterator[Mention]:
    """Departments of the Xinjiang Production and Construction Corps: `新疆生产建设兵团卫生健康委`."""
    for corps in _CORPS.finditer(text, start, end):
        if department := _department(text, corps.end(), end):
            yield Mention(corps.start(), department[0], text[corps.start() : department[0]], department[1].kind)
        elif group := _GROUP.match(text, corps.end(), end):
            yield Mention(corps.start(), group.end(), corps[0] + group[0], "committee")


def party_committees(layout: Layout, start: int, end: int) -> Iterator[Mention]:
    """Committees of the Party with its name before the region's: `中国共产党湖南省委员会`, `中共天津市委`."""
    text = layout.clean.text
    for party in _PARTY.finditer(text, start, end):
        region = region_names().match(text, party.end())
        committee = _COMMITTEE.match(text, region[0], end) if region else None
        if region and committee and region[1].kind in DIVISION_KINDS:
            yield Mention(party.start(), committee.end(), _party_committee(region[1].name), "party")


def relative_bodies(layout: Layout, places: Places, start: int, end: int) -> Iterator[Mention]:
    """省委, 市政府, 市科技局 and the like, of the region that the document is about."""
    region = places.own(start)
    if region is None:
        return
    text = layout.clean.text
    for match in matches_at(_RELATIVE, text, places_of(_RELATIVE_BEGINS, text, start, end), end):
        if region.name.endswith(match["level"]):
            name, kind = _relative_name(region.name, match["organ"])
            yield Mention(match.start(), match.end(), name, kind)
            if standing := _ITS_COMMITTEE.match(text, match.end()):
                yield Mention(standing.start("committee"), standing.end(), f"{name}常务委员会", kind)
    for level in _LEVEL.finditer(text, start, end):
        department = _department(text, level.end(), end) if _is_level(region, level[0]) else None
        if department and _BEFORE_LEVEL.match(text[level.start() - 1 : level.start()] or " "):
            yield Mention(level.start(), department[0], region.name + department[1].name, department[1].kind)
            yield from _listed(text, department[0], end, region.name)


def with_region(places: Places, start: int, name: str) -> str:
    """A name at `start` that begins with 省 or 市 alone, with the name of the document's region: `省工业技术研究院`."""
    level, region = _LEVEL.match(name), places.own(start)
    return region.name + name[level.end() :] if level and region and _is_level(region, level[0]) else name


def departments_without_place(
    layout: Layout, places: Places, national: Sequence[Mention], start: int
) -> Iterator[Mention]:
    """A name that the State Council's body shares with the region's own (发展改革委), in a document about a region.

    There it is the region's own, unless it stands in a list beside a body that only the nation has.

    Args:
        layout: The file.
        places: Which region each document is about.
        national: The bodies known from the gazetteer in one paragraph.
        start: Where the paragraph begins.
    """
    region, text = places.own(start), layout.clean.text
    if region is None or not places.is_local(start):
        return
    for run in _lists(text, [mention for mention in national if mention.kind in _OF_THE_STATE]):
        departments = [department_names().get(text[mention.start : mention.end]) for mention in run]
        for mention, department in zip(run, departments, strict=True):
            if department and all(departments):
                yield Mention(mention.start, mention.end, region.name + department.name, department.kind)


def _lists(text: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions in groups: those that stand side by side, joined by 、 or 和, in one."""
    groups: list[list[Mention]] = []
    for mention in sorted(mentions):
        if groups and _AND.fullmatch(text, groups[-1][-1].end, mention.start):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _department(text: str, start: int, end: int) -> tuple[int, Entry] | None:
    found = department_names().match(text, start)
    return found if found and found[0] <= end and not _NO_ORGAN.match(text, found[0]) else None


def _listed(text: str, position: int, end: int, region: str) -> Iterator[Mention]:
    """The departments that a list goes on with are those of the same region."""
    while (joint := _AND.match(text, position, end)) and (department := _department(text, joint.end(), end)):
        yield Mention(joint.end(), department[0], region + department[1].name, department[1].kind)
        position = department[0]


def _is_level(region: Entry, level: str) -> bool:
    if region.name.endswith("自治区"):
        return level == "自治区"
    return region.name.endswith(level)


def _meant(places: Places, text: str, first: int, last: int, entry: Entry) -> Entry | None:
    """The division that a name means, or None where nothing tells which of several."""
    divisions = shared_names().get(text[first:last])
    left = places.choose(text[first:last], first, divisions) if divisions else (entry,)
    return left[0] if len(left) == 1 else None


def _full_name(division: Entry) -> str:
    """The name of a division as its bodies carry it: that of a district of a city with the city's name before it."""
    is_district = division.kind == "county" and division.name.endswith("区")
    return "".join(outer.name for outer in ancestors(division)[:1] if is_district) + division.name


def _official(region: str, organ: str) -> str:
    if organ in {"政府", "人民政府"}:
        return region + "人民政府"
    return _party_committee(region) if _COMMITTEE_SHORT.fullmatch(organ) else region + organ


def _party_committee(region: str) -> str:
    """中共湖南省委, 中共西藏自治区委员会."""
    return f"中共{region}{'委员会' if region.endswith('自治区') else '委'}"


def _relative_name(region: str, organ: str) -> tuple[str, str]:
    if organ in {"委", "党委"}:
        return _party_committee(region), "party"
    if organ.endswith("政府"):
        return region + "人民政府", "government"
    if organ == "政协":
        return "中国人民政治协商会议" + region + "委员会", "other"
    return region + "人民代表大会" + ("常务委员会" if organ.endswith("常委会") else ""), "government"
