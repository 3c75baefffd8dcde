"""What has the form of a programme's name and names a class, a rank or somebody's experience instead."""

from __future__ import annotations

import re

# 科技创新项目10个以上：一类，共若干个；工程、活动可以有若干个而仍是其名。
_COUNTED = re.compile(r"”?(?:建设)?\d[\d.]*(?:余|多)?[个项]")
_COUNTABLE = re.compile("(?:项目|试点|平台|基地)”?$")
# 国家重要能源基地，全国领先的制造基地：说的是地位；“枫桥经验”是经验。
_RANK = re.compile("(?:国家|全国|国内|国际|世界|全球)(?:重要|领先|一流)")
_CLASS = re.compile("(?:示范|试点|中试|产业|创新|创业|研发|生产|种源)+(?:基地|平台|园区)")
# 政府投资基金，500千伏输变电工程：一类基金、一级规模的工程。
_FUNDS = re.compile("(?:优化)?(?:各类|政府|省级|市级|国有)*(?:投资|产业投资|产业引导|创业投资|引导)+基金")
_SIZED = re.compile("(?:\\d+|[十百千]+)(?:千伏|万?吨级|万?千瓦级|亿元级?)[^“”]{0,4}(?:工程|项目)")
# 深海、深地、核技术等领域：列举的是领域。
_FIELDS = re.compile("(?:、[^，。；：、“”\n等]{2,12}){0,6}等(?:重点|关键|前沿)?(?:领域|行业|产业(?!园|集群|项目))")
_EXPERIENCE = re.compile("经验”?$")


def names_class(text: str, start: int, end: int) -> bool:
    """Whether the characters `start` to `end`, which have the form of a programme's name, name no one undertaking."""
    counted = _COUNTED.match(text, end) and _COUNTABLE.search(text, start, end)
    rank = text.endswith("基地", start, end) and _RANK.match(text, start, end)
    kind = any(words.fullmatch(text, start, end) for words in (_CLASS, _FUNDS, _SIZED))
    return bool(counted or rank or kind or _FIELDS.match(text, end) or _EXPERIENCE.search(text, start, end))
