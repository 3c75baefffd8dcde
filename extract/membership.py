"""What is part of what: units of bodies, members of committees, and the offices that bodies keep for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.facts import Entity, Participant, Relation
from extract.mentions import EntityMentions
from extract.names import organisation_names
from extract.structure.layout import Layout

_SUBUNIT = re.compile(
    r"[（(]?[\u4e00-\u9fff]{0,14}(?:司|局|厅|办公室|中心|监督站|联络部|司令部|政治部|后勤部|总队|支队|大队|中队|常务委员会)[)）]?"
)
_MEMBERS = re.compile(
    r"由(?P<list>[^。；]{4,600}?)等?(?:\d+个)?(?:部门|单位|部门和单位)?组成"
    r"|成员(?:单位)?(?:包括|为|有|[:：])(?P<list2>[^。；]{4,600})"
)
# 武警某总队、武警部队某学院都属于它。
_ARMED_POLICE = "中国人民武装警察部队"
_CABINET = "国务院"
# 办公室设在科技部；办公室（以下简称“办公室”）设在科技部。
_SEAT = re.compile(r"(?:[（(][^（）()]{1,30})?[”)）]*设在")
_CLASS_BEHIND = re.compile(r"[\u4e00-\u9fff]{0,10}部门")  # 国务院著作权行政管理部门是一类部门，不是国务院
# 组委会下设秘书处；上级、下级之间只有这些字。
_SETS_UP = re.compile("[（(]?(?:下设|内设)[）)]?")


def find_membership(layout: Layout, organisations: Sequence[Entity], bodies: EntityMentions) -> Iterator[Relation]:
    """Which organisation of the file is part of which other."""
    yield from _units(layout, organisations)
    yield from _members(layout, bodies)
    yield from _seats(layout, bodies)


def _units(layout: Layout, organisations: Sequence[Entity]) -> Iterator[Relation]:
    """A unit is printed with the name of the body that it is part of before its own.

    The file names that body by itself, here or there, or apart from the unit in brackets: `科技部（高新技术司）`.
    """
    apart = {unit.parent for unit in organisations if _is_in_brackets(layout, unit)}
    by_name = {organisation.name: organisation for organisation in organisations}
    for unit in organisations:
        longest_first = (by_name.get(unit.name[:end]) for end in range(len(unit.name) - 1, 0, -1))
        parent = next((body for body in longest_first if body and _prints_parent(unit, body)), None)
        if parent and _is_organ(unit, parent):
            continue
        if parent and (_is_police(unit) or _SUBUNIT.fullmatch(unit.name[len(parent.name) :])):
            yield _part_of(unit, parent.name)
        elif unit.parent and unit.parent in apart:
            yield _part_of(unit, unit.parent)
        elif _is_police(unit) and _ARMED_POLICE in by_name:
            yield _part_of(unit, _ARMED_POLICE)


def _is_organ(unit: Entity, parent: Entity) -> bool:
    """Whether the gazetteer lists a unit of a government as a body of its own: 国务院办公厅, as the ministries."""
    return parent.name == _CABINET and unit.kind == "government" and organisation_names().get(unit.name) is not None


def _is_police(unit: Entity) -> bool:
    """Whether a unit is one of the armed police, each of which is part of the one that its name begins with."""
    return unit.name.startswith(("武警", _ARMED_POLICE)) and unit.name != _ARMED_POLICE


def _is_in_brackets(layout: Layout, unit: Entity) -> bool:
    places = [
        (span.start - 1, span.end) for span in unit.spans if unit.name.endswith(span.text) and span.text != unit.name
    ]
    text = layout.clean.text
    return any(text[start : start + 1] in {"（", "("} and text[end : end + 1] in {"）", ")"} for start, end in places)


def _part_of(unit: Entity, whole: str) -> Relation:
    return Relation(unit.participant, "partOf", Participant("organisation", whole), unit.spans[0])


def _prints_parent(unit: Entity, parent: Entity) -> bool:
    office = parent.kind == "committee" and unit.name == f"{parent.name}办公室"  # 中央网信办
    standing = unit.name == f"{parent.name}常务委员会"  # 省人大及其常委会
    return office or standing or any(form.startswith((parent.name, *parent.mentions)) for form in unit.mentions)


def _members(layout: Layout, bodies: EntityMentions) -> Iterator[Relation]:
    """The bodies of a list of members are part of the committee that the sentence is about."""
    for match in _MEMBERS.finditer(layout.clean.text):
        first, _ = layout.sentence_at(match.start())
        committees = [body for body, _ in bodies.within(first, match.start()) if body.kind == "committee"]
        group = "list" if match["list"] else "list2"
        for body, span in bodies.within(match.start(group), match.end(group)) if committees else ():
            yield Relation(body.participant, "partOf", committees[-1].participant, span)


def _seats(layout: Layout, bodies: EntityMentions) -> Iterator[Relation]:
    """The office of a committee is part of the body that keeps it, and of the committee that sets it up."""
    rows, text = bodies.rows, layout.clean.text
    for (first, before), (second, after) in zip(rows, rows[1:], strict=False):
        if not before.end < after.start <= before.end + 40:
            continue
        where = layout.span(before.start, after.end)
        if _SEAT.fullmatch(text, before.end, after.start) and not _CLASS_BEHIND.match(text, after.end):
            yield Relation(first.participant, "partOf", second.participant, where)
        elif _SETS_UP.fullmatch(text, before.end, after.start):
            yield Relation(second.participant, "partOf", first.participant, where)
