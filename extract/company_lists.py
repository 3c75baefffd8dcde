"""Companies that go by their brand, in lists that say what they are: `依托麒麟、南大通用、科大讯飞等行业领军企业`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.gazetteers import brand_words
from extract.list_items import items_before
from extract.mentions import Mention
from extract.names import organisation_names

# 列举之后说明所列的都是企业：等商业航天企业。
_COMPANIES = re.compile(
    r"等[\d一二两三四五六七八九十]{0,3}[家个]?(?:(?!等)[\u4e00-\u9fff]){0,8}?(?:企业|公司|[车药国央民]企)(?!家|集群|化|园|标准|管理|发展(?:计划|规划|基金|中心|司|局|处))"
)
_ITEM = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2,10}")
# 所列之中也有不是名称的：民营企业、高校。
_CLASS = re.compile("企|公司|单位|机构|产业|行业|园区|大学|高校|院|部门|银行")
_LEAD = re.compile(
    r"[^、]{0,6}?(?:依托|依靠|支持|推动|推进|鼓励|引导|加快|发挥|引进|引入|培育|做强|做大|联合|会同|吸引|组织|用好|扶持|以|与|和|由|对|向)"
)
_CLAUSE_EDGE = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9、]")
_TRADES = ("", "集团", "公司", "汽车")


def listed_companies(text: str, start: int, end: int, known: Sequence[Mention]) -> Iterator[Mention]:
    """The items of lists of companies between two characters of a text, where one is a `known` company or a brand."""
    companies = {mention.start for mention in known if mention.kind == "enterprise"}
    ends = {mention.end for mention in known}
    for behind in _COMPANIES.finditer(text, start, end):
        items = list(items_before(text, start, behind.start(), _CLAUSE_EDGE, _LEAD))
        if len(items) > 1 and any(item.start() in companies or item[0] in brand_words() for item in items):
            for item in items:
                if item.end() in ends and item.start() not in companies:
                    continue  # 实现中国平煤神马: the known name is the end of it
                name = _official_name(item[0])
                if _ITEM.fullmatch(item[0]) and (name != item[0] or not _CLASS.search(name)):
                    yield Mention(item.start(), item.end(), name, "enterprise")


def _official_name(brand: str) -> str:
    """The name that the gazetteers have for a brand printed without the word for its trade: 比亚迪, 长城."""
    if brand in brand_words():
        return brand_words()[brand]
    entries = (organisation_names().get(brand + trade) for trade in _TRADES)
    return next((entry.name for entry in entries if entry and entry.kind == "enterprise"), brand)
