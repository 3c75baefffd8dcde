"""What has the form of a programme's name and names a class, a rank or somebody's experience instead."""

from __future__ import annotations

import re

# 科技创新项目10个以上：一类，共若干个；工程、活动可以有若干个而仍是其名。
_COUNTED = re.compile(r"”?(?:建设)?\d[\d.]*(?:余|多)?[个项]")
_COUNTABLE = re.compile("(?:项目|试点|平台|基地)”?$")
# 国家重要能源基地，全国领先的制造基地：说的是地位；“枫桥经验”是经验。
_RANK = re.compile("(?:国家|全国|国内|国际|世界|全球)(?:重要|领先|一流)")
_CLASS = re.compile("(?:示范|试点|中试|产业|创新|创业|研发|生产|种源)+(?:基地|平台|园区)")
_EXPERIENCE = re.compile("经验”?$")


def names_class(text: str, start: int, end: int) -> bool:
    """Whether the characters `start` to `end`, which have the form of a programme's name, name no one undertaking."""
    counted = _COUNTED.match(text, end) and _COUNTABLE.search(text, start, end)
    rank = text.endswith("基地", start, end) and _RANK.match(text, start, end)
    return bool(counted or rank or _CLASS.fullmatch(text, start, end) or _EXPERIENCE.search(text, start, end))
