"""The programme that a goal belongs to: the one whose carrying out is to reach it, in the clearest cases only.

These are, the first that holds: a clause of the sentence carries out one programme, and the goal follows close on it
(实施孵化器倍增工程，新建孵化器10家) or counts it; the programme is the subject with which the sentence begins; or it is
the heading under which the goal stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from extract.facts import Entity, Goal, QualitativeGoal, Section
from extract.mentions import EntityMentions
from extract.structure.layout import Layout

_AnyGoal = TypeVar("_AnyGoal", Goal, QualitativeGoal)
# 所实施的，不是所提到的：衔接、纳入、参照某工程不算。
_CARRIES_OUT = re.compile(
    r"(?:实施|开展|组织实施|启动|推进|推动|推行|举办|办好|设立|打造|深化|落实|依托|通过|用好|发挥)[好了]?[“]?$"
)
# 实施某工程，……：计划项目的名称之后，分句就完了；“用好某工程经验”说的是经验。
_CLAUSE_END = re.compile(r"[”」]?(?:\d\.\d版?)?[，,；;]")
_COUNTED = re.compile(r"[”」]?\d")
_MARK = re.compile("[，,；;]")
_MOST_CLAUSES = 4
_JOINED = re.compile(r"[”」]?[、和及与]“?|[”」]?以及“?")
# 主语之前只可以有期限和引号：“到2025年，”“力争”。
_BEFORE_SUBJECT = re.compile(r"[—●•“\s]*(?:(?:力争)?(?:到|至)?\d{4}年(?:底|末)?(?:前)?，?)?“?")
_BEHIND_SUBJECT = re.compile(
    r"”?(?:，|要|将|力争|到|至|于|在|每年|年均|累计|共|建成|达到|完成|实现|覆盖|培育|支持|新建|新增|[一二三四五六七八九十\d])"
)
_HEADING = re.compile(
    r"(?:[^，。；：“”、]{0,4}(?:实施|开展|推进|推动|举办|办好|设立|打造|建设|深化|启动|组织)[好]?|(?:关于)?)“?"
)


def with_programmes(layout: Layout, goals: Iterable[_AnyGoal], programmes: Sequence[Entity]) -> tuple[_AnyGoal, ...]:
    """The goals, each with the name of the programme that it belongs to, where the text makes that plain."""
    mentions = EntityMentions(programmes)
    headings = {(section.document, section.order): section for section in layout.sections}

    def found(goal: _AnyGoal) -> str | None:
        section = headings.get((goal.document, goal.section)) if goal.section is not None else None
        return (
            _carried_out(layout, mentions, goal.span.start, goal.span.end)
            or _subject(layout, mentions, goal.span.start)
            or _heading(layout, mentions, section, headings)
        )

    named = ((goal, found(goal)) for goal in goals)
    return tuple(replace(goal, programme=name) if name else goal for goal, name in named)


def _carried_out(layout: Layout, mentions: EntityMentions, start: int, end: int) -> str | None:
    """The last programme that the sentence carries out before the goal; None where it is one of a list."""
    text, (first, _) = layout.clean.text, layout.sentence_at(start)
    rows = mentions.within(first, end)
    for index in range(len(rows) - 1, -1, -1):
        programme, span = rows[index]
        ends = _COUNTED if span.start >= start else _CLAUSE_END
        if not ends.match(text, span.end, end) or len(_MARK.findall(text, span.end, start)) > _MOST_CLAUSES:
            continue
        if not _CARRIES_OUT.search(text[max(first, span.start - 6) : span.start]):
            continue
        follows = [row for row in rows[index + 1 :] if _JOINED.fullmatch(text[span.end : row[1].start])]
        return None if follows or _JOINED.match(text, span.end) else programme.name
    return None


def _subject(layout: Layout, mentions: EntityMentions, start: int) -> str | None:
    text, (first, last) = layout.clean.text, layout.sentence_at(start)
    opening = _BEFORE_SUBJECT.match(text, first)
    begin = opening.end() if opening else first
    rows = [(programme, span) for programme, span in mentions.within(first, last) if span.start in {first, begin}]
    for programme, span in rows[-1:]:
        if _BEHIND_SUBJECT.match(text, span.end):
            return programme.name
    return None


def _heading(
    layout: Layout, mentions: EntityMentions, section: Section | None, sections: dict[tuple[str, int], Section]
) -> str | None:
    """The one programme that the heading of the section is, or else that of a section around it."""
    while section:
        rows = mentions.within(section.heading.start, section.heading.end)
        if len(rows) == 1:
            programme, span = rows[0]
            begin = section.heading.end - len(section.title)
            before, behind = layout.clean.text[begin : span.start], layout.clean.text[span.end : section.heading.end]
            if _HEADING.fullmatch(before) and behind.strip("”。：:") == "":
                return programme.name
        section = sections.get((section.document, section.parent)) if section.parent else None
    return None
