"""Organisations: names that the gazetteer knows, their sub-units, local bodies, and names recognised by their form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.armed_forces import armed_forces
from extract.companies import company_branches, plain_companies
from extract.company_lists import listed_companies
from extract.copied_to import copied_to
from extract.definitions import with_short_names
from extract.enterprises import enterprises_in_lists
from extract.event_bodies import event_bodies
from extract.facts import Entity
from extract.local_bodies import (
    departments_without_place,
    local_bodies,
    party_committees,
    relative_bodies,
    with_region,
)
from extract.mentions import Mention, longest_first, to_entities
from extract.names import organisation_names, place_end, region_names
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
_OTHER_END = re.compile("公司|研究[所院](?=中国)")
# 表格里相邻的两格：某某有限公司中国某某研究院。
_BEFORE_NATIONAL = re.compile("有限公司(?=中国|国家)")
_TRADE_PUBLISHER = re.compile("[\u4e00-\u9fff]{2,6}工业|[\u4e00-\u9fff]{2,8}大学")
_OFFICE = re.compile("办公室|秘书处")
_CORPS = "新疆生产建设兵团"
_FORMS = (
    (re.compile(r"(?:大学|学院)(?![生城路]|南路|北路|东路|西路|科技园|大院|[\u4e00-\u9fff]{0,3}研究院)"), "university"),
    (re.compile(r"研究院|研究所|科学院|研究设计院|研究中心|实验室"), "institute"),
    (re.compile(r"(?<=[区园城])管(?:理委员|委)会"), "government"),
    (
        re.compile(
            r"部际联席会议(?:办公室)?|联席会议(?:办公室)?|委员会|(?:领导|工作)小组(?:办公室)?|组委会|指挥部|专家组"
        ),
        "committee",
    ),
    (re.compile(r"联盟"), "alliance"),
    (re.compile(r"学会|协会|研究会|联合会|商会|促进会|基金会"), "society"),
    (
        re.compile(r"有限责任公司|股份有限公司|有限公司|集团公司|(?<=[\u4e00-\u9fff]{3})(?<![为制性的])股份公司"),
        "enterprise",
    ),
    (re.compile(r"出版社(?![会科区])"), "enterprise"),
    (re.compile(r"杂志社|(?:报社|通讯社)(?![会科区保])|电视台|广播电台"), "other"),
)
_NAME_CHARACTER = re.compile(rf"[{_HAN}〇A-Za-z“”‘’+（）()·\-—]")
# 表格里企业名称之前的一格：（港口智慧物流项目）云州港口有限公司。
_REMARK = re.compile(r"[（(][^（）()]*[）)]")
_NUMBERING = re.compile(r"[（(](?:[一二三四五六七八九十]+|\d+)[）)]|第[一二三四五六七八九十百]+条")
# What stands before a name, and is not part of it.
_LEFT = re.compile(
    r"(?:依托|依靠|保留|建立|成立|组建|设立|创立|创建|筹建|新建|共建|建设|引进|支持|推动|推进(?![^，。；、]{2,20}工作$)|推广|鼓励|发挥|会同|(?<!中国)联合|委托|组织|邀请|通过|加强|加入|加快|参加|参与"
    r"|同意|批准|确定了?|决定|审查了?|听取了?|认定|授权|颁发|转发|作为|担任|协调|牵头|承办|主办|协办|共同|有关|相关|所属|直属|利用|完善|健全|实施|开展|打造|做强|落户|包括|以及|服务|举办|办好|办强|建好|建强|用好|增强|壮大|提升|深化|强化|优化|争取|力争|加大|充分|由|和|与|及|对|向|在|为|是|(?<!美)的|将|把|被"
    r"|给|等|或|并|请|经|报|据|以|从|到|至|于|按|各|本|该|其他|同一|(?<![\u4e00-\u9fff])第[一二]|组成)"
)
_GENERIC = re.compile(
    r"(?:行业|产业|专业|各级|各类|新型|高水平|一流|应用型|民办|地方|重点|骨干|龙头|上市|中央|国有|外资|社会|科技|技术|科学|学术|全国|国家|国际|省级|市级|国家级|部委级|高等|职业"
    r"|企业|工程|农业|制造业|重大|优质|综合|公共|联合|联合体|创新|产学研用?|校企|跨国|民营|大型|独立|有关|一批|若干|多家|所属|全国性|人工智能|区域|基层|城市|村民|居民|专家|评审|管理"
    r"|人民代表大会常务|省属|市属|本科|高职|师范|理工|技师|老年|开放)*"
)
# 简称的末字与后字成词：集中办公、交通部门、总参加人数。
_RUNS_ON = re.compile("(?<=[部办])[门公]|(?<=总参)[加与数考展赛]")
_ANCHORED = re.compile(r"(?:中国|国家|全国|国际|世界|全球|联合国|中央|国务院|全省|全市|教育部|省|“)")
_CREATION = re.compile(r"(?:组建|成立|创立|筹建|设立|建立|引进建设|建设|打造)$")
_LOCAL_BEFORE = frozenset("省市区县州委")
_NATIONAL = re.compile(r"国家|中国|国务院|中央|中共|全国|中华|最高")
_SHORTEST, _LONGEST = 4, 30


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
            found += list(armed_forces(layout.clean.text, start, end, found))
            found += plain_companies(layout.clean.text, start, end)
            found += list(_by_form(layout, places, start, end, found))
            found += [*company_branches(layout.clean.text, found), *copied_to(layout.clean.text, start, end)]
        mentions += longest_first(found)
    if parts.forms:
        mentions = longest_first([*mentions, *event_bodies(layout)])
    if parts.definitions:
        mentions = with_short_names(layout, mentions)
    if parts.subunits:
        mentions += _offices(layout, mentions)
    named = [m for m in _outside_titles(layout, mentions) if not _is_class_of_addressees(layout, m)]
    entities = to_entities(longest_first(named), "organisation", layout)
    return with_parents(entities) if parts.subunits else entities


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


def _by_form(layout: Layout, places: Places, start: int, end: int, known: list[Mention]) -> Iterator[Mention]:
    text = layout.clean.text
    for pattern, kind in _FORMS:
        for suffix in pattern.finditer(text, start, end):
            first = _left_edge(text, start, suffix.start())
            first = _behind_brackets(text, first, suffix.start())
            if kind == "enterprise":
                first = _behind_others(text, first, suffix.start())
            elif kind == "institute" and (company := _BEFORE_NATIONAL.search(text, first, suffix.start())):
                first = company.end()
            name = text[first : suffix.end()]
            if _is_name(text, first, suffix.start(), suffix.end(), kind, known):
                yield Mention(first, suffix.end(), with_region(places, first, name), kind)


def _left_edge(text: str, start: int, suffix: int) -> int:
    first = suffix
    while first > max(start, suffix - _LONGEST) and _NAME_CHARACTER.match(text[first - 1]):
        first -= 1
    edge = first
    for word in _LEFT.finditer(text, first, suffix):
        if suffix - word.end() >= 2 and text.count("“", word.end(), suffix) == text.count("”", word.end(), suffix):
            edge = word.end()
    for numbering in _NUMBERING.finditer(text, edge, suffix):
        edge = numbering.end()
    while edge < suffix and text[edge] in "”’）)+-—·":
        edge += 1
    return edge


def _behind_others(text: str, first: int, suffix: int) -> int:
    """Where a company's name begins behind another company of its row."""
    return max([first, *(other.end() for other in _OTHER_END.finditer(text, first, suffix))])


