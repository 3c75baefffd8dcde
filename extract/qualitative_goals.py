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
    r"^(?:紧紧围绕|围绕|通过|坚持|以(?!上)|按照|根据|随着|在此基础上|在实际工作中|其中|力争(?:更好|取得更好)|努力$|再|经过|为此|同时$|并$|分|第[一二三]步$|我们|这些|这样|上述|实现上述)"
)
_RESULT = re.compile(
    r"成为|形成|建成|建立|实现|提升|提高|增强|突破|完善|健全|成型|达到|进入|进展|成效|领先|同步|改善|扩大|优化|基本|明显|显著|更加|初步|全面|取得|培育|打造|产出|构建|创新一批|积累|覆盖|催生|巩固|消除|下降|降低"
    r"|充分|广泛|通畅|牢固|坚定|完成|贡献|有力|丰富|稳定|拥有|推出|营造|奠定|提供|推动|保持|保障|普及|只增不减|回升|前移|达峰|下达|衔接|高于|正增长|具备|培养一批|建设一批|走出|迈出|相适应|开创|得到|跑赢|防范化解|井然有序|加强|新台阶|新优势|新气象|新图景|新篇章|新变化|重大变化|更好(?!结果)[一-鿿]{2}$|[一-鿿”](?:持续|不断|进一步|稳步|有效|加快|深入|扎实|顺利)[一-鿿]{2}$"
)
# In a section of goals that has no deadline in its sentences, a clause that ends in a result counts.
_ENDS_IN_RESULT = re.compile(
    r"(?:更加[一-鿿]{2,4}|更相适应|取得[一-鿿]{0,6}成果|提升|提高|增强|突破|完善|健全|改善|扩大|优化|进展|成效|领先|巩固|增长|下降|降低|达峰|形成|构建|拓展|衔接|减|跃升|牢固|丰富|美丽|幸福|水平|新局面|新格局|格局|基地|体系|品牌|方式|目标|作用|条件|彰显|防范化解|适应|区间|同步|动能|步伐|有序|加强|推进|新台阶|新优势|新气象|新图景|新篇章|变化|更好(?!结果)[一-鿿]{2})$"
)
# There and in the items of a list, a clause that begins with a verb is a task, unless it says what comes of it.
_TASK = re.compile(
    r"推动|加快|构建|完善|健全|提升|提高|打造|培育|优化|充分|广泛|坚定|持续|把|创造|丰富|全面|深入|积极|稳步|系统|做好|我们|统筹|加强|强化|深化|促进|支持|在(?![^，]+取得)|又|并|综合考虑|重点(?:推|抓|从|支持|围绕|实施)|对照|完成|让|要(?!锚定)"
)
_COMES_OF_IT = re.compile(r"推动[一-鿿“”]+?(?:具备|保持在|达峰|取得)|推动建立|打造一批|培育一批|确保")
# 锚定人民生活更加幸福、治理效能更加显著的总体目标努力奋斗：目标是前面的话。
_OF_AIMS = re.compile("的(?:总体|主要|奋斗)目标[^，。；]*$")
# 这么多字之内的期限是分句的开头：到2020年建立……，如期实现2030年前碳达峰目标。
_OPENING_WORDS = 6
# “十五五”时期是……关键时期，发展前景更加广阔：说的是时期，不是目标。
_OF_THE_TIME = re.compile(r"“十[一二三四五六]五”时期[^，。]{0,4}是")
_SHORTEST, _LONGEST = 5, 160


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
    if not (frame.deadlines or frame.inherited or frame.aims):
        return
    text = layout.clean.text
    for clause in _CLAUSE.finditer(text, frame.paragraph.start, frame.paragraph.end):
        start, end = _trimmed(text, frame, *clause.span())
        year = _governing(layout, frame, start, end)
        if year is None:
            continue
        quote = text[start:end].replace("\n", "")
        told = len(quote) - sum(d.end - d.start for d in frame.deadlines if start <= d.start and d.end <= end)
        if told < _SHORTEST or len(quote) > _LONGEST or _LEAD_IN.match(quote) or not _RESULT.search(quote):
            continue
        if not all(quantity.enumerates for quantity in find_quantities(text, start, end)):
            continue
        yield QualitativeGoal(frame.document.key, quote, year, layout.span(start, end), frame.order)


def _trimmed(text: str, frame: Frame, start: int, end: int) -> tuple[int, int]:
    """A clause without what leads in the aims (`主要目标是：`, ——), and without what says that they are aims."""
    start = max((d.end for d in frame.deadlines if d.introduces and start < d.end <= end), default=start)
    if of_aims := _OF_AIMS.search(text, start, end):
        end = of_aims.start()
    while start < end and text[start] == "—":
        start += 1
    return start, end


def _governing(layout: Layout, frame: Frame, start: int, end: int) -> str | None:
    """The year that governs a clause, None where it is not said as a result."""
    text = layout.clean.text
    first, _ = layout.sentence_at(start)
    if _OF_THE_TIME.match(text, first) or _OF_THE_TIME.match(text, start):
        return None
    opening = frame.paragraph.start + 12
    before = [d for d in frame.deadlines if d.start < end and (d.end > first or d.start <= opening or d.introduces)]
    if before:
        deadline = before[-1]
        inside = start <= deadline.end <= end
        return None if inside and deadline.start - start > _OPENING_WORDS else deadline.year
    if _TASK.match(text, start, end) and not _COMES_OF_IT.match(text, start, end):
        return None
    if frame.inherited:
        return frame.inherited
    return frame.standing if frame.aims and _ENDS_IN_RESULT.search(text, start, end) else None
