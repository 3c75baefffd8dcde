"""Plans that a text names without 《》: `编制现代化都市圈空间协同规划`, `落实重点行业稳增长工作方案`."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.mentions import Mention, SortedMentions

# 编制、落实的是一份规划、方案；名称里没有另一个动作，后面不再接名词。
_NAMED = re.compile(
    r"(?:编制|制定|制订|出台|落实|抓好|结合|按照)(?:好|实施)?(?:我[省市区]|全国|本[省市区])?"
    r"(?P<name>(?:(?!和|及|、|等|的|一批|或)[\u4e00-\u9fff0-9“”]){5,24}(?:规划|方案|实施计划))(?=[，。；、,;]|落实|实施|的落实)"
)
# 一类规划、方案，或说不出是哪一份的。
_CLASS = re.compile(
    r"(?:本|各|该|其|相关|有关|具体|专项|配套|年度|阶段性|后备|标准|工作|行动|地方|学会|部门|分类|个性化|科学|详细|细化|完善)"
    r"|[\u4e00-\u9fff]{0,8}(?:年度|总体|专项|专题|配套|详细|应急|处置|技术|治疗|教学|培养|场景|推广|阶段性的?[\u4e00-\u9fff]{0,4})(?:实施|工作|行动|推广|应用推广)?(?:规划|方案)$"
    r"|[\u4e00-\u9fff]{0,4}(?:实施|工作|行动|发展|建设)(?:规划|方案)$|.*(?:专项|”)行动方案$"
)


def named_plans(text: str, start: int, end: int) -> list[Mention]:
    """The plans between the clean characters `start` and `end` that are drawn up or carried out by their own name."""
    return _plans(text).within(start, end)


@lru_cache(maxsize=1)  # a text is asked for paragraph by paragraph, and by several
def _plans(text: str) -> SortedMentions:
    return SortedMentions(
        Mention(*plan.span("name"), plan["name"], "plan")
        for plan in _NAMED.finditer(text)
        if not _CLASS.match(plan["name"]) and plan["name"].count("“") == plan["name"].count("”")
    )
