"""Who is in charge of a task: brackets at its end, lines of responsible bodies, tables of the division of labour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.facts import Document, Entity, Relation, Span
from extract.mentions import EntityMentions
from extract.structure.layout import Layout
from extract.structure.tables import Table

_LEADS = re.compile(r"牵头|负责|责任|主办|承办|举办|组织实施|指导单位")
_PARTICIPATES = re.compile(r"参加|参与|配合|协办|协助|支持单位")
# 任务之后的括号：（科技部、教育部负责）（科技部牵头，教育部配合）（责任单位：科技部）
_BRACKET = re.compile(
    r"[（(](?P<bodies>[^()（）。]{2,160}?(?:牵头|负责|参加|参与|配合|协助|落实)|(?:责任|牵头|负责)(?:单位|部门)[:：][^()（）。]{2,160})[)）]"
)
# 另起一行：责任单位：科技部、教育部
_LINE = re.compile(r"[（(]?(?:责任|牵头|负责|参加|参与|配合)(?:单位|部门)[:：]")
# “主办单位：甲、乙”：做什么事的，见文件所说的那件事。
_ROLE = re.compile(r"(?:主办|承办|指导|协办|支持|支撑|合作)(?:单位|机构)[:：]|技术(?:支持|支撑)[:：]")
# 决定共同主办某大赛。
_HOLDS = ("主办", "举办", "开展")
# 大赛由甲、乙主办，丙承办。
_PASSIVE = re.compile(r"由(?P<bodies>[^。；]{2,160}(?:主办|承办|协办|牵头|负责|组织实施|举办|参与|参加|配合|协助))")
_EVENT = re.compile(r"(?:大赛|大会|论坛|峰会|博览会)$")
# 大赛组委会：负责大赛组织实施。
_CHARGED = re.compile("(?:，设在[^，。；]{2,30}，)?[：:，]?(?:具体)?负责(?:大赛|大会|论坛|竞赛|峰会)")
_LONGEST_GAP = 6
# 由甲主办，乙承办；由甲主办、乙承办。
_PART = re.compile(r"(?:(?!(?<=主办|承办|协办|牵头|负责|配合|参与)、)[^，,；;])++")
# 任务所做的，不是所提到的。
_CARRIES_OUT = re.compile(r"(?:实施|开展|组织|推进|推动|建设|举办|办好|建立|设立|启动|打造|深化|落实)[好了]?[“]?$")
_HEADING = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*)?[“]?")
_Row = tuple[Entity, Span]


def find_duties(
    layout: Layout, bodies: EntityMentions, undertakings: EntityMentions, programmes: Sequence[Entity]
) -> Iterator[Relation]:
    """Which bodies lead which programmes and which take part, where a list of them follows a task or an event."""
    yield from _in_brackets(layout, bodies, undertakings)
    yield from _on_lines(layout, bodies, undertakings)
    yield from _in_tables(layout, bodies, undertakings)
    yield from _roles(layout, bodies, programmes)
    yield from _passives(layout, bodies, undertakings)
    yield from _committees(layout, bodies, undertakings)


def _in_brackets(layout: Layout, bodies: EntityMentions, undertakings: EntityMentions) -> Iterator[Relation]:
    for paragraph in layout.paragraphs:
        task = paragraph.start
        for bracket in _BRACKET.finditer(layout.clean.text, paragraph.start, paragraph.end):
            things = _carried_out(layout.clean.text, undertakings.within(task, bracket.start()))
            yield from _shared(layout.clean.text, bracket.span("bodies"), bodies, things)
            task = bracket.end()


def _on_lines(layout: Layout, bodies: EntityMentions, undertakings: EntityMentions) -> Iterator[Relation]:
    """Lines of responsible bodies are about the task in the paragraph before them."""
    things: list[Entity] = []
    for paragraph in layout.paragraphs:
        if _LINE.match(layout.clean.text, paragraph.start, paragraph.end):
            yield from _shared(layout.clean.text, (paragraph.start, paragraph.end), bodies, things)
        else:
            things = _carried_out(layout.clean.text, undertakings.within(paragraph.start, paragraph.end))


def _carried_out(text: str, mentions: Sequence[_Row]) -> list[Entity]:
    """The programmes that a task carries out, or that its heading names."""
    found = []
    for programme, span in mentions:
        line = text.rfind("\n", 0, span.start) + 1
        if _CARRIES_OUT.search(text[max(line, span.start - 6) : span.start]) or _HEADING.fullmatch(
            text[line : span.start]
        ):
            found.append(programme)
    return found


def _shared(text: str, extent: tuple[int, int], bodies: EntityMentions, things: Sequence[Entity]) -> Iterator[Relation]:
    """Each part of a list of bodies has the role that it names; one that names none has the role of the last."""
    if not things:
        return
    role = "leads"
    for part in _PART.finditer(text, *extent):
        role = _role_of(part[0]) or role
        for body, span in bodies.within(*part.span()):
            for thing in things:
                yield Relation(body.participant, role, thing.participant, span)


def _role_of(words: str) -> str | None:
    if _PARTICIPATES.search(words):
        return "participates"
    return "leads" if _LEADS.search(words) else None


def _in_tables(layout: Layout, bodies: EntityMentions, undertakings: EntityMentions) -> Iterator[Relation]:
    for table in layout.tables:
        roles = _columns(table)
        for row in table.rows[1:] if roles else ():
            things = [
                programme
                for column, cell in enumerate(row)
                if column not in roles
                for programme, _ in undertakings.within(cell.start, cell.end)
            ]
            for column, role in roles.items():
                for body, span in bodies.within(row[column].start, row[column].end):
                    for thing in things:
                        yield Relation(body.participant, role, thing.participant, span)


def _columns(table: Table) -> dict[int, str]:
    """The columns of responsible bodies, by their headings."""
    roles = {column: _role_of(cell.text) for column, cell in enumerate(table.rows[0])}
    return {column: role for column, role in roles.items() if role}


def _roles(layout: Layout, bodies: EntityMentions, programmes: Sequence[Entity]) -> Iterator[Relation]:
    """The bodies behind `主办单位：` have that part in what the title names, else in what the document names most."""
    for role in _ROLE.finditer(layout.clean.text):
        _, end = layout.sentence_at(role.start())
        predicate = "leads" if _LEADS.search(role[0]) else "participates"
        if main := _main_programme(layout, programmes, role.start()):
            for body, span in bodies.within(role.end(), end):
                yield Relation(body.participant, predicate, main.participant, span)


def _passives(layout: Layout, bodies: EntityMentions, undertakings: EntityMentions) -> Iterator[Relation]:
    """An undertaking and, behind it, by whom it is held or carried out."""
    text = layout.clean.text
    for start, end in layout.sentences:
        for passive in _PASSIVE.finditer(text, start, end):
            before = undertakings.within(start, passive.start())
            near = [thing for thing, span in before if passive.start() - span.end <= _LONGEST_GAP]
            things = near[-1:] or _event_meant(text[start : passive.start()], undertakings)
            yield from _shared(text, passive.span("bodies"), bodies, things)


def _committees(layout: Layout, bodies: EntityMentions, undertakings: EntityMentions) -> Iterator[Relation]:
    """A committee that is in charge of the event, as a noun alone calls it."""
    text = layout.clean.text
    for body, span in bodies.rows:
        if body.kind == "committee" and (charge := _CHARGED.match(text, span.end)):
            for event in _event_meant(charge[0], undertakings):
                yield Relation(body.participant, "leads", event.participant, layout.span(span.start, charge.end()))


def _event_meant(words: str, undertakings: EntityMentions) -> list[Entity]:
    """The only event of the file that a noun alone can mean: `大赛`."""
    noun = _EVENT.search(words)
    meant = {t.name: t for t, _ in undertakings.rows if t.name.endswith(noun[0])} if noun else {}
    # 2020年某某大赛又称某某大赛：一项赛事。
    whole = [t for name, t in meant.items() if not any(other != name and other.endswith(name) for other in meant)]
    return whole if len(whole) == 1 else []


def _held(layout: Layout, document: Document, programmes: Sequence[Entity]) -> Entity | None:
    """The event that a document without it in the title says first of all is to be held: 决定共同主办某大赛."""
    for programme in programmes:
        span = programme.spans[0]
        inside = document.span.start <= span.start < document.span.end
        if inside and layout.clean.text.endswith(_HOLDS, document.span.start, span.start):
            return programme if programme.kind == "event" else None
    return None


def _main_programme(layout: Layout, programmes: Sequence[Entity], position: int) -> Entity | None:
    document = layout.document_at(position)
    if document is None:
        return None
    extent = range(document.span.start, document.span.end)
    titles = [range(slot.span.start, slot.span.end) for slot in document.slots if slot.name == "title"]
    counts = [
        (
            sum(span.start in title for span in programme.spans for title in titles),
            sum(span.start in extent for span in programme.spans),
        )
        for programme in programmes
    ]
    most = max(counts, default=(0, 0))
    if most[0] == 0 and (held := _held(layout, document, programmes)):
        return held
    return programmes[counts.index(most)] if most[0] or most[1] > 1 else None