def _behind_brackets(text: str, first: int, suffix: int) -> int:
    """Where a name begins behind a remark in brackets, which may open further left: `…项目）云州港口`."""
    if (remark := _REMARK.match(text, first, suffix)) and remark.end() < suffix:
        first = remark.end()
    if (twice := text.rfind("））", first, suffix)) >= 0:
        first = twice + 2
    depth = 0
    for position in range(first, suffix):
        depth += (text[position] in "（(") - (text[position] in "）)")
        if depth < 0:
            first, depth = position + 1, 0
    return first


def _is_name(text: str, first: int, suffix: int, end: int, kind: str, known: list[Mention]) -> bool:
    stem = text[first:suffix]
    if end - first < _SHORTEST or _GENERIC.fullmatch(stem) or stem.count("（") != stem.count("）"):
        return False
    if "或" in stem or stem.endswith(("的", "更名", "由", "民口中央企业", "军工")):
        return False  # 人工智能学院或研究院、具有影响力的学会、闽江学院更名大学
    if text.startswith("出版社", suffix) and _TRADE_PUBLISHER.fullmatch(stem):
        return True  # 冶金工业出版社
    if (kind == "enterprise" and text[end - 1] == "司") or text.startswith("工作部际", suffix - 2):
        return True
    if any(mention.start == first for mention in known) or region_names().match(text, first):
        return True
    if _ANCHORED.match(stem):
        return not _GENERIC.fullmatch(_ANCHORED.sub("", stem, count=1))
    return bool(_CREATION.search(text, max(0, first - 4), first)) and len(stem) >= 4


def _is_class_of_addressees(layout: Layout, mention: Mention) -> bool:
    """Whether the Corps stands for its departments in an addressee line: `…、新疆生产建设兵团工业和信息化主管部门`."""
    if mention.name != _CORPS:
        return False
    document = layout.document_at(mention.start)
    slots = document.slots if document else ()
    return any(slot.name == "addressee" and slot.span.start <= mention.start < slot.span.end for slot in slots)


def _outside_titles(layout: Layout, mentions: list[Mention]) -> list[Mention]:
    """Mentions that are not inside a title in 《》, unless the title begins with them (its issuer)."""
    text, kept = layout.clean.text, []
    for mention in mentions:
        line = text.rfind("\n", 0, mention.start) + 1
        opened = text.rfind("《", line, mention.start)
        if opened < 0 or text.find("》", opened, mention.start) >= 0 or opened + 1 == mention.start:
            kept.append(mention)
    return kept
