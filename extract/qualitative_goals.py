"""Qualitative goals: clauses that state a result to be reached by a stated year, without a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.deadlines import Deadline, find_deadlines, reference_year
from extract.facts import Document, QualitativeGoal
from extract.quantities import find_quantities
from extract.structure.layout import Layout
from extract.structure.paragraphs import Paragraph

_CLAUSE = re.compile(r"[^，。；！？;,\n]+")
_LEAD_IN = re.compile(r"^(?:紧紧围绕|围绕|通过|坚持|以|按照|根据|随着|在此基础上|其中|力争$|努力$|再|经过|为此|同时$|并$|分|第[一二三]步$)")
_RESULT = re.compile(
    r"成为|形成|建成|建立|实现|提升|提高|增强|突破|完善|健全|成型|达到|进入|进展|成效|领先|同步|改善|扩大|优化|基本|明显|显著|更加|初步|全面|取得|培育|打造|产出|构建|创新一批|积累|覆盖|催生|巩固|消除|下降|降低"
    r"|充分|广泛|通畅|牢固|坚定|完成|贡献|有力|丰富|稳定|拥有|推出|营造|奠定|提供|推动"
)
_SHORTEST, _LONGEST = 5, 90


def find_qualitative_goals(layout: Layout) -> tuple[QualitativeGoal, ...]:
    """The qualitative goals of the file, in the order of the text; each clause counts once."""
    goals: dict[tuple[str, str], QualitativeGoal] = {}
    inherited: Deadline | None = None
    for paragraph in layout.paragraphs:
        document = layout.document_at(paragraph.start)
        if document is None:
            continue
        reference = reference_year(document)
        deadlines = [
            deadline
            for deadline in find_deadlines(layout.clean.text, paragraph.start, paragraph.end, reference)
            if deadline.firm and (reference is None or int(deadline.year) >= reference)
        ]
        is_item = paragraph.text.startswith(("——", "—"))
        for goal in _in_paragraph(layout, paragraph, document, deadlines, inherited if is_item else None):
            goals.setdefault((goal.quote, goal.by), goal)
        if not is_item:
            inherited = deadlines[-1] if deadlines and _opens(paragraph, deadlines[-1]) else None
    return tuple(goals.values())


def _opens(paragraph: Paragraph, deadline: Deadline) -> bool:
    """Whether the deadline stands in the paragraph's first words, so that it holds for the list below it."""
    return deadline.start - paragraph.start <= 12


def _in_paragraph(
    layout: Layout, paragraph: Paragraph, document: Document, deadlines: list[Deadline], inherited: Deadline | None
) -> Iterator[QualitativeGoal]:
    text = layout.clean.text
    for clause in _CLAUSE.finditer(text, paragraph.start, paragraph.end):
        first, last = layout.sentence_at(clause.start())
        before = [d for d in deadlines if d.start < clause.end() and (d.start >= first or _opens(paragraph, d))]
        governing = before[-1] if before else inherited
        if governing is None:
            continue
        start, end = clause.span()
        if governing.start >= start and governing.end <= end:
            if governing.start - start > 6:
                continue
            start = governing.end
        quote = text[start:end].replace("\n", "")
        quote_start = start + len(quote) - len(quote.lstrip("—"))
        quote = quote.lstrip("—")
        if not _SHORTEST <= len(quote) <= _LONGEST or _LEAD_IN.match(quote) or not _RESULT.search(quote):
            continue
        if any(find_quantities(text, start, end)):
            continue
        section = layout.section_at(start)
        span = layout.span(quote_start, end)
        yield QualitativeGoal(document.key, quote, governing.year, span, section.order if section else None)
