"""Relations that the text states: who leads what, who takes part, what is part of what, what is where."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extract.facts import Entity, Participant, Relation, Span
from extract.locations import find_locations
from extract.mentions import NameRanges
from extract.structure.layout import Layout

_VERBS = {
    "leads": re.compile(
        r"牵头|负责|主办|承办|组织实施|组织开展|决定(?:联合)?(?:组织)?开展|联合开展|联合举办|共同举办|共同主办|举办|组织"
    ),
    "participates": re.compile(r"配合|参与|参加|协办"),
}
# 甲会同乙：甲牵头，乙参与。
_TOGETHER_WITH = re.compile("会同")
# 任务之后的括号：（科技部、教育部负责）
_IN_BRACKETS = re.compile(r"[。；]?[(（](?P<bodies>[^()（）。；]{2,120}?)(?:按职责分工)?(?:牵头|负责|分工负责)[)）]")
# “主办单位：甲、乙”：做什么事的，见文件所说的那件事。
_ROLES = {
    "leads": re.compile(r"(?:主办|承办|牵头|指导)单位[:：]"),
    "participates": re.compile(r"(?:协办|支持|参加|配合)单位[:：]"),
}
_SUBUNIT = re.compile(r"^(?:[（(])?[\u4e00-\u9fff]{2,14}(?:司|局|厅|办公室|中心|联络部)(?:[)）])?$")
_MEMBERS = re.compile(
    r"由(?P<list>[^。；]{4,600}?)等?(?:\d+个)?(?:部门|单位|部门和单位)?组成|成员(?:单位)?(?:包括|为|有)(?P<list2>[^。；]{4,600})"
)
_LONGEST_JOINT = 12
_Row = tuple[Entity, Span]


class _Mentions:
    """The mentions of entities, to be asked by place."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.rows: list[_Row] = sorted(
            ((entity, span) for entity in entities for span in entity.spans), key=lambda row: row[1].start
        )
        self._starts = [span.start for _, span in self.rows]

    def within(self, start: int, end: int) -> list[_Row]:
        """The mentions between the clean characters `start` and `end`, in the order of the text."""
        first, stop = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [row for row in self.rows[first:stop] if row[1].end <= end]


def find_relations(
    layout: Layout, organisations: Sequence[Entity], programmes: Sequence[Entity], regions: Sequence[Entity]
) -> tuple[Relation, ...]:
    """The distinct relations between the entities of the file, in the order of the text."""
    found: dict[tuple[Participant, str, Participant], Relation] = {}
    bodies, undertakings = _Mentions(organisations), _Mentions(programmes)
    for relation in (
        *_sub_units(organisations),
        *_members(layout, bodies),
        *_charge(layout, bodies, undertakings),
        *_in_brackets(layout, bodies, undertakings),
        *_roles(layout, bodies, programmes),
        *find_locations(layout, programmes, regions),
    ):
        if relation.subject != relation.object:
            found.setdefault((relation.subject, relation.predicate, relation.object), relation)
    return tuple(sorted(found.values(), key=lambda r: (r.span.start, r.subject.name, r.predicate, r.object.name)))


def _participant(entity: Entity) -> Participant:
    return Participant(entity.category, entity.name)


def _sub_units(organisations: Sequence[Entity]) -> Iterator[Relation]:
    """A sub-unit is printed with the name of the body that it is part of before its own."""
    by_name = {organisation.name: organisation for organisation in organisations}
    for unit in organisations:
        longest_first = (by_name.get(unit.name[:end]) for end in range(len(unit.name) - 1, 0, -1))
        parent = next((body for body in longest_first if body and _prints_parent(unit, body)), None)
        if parent and _SUBUNIT.match(unit.name[len(parent.name) :]):
            yield Relation(_participant(unit), "partOf", _participant(parent), unit.spans[0])


def _prints_parent(unit: Entity, parent: Entity) -> bool:
    return any(form.startswith(parent.mentions) for form in unit.mentions)


