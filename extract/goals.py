"""Quantitative goals: the numbers that a document sets as something to be reached.

Read clause by clause: what is measured stands before the number (智能机器人产业规模达到200亿元) or behind its unit
(培育10家智能物流示范企业); how the number is meant is told by the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extract.deadlines import Frame, reference_year
from extract.facts import Entity, Goal
from extract.indicator_tables import goals_of_tables
from extract.indicators import FROM, find_indicator, indicators_apart, indicators_of_each
from extract.mentions import NameRanges
from extract.operators import find_baseline, find_operator
from extract.quantities import Quantity, find_quantities, has_number
from extract.structure.layout import Layout

PLANNING_KINDS = frozenset({"plan", "outline", "action-plan", "scheme", "opinions", "report", "reply"})
_CLAUSE = re.compile(r"[^，。；！？;,|\n]+")
_PAST = re.compile(
    r"(?<!力争)已(?!有)|同比(?![^，。；]{0,40}(?:左右|以上))|去年|上年|过去|以来|截至目前|目前|现有|共有|曾|了\d|连续\d|位居|居全国|首次|是我国|占全国的"
)
_ADMINISTRATIVE = re.compile(r"工作日|周年|第[\d一二三四五六七八九十]+(?:届|批次)|分钟内?办|小时内")
_FOR_APPLICANTS = re.compile(
    r"不得|应当|申报|申请|推荐|具备|满足|最多|每个?(?:牵头|单位|企业|地区|省)|注册资本|成立满|前将|邮箱|电话|处以|罚款|有效期|年龄|近[一二两三\d]年|评分|得分|分值"
)
_SETS = re.compile(
    r"建设|建成|新建|新增|培育|打造|引进|聚集|实施|突破|攻破|完成|推进|推动|支持|形成|创建|开展|举办|组建|设立|改造|培养|培训|建立|布局|达到|超过|不低于|不超过|提高|增长|提升|下降|降低|选取|推出|引育|覆盖"
)


# “超10亿元项目50个”“10个主营业务收入超50亿元的企业”“总投资2万亿元的389个项目”：这样的数限定另一个数所计的事物。
_QUALIFIES = re.compile(r"(?:以上|以下|及以上)?(?:的|级|项目|企业|产业|集群|园区|工业)")
# 千亿级产业集群、千吨级船舶，说的是哪一级；千亿级的市场规模才是数量。
_RANKS = re.compile(r".?级(?!的?[^，。；、]{0,12}规模)")
# “60万吨赖氨酸项目”“500千伏输变电工程”：产能和电压是项目名称的一部分。
_CAPACITY = re.compile(r"(?:吨|伏|千瓦|立方米)$")
_WORKS = re.compile(r"[^，。；、|\n]{1,16}(?:项目|装置|工程)")
# 年运量150万吨以上的物流园区、10万千瓦及以下燃煤机组：度量限定所说的事物。
_LIMITS = re.compile(r"(?:及?以[上下]的|及以[上下])[\u4e00-\u9fff]")
_FROM = re.compile(f"{FROM}$")
_LONGEST_FROM = 3
_RISES_TO = re.compile(r"[^，。；\d]{0,4}(?:提高|提升|增加|增长|上升|上调|扩大|降低|下降|压减|缩短|增|降)[到至为]")
_MEASURES = re.compile(r"(?:吨|千瓦|立方米|平方米|公里|元|标箱)$")
# 新增1000处信号灯联网、累计达8000处：所计的是同一事物。
_TOTAL = re.compile("[、和]?(?:总数)?累计(?:达到|达|超过|超)?$")
_SEPARATOR = re.compile(r"[、和及]")
_SUPPORTS = re.compile(r"(?:支持|推动|推进|促进|加快|抓好|释放|壮大)[^，。；]*$")
# 聚焦13个产业集群、用好531处文保单位：说的是已有的。
_MAKES_USE = re.compile(r"(?:聚焦|围绕|守护|保护好|用好|依托|发挥)[^，。；、\d]{0,6}$")
_GOES_ON = re.compile(r"(?:落地见效|发展|运营|运行|开展.*|产能|提质|升级|投产|建设)$")
# 序数、版本和时刻，不是度量。
_NO_MEASURE = frozenset({"月", "日", "版", "G", "届", "号", "代", "时", "亿亿次", "分", "级"})
_NO_MEASURE_BEHIND = re.compile(
    r"(?:(?<=岁)(?:及?以[上下])?的?(?:儿童|幼儿|婴幼儿|青少年|学生|适龄|女性?|妇女|老年|老人|人口|人群|居民|群众)|(?<=岁)以[上下]的|(?<=%)的部分|[内外](?!资|贸|需)|个?方面|案|面|式|向|版|重点任务|(?:预期性|约束性)?指标|过境免签)"
)


def find_goals(layout: Layout, held: Iterable[Frame], programmes: Sequence[Entity]) -> tuple[Goal, ...]:
    """The quantitative goals of the file, in the order of the text; a number in a programme's name is none.

    Args:
        layout: The file.
        held: Its paragraphs but for rows of tables of indicators, as `frames` gives them.
        programmes: Its programmes.
    """
    names = NameRanges((span.start, span.end) for programme in programmes for span in programme.spans)
    clauses = (goal for frame in held for goal in _in_paragraph(layout, frame, names))
    return tuple(sorted([*clauses, *goals_of_tables(layout)], key=lambda goal: goal.span.start))


def _in_paragraph(layout: Layout, frame: Frame, names: NameRanges) -> Iterator[Goal]:
    text = layout.clean.text
    for clause in _CLAUSE.finditer(text, frame.paragraph.start, frame.paragraph.end):
        if not has_number(text, *clause.span()):
            continue
        found = find_quantities(text, clause.start(), clause.end())
        quantities = _measured(text, [q for q in found if not names.cover(q.start) and not frame.is_time(q.start)])
        if not quantities:
            continue
        stated = [deadline for deadline in frame.deadlines if deadline.start < clause.end()]
        by = stated[-1].year if stated else frame.inherited or frame.standing
        if not _sets_goals(clause[0], text[slice(*layout.sentence_at(clause.start()))], frame, by):
            continue
        opening = clause.end() - len(clause[0].lstrip("—●•"))
        start = max([opening, *(d.end for d in stated if clause.start() <= d.end <= quantities[0].start)])
        parts = _parts(text, start, clause.end(), quantities)
        named = _named(text, quantities, parts, (start, clause.end()))
        for quantity, part, indicator in named:
            if (
                len(indicator) < 2
                or indicator.endswith("指标")
                or _carries_on(text[part[0] : quantity.start], text[quantity.end : part[1]], indicator)
            ):
                continue
            yield Goal(
                document=frame.document.key,
                quote=text[start : clause.end()].replace("\n", ""),
                indicator=indicator,
                op=find_operator(text, part[0], start, quantity),
                value=quantity.value,
                value_max=quantity.value_max,
                unit=quantity.unit,
                by=by,
                region=None,
                span=layout.span(start, clause.end()),
                section=frame.order,
                baseline=find_baseline(text, clause.start(), quantity),
            )


def _named(
    text: str, quantities: Sequence[Quantity], parts: Sequence[tuple[int, int]], clause: tuple[int, int]
) -> Iterator[tuple[Quantity, tuple[int, int], str]]:
    """Each quantity of a clause with its part and what it measures: of a list its own item (分别), or each (各)."""
    indicators = [
        find_indicator(text, part, quantity, clause) for quantity, part in zip(quantities, parts, strict=True)
    ]
    if len(set(indicators)) == 1 and "分别" in text[clause[0] : quantities[0].start]:
        indicators = indicators_apart(indicators[0], len(indicators))
    for place, (quantity, part, indicator) in enumerate(zip(quantities, parts, indicators, strict=True)):
        if place and _TOTAL.match(text, part[0], quantity.start):
            indicator = f"{indicators[place - 1]}累计"
        for item in indicators_of_each(indicator):
            yield quantity, part, item


def _carries_on(before: str, behind: str, indicator: str) -> bool:
    """Whether so many things that exist are to go on or to grow, which sets no number: `支持3个省实验室高效运营`."""
    goes_on = indicator in behind and _SUPPORTS.search(before) and _GOES_ON.search(indicator)
    return bool(_MAKES_USE.search(before) or goes_on)


def _sets_goals(clause: str, sentence: str, frame: Frame, by: str | None) -> bool:
    """Whether the numbers of a clause are to be reached: not the past, not a rule for applicants."""
    reference = reference_year(frame.document)
    if _PAST.search(clause) or _ADMINISTRATIVE.search(clause):
        return False
    if by is not None and reference is not None and int(by) < reference:
        return False
    if frame.document.kind in PLANNING_KINDS:
        return by is not None or bool(_SETS.search(clause))
    return by is not None and not _FOR_APPLICANTS.search(sentence)


def _measured(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities that are measured themselves: not inside a quoted name, not a qualification of what is counted."""
    kept: list[Quantity] = []
    for index, quantity in enumerate(quantities):
        line = text.rfind("\n", 0, quantity.start) + 1
        quoted = text.count("“", line, quantity.start) > text.count("”", line, quantity.start)
        if (
            quoted
            or quantity.enumerates
            or quantity.unit in _NO_MEASURE
            or _NO_MEASURE_BEHIND.match(text, quantity.end)
        ):
            continue
        if _RANKS.match(text, quantity.end - 1):
            continue
        if _CAPACITY.search(quantity.unit) and _WORKS.match(text, quantity.end):
            continue
        if _FROM.search(text, max(line, quantity.start - _LONGEST_FROM), quantity.start) and _RISES_TO.match(
            text, quantity.end
        ):
            continue
        if _MEASURES.search(quantity.unit) and _LIMITS.match(text, quantity.end):
            continue
        joined_left = index > 0 and not _SEPARATOR.search(text, quantities[index - 1].end, quantity.start)
        joined_right = index + 1 < len(quantities) and not _SEPARATOR.search(
            text, quantity.end, quantities[index + 1].start
        )
        if index > 0 and quantities[index - 1].end == quantity.start:
            continue  # 6个百万羽蛋鸡养殖项目
        if text.startswith("一批", quantity.start - 2):
            continue  # 一批50万千瓦以上风光基地
        if (joined_left or joined_right) and _QUALIFIES.match(text, quantity.end):
            continue
        kept.append(quantity)
    return kept


def _parts(text: str, start: int, end: int, quantities: Sequence[Quantity]) -> list[tuple[int, int]]:
    """For each quantity of a clause, the characters that speak of it alone."""
    edges = [start]
    for left, right in zip(quantities, quantities[1:], strict=False):
        between = text[left.end : right.start]
        marks = [mark.end() for mark in re.finditer(r"(?:以上|左右|以内)?(?:、|和|及|以及)", between)]
        at = 0 if not marks else marks[0] if re.match(r"(?:以上|左右|以内)?(?:、|和|及)", between) else marks[-1]
        edges.append(left.end + at)
    return list(zip(edges, [*edges[1:], end], strict=True))
