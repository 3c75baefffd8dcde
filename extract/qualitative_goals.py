"""Qualitative goals: clauses that state a result to be reached by a stated year, without a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.deadlines import Frame
from extract.facts import QualitativeGoal
from extract.quantities import find_quantities
from extract.structure.layout import Layout

_CLAUSE = re.compile(r"[^，。；！？;,|\n]+")
_LEAD_IN = re.compile(
    r"^(?:紧紧围绕|围绕|通过|坚持|以(?!上)|按照|根据|随着|在此基础上|在实际工作中|其中|力争(?:更好|取得更好)|努力$|再|经过|为此|同时$|并$|分|第[一二三]步$|这些|这样|上述|实现上述)"
)
_RESULT = re.compile(
    r"成为|形成|建成|建立|实现|提升|提高|增强|突破|完善|健全|成型|达到|进入|进展|成效|领先|同步|改善|扩大|优化|基本|明显|显著|更加|初步|全面|取得|培育|打造|产出|构建|创新一批|积累|覆盖|催生|巩固|消除|下降|降低"
    r"|充分|广泛|通畅|牢固|坚定|完成|贡献|有力|丰富|稳定|拥有|推出|营造|奠定|提供|推动|保持|保障|普及|只增不减|回升|前移|达峰|下达|衔接|高于|正增长|具备|培养一批|建设一批|走出|迈出|相适应"
)
# In a section of goals that has no deadline in its sentences, only a clause that ends in a result counts.
_ENDS_IN_RESULT = re.compile(
    r"(?:更加[一-鿿]{2,4}|更相适应|取得[一-鿿]{0,6}成果|提升|提高|增强|突破|完善|健全|改善|扩大|优化|进展|成效|领先|巩固|增长|下降|降低|达峰|形成|构建|拓展|衔接|减|跃升|牢固|丰富|美丽|幸福|水平|新局面|新格局|格局|基地|体系|品牌|方式|目标|作用|条件|彰显|防范化解|适应|动能|步伐|有序)$"
)
# There, a clause that begins with a verb is a task, not a result; unless that is what comes of it.
_TASK = re.compile(
    r"推动|加快|构建|完善|健全|提升|提高|打造|培育|优化|充分|广泛|坚定|持续|把|创造|丰富|全面|深入|积极|稳步|系统|做好|我们|统筹|加强|强化|深化|促进|支持|在|又|并|综合|重点|对照|完成"
)
_COMES_OF_IT = re.compile(r"推动[一-鿿]+?(?:具备|保持在)")
# 如期实现2030年前碳达峰目标：期限在所实现的之内。
_REACHES = re.compile("(?:实现|完成|达成)$")
_SHORTEST, _LONGEST = 5, 100


def find_qualitative_goals(layout: Layout, held: Iterable[Frame]) -> tuple[QualitativeGoal, ...]:
    """The qualitative goals of the file, in the order of the text; each clause counts once.

    Args:
        layout: The file.
        held: Its paragraphs but for rows of tables of indicators, as `frames` gives them.
    """
    goals: dict[tuple[str, str], QualitativeGoal] = {}
    for frame in held:
        for goal in _in_paragraph(layout, frame):
            goals.setdefault((goal.quote, goal.by), goal)
    return tuple(goals.values())


def _in_paragraph(layout: Layout, frame: Frame) -> Iterator[QualitativeGoal]:
    text = layout.clean.text
    for clause in _CLAUSE.finditer(text, frame.paragraph.start, frame.paragraph.end):
        start, end = clause.span()
        year, start = _governing(layout, frame, start, end)
        if year is None:
            continue
        quote = text[start:end].replace("\n", "").lstrip("—")
        if not _SHORTEST <= len(quote) <= _LONGEST or _LEAD_IN.match(quote) or not _RESULT.search(quote):
            continue
        if not all(quantity.enumerates for quantity in find_quantities(text, start, end)):
            continue
        span = layout.span(end - len(quote), end)
        yield QualitativeGoal(frame.document.key, quote, year, span, frame.order)


def _governing(layout: Layout, frame: Frame, start: int, end: int) -> tuple[str | None, int]:
    """The year that governs a clause, and where the clause begins without the words of its deadline."""
    first, _ = layout.sentence_at(start)
    opening = frame.paragraph.start + 12
    before = [d for d in frame.deadlines if d.start < end and (d.end > first or d.start <= opening or d.introduces)]
    if not before:
        if frame.inherited:
            return frame.inherited, start
        clause = layout.clean.text[start:end]
        task = _TASK.match(clause) and not _COMES_OF_IT.match(clause)
        ends = frame.aims and _ENDS_IN_RESULT.search(clause) and not task
        return (frame.standing if ends else None), start
    deadline = before[-1]
    if start <= deadline.end <= end:
        if deadline.start - start > 6:
            return None, start
        if not _REACHES.search(layout.clean.text, start, deadline.start):
            start = deadline.end
    return deadline.year, start
