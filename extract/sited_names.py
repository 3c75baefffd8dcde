"""The places that names tell: 厦门科学城, 中国（甘肃）自由贸易试验区, 沪渝蓉高铁上海段, 北京大学海南研究院."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from extract.facts import Entity
from extract.gazetteers import DIVISION_KINDS, curated_regions, is_within, short_form
from extract.names import organisation_names, region_names

# 有所在地的种类：计划、行动、奖项、论坛的名称以地名开头，不说明在那里。
_WITH_SITE = frozenset({"pilot", "platform", "project", "zone"})
_SITE_WORDS = ("基地", "中心", "园", "区", "平台", "试点", "枢纽", "港", "城", "库", "机场", "段", "走廊")
# 与其后的字合成另一个名称：青海湖、西宁至成都、海南医科大学；海口江东新区不是。
_OTHER_NAME = re.compile(
    r"[湖山河江海湾](?![东南西北滨])|[至到线]|协同|农民|青年(?!城)|同胞|都市圈|城市群|.{0,4}(?:大学(?!城)|学院|公司|集团|银行)"
)
_BELTS = ("走廊", "带")  # 成渝低空经济带在成渝
_PARKS = "国家公园"  # 以山川为名，常跨省：武夷山国家公园
_LEADING = re.compile(r"“?(?:国家级?)?")
_JOINT = re.compile(r"[、—\-和与及]")
_BRACKET = re.compile("（([^（）]+?)(?:地区|段)?）")
_BRANCH = re.compile("(?:研究院|分院|基地|院区|创新中心)$")
# 企业的简称与项目之间的地名：国能哈密煤制油；两地之间的连接号、介词前后不是。
_FIRM = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,5}[\u4e00-\u9fffA-Za-z](?<![—至到向和与及市省])")
# 成渝高铁：城市群的简称是线路的两端。
_LINE = re.compile("高铁|铁路|高速|公路|航线|航道")
# 格库铁路青海段扩能改造
_SECTION = re.compile("段(?:[扩新改复河治]|$)")
# 国家顶级域名青海解析节点、全国一体化算力网和林格尔集群：通名前的地名。
_PART_THERE = re.compile("[^至到—、和与及]{0,4}(?:节点|集群|分?中心|建设区|分院|院区|赛区|分会场)$")
_STATION_OR_QUOTED = re.compile("“|[东南西北]?站$")
_LEAST = 2
_NEW_AREA = "新区"

Forms = Mapping[str, Entity]


def forms_of(regions: Sequence[Entity]) -> dict[str, Entity]:
    """The regions of a file by the names of two and more characters that they have there or always."""
    named = [(form, region) for region in regions for form in (*region.mentions, region.name) if _is_own(form, region)]
    named += [(short_form(region.name), region) for region in regions if region.kind in DIVISION_KINDS]
    named += [(name, region) for region in regions for name in _bynames().get(region.code or "", ())]
    named += [(name, region) for region in regions for name in _short_new_areas().get(region.name, ())]
    return {form: region for form, region in reversed(named) if len(form) >= _LEAST}


@cache
def _bynames() -> dict[str, tuple[str, ...]]:
    """The other names of divisions, by their codes: 赣鄱 of 江西省."""
    return {entry.code: entry.aliases for entry in curated_regions() if entry.kind in DIVISION_KINDS}


@cache
def _short_new_areas() -> dict[str, tuple[str, ...]]:
    """The other names of new areas, whose parts begin with them: 雄安 of 雄安新区."""
    return {e.name: e.aliases for e in curated_regions() if e.kind == "zone" and e.name.endswith(_NEW_AREA)}


def _is_own(form: str, region: Entity) -> bool:
    """Whether a form is not the name of a division that stands for a zone there: 喀什 in 喀什和霍尔果斯经济开发区."""
    known = region_names().get(form)
    return region.kind != "zone" or known is None or known.kind not in DIVISION_KINDS


def tells_place(entity: Entity) -> bool:
    """Whether names of this kind of thing can tell where it is."""
    if entity.category == "programme":
        return entity.kind in _WITH_SITE or entity.name.endswith(_SITE_WORDS)
    if entity.kind == "cluster":
        return entity.name.endswith(_BELTS)
    return entity.kind == "zone" or bool(entity.category == "organisation" and _BRANCH.search(entity.name))


def places_of_name(entity: Entity, forms: Forms) -> Iterator[Entity]:
    """The regions in which an entity is by its own name.

    Args:
        entity: A programme, zone or branch of an organisation; other kinds have names that tell no place.
        forms: The regions by the names that the file has for them.
    """
    name = entity.name
    if not tells_place(entity) or name.endswith(_PARKS):
        return
    branch = _at_end(_BRANCH.sub("", name), forms) if _BRANCH.search(name) else None
    if branch and branch.kind in DIVISION_KINDS:
        yield branch
    if entity.category == "organisation":
        return
    leading = [] if _is_firm_elsewhere(name, forms) else list(_leading(name, forms))
    for number, (form, place) in enumerate(leading, 1):
        if _tells(entity, form, place) or any(_contains(place, inner) for _, inner in leading[number:]):
            yield place
    yield from (forms[bracket[1]] for bracket in _BRACKET.finditer(name) if bracket[1] in forms)
    line = _SECTION.search(name)
    end = _at_end(name[: line.start()] if line else name, forms) if "至" not in name or name.endswith("段") else None
    behind_firm = entity.kind == "project" or (entity.kind == "zone" and not leading)
    end = end or (_behind_firm(name, forms) if behind_firm else None)
    if end and (line or (behind_firm and end.kind in {"prefecture", "county"})):
        yield end  # 一条线在该地的一段，或企业在该地的项目：天楹辽源
    elif not (leading or end) and entity.kind in {"platform", "project"} and (part := _part_there(name, forms)):
        yield part


def _at_end(name: str, forms: Forms) -> Entity | None:
    """The place of the longest form that a name ends in and does not begin with."""
    return next((forms[name[start:]] for start in range(_LEAST, len(name) - 1) if name[start:] in forms), None)


def _part_there(name: str, forms: Forms) -> Entity | None:
    """The division in the middle of a name of which the rest says what part of the whole is there."""
    for start in range(_LEAST, len(name) - _LEAST):
        if (found := _longest(name, start, forms)) and found[1].kind in DIVISION_KINDS:
            return found[1] if _PART_THERE.match(name, found[0]) and name[start - 1] not in "至到—、和与及" else None
    return None


def _behind_firm(name: str, forms: Forms) -> Entity | None:
    """The place behind the short name of a firm, which is no place itself, in front of what is built."""
    for start in range(_LEAST, len(name) - _LEAST):
        if (found := _longest(name, start, forms)) and _FIRM.fullmatch(name, 0, start):
            return None if name[:start] in forms or _OTHER_NAME.match(name, found[0]) else found[1]
    return None


def _is_firm_elsewhere(name: str, forms: Forms) -> bool:
    """Whether a name begins with a firm's and has a place behind it: 宁德时代洛阳基地 is not in 宁德."""
    firm = next((end for end, body in organisation_names().matches(name, 0) if body.kind == "enterprise"), None)
    return firm is not None and any(_longest(name, start, forms) for start in range(firm, len(name) - _LEAST))


