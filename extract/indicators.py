"""What a number measures: the noun phrase before it, or behind its unit."""

from __future__ import annotations

import re

from extract.operators import CHANGE_UNITS
from extract.quantities import Quantity

_LEADING = re.compile(
    r"^(?:(?:其中|力争|确保|努力|争取|全年|全省|全市|全区|我省|我市|年内|预计|加快|大力|积极|深入|持续|滚动|再|高水平|高质量|重点|到时|届时|并|使|将|要|也|均|由|在|等|高标准|集中|统筹|全面|稳步|分别))++"
)
_VERB = re.compile(
    r"(?:(?:培育引进|引进培育|培育打造|改造提升|布局建设|建成投用|组织实施|新建|建成|建设|培育|打造|引进|聚集|实施好?|攻破|完成|推进|推动|支持|形成|创建|认定|遴选|开展|举办|组建|设立|引育"
    r"|改造|发放|推出|选取|抓好|加快|实现|拥有|达成|培养|培训|建立|布局|新引进|新培育|新实施|争取|保障|筹集|扶持|孵化(?!器|基地|园|载体|平台|面积)|发展|投放|修复|疏解|更新|为|对))"
)
_TRAILING = re.compile(
    r"(?:力争|分别|均|稳定|保持|控制|达到|达|超过|超|突破|增长到?|提高到?|提高至|提升到?|提升至|增加到?|增至|增长|下降|降低|减少|涨幅|增幅|增速|上涨幅度|年均|不低于|不少于|不超过|低于|少于|小于|在|为|至|到|约|再|以上|降至|降低至"
    r"|不高于|翻|(?:比|较)\d{4}年|累计|同口径|速度|以|等|的|共){1,20}+$"
)
_REACHED = re.compile(
    r"(?:达到|达|超过|超|突破|稳定在|保持在|控制在|增长|下降|降低|提高|提升|涨幅|不低于|不少于|不超过|率|占比|比重|比例)[^，。；]{0,4}$"
)
# “每个领域选取1至2家应用示范试点”：每个领域各这么多。
_EACH = re.compile(
    r"(?P<each>每[个家年省市县](?:[\u4e00-\u9fff]{0,4}?))"
    r"(?=选取|建设|建成|培育|打造|新增|支持|引进|认定|遴选|至少|不少于)"
)
_APPROXIMATION = re.compile(r"^(?:[)）]?(?:以上|及以上|左右|以内|以下|之内|多|余|的))++")


def find_indicator(text: str, part: tuple[int, int], quantity: Quantity, clause: tuple[int, int]) -> str:
    """The shortest noun phrase that tells what is measured, or `""`.

    Args:
        text: Clean text.
        part: The characters of the clause that speak of this quantity alone.
        quantity: The quantity.
        clause: The whole clause, for what several quantities share.
    """
    each = _EACH.match(text, part[0], quantity.start)
    before = _noun_before(text[part[0] : quantity.start])
    behind = _noun_behind(text[quantity.end : part[1]])
    if quantity.unit == "%" and before and behind and quantity.value == 100:
        return before + behind  # 公交车辆100%远程监测
    reached = bool(_REACHED.search(text[part[0] : quantity.start]))
    if quantity.unit in CHANGE_UNITS or reached:
        return before or behind or _shared(text, clause)
    if len(behind) >= 2:
        return each["each"] + behind if each else behind
    return before or _shared(text, clause)


def _shared(text: str, clause: tuple[int, int]) -> str:
    first = re.match(r"[^\d]*", text[clause[0] : clause[1]])
    return _noun_before(first[0]) if first else ""


def _noun_before(text: str) -> str:
    text = re.sub(r"^.*[：:]", "", text)
    text = _TRAILING.sub("", _LEADING.sub("", text))
    verb = _VERB.match(text)
    text = text[verb.end() :] if verb and len(text) > verb.end() else "" if verb else text
    return _trim(text)


def _noun_behind(text: str) -> str:
    text = _APPROXIMATION.sub("", text)
    return _trim(re.sub(r"(?:等)?(?:建设|任务|工作|[、和及以])$", "", text))


def _trim(text: str) -> str:
    text = text.strip("、的，")
    return text.strip("“”") if text.count("“") != text.count("”") else text
