"""What the words of a text tell of the kind of a programme: the head of its name, and the end of a list of names.

`空气质量持续改善行动` is an action, whatever document planned it; `优化“甲通”、“乙办”等平台` lists platforms.
"""

from __future__ import annotations

import re

_HEADS = {"行动计划": "plan", "计划": "plan", "战略": "plan", "行动": "action", "工程": "project"}
# 示范工程、试点工程有的是工程，有的是试点。
_HEAD = re.compile(f"(?<!示范)(?<!试点)({'|'.join(_HEADS)})”?$")
_KINDS = {
    "平台": "platform", "大科学装置": "platform", "活动": "event", "赛事": "event", "行动": "action",
    "项目": "project", "工程": "project", "改革": "mechanism", "机制": "mechanism", "模式": "mechanism",
}  # fmt: skip
# 其余各项，“等”，以及所属的类；类名之前可有修饰：等新一代煤电试点项目。
_END = re.compile(
    r"”?(?:[、和与及“][^，。；：！？\n等]{1,60})?等(?!级|离|效|教|保)(?:[\d一二三四五六七八九十]+[大个项]|一批)?"
    rf"[\u4e00-\u9fff]{{0,8}}?(?P<word>{'|'.join(_KINDS)})(?![区群师型会])"
)
# 名称自己的词尾说明是什么的，不看列举：实施甲行动、乙计划等活动。
_TOLD = re.compile(
    "(?:行动|计划|工程|专项|战略|基金|奖|论坛|大会|峰会|博览会|试点|示范区|试验区|先行区|机制|制度|改革|模式|平台|基地|枢纽|系统"
    "|项目|活动|赛|规划|方案)”?$"
)


def kind_of_head(form: str) -> str:
    """The kind that the end of a name tells for certain, as the text has the name; `""` where it tells none."""
    head = _HEAD.search(form)
    return _HEADS[head[1]] if head else ""


def listed_kind(text: str, start: int, end: int) -> str:
    """The kind that the end of its list tells of the programme at `start` to `end`; `""` where it tells none."""
    if _TOLD.search(text, start, end):
        return ""
    told = _END.match(text, end)
    return _KINDS[told["word"]] if told else ""
