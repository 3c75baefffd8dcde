"""Companies whose names end in plain 公司, and branches: 中国仪器仪表公司, 海灵（香港）公司, …有限公司江苏分公司."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.mentions import Mention
from extract.names import place_end, region_names
from extract.subunits import IN_UNIT

_HAN = "\u4e00-\u9fff"
# 冠以中国、国家的企业名称（企业名称登记管理规定）；后面还有字的（公司法、公司制）不是。
_NATIONAL = re.compile(
    rf"(?:中国|国家)(?:(?<![{_HAN}]..)|(?<=[由与和及向对经请报给同]..))(?P<trade>(?:(?![家些等各和级有为])(?!上市|控股){IN_UNIT}){{3,12}}?)(?<![子分限任团总的])公司(?![法制化治债])"
)
# 只说明是哪一类公司：中国互联网公司。
_CLASS = re.compile(
    "互联网|民营|国有|上市|跨国|本土|境内|境外|大陆|科技|平台|企业|股份|汽车|制造|创业|初创|投资|保险|证券|航空$|石油$"
)
_ABROAD = re.compile(rf"（(?P<place>[{_HAN}]{{2,8}})）公司")
_BRAND = re.compile(rf"(?!受理|批准|同意|收到|关于|审批|授权|委托|进口|支持|通知)[{_HAN}]{{2,6}}")
_LONGEST_BRAND = 6
_AT_END = re.compile(rf"[{_HAN}]{{1,{_LONGEST_BRAND + 1}}}$")
_BRANCH = re.compile("[省市]?分公司")


def plain_companies(text: str, start: int, end: int) -> Iterator[Mention]:
    """The companies between two characters of a text that name no form of liability: `中国仪器仪表公司`."""
    if text.find("公司", start, end) < 0:
        return
    for company in _NATIONAL.finditer(text, start, end):
        if not _CLASS.search(company["trade"]):
            yield Mention(company.start(), company.end(), company[0], "enterprise")
    for company in _ABROAD.finditer(text, start, end):
        # 括号之前的汉字全是字号时才是名称的开头。
        before = _AT_END.search(text, max(start, company.start() - _LONGEST_BRAND - 1), company.start())
        if before and region_names().get(company["place"]) and _BRAND.fullmatch(before[0]):
            yield Mention(before.start(), company.end(), before[0] + company[0], "enterprise")


def company_branches(text: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """The branches that stand behind the names of companies and have that of a place: `…有限公司江苏分公司`."""
    for company in found:
        if company.kind == "enterprise" and text.endswith("公司", company.start, company.end):
            place = place_end(text, company.end)
            branch = _BRANCH.match(text, place) if place else None
            if branch:
                name = company.name + text[company.end : branch.end()]
                yield Mention(company.start, branch.end(), name, "enterprise")
