"""Relations that the text states: who leads what, who takes part, what is part of what, what is where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.facts import Entity, Participant, Relation, Span
from extract.mentions import NameRanges
from extract.places import regions_by_document
from extract.structure.layout import Layout

_LEADS = re.compile(
    r"牵头|负责|主办|承办|组织实施|组织开展|决定(?:联合)?(?:组织)?开展|联合开展|联合举办|共同举办|共同主办|举办|组织"
)
_PARTICIPATES = re.compile(r"配合|参与|参加|协办|会同|支持单位")
_JOINED = re.compile(r"会同|联合|商")
_SUBUNIT = re.compile(r"^(?:[（(])?[\u4e00-\u9fff]{2,14}(?:司|局|厅|办公室|中心|联络部)(?:[)）])?$")
_MEMBERS = re.compile(
    r"由(?P<list>[^。；]{4,600}?)等?(?:\d+个)?(?:部门|单位|部门和单位)?组成|成员(?:单位)?(?:包括|为|有)(?P<list2>[^。；]{4,600})"
)


def find_relations(
    layout: Layout, organisations: Sequence[Entity], programmes: Sequence[Entity], regions: Sequence[Entity]
) -> tuple[Relation, ...]:
    """The distinct relations between the entities of the file."""
    found: dict[tuple[Participant, str, Participant], Relation] = {}
    rows = [
        *_part_of_parent(organisations),
        *_members(layout, organisations),
        *_charge(layout, organisations, programmes),
        *_located(layout, organisations, programmes, regions),
    ]
    for relation in rows:
        key = (relation.subject, relation.predicate, relation.object)
        if relation.subject != relation.object and key not in found:
            found[key] = relation
    return tuple(sorted(found.values(), key=lambda r: (r.span.start, r.subject.name, r.predicate, r.object.name)))


def _participant(entity: Entity) -> Participant:
    return Participant(entity.category, entity.name)


def _part_of_parent(organisations: Sequence[Entity]) -> Iterator[Relation]:
    """A sub-unit's name begins with that of the body it is part of."""
    for unit in organisations:
        parents = [o for o in organisations if o is not unit and _prints_parent(unit, o)]
        if not parents:
            continue
        parent = max(parents, key=lambda o: len(o.name))
        if _SUBUNIT.match(unit.name[len(parent.name) :]):
            yield Relation(_participant(unit), "partOf", _participant(parent), unit.spans[0])


def _prints_parent(unit: Entity, parent: Entity) -> bool:
    """Whether the unit is printed with the parent's name before its own."""
    return unit.name.startswith(parent.name) and any(form.startswith(parent.mentions) for form in unit.mentions)


def _members(layout: Layout, organisations: Sequence[Entity]) -> Iterator[Relation]:
    """The bodies of a list of members are part of the committee that the sentence is about."""
    text = layout.clean.text
    for match in _MEMBERS.finditer(text):
        first, _ = layout.sentence_at(match.start())
        heads = [
            (span.end, o)
            for o in organisations
            if o.kind == "committee"
            for span in o.spans
            if first <= span.start < match.start()
        ]
        if not heads:
            continue
        committee = max(heads, key=lambda row: row[0])[1]
        group = "list" if match["list"] else "list2"
        for organisation, span in _within(organisations, match.start(group), match.end(group)):
            yield Relation(_participant(organisation), "partOf", _participant(committee), span)


def _within(entities: Sequence[Entity], start: int, end: int) -> list[tuple[Entity, Span]]:
    found = [(e, span) for e in entities for span in e.spans if start <= span.start and span.end <= end]
    return sorted(found, key=lambda row: row[1].start)


def _charge(layout: Layout, organisations: Sequence[Entity], programmes: Sequence[Entity]) -> Iterator[Relation]:
    """In one sentence: bodies, a verb of being in charge, and the programme it is about."""
    text = layout.clean.text
    titles = NameRanges((s.span.start, s.span.end) for d in layout.documents for s in d.slots if s.name == "title")
    for start, end in layout.sentences:
        if titles.cover(start):
            continue
        bodies = _within(organisations, start, end)
        undertakings = _within(programmes, start, end)
        if not bodies or not undertakings:
            continue
        for verb in _LEADS.finditer(text, start, end):
            subjects = [
                row for row in bodies if row[1].end <= verb.start() and _adjoins(text, row[1].end, verb.start(), bodies)
            ]
            targets = [
                row
                for row in undertakings
                if row[1].start >= verb.end() and not re.search("[，。；]", text[verb.end() : row[1].start])
            ]
            for body, span in subjects:
                for programme, _ in targets[:1]:
                    yield Relation(_participant(body), "leads", _participant(programme), span)
        for verb in _PARTICIPATES.finditer(text, start, end):
            subjects = [
                row for row in bodies if row[1].end <= verb.start() and _adjoins(text, row[1].end, verb.start(), bodies)
            ]
            targets = [
                row
                for row in undertakings
                if row[1].start >= verb.end() and not re.search("[，。；]", text[verb.end() : row[1].start])
            ]
            for body, span in subjects:
                for programme, _ in targets[:1]:
                    yield Relation(_participant(body), "participates", _participant(programme), span)


def _adjoins(text: str, end: int, verb: int, bodies: Sequence[tuple[Entity, Span]]) -> bool:
    """Whether only other bodies and words of joining stand between a body and the verb."""
    between = text[end:verb]
    for _, span in bodies:
        if end <= span.start and span.end <= verb:
            between = between.replace(text[span.start : span.end], "")
    return len(between) <= 12 and not re.search(r"[。；]", between) and not re.search(r"[，]", between.lstrip("，"))


def _located(
    layout: Layout, organisations: Sequence[Entity], programmes: Sequence[Entity], regions: Sequence[Entity]
) -> Iterator[Relation]:
    """A name that begins with a region's is in it; a zone without one is in the region that the document is about."""
    own = regions_by_document(layout)
    forms = {form: region for region in regions for form in (*region.mentions, region.name)}
    for entity in (*programmes, *(r for r in regions if r.kind in {"zone", "cluster"})):
        places = [region for form, region in forms.items() if len(form) > 1 and _names_place(entity.name, form, region)]
        for region in dict.fromkeys(places):
            if region.name != entity.name:
                yield Relation(_participant(entity), "locatedIn", Participant("region", region.name), entity.spans[0])
        document = layout.document_at(entity.spans[0].start)
        home = own.get(document.key) if document else None
        if (
            not places
            and entity.category == "region"
            and entity.kind == "zone"
            and home
            and home.name in {r.name for r in regions}
        ):
            yield Relation(_participant(entity), "locatedIn", Participant("region", home.name), entity.spans[0])


def _names_place(name: str, form: str, region: Entity) -> bool:
    name = name.lstrip("“")
    return region.name != name and (name.startswith(form) or f"（{form}）" in name or f"、{form}" in name)
