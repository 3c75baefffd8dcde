"""Quantitative goals: the numbers that a document sets as something to be reached.

Read clause by clause: what is measured stands before the number (智能机器人产业规模达到200亿元) or behind its unit
(培育10家智能物流示范企业); how it is meant is told by the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.deadlines import Deadline, find_deadlines, reference_year, section_years
from extract.facts import Document, Entity, Goal
from extract.quantities import Quantity, find_quantities
from extract.structure.layout import Layout
from extract.structure.paragraphs import Paragraph

PLANNING_KINDS = frozenset({"plan", "outline", "action-plan", "scheme", "opinions", "report"})
_CLAUSE = re.compile(r"[^，。；！？;,\n]+")
_CHANGE_UNITS = ("%", "％", "个百分点", "番", "倍")
_AT_LEAST_AFTER = re.compile(r"(?:[)）])?(?:以上|及以上|以上的|多(?!于)|余)")
_AT_MOST_AFTER = re.compile(r"(?:以下|以内|之内)")
_ABOUT_AFTER = re.compile(r"(?:左右|上下)")
_AT_MOST_BEFORE = re.compile(r"(?:控制在|不超过|不高于|不突破|低于|少于|小于|降至|降到|下降到|降低到|降低至|压减到|缩短至|缩短到)[^，。；]{0,4}$")
_NEGATED = re.compile(r"不(?:低于|少于|小于)[^，。；]{0,2}$")
_REACH_BEFORE = re.compile(r"(?:达到|达|超过|超|突破|提高到|提升到|提高至|提升至|增长到|增加到|增至|扩大到|稳定在|保持在|不低于|不少于|保持)[^，。；]{0,3}$")
_INCREASE = re.compile(r"(?:增长|提高|增加|提升|上升|涨幅|增幅|增速|增加值增长|上涨|新增|翻)(?:幅度|率)?(?:力争|控制在|保持在|达到|达|不低于|超过|在|约|到)?(?:分别)?(?:(?!到|至)[^，。；]){0,8}$")
_DECREASE = re.compile(r"(?:下降|降低|减少|压减|削减|减量|缩减)(?:率|幅度)?(?:达到|达|超过|约)?(?:(?!到|至)[^，。；]){0,6}$")
_PAST = re.compile(r"(?<!力争)已(?!有)|累计|同比|去年|上年|过去|以来|截至|目前|现有|共有|曾|了\d|连续|位居|首次")
_RULE = re.compile(r"工作日|不得|应当|须|申报|申请|推荐|具备|满足|最多|每个?(?:牵头|单位|企业|地区|省)|注册资本|成立满|不超过|前将|邮箱|电话|处以|罚款|有效期|第[\d一二三四五六七八九十百]+[条款项届批次个]|年龄|周岁|近[一二两三\d]")
_LEADING = re.compile(
    r"^(?:(?:其中|力争|确保|努力|争取|全年|全省|全市|全区|我省|我市|预计|实现|推动|推进|加快|大力|积极|深入|持续|滚动|再|新|高水平|高质量|重点|抓好|做好|保持|到时|届时|并|使|将|要|也|均|由|对|在)+)"
)
_VERB = re.compile(
    r"(?:培育引进|引进培育|培育打造|改造提升|布局建设|建成投用|组织实施|新建|新增|建成|建设|培育|打造|引进|聚集|实施|突破|攻破|完成|推进|推动|支持|形成|创建|认定|遴选|开展|举办|组建|设立|引育"
    r"|改造|治理|发放|推出|选取|抓好|加快|实现|拥有|达成|培养|培训|建立|布局|新引进|新培育|新实施|新开工|争取|力争|保障|筹集|扶持|孵化|发展|转化|投放|种植|修复|疏解|拆除|更新)"
)
_TRAILING = re.compile(r"(?:力争|分别|均|稳定|保持|控制|达到|达|超过|超|突破|增长到?|提高到?|提高至|提升到?|提升至|增加到?|增至|增长|下降|降低|减少|涨幅|增幅|增速|上涨幅度|年均|不低于|不少于|不超过|在|为|至|到|约|占|再|以上|降至|降低至|不高于|翻|比\d{4}年|较\d{4}年)+$")


def find_goals(layout: Layout, regions: tuple[Entity, ...]) -> tuple[Goal, ...]:
    """The quantitative goals of the file, in the order of the text."""
    years = section_years(layout)
    goals: list[Goal] = []
    inherited: Deadline | None = None
    for paragraph in layout.paragraphs:
        document = layout.document_at(paragraph.start)
        if document is None:
            continue
        section = layout.section_at(paragraph.start)
        heading_year = years.get((document.key, section.order)) if section else None
        if heading_year == "":
            continue
        is_item = paragraph.text.startswith(("——", "—", "●", "•"))
        deadlines = find_deadlines(layout.clean.text, paragraph.start, paragraph.end, reference_year(document))
        standing = inherited.year if is_item and inherited else heading_year
        goals += _in_paragraph(layout, paragraph, document, deadlines, standing)
        if not is_item:
            inherited = deadlines[-1] if deadlines else None
    return tuple(goals)


def _in_paragraph(
    layout: Layout, paragraph: Paragraph, document: Document, deadlines: list[Deadline], standing: str | None
) -> Iterator[Goal]:
    text = layout.clean.text
    reference = reference_year(document)
    for clause in _CLAUSE.finditer(text, paragraph.start, paragraph.end):
        quantities = list(find_quantities(text, clause.start(), clause.end()))
        if not quantities:
            continue
        sentence = text[slice(*layout.sentence_at(clause.start()))]
        before = [deadline for deadline in deadlines if deadline.start < clause.end()]
        by = before[-1].year if before else standing
        if not _sets_goals(clause[0], sentence, document, by, reference):
            continue
        section = layout.section_at(clause.start())
        for index, quantity in enumerate(quantities):
            indicator = _indicator(text, clause.start(), clause.end(), quantities, index)
            op = _operator(text, clause.start(), quantity)
            if len(indicator) < 2 or op is None:
                continue
            start, end = _quote(text, clause.start(), clause.end(), before)
            yield Goal(
                document.key, text[start:end].replace("\n", ""), indicator, op, quantity.value, quantity.value_max,
                quantity.unit, by, None, layout.span(start, end), section.order if section else None,
            )  # fmt: skip


def _sets_goals(clause: str, sentence: str, document: Document, by: str | None, reference: int | None) -> bool:
    """Whether the numbers of a clause are to be reached: not the past, not a rule for applicants."""
    if _PAST.search(clause) or (by is not None and reference is not None and int(by) < reference):
        return False
    if by is None and (document.kind not in PLANNING_KINDS or not _VERB.search(clause)):
        return False
    if document.kind not in PLANNING_KINDS and _RULE.search(sentence):
        return False
    return not re.search(r"工作日|第[\d一二三四五六七八九十]+(?:届|批|次)|周年|小时内|分钟(?:内)?办", clause)


def _quote(text: str, start: int, end: int, deadlines: list[Deadline]) -> tuple[int, int]:
    """The clause without the deadline that it begins with."""
    for deadline in deadlines:
        if deadline.start <= start + 1 and deadline.end < end and deadline.start >= start:
            return deadline.end, end
    return start, end


def _operator(text: str, start: int, quantity: Quantity) -> str | None:
    before, after = text[start : quantity.start], text[quantity.end : quantity.end + 6]
    if quantity.unit == "番":
        return "+"
    if quantity.unit in _CHANGE_UNITS:
        if _DECREASE.search(before):
            return "-"
        if _INCREASE.search(before) and not re.search(r"新增[^，]*率|增加值占", before):
            return "+" if not _AT_MOST_AFTER.match(after) else "<="
    if _AT_MOST_BEFORE.search(before) and not _NEGATED.search(before):
        return "=" if _ABOUT_AFTER.match(after) else "<="
    if _AT_MOST_AFTER.match(after):
        return "<="
    if _ABOUT_AFTER.match(after):
        return "="
    if quantity.unit == "%" and quantity.value == 100 and not _REACH_BEFORE.search(before):
        return "="
    return ">="


def _indicator(text: str, start: int, end: int, quantities: list[Quantity], index: int) -> str:
    """The noun phrase that is measured: before the number, or behind its unit."""
    quantity = quantities[index]
    left = quantities[index - 1].end if index else start
    before = re.sub(r"^(?:以上|左右|以内|以下)?[、和及与]?", "", text[left : quantity.start]) if index else text[left : quantity.start]
    stop = quantities[index + 1].start if index + 1 < len(quantities) else end
    after = re.sub(r"^(?:[)）]?(?:以上|左右|以内|以下|以上的|的|多|余))+", "", text[quantity.end : stop])
    after = re.split(r"[、和及](?=[\u4e00-\u9fff]{0,6}$)", after)[0] if index + 1 < len(quantities) else after
    before = _noun_before(before)
    behind = _noun_behind(after)
    if quantity.unit in _CHANGE_UNITS or quantity.unit == "岁" or (before and _REACH_BEFORE.search(text[left : quantity.start])):
        return before or behind or _earlier(text, start, quantities[0])
    if behind and (not before or _VERB.fullmatch(before) or len(behind) >= 2):
        return behind
    return before or _earlier(text, start, quantities[0])


def _earlier(text: str, start: int, first: Quantity) -> str:
    return _noun_before(text[start : first.start])


def _noun_before(text: str) -> str:
    text = re.sub(r"^.*?(?:到|至|力争到)?(?:19|20)\d\d年(?:底|末)?(?:前)?", "", text)
    text = _TRAILING.sub("", _LEADING.sub("", re.sub(r"^.*[：:]", "", text)))
    verb = _VERB.match(text)
    return (text[verb.end() :] if verb else text).strip("“”、的")


def _noun_behind(text: str) -> str:
    text = re.sub(r"(?:等)?(?:建设|改造|任务|工作|以上|左右|，.*)$", "", text)
    return text.strip("、的")
