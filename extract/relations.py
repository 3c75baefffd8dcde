"""Relations that the text states: who leads what, who takes part, what is part of what, what is where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.duties import find_duties
from extract.facts import Entity, Participant, Relation, Span
from extract.locations import find_locations
from extract.membership import find_membership
from extract.mentions import EntityMentions, NameRanges
from extract.structure.layout import Layout

_VERBS = {
    "leads": re.compile(
        r"牵头|负责|主办|承办|组织实施|组织开展|决定(?:联合)?(?:组织)?开展|联合开展|联合举办|共同举办|共同主办|举办|组织(?!检查组)"
        r"|(?:联合|共同)(?:启动|实施|设立|组织)|认定|授予|评选|设立|发起"
    ),
    "participates": re.compile(r"配合|参与|参加|协办"),
}
# 甲会同乙、甲联合乙：甲牵头，乙参与；做什么都算。
_TOGETHER_WITH = re.compile("会同|联合")
_LEADS_TOGETHER = re.compile("(?:牵头|负责)[，、]?(?:并)?(?:会同|联合)")
_JOINT_WORK = re.compile(r"建立|设立|成立|组建|发起|开展|实施|举办")
# 甲发起某行动，乙、丙共同参与。
_FOLLOW = re.compile(
    r"[，；](?P<bodies>[^，。；]{2,80}?)(?:等[^，。；]{0,6})?(?:共同|积极)?(?:参与|参加|配合|协助|协办)(?=[，。；])"
)
# 承前省略主语的分句，开头只有这些字。
_CARRIED = re.compile(r"(?:[，,]|^)(?:并|同时|共同|联合|具体|统一|分别|最终|择优|将|要)*+$")
# 学院获批建设，设立冰雪周：前一分句里的是所建之物，不是做后一件事的。
_IS_BUILT = re.compile("(?:成功|正式|全面)?(?:获批|建成|揭牌|挂牌|投用|投入|启用|落户|开工|竣工)")
_BY = re.compile(r"(?:[，：:、“]|由|^)$")
# 决定自2020年7月至2021年5月组织开展
_DECIDES = re.compile(r"(?:等[^，。；]{0,6}?(?:部门|单位))?(?:决定|拟|将|定于|计划)[^，。；]{0,40}")
_LONGEST_JOINT = 12
# 通知中“现组织开展”的主语是发文机关；办公厅代其部委发文。
_NOW = re.compile(r"现(?:在[^，。；]{0,12})?(?:决定)?(?:组织)?(?:开展|举办|启动)")
_FOR_ITS_BODY = re.compile(r"(?:办公厅|办公室|综合司)$")
_Row = tuple[Entity, Span]


@dataclass(frozen=True, slots=True)
class RelationParts:
    """The ways of finding relations that are used; all, unless a configuration says otherwise.

    Attributes:
        membership: What is part of what: units, members of committees, offices and their seats.
        clauses: In one sentence, bodies, a verb of being in charge or of taking part, and a programme.
        duties: Brackets, lines and tables of the bodies that answer for a task.
        locations_by_name: What is where by its own name: `厦门科学城`.
        locations_by_clause: What a clause puts somewhere: `支持包头打造钢材基地`.
        locations_by_home: Zones and clusters in the division that the gazetteer or the document gives.
    """

    membership: bool = True
    clauses: bool = True
    duties: bool = True
    locations_by_name: bool = True
    locations_by_clause: bool = True
    locations_by_home: bool = True


def find_relations(
    layout: Layout,
    organisations: Sequence[Entity],
    programmes: Sequence[Entity],
    regions: Sequence[Entity],
    parts: RelationParts = RelationParts(),
) -> tuple[Relation, ...]:
    """The distinct relations between the entities of the file, in the order of the text."""
    found: dict[tuple[Participant, str, Participant], Relation] = {}
    bodies, undertakings = EntityMentions(organisations), EntityMentions(programmes)
    committees = EntityMentions([body for body in organisations if body.kind == "committee"])
    for relation in (
        *(find_membership(layout, organisations, bodies) if parts.membership else ()),
        *(_charge(layout, bodies, undertakings, committees) if parts.clauses else ()),
        *(_by_issuers(layout, organisations, undertakings) if parts.clauses else ()),
        *(find_duties(layout, bodies, undertakings, programmes) if parts.duties else ()),
        *find_locations(
            layout,
            organisations,
            programmes,
            regions,
            by_name=parts.locations_by_name,
            by_clause=parts.locations_by_clause,
            by_home=parts.locations_by_home,
        ),
    ):
        if relation.subject != relation.object:
            found.setdefault((relation.subject, relation.predicate, relation.object), relation)
    return tuple(sorted(found.values(), key=lambda r: (r.span.start, r.subject.name, r.predicate, r.object.name)))


def _charge(
    layout: Layout, organisations: EntityMentions, programmes: EntityMentions, committees: EntityMentions
) -> Iterator[Relation]:
    """In one sentence: bodies, a verb of being in charge or of taking part, and the programme behind it."""
    text = layout.clean.text
    titles = NameRanges((s.span.start, s.span.end) for d in layout.documents for s in d.slots if s.name == "title")
    for start, end in layout.sentences:
        bodies = organisations.within(start, end)
        if not bodies or titles.cover(start):
            continue
        undertakings = programmes.within(start, end)
        if undertakings:
            for predicate, verbs in _VERBS.items():
                found = list(_clauses(layout, (start, end), predicate, verbs, bodies, undertakings))
                yield from found
                yield from _followers(text, found, end, organisations) if predicate == "leads" else ()
        if _joined_from(text, start, bodies) is not None:
            undertakings = [*undertakings, *committees.within(start, end)]
            yield from _clauses(layout, (start, end), "leads", _JOINT_WORK, bodies, undertakings)


def _followers(text: str, led: Sequence[Relation], end: int, organisations: EntityMentions) -> Iterator[Relation]:
    """The bodies that take part in what others lead, as the next clause of the sentence up to `end` says."""
    for relation in led[-1:]:
        for clause in _FOLLOW.finditer(text, relation.span.end, end):
            first, last = clause.span("bodies")
            rows = organisations.within(first, last)
            if rows and (rows[0][1].start, rows[-1][1].end) == (first, last):
                for body, span in rows:
                    yield Relation(body.participant, "participates", relation.object, span)


def _by_issuers(layout: Layout, organisations: Sequence[Entity], programmes: EntityMentions) -> Iterator[Relation]:
    """What a notice says is now carried out, without a subject: the body that issues it, or the first of several."""
    by_form = {form: body for body in reversed(organisations) for form in (*body.mentions, body.name)}
    for document in layout.documents:
        if document.kind != "notice" or not document.issuers:
            continue
        office = by_form.get(document.issuers[0])
        names = (document.issuers[0], *((office.name,) if office else ()))
        leader = next((b for n in names if (b := by_form.get(_FOR_ITS_BODY.sub("", n)))), None)
        for verb in _NOW.finditer(layout.clean.text, document.span.start, document.span.end) if leader else ():
            behind = programmes.within(verb.end(), layout.sentence_at(verb.start())[1])
            if leader and (found := _object_of(layout.clean.text, verb.end(), behind)):
                thing, span = found
                yield Relation(leader.participant, "leads", thing.participant, layout.span(verb.start(), span.end))


def _clauses(
    layout: Layout,
    sentence: tuple[int, int],
    predicate: str,
    verbs: re.Pattern[str],
    bodies: Sequence[_Row],
    undertakings: Sequence[_Row],
) -> Iterator[Relation]:
    """What the verbs of a sentence say: the bodies before each, and the undertaking behind it."""
    text = layout.clean.text
    start, end = sentence
    joined = _joined_from(text, start, bodies) if predicate == "leads" else None
    for verb in verbs.finditer(text, start, end):
        if (found := _object_of(text, verb.end(), undertakings)) is None:
            continue
        thing, behind = found
        for body, span in _subjects_of(text, start, verb.start(), bodies):
            second = joined is not None and span.start >= joined
            role, clause = "participates" if second else predicate, layout.span(span.start, behind.end)
            yield Relation(body.participant, role, thing.participant, clause)


def _joined_from(text: str, start: int, bodies: Sequence[_Row]) -> int | None:
    """Where the first body of a sentence from `start` stands that another one takes along."""
    rows = (span for _, span in bodies)
    return next(
        (span.start for span in rows if _TOGETHER_WITH.fullmatch(text, max(start, span.start - 2), span.start)), None
    )


def _object_of(text: str, verb_end: int, undertakings: Sequence[_Row]) -> _Row | None:
    """The first programme behind a verb, in the same clause."""
    for programme, span in undertakings:
        if span.start >= verb_end:
            return None if re.search("[，。；]", text[verb_end : span.start]) else (programme, span)
    return None


def _subjects_of(text: str, start: int, verb: int, bodies: Sequence[_Row]) -> list[_Row]:
    """The bodies before a verb, with nothing but each other and words of joining between them and it.

    A clause that begins with the verb has the subject of the one before it.
    """
    before = [row for row in bodies if row[1].end <= verb]
    subjects = _list_before(text, verb, before)
    if not subjects and before and (carried := _CARRIED.search(text[start:verb])):
        clause = max(text.rfind(mark, start, start + carried.start()) for mark in "，,：:") + 1
        first = [row for row in before if row[1].start >= clause][:1]
        is_built = first and _IS_BUILT.match(text, first[0][1].end)
        if first and not is_built and _BY.search(text[max(start, clause - 1) : first[0][1].start]):
            subjects = first
    return subjects


def _list_before(text: str, verb: int, before: Sequence[_Row]) -> list[_Row]:
    subjects: list[_Row] = []
    edge = verb
    for row in reversed(before):
        between = text[row[1].end : edge]
        if not _LEADS_TOGETHER.fullmatch(between) and (
            (len(between) > _LONGEST_JOINT and not _DECIDES.fullmatch(between))
            or re.search("[，。；]|牵头|负责", between.lstrip("，"))
        ):
            break
        subjects.insert(0, row)
        edge = row[1].start
    return subjects
