"""How a number is meant: at least, at most, about, or a change by so much, and from which year on."""

from __future__ import annotations

import re

from extract.dates import YEAR, chinese_number
from extract.facts import Baseline
from extract.quantities import Quantity

CHANGE_UNITS = frozenset({"%", "个百分点", "番", "倍", "岁"})
_AT_MOST_AFTER = re.compile(r"(?:以下|以内|之内)")
_ABOUT_AFTER = re.compile(r"(?:左右|上下)")
# 加工量新增300万吨、生均经费增加1000元：要增加这么多。
_GROWN = re.compile("(?:[量额值]|经费|标准|收入|养老金)(?:再)?(?:新增|增加|增长|提高)$")
# 分别稳定在310万吨和750万吨左右：左右管着每一个数。
_EACH_ITS_OWN = re.compile("分别[^，。；]{0,6}$")
_ABOUT_LAST = re.compile(r"(?:[、和及][\d.]+[^\d，。；、和及]{1,4}?){1,4}(?:左右|上下)")
_AT_MOST_BEFORE = re.compile(
    r"(?:控制在|不超过|不高于|不突破|(?<!不)低于|(?<!不)少于|小于|降至|降到|下降到|下降至|降低到|降低至|压减到|缩短至|缩短到)[^，。；]{0,4}$"
)
_INCREASE = re.compile(
    r"(?:增长|提高|增加|提升|上升|涨幅|增幅|增速|上涨幅度|上涨|翻)(?:率)?(?:均)?(?:力争|控制在|保持在|稳定在|达到|达|不低于|超过|超|在|约|分别)*+$"
)
_DECREASE = re.compile(r"(?:下降|降低|减少|压减|削减|减量|缩减)(?:率|幅度)?(?:达到|达|超过|约|分别)*+$")
_COMPARED = re.compile(
    rf"(?:比|较|相比|相较于?|对比|与|同)(?P<than>{YEAR})年|在(?P<upon>{YEAR})年(?:的)?(?:水平|规模)?(?:的)?(?:基础)?上"
    rf"|以(?P<base>{YEAR})年为(?:基期|基准|基数)"
)
_REACH = re.compile(r"(?:达到|达|超过|突破)$")


def find_operator(text: str, start: int, clause: int, quantity: Quantity) -> str:
    """The operator of a quantity: `>=`, `<=`, `=`, `+` or `-`.

    Args:
        text: Clean text.
        start: Where the words about this quantity begin.
        clause: Where its clause begins; used when nothing but joining words stands before the quantity.
        quantity: The quantity.
    """
    before, after = text[start : quantity.start], text[quantity.end : quantity.end + 3]
    if len(before.strip("、和及")) == 0:
        before = re.sub(r"(?<![\d.])\d[\d.]*+\D{0,4}(?:以上|左右|以内)?[、和及].*$", "", text[clause : quantity.start])
    before = re.sub(r"(?:分别|比\d{4}年|较\d{4}年)$", "", before)
    if quantity.unit == "番":
        return "+"
    if quantity.unit in {"位", "名"} and before.endswith("前"):
        return "<="  # 进入全国前15位
    if quantity.unit in CHANGE_UNITS:
        if _DECREASE.search(before):
            return "-"
        if _INCREASE.search(before):
            return "<=" if _AT_MOST_AFTER.match(after) else "+"
    if _GROWN.search(before):
        return "+"
    if _AT_MOST_BEFORE.search(before):
        return "=" if _ABOUT_AFTER.match(after) else "<="
    if _AT_MOST_AFTER.match(after):
        return "<="
    if _ABOUT_AFTER.match(after) or (_EACH_ITS_OWN.search(before) and _ABOUT_LAST.match(text, quantity.end)):
        return "="
    if quantity.unit == "%" and quantity.value == 100 and not _REACH.search(before):
        return "="
    return ">="


def find_baseline(text: str, start: int, quantity: Quantity) -> Baseline | None:
    """The year that a quantity is compared with (比2015年下降10%), told between `start` and the quantity."""
    found = list(_COMPARED.finditer(text, start, quantity.start))
    if not found:
        return None
    return Baseline(str(chinese_number(found[-1]["than"] or found[-1]["upon"] or found[-1]["base"])))