def _leading(name: str, forms: Forms) -> Iterator[tuple[str, Entity]]:
    """The places that a name begins with, one, a list, or one in the other, and their forms there."""
    start = _LEADING.match(name)
    position = start.end() if start else 0
    outer: Entity | None = None
    while match := _longest(name, position, forms):
        end, place = match
        if outer and not _contains(outer, place):
            return
        inner = _longest(name, end, forms)
        if _OTHER_NAME.match(name, end) and not (inner and _contains(place, inner[1])):
            return
        yield name[position:end], place
        joint = _JOINT.match(name, end)
        outer = None if joint else place
        position = joint.end() if joint else end


def _contains(outer: Entity, place: Entity) -> bool:
    """Whether a division contains another one: 湖北鄂州民用机场 is in both."""
    both = outer.kind in DIVISION_KINDS and place.kind in DIVISION_KINDS
    return bool(both and outer.code and place.code and is_within(place.code, outer.code))


def _longest(name: str, start: int, forms: Forms) -> tuple[int, Entity] | None:
    """The longest place at `start` that is not the whole name: (its end, the place)."""
    for end in range(len(name) - bool(start == 0), start + _LEAST - 1, -1):
        if place := forms.get(name[start:end]):
            # 长吉图开发开放先导区不在长吉。
            longer = place.kind == "cluster" and any(
                end < last < len(name) and other.name != place.name
                for last, other in region_names().matches(name, start)
            )
            return None if longer else (end, place)
    return None


def _tells(entity: Entity, form: str, place: Entity) -> bool:
    """Whether a name that begins with this place says where the thing is.

    Firms put their province before their projects, and zones the brand of an older one or the short name of their
    district before their names (中关村, 武清).
    """
    if entity.kind == "project":
        if place.kind == "cluster" and _LINE.search(entity.name):
            return False
        if place.kind == "province":  # 重庆站、贵州“大水网”、赣鄱氢走廊；企业名称不这样冠以省名
            byname = form in _bynames().get(place.code or "", ())
            return byname or bool(_STATION_OR_QUOTED.match(entity.name, len(form)))
        return place.kind in {"prefecture", "county", "zone", "cluster"}
    if entity.kind == "cluster":
        return place.kind == "cluster" and place.name != entity.name
    if entity.kind == "zone" and place.name.endswith(_NEW_AREA):
        return place.name != entity.name
    if entity.kind == "zone" and (place.kind == "zone" or (place.kind == "county" and place.name.endswith("区"))):
        return form.endswith("区")
    return place.kind != "international" and place.name != entity.name
