"""What a clause says that a place builds: `支持宁波打造绿色石化基地，温州打造泵阀基地和产业集聚区`.

The place and the verb make a name of what is else a class of things; it is named in the words between the verb and
the end of the clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extract.mentions import Mention, SortedMentions
from extract.names import is_place

# What a place does to what it builds.
BUILDS = "打造|建设|建成|开展|创建|争创|申创|申建|实施|建立|设立|组建|布局|培育|获批|申报"
# How it does so: 宁波市`加快`打造。
HOW = "加快|大力|积极|高水平|高标准|高质量|率先|联合|共同|深入|全面|推进|推动|深化"
_BUILT = re.compile(rf"(?:{BUILDS})好?(?=[^，。；：、\n])")
_HOW_BUILT = re.compile(rf"(?:市|区|县|等地?|等市)?(?:{HOW}){{0,3}}$")
_LONGEST_HOW = 11
_BEFORE_PLACE = re.compile(r"(?:^|[，。；：、\n和与及在由]|支持|鼓励|推动|推进|引导|指导|帮助)$")
# Of a clause: parts that end as sites do, and the words of kinds that these are.
_PARTS = re.compile("[^和与、，。；：！？\n（）]+")
_KINDS = {
    "基地": "platform", "集聚区": "platform", "枢纽": "platform", "平台": "platform", "集群": "platform",
    "中心": "platform",
    "示范区": "pilot", "试验区": "pilot", "先行区": "pilot", "先导区": "pilot", "试点": "pilot",
}  # fmt: skip
_NO_NAME = re.compile(
    r"[\d一二两三四五六七八九十百几多]余?[个家批项座]|若干|更多|一批|各类|等(?!级)|有关|相关|自己|若|本地|全省|全市|全区"
)
# 宁波国家数据标注基地，长三角国家技术转移示范区：一地所得的国家称号。
_NATIONAL = re.compile(
    r"国家级?(?:(?!国家|建设|打造|发展|实验室)[^，。；：、！？\n（）“”的和与及等]){2,14}?(?:基地|集聚区|示范区|试验区|先行区|先导区|枢纽|集群)(?!群)"
)
_NO_WORD_BEFORE = re.compile("(?:^|[^\u4e00-\u9fff]|[和与及在由设建造好动持进快展化强优升挥])$")
_LONGEST_PLACE = 6
_SHORTEST, _LONGEST = 5, 30


def sited_programmes(text: str, start: int, end: int) -> list[Mention]:
    """What clauses between the clean characters `start` and `end` say that places build."""
    return _sited(text).within(start, end)


@lru_cache(maxsize=1)  # a text is asked for paragraph by paragraph, and by several
def _sited(text: str) -> SortedMentions:
    found = [
        mention
        for built in _BUILT.finditer(text)
        if _place_before(text, _behind_place(text, built.start()), _BEFORE_PLACE) is not None
        for mention in _named(text, built.end())
    ]
    for national in _NATIONAL.finditer(text):
        if (first := _place_before(text, national.start(), _NO_WORD_BEFORE)) is not None:
            found.append(Mention(first, national.end(), text[first : national.end()], _kind_of(national[0])))
    return SortedMentions(found)


def _behind_place(text: str, verb: int) -> int:
    """Where what stands between a place and a verb begins: 宁波`市加快`打造."""
    how = _HOW_BUILT.search(text, max(0, verb - _LONGEST_HOW), verb)
    return how.start() if how else verb


def _place_before(text: str, end: int, before: re.Pattern[str]) -> int | None:
    """Where the longest place begins that ends at `end` and has `before` in front of it."""
    starts = range(max(0, end - _LONGEST_PLACE), end - 1)
    return next((s for s in starts if is_place(text[s:end]) and before.search(text, max(0, s - 2), s)), None)


def _kind_of(name: str) -> str:
    """The kind that the end of a name tells, or `""`."""
    return next((kind for word, kind in _KINDS.items() if name.endswith(word)), "")


def _named(text: str, start: int) -> Iterator[Mention]:
    """The names from `start` to the end of the clause: parts that end as sites do, with those before them."""
    first = start
    for part in _PARTS.finditer(text, start, start + 2 * _LONGEST):
        if part.start() > start and text[part.start() - 1] not in "和与、":
            return
        kind = _kind_of(part[0])
        if not kind:
            continue
        name = text[first : part.end()]
        if _BUILT.search(name) or _NO_NAME.search(name):
            return
        if _SHORTEST <= len(name) <= _LONGEST:
            yield Mention(first, part.end(), name, kind)
        first = part.end() + 1
