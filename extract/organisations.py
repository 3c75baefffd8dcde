"""Organisations: names that the gazetteer knows, their sub-units, local bodies, and names recognised by their form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.company_lists import listed_companies
from extract.definitions import with_short_names
from extract.enterprises import enterprises_in_lists
from extract.event_bodies import event_bodies
from extract.facts import Entity
from extract.former_names import with_former_names
from extract.local_bodies import (
    bodies_of_the_corps,
    departments_without_place,
    local_bodies,
    party_committees,
    relative_bodies,
)
from extract.mentions import Mention, longest_first, to_entities
from extract.names import organisation_names, place_end, region_names
from extract.organisation_classes import counts_organisations
from extract.organisation_forms import organisations_by_form
from extract.places import Places
from extract.shared_ends import names_with_shared_ends
from extract.structure.layout import Layout
from extract.structure.outline import REST_OF_NUMBER
from extract.subunits import IN_UNIT, SUBUNIT, ends_in_another_body, is_two_bodies, with_parents

_HAN = "\u4e00-\u9fff"
# 企业名称或商号之后另成一个企业名称：顺丰航空公司。
_COMPANY = re.compile(
    rf"(?:(?!等|各|相关){IN_UNIT}){{0,12}}?有限(?:责任)?公司|(?:(?!等|各|相关){IN_UNIT}){{2,8}}?(?<![子分限任])公司|公司"
)
# 名称之后的字与它合成别的名称：福州大学城、北大门、东南汽车城、波音747、天津石化产业、古雷石化基地。
_GOES_ON = {
    "university": re.compile("城(?!市)|(?<=北大)[门荒]"),
    "enterprise": re.compile(
        r"城(?!市)|出版社|博物馆|(?<![司团])[A-Z]?\d{3}|产业(?!园|链|集群)|行业|(?<=[^中]石化|.炼化|.钢铁|.[铝铜]业|.汽车)(?:工业|基地|园|[新城]?区)"
    ),
}
# 机构在外地的分支，跟在机构名称和地名之后：怀柔实验室新疆基地。
_BRANCH = re.compile(rf"{IN_UNIT}{{0,6}}?(?:创新中心|科创中心|研究中心|分院|分中心|基地)")
_BRANCHES = {"institute": _BRANCH, "university": _BRANCH, "government": re.compile("分署|总部|特派员办事处")}
_OFFICE = re.compile("办公室|秘书处")
_CONFERENCE = re.compile("部际联席会议$|领导小组$")
_SHORT_CONFERENCE = re.compile(r"(?<![\u4e00-\u9fff])(?P<short>联席会议(?!制度)|领导小组(?=办公室|[由下设]))")
# 新疆生产建设兵团工业和信息化主管部门、国务院行业主管部门：说的是一类部门。
_DEPARTMENTS = {
    "新疆生产建设兵团": re.compile("[^，。；：！？\n]{0,24}?主管部门"),
    "国务院": re.compile("[^，。；：、！？\n]{2,12}?(?:主管|行政|管理)部门"),
}
# 简称的末字与后字成词：集中办公、交通部门、总参加人数。
_RUNS_ON = re.compile("(?<=[部办])[门公]|(?<=总参)[加与数考展赛]")
_LOCAL_BEFORE = frozenset("省市区县州委")
_NATIONAL = re.compile(r"国家|中国|国务院|中央|中共|全国|中华|最高")
# 《国务院办公厅转发某部、某委关于……的通知》：转发的是它们的文件。
_FORWARDED = re.compile("(?:(?!关于)[^《》]){2,20}(?:转发|批转)(?:(?!关于)[^《》])*")


@dataclass(frozen=True, slots=True)
class OrganisationParts:
    """The ways of finding organisations that are used; all, unless a configuration says otherwise.

    Attributes:
        gazetteer: The names and aliases of `organisations.tsv`.
        subunits: Units behind these names and offices of committees, and what each unit is part of.
        local_bodies: Bodies of a region that stands before their name: `北京市政府`, `中共天津市委`.
        relative_bodies: Bodies of the region that the document is about: `省委`, `市科技局`.
        forms: Names by their endings: `大学`, `研究院`, `部际联席会议`.
        enterprises: Enterprises by their short names in lists: `赛力斯、长城等车企`, `国达化工…等项目`.
        definitions: The short names that a document defines.
    """

    gazetteer: bool = True
    subunits: bool = True
    local_bodies: bool = True
    relative_bodies: bool = True
    forms: bool = True
    enterprises: bool = True
    definitions: bool = True


def find_organisations(layout: Layout, parts: OrganisationParts = OrganisationParts()) -> tuple[Entity, ...]:
    """The organisations that the file names."""
    places = Places(layout)
    mentions: list[Mention] = []
    for paragraph in layout.paragraphs:
        start, end = paragraph.start, paragraph.end
        known = list(_known(layout, start, end, parts.subunits)) if parts.gazetteer else []
        # Of names of the same characters, the first: the region's own body before the nation's.
        found: list[Mention] = []
        if parts.local_bodies:
            found += [*party_committees(layout, start, end), *local_bodies(layout, places, start, end)]
            found += bodies_of_the_corps(layout.clean.text, start, end)
        if parts.relative_bodies:
            found += relative_bodies(layout, places, start, end)
            found += departments_without_place(layout, places, known, start)
        found += known
        if parts.enterprises:
            found += enterprises_in_lists(layout.clean.text, start, end)
            found += listed_companies(layout.clean.text, start, end, known)
        if parts.gazetteer:
            found += names_with_shared_ends(layout.clean.text, start, end)
        if parts.forms:
            found += organisations_by_form(layout, places, start, end, found)
        mentions += longest_first(found)
    if parts.forms:
        mentions = longest_first([*mentions, *event_bodies(layout)])
    if parts.definitions:
        mentions = with_short_names(layout, mentions)
    if parts.subunits:
        mentions = longest_first([*mentions, *_conference(layout, mentions)])
        mentions += _offices(layout, mentions)
    named = [m for m in _outside_titles(layout, mentions) if not _is_class(layout, m)]
    if parts.gazetteer:
        named = list(with_former_names(layout, named))
    entities = to_entities(longest_first(named), "organisation", layout)
    return with_parents(entities) if parts.subunits else entities


def _conference(layout: Layout, mentions: list[Mention]) -> Iterator[Mention]:
    """Where a file calls its one joint conference or leading group by the last word of its name: `联席会议`."""
    named = {mention.name: mention for mention in mentions if _CONFERENCE.search(mention.name)}
    for only in named.values() if len(named) == 1 else ():
        for short in _SHORT_CONFERENCE.finditer(layout.clean.text, only.end):
            if only.name.endswith(short["short"]):
                yield Mention(short.start(), short.end(), only.name, only.kind)


def _offices(layout: Layout, mentions: list[Mention]) -> Iterator[Mention]:
    """The offices of committees that are called by a short name: `联席会议办公室`."""
    for mention in mentions:
        if mention.kind == "committee" and (office := _OFFICE.match(layout.clean.text, mention.end)):
            yield Mention(mention.start, office.end(), mention.name + office[0], mention.kind)


def _known(layout: Layout, start: int, end: int, subunits: bool) -> Iterator[Mention]:
    text = layout.clean.text
    for first, last, entry in organisation_names().finditer(text, start, end):
        subunit = SUBUNIT.match(text, last, end) if subunits else None
        if subunit and not _is_another(text, last, subunit, entry.kind) and not ends_in_another_body(subunit):
            kind = "mass" if subunit["unit"].endswith("科协") else entry.kind
            # In brackets the unit stands apart, and both bodies are named: 工业和信息化部（产业政策与法规司）.
            printed = subunit.span("unit") if subunit["open"] else (first, subunit.end())
            yield Mention(*printed, entry.name + subunit["unit"], kind)
        whole = entry.kind != "enterprise" or text.endswith("公司", first, last)
        company = None if whole else _COMPANY.match(text, last, end)
        if company:
            name = entry.name if company[0] == "公司" else text[first : company.end()]
            yield Mention(first, company.end(), name, entry.kind)
        branches = _BRANCHES.get(entry.kind)
        place = place_end(text, last + text.startswith("驻", last)) if branches else None
        branch = branches.match(text, place, end) if branches and place else None
        if branch:
            kind = "government" if entry.kind == "government" else "institute"
            yield Mention(first, branch.end(), entry.name + text[last : branch.end()], kind)
        goes_on = _GOES_ON.get(entry.kind)
        if goes_on and goes_on.match(text, last):
            continue
        if entry.name != text[first:last] and REST_OF_NUMBER.match(text, last, end):
            continue
        if _is_whole_word(text, first, last) and not _is_region(text[first:last]):
            yield Mention(first, last, entry.name, entry.kind)


def _is_another(text: str, last: int, subunit: re.Match[str], kind: str) -> bool:
    """Whether what stands behind a body, in brackets or not, is a body of its own: 生态环境部（国家核安全局）."""
    known = organisation_names()
    if is_two_bodies("——" + subunit["unit"]) or (kind == "enterprise" and region_names().match(text, last)):
        return True
    return bool(known.match(text, last) or (subunit["open"] and known.get(subunit["unit"])))


def _is_whole_word(text: str, first: int, last: int) -> bool:
    """Whether a short alias is not the tail and head of two other words (集中办公, 交通部门)."""
    if _RUNS_ON.match(text, last):
        return False
    if text[first - 1 : first] in _LOCAL_BEFORE and not _NATIONAL.match(text, first):
        return False  # 市发展改革委 is the city's own
    if text[max(0, first - 2) : first] == "共和":
        return False  # 国能 in 中华人民共和国能源法
    return (
        last - first > 2
        or not re.match(rf"[{_HAN}]", text[first - 1 : first])
        or text[first - 1] in "由和与及并向对在经请报按据把被将从是为商、"
    )


def _is_region(form: str) -> bool:
    """Whether the guide counts a name as a group of countries rather than as their organisation (东盟, 欧盟)."""
    entry = region_names().get(form)
    return entry is not None and entry.kind == "international"


def _is_class(layout: Layout, mention: Mention) -> bool:
    counted = mention.kind == "institute" and counts_organisations(layout.clean.text, mention.start, mention.end)
    return counted or _is_class_of_departments(layout, mention)


def _is_class_of_departments(layout: Layout, mention: Mention) -> bool:
    """Whether a body stands for its departments: in an addressee line the Corps, and `新疆生产建设兵团…主管部门`."""
    departments = _DEPARTMENTS.get(mention.name)
    if departments is None:
        return False
    if departments.match(layout.clean.text, mention.end):
        return True
    document = layout.document_at(mention.start) if mention.name != "国务院" else None
    slots = document.slots if document else ()
    return any(slot.name == "addressee" and slot.span.start <= mention.start < slot.span.end for slot in slots)


def _outside_titles(layout: Layout, mentions: list[Mention]) -> list[Mention]:
    """Mentions outside titles in 《》, and the issuers that such a title begins with or that it forwards."""
    text, kept = layout.clean.text, []
    for mention in mentions:
        line = text.rfind("\n", 0, mention.start) + 1
        opened = text.rfind("《", line, mention.start)
        outside = opened < 0 or text.find("》", opened, mention.start) >= 0
        if outside or opened + 1 == mention.start or _FORWARDED.fullmatch(text, opened + 1, mention.start):
            kept.append(mention)
    return kept
