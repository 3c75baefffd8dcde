"""What a number measures: the noun phrase before it, or behind its unit."""

from __future__ import annotations

import re

from extract.operators import CHANGE_UNITS
from extract.quantities import Quantity
from extract.structure.outline import HEADING

_LEADING = re.compile(
    r"^(?:(?:其中|力争|确保|努力|争取|全年|全省|全市|全区|我省|我市|年内|预计|加快|大力|积极|深入|持续|滚动|再|高水平|高质量|重点|到时|届时|并|使|将|要|也|均|由|在|等(?!级)|高标准|集中|统筹|全面|稳步|分别))++"
)
_VERB = re.compile(
    r"(?:(?:培育引进|引进培育|培育打造|培育认定|改造提升|新建改造|新建和改造提升|巩固提升|巩固|布局建设|谋划落地|落地建设|建成投用|组织实施|组织开展|分区分类建设|新认证|新打造|新认定|新组建|提出|满足|组织(?!部|机构|体系|覆盖|化)|安排|调度|新建|建成|建设|培育|打造|引进|聚集|实施好?|攻破|完成|推进|推动|支持|形成|创建|认定|遴选|开展|举办|组建|设立|引育"
    r"|改造|发放|推出|选取|抓好|加快|实现|拥有|达成|提供|培养|培训|建立|布局|新引进|新培育|新实施|争取|保障|筹集|扶持|孵化(?!器|基地|园|载体|平台|面积)|发展|投放|修复|疏解|更新|完善(?:提升)?|为|对))"
)
# 新增不少于5万张床位；新增床位不少于5万张则是新增床位。
_ADDS = re.compile("新增|帮扶|招募|招引|吸纳|安置|资助|救助|开通|开行|解决")
# 动词之后又一个动词：推动实现某比例。
_SECOND_VERB = re.compile(r"(?:实现|建成|形成|达到|打造|建设|培育|新建|完成)(?=.{2})")
# 从380元提高到480元、由每人100元增至120元：现在的数之前。
FROM = "[从由](?:每[人户亩年月])?"
_TRAILING = re.compile(
    r"(?:(?<=[速率量值额长])目标(?:设定|确定)?|(?<=分别)完成|力争|分别|均|稳定|保持|控制|达到|达|超过|超|突破|增长到?|提高到?|提高至|提升到?|提升至|增加到?|增至|增长|下降|降低|减少|涨幅|增幅|增速|上涨幅度|年均|不低于|不少于|不超过|低于|少于|小于|在|为|至|到|约|再|以上|降至|降低至"
    rf"|不高于|翻|迈上|站上|跃上|跨上|{FROM}|(?:比|较)\d{{4}}年|累计|同比|同口径|速度|以|等|的|共|建成|(?<=[量额值])新增){{1,20}}+$"
)
_REACHED = re.compile(
    r"(?:达到|达|超过|超|突破|稳定在|保持在|控制在|增长|下降|降低|提高|提升|涨幅|不低于|不少于|不超过|率|占比|比重|比例)[^，。；]{0,4}$"
)
# “每个领域选取1至2家应用示范试点”：每个领域各这么多。
_EACH = re.compile(
    r"(?P<each>每[个家年省市县](?:[\u4e00-\u9fff]{0,4}?))"
    r"(?=选取|建设|建成|培育|打造|新增|支持|引进|认定|遴选|至少|不少于)"
)
# 吞吐量150万人次的目标：目标不是所计的事物。
_AIM = re.compile("(?:增长|发展|年度|预期|设计)?(?:目标|任务|要求|标准|水平)|新?(?:台阶|大关|关口)")
# 标准从380元提高到480元：以前的数不是指标。
_RISEN_FROM = re.compile(rf"{FROM}\d[\d.]*[^，。；\d]{{1,5}}$")
# 3座35万千瓦光热电站：每一座多大。
_SIZE = re.compile(r"^\d[\d.]*[万亿]?(?:千瓦|兆瓦|吨|立方米|平方米|公里)(?:级|以上)?(?=[\u4e00-\u9fff]{2})")
_APPROXIMATION = re.compile(r"^(?:[)）]?(?:以上|及以上|左右|以内|以下|之内|多(?=的)|余|的))++")


# 几项并列、共有的指标：城镇、农村居民人均可支配收入。
_ITEMS = re.compile("[、和与及]|以及")
_SHARED_MEASURE = re.compile(
    r"(?:常住)?(?:居民)?(?:人均)?(?:可支配|纯)?(?:产业|行业|营业|销售)?(?:收入|总?规模|总?产量|总?产值|增加值|营收|总值|总额|面积|里程|占比|比重|投资额?|人数|数量)$"
)
_INDUSTRIES = re.compile("(?P<numbers>[一二三]{2,3})(?P<measure>产.*)")


def indicators_apart(indicator: str, count: int) -> list[str]:
    """The indicators of numbers that a list of things has each its own of (分别), or the one given for each.

    >>> indicators_apart("城镇、农村居民人均可支配收入", 2), indicators_apart("一二产增加值", 2)
    (['城镇居民人均可支配收入', '农村居民人均可支配收入'], ['一产增加值', '二产增加值'])
    """
    industries = _INDUSTRIES.fullmatch(indicator)
    if industries and len(industries["numbers"]) == count:
        return [number + industries["measure"] for number in industries["numbers"]]
    items = _ITEMS.split(indicator)
    if len(items) != count or not all(items):
        return [indicator] * count
    measure = _SHARED_MEASURE.search(items[-1])
    if measure is None or measure.start() == 0 or all(item[-2:] == items[0][-2:] for item in items):
        return items
    return [item.removesuffix(measure[0]) + measure[0] for item in items]


def indicators_of_each(indicator: str) -> list[str]:
    """The items of a list that has so many of each (各), or the indicator itself.

    >>> indicators_of_each("重点实验室、技术创新中心各"), indicators_of_each("生产总值")
    (['重点实验室', '技术创新中心'], ['生产总值'])
    """
    return _ITEMS.split(indicator.removesuffix("各")) if indicator.endswith("各") else [indicator]


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
    if heading := HEADING.match(text):
        text = text[heading.end() :]
    text = _RISEN_FROM.sub("", _TRAILING.sub("", _LEADING.sub("", text)))
    verb = _VERB.match(text) or _ADDS.fullmatch(text)
    text = text[verb.end() :] if verb and len(text) > verb.end() else "" if verb else text
    second = _SECOND_VERB.match(text) if verb else None
    return _trim(text[second.end() :] if second else text)


def _noun_behind(text: str) -> str:
    text = _SIZE.sub("", _APPROXIMATION.sub("", text))
    if _AIM.match(text):
        return ""
    return _trim(re.sub(r"(?:等)?(?:建设|任务|工作|[、和及以])$", "", text))


def _trim(text: str) -> str:
    text = text.strip("、的，")
    return text.strip("“”") if text.count("“") != text.count("”") else text
