"""Enterprises called by their short names at the head of a project's name: `国达化工`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extract.gazetteers import brand_words
from extract.mentions import Mention
from extract.names import organisation_names, place_end
from extract.programme_lists import listed_programmes

_HAN = "\u4e00-\u9fff"
# 字号之后的行业：企业名称由行政区划、字号、行业、组织形式组成（企业名称登记管理规定第六条）。
_TRADE = (
    "科技|化工|石化|锂业|锂能|重工|造船|钢铁|药业|新能源|能源|电子|汽车|集团|股份|实业|重科|光电|半导体|电气|矿业|铝业|铜业"
    "|纸业|乳业|食品|生物|制药|医药|新材|材料|智能|储热|锂盐|钛业|水泥|玻璃|机床|动力|数控"
)
_BRAND = re.compile(rf"(?P<brand>[{_HAN}]{{2,3}}?)(?:{_TRADE})(?:股份|集团|公司)?")
_LOCAL = re.compile(rf"[{_HAN}]{{2,3}}(?:石化|炼化|钢铁|重工|造船)")
# Parts of speech in jieba's dictionary that words of names do not have.
_COMMON = frozenset(
    ["n", "v", "vn", "a", "b", "an", "d", "m", "ad", "f", "s", "t", "l", "i", "vd", "q", "r", "z", "ng"]
)


def enterprises_in_lists(text: str, start: int, end: int) -> Iterator[Mention]:
    """The enterprises whose projects a list names, between the clean characters `start` and `end`."""
    for part in listed_programmes(text, start, end):
        heads = [part.start]
        while behind := place_end(text, heads[-1]):
            heads.append(behind)
        # 长沙宁乡圣钘科技: behind all the places first; 郴州新能源 is no brand, 大连石化 is.
        found = (_enterprise(text, head, part.end, head == heads[-1]) for head in reversed(heads))
        yield from [mention for mention in found if mention][:1]


def _enterprise(text: str, start: int, end: int, brands: bool) -> Mention | None:
    known = organisation_names().match(text, start)
    if known and known[0] <= end:
        return Mention(start, known[0], known[1].name, known[1].kind) if known[1].kind == "enterprise" else None
    # 大唐郓城、国投吉林等煤电项目：字号之后是地名。
    brand = next((text[start:stop] for stop in (start + 2, start + 3) if text[start:stop] in brand_words()), None)
    if brand and place_end(text, start + len(brand)):
        return Mention(start, start + len(brand), brand_words()[brand], "enterprise")
    if not brands:
        local = _LOCAL.match(text, start, end)
        return Mention(start, local.end(), local[0], "enterprise") if local else None
    firm = _BRAND.match(text, start, end)
    if firm and not _is_common(firm["brand"]):
        return Mention(start, firm.end(), firm[0], "enterprise")
    return None


@lru_cache(maxsize=1 << 12)
def _is_common(word: str) -> bool:
    """Whether jieba's dictionary has a word as one of the common language, or only parts of it that are."""
    import rjieba

    if len(rjieba.cut(word)) == 1 and not rjieba.has_word(word):
        return False  # put together from characters alone
    tagged = rjieba.tag(word)
    return all(tag in _COMMON and (len(part) > 1 or len(tagged) == 1) for part, tag in tagged)