def _members(layout: Layout, bodies: _Mentions) -> Iterator[Relation]:
    """The bodies of a list of members are part of the committee that the sentence is about."""
    for match in _MEMBERS.finditer(layout.clean.text):
        first, _ = layout.sentence_at(match.start())
        committees = [row for row in bodies.within(first, match.start()) if row[0].kind == "committee"]
        if not committees:
            continue
        group = "list" if match["list"] else "list2"
        for body, span in bodies.within(match.start(group), match.end(group)):
            yield Relation(_participant(body), "partOf", _participant(committees[-1][0]), span)


def _charge(layout: Layout, organisations: _Mentions, programmes: _Mentions) -> Iterator[Relation]:
    """In one sentence: bodies, a verb of being in charge or of taking part, and the programme behind it."""
    text = layout.clean.text
    titles = NameRanges((s.span.start, s.span.end) for d in layout.documents for s in d.slots if s.name == "title")
    for start, end in layout.sentences:
        bodies, undertakings = organisations.within(start, end), programmes.within(start, end)
        if not bodies or not undertakings or titles.cover(start):
            continue
        for predicate, verbs in _VERBS.items():
            for verb in verbs.finditer(text, start, end):
                if programme := _object_of(text, verb.end(), undertakings):
                    for body, span in _subjects_of(text, verb.start(), bodies):
                        joined = _TOGETHER_WITH.search(text, start, span.start) and predicate == "leads"
                        role = "participates" if joined else predicate
                        yield Relation(_participant(body), role, _participant(programme), span)


def _in_brackets(layout: Layout, organisations: _Mentions, programmes: _Mentions) -> Iterator[Relation]:
    """The bodies in a bracket behind a task each lead each programme that the task carries out."""
    for paragraph in layout.paragraphs:
        task = paragraph.start
        for bracket in _IN_BRACKETS.finditer(layout.clean.text, paragraph.start, paragraph.end):
            for body, span in organisations.within(bracket.start("bodies"), bracket.end("bodies")):
                for programme, _ in programmes.within(task, bracket.start()):
                    yield Relation(_participant(body), "leads", _participant(programme), span)
            task = bracket.end()


def _object_of(text: str, verb_end: int, undertakings: Sequence[_Row]) -> Entity | None:
    """The first programme behind a verb, in the same clause."""
    for programme, span in undertakings:
        if span.start >= verb_end:
            return None if re.search("[，。；]", text[verb_end : span.start]) else programme
    return None


def _subjects_of(text: str, verb: int, bodies: Sequence[_Row]) -> list[_Row]:
    """The bodies before a verb, with nothing but each other and words of joining between them and it."""
    before = [row for row in bodies if row[1].end <= verb]
    subjects: list[_Row] = []
    edge = verb
    for row in reversed(before):
        between = text[row[1].end : edge]
        if len(between) > _LONGEST_JOINT or re.search("[，。；]|牵头|负责", between.lstrip("，")):
            break
        subjects.insert(0, row)
        edge = row[1].start
    return subjects


def _roles(layout: Layout, organisations: _Mentions, programmes: Sequence[Entity]) -> Iterator[Relation]:
    """The bodies behind `主办单位：` have that part in what the document is most about."""
    text = layout.clean.text
    for predicate, roles in _ROLES.items():
        for role in roles.finditer(text):
            _, end = layout.sentence_at(role.start())
            if main := _main_programme(layout, programmes, role.start()):
                for body, span in organisations.within(role.end(), end):
                    yield Relation(_participant(body), predicate, _participant(main), span)


def _main_programme(layout: Layout, programmes: Sequence[Entity], position: int) -> Entity | None:
    document = layout.document_at(position)
    if document is None:
        return None
    extent = range(document.span.start, document.span.end)
    counts = [sum(span.start in extent for span in programme.spans) for programme in programmes]
    most = max(counts, default=0)
    return programmes[counts.index(most)] if most else None
