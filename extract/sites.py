"""Where a clause puts something: 支持包头打造钢材基地, 在甘其毛都实施试点, 满洲里、二连浩特等口岸提升工程."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.facts import Entity, Span
from extract.gazetteers import DIVISION_KINDS
from extract.mentions import EntityMentions
from extract.sited_programmes import BUILDS, HOW
from extract.structure.layout import Layout

_KINDS = frozenset({"pilot", "platform", "project", "mechanism", "zone", "enterprise"})
_ON_THE_WAY = ("班列", "航线", "专列")  # 经过各地，不在一处
_LONGEST_REACH = 40
_LIST = re.compile(r"[、和与及]")
# 地名与名称之间只有这些字：包头、阿拉善等6个
_OF = re.compile(
    r"等?(?:地|地区|市|省市|口岸|盟市|县市)?(?:[\d一二两三四五六七八九十]+(?:[个项条座](?:城市|市县?|县区?|区)?|[市县区]))?的?(?:国家级)?"
)
_VERB = re.compile(
    rf"(?:市|等地?|等口岸|[两二三四五六\d][市县区州地])?(?:{HOW})*(?:{BUILDS}|推进|推动)(?:了|好)?(?![和与及])[^，。；：、]*"
)
# 普洱市入选国家生态产品价值实现机制试点：称号所在之地；入选的也可以是园区、企业。
_TITLE = re.compile(
    r"(?:市|县|区|全域|等地?|[\d一二两三四五六七八九十]+[市县区]){0,2}(?:成功|分别|均|先后|新)*+(?:入选|列入|纳入|获评|荣获|被(?:命名|评|列|确定|认定)为|成为|跻身)(?:了)?[^，。；：、]{0,8}"
)
_TITLED = frozenset({"pilot", "platform"})
_PLACES = DIVISION_KINDS | {"cluster"}
# 对接粤港澳大湾区“桥头堡”、携手港澳“并船出海”：所说的是别处。
_TOWARDS = ("对接", "面向", "融入", "连接", "联通", "通往", "辐射", "携手", "服务")
_COMES_TO = re.compile(r"(?:项目|活动)?(?:正式)?(?:(?:落户|落地|落子|选址)[于在]?|位于|坐落[于在])")
# 新建湖北鄂州民用机场。机场性质为…，场址位于湖北省鄂州市鄂城区燕矶镇：所说的是前面的那项工程。
_SITE_IS = re.compile(
    "(?:(?:场|厂|站|港|坝)址|新(?:机场|厂|站)[^，。；]{0,20}，)(?:拟|初步)?(?:位于|确定[在为]|选定?[在为]|定[在于])"
)
_ADDRESS = re.compile(r"(?:地\s?址|寄送至|寄至|邮寄到)[:：]?\s?")
_DOOR = re.compile("[^，。；：\n]*[号楼层室座厦院A-Z0-9][ ，（]?")
_Row = tuple[Entity, Span]


@dataclass(frozen=True, slots=True)
class Site:
    """An entity, the place that a clause gives for it, and the words that say so."""

    entity: Entity
    place: Entity
    span: Span


def find_sites(layout: Layout, entities: Sequence[Entity], regions: Sequence[Entity]) -> Iterator[Site]:
    """The places that clauses of the file give for programmes, zones and enterprises."""
    text = layout.clean.text
    places = EntityMentions(regions)
    # Of the entity before: where it ends, and the places that a verb gives to it and to all that is listed with it.
    end, shared = 0, list[_Row]()
    sited = [e for e in entities if e.kind in _KINDS and not e.name.endswith(_ON_THE_WAY)]
    for entity, span in EntityMentions(sited).rows:
        before = places.within(layout.sentence_at(span.start)[0], span.start)
        found, by_verb = _places(text, entity, span.start, before)
        if not found and shared and _LIST.fullmatch(text, end, span.start):
            found, by_verb = shared, True
        for place, where in found:
            yield Site(entity, place, layout.span(min(where.start, span.start), max(where.end, span.end)))
        if came := _COMES_TO.match(text, span.end):
            for place, where in _chain(places, came.end()):
                yield Site(entity, place, layout.span(span.start, where.end))
        end, shared = span.end, found if by_verb else []
    yield from _works_sites(layout, sited, places)
    yield from _addresses(layout, [e for e in entities if e.category == "organisation"], places)


def _addresses(layout: Layout, organisations: Sequence[Entity], places: EntityMentions) -> Iterator[Site]:
    """Where the organisation is that an address ends with: `地址：北京市海淀区学院路1号某某公司`."""
    bodies = EntityMentions(organisations)
    for address in _ADDRESS.finditer(layout.clean.text):
        chain = list(_chain(places, address.end()))
        behind = bodies.within(chain[-1][1].end, chain[-1][1].end + _LONGEST_REACH) if chain else []
        if behind and _DOOR.fullmatch(layout.clean.text, chain[-1][1].end, behind[0][1].start):
            body, span = behind[0]
            for unit, further in behind[1:]:
                if further.start == span.end:  # 科技部火炬高技术产业开发中心：是中心的地址，不是科技部的
                    body, span = unit, further
            for place, _ in chain:
                yield Site(body, place, layout.span(address.start(), span.end))


def _works_sites(layout: Layout, sited: Sequence[Entity], places: EntityMentions) -> Iterator[Site]:
    """Where the site is of the first work that the sentence, or the one before it, names."""
    works = EntityMentions([entity for entity in sited if entity.kind == "project"])
    for said in _SITE_IS.finditer(layout.clean.text):
        first, _ = layout.sentence_at(said.start())
        first, _ = layout.sentence_at(max(0, first - 1))
        before = works.within(first, said.start())
        for place, where in _chain(places, said.end()) if before else ():
            yield Site(before[0][0], place, layout.span(said.start(), where.end))


def _chain(places: EntityMentions, start: int) -> Iterator[_Row]:
    """The place at `start`, and those in it that stand right behind it: 湖北省鄂州市鄂城区."""
    for place, where in places.within(start, start + _LONGEST_REACH):
        if where.start != start:
            return
        yield place, where
        start = where.end


def _places(text: str, entity: Entity, start: int, before: Sequence[_Row]) -> tuple[list[_Row], bool]:
    """The list of places from which the clause goes on to `start`, and whether it does so with a verb."""
    edge = start
    found: list[_Row] = []
    by_verb = False
    for place, span in reversed(before):
        if span.end > edge or place.name == entity.name:
            continue
        if found:
            # 中山翠亨新区、珠海鹤洲新区：前一个新区与后一个并列，不是它的所在地。
            beside = entity.kind == "zone" == place.kind != found[0][0].kind
            if beside or not _LIST.fullmatch(text, span.end, edge):
                break
        else:
            between = text[span.end : start].rstrip("“")
            by_verb = entity.kind != "enterprise" and bool(
                _VERB.fullmatch(between) or _is_title(entity, place, between)
            )
            beside = _is_adjacent(entity, between) and not text.endswith(_TOWARDS, 0, span.start)
            if len(between) > _LONGEST_REACH or not (by_verb or beside):
                break
        found.append((place, span))
        edge = span.start
    return found, by_verb


def _is_title(entity: Entity, place: Entity, between: str) -> bool:
    return entity.kind in _TITLED and place.kind in _PLACES and bool(_TITLE.fullmatch(between))


def _is_adjacent(entity: Entity, between: str) -> bool:
    return not between if entity.kind == "enterprise" else bool(_OF.fullmatch(between))
