"""Armed police, military regions, fire and border units of public security: 武警部队吉林总队三支队, 广州军区."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.mentions import Mention
from extract.names import organisation_names, place_end, region_names

_HAN = "\u4e00-\u9fff"
# 名称用字：不含并列、隶属、动作和职务的字。
_IN_NAME = rf"(?:机要|动员|呼和|和田|(?![与和及或的等对向在由将把被从授全各副主任员兵官为了决要])[{_HAN}])"
# 一级一级的单位；其后的字与它合成另一个词的除外：处长、处置、组织、干部。
_LEVEL = rf"""(?:{_IN_NAME}{{0,14}}?(?:总队|支队|大队|中队|指挥部|司令部|政治部|后勤部|参谋部|院务部|学院|学校|总医院
|医院|消防局|边防局|警卫局|警卫处|文工团|办公室|教研室|基地)(?!长)
|{_IN_NAME}{{1,12}}?(?:处(?![置理于在分罚以境])|室(?![内外])|站(?![立在起])|组(?![织成合建])|所(?![有以属在需]))
(?!长))"""
_POLICE = re.compile(rf"(?:中国人民武装警察部队|武装警察部队|武警部队|武警总部|武警){_LEVEL}{{1,5}}", re.VERBOSE)
_POLICE_HEAD = re.compile("(?:中国人民)?武装警察部队|武警(?:部队|总部)?")
# 解放军大单位和省级军事机关，名称以所在地开头：广州军区、云南省军区、北京卫戍区、南京军区空军。
_REGIONAL = re.compile(
    "(?:军区(?![域分])(?:空军|海军)?|警备区|卫戍区)(?:司令部|政治部|后勤部|联勤部|总医院|总院)?(?!司令员|政治?委)"
)
_LONGEST_PLACE, _SHORTEST_PLACE = 8, 2
# 总部的业务部：总参谋部动员部；全部、干部、部门、部队不是。
_GENERAL_DEPARTMENT = re.compile(rf"{_IN_NAME}{{1,7}}?(?<![全干])部(?![门队署分委件])")
_SERVICE_UNIT = re.compile("指挥所|场站|基地|总医院|医院")
# 公安机关的现役单位，跟在公安厅、公安局之后。
_SECURITY_UNIT = re.compile(r"(?:消防|边防|警卫|交通管理|交通警察)(?:管理)?(?:局(?![长面部])|处(?![长置理])|总队|支队)")
_STAFF = re.compile("司令部|政治部|后勤部")
_OF_PUBLIC_SECURITY = re.compile(rf"公安(?:消防|边防)(?:总队|支队|大队|部队|局)(?!长)(?:{_LEVEL}{{1,4}})?", re.VERBOSE)
_CHECKPOINT = re.compile(rf"中华人民共和国(?P<port>{_IN_NAME}{{2,6}}?)(?:出入境)?边防检查(?:总站|站)(?!长)")
# 没有这些字的段落里没有要按词形找的。
_ANY = re.compile("武警|武装警察|[军备戍]区|公安[消边]防|边防检查")


def armed_forces(text: str, start: int, end: int, known: Sequence[Mention]) -> Iterator[Mention]:
    """The units between two characters of a text that their form shows to be of the armed forces or public security.

    Args:
        text: The clean text.
        start: Where a paragraph begins.
        end: Where it ends.
        known: The bodies found there by name: departments and units may stand behind them.
    """
    for mention in known:
        if last := _unit_end(text, mention, end):
            yield Mention(mention.start, last, mention.name + text[mention.end : last], mention.kind)
    if not _ANY.search(text, start, end):
        return
    yield from _armed_police(text, start, end)
    yield from _military_regions(text, start, end)
    for unit in _OF_PUBLIC_SECURITY.finditer(text, start, end):
        if (first := _place_before(text, start, unit.start())) is not None:
            yield Mention(first, unit.end(), text[first : unit.end()], "government")
    for post in _CHECKPOINT.finditer(text, start, end):
        yield Mention(post.start(), post.end(), post[0], "government")


def _armed_police(text: str, start: int, end: int) -> Iterator[Mention]:
    for unit in _POLICE.finditer(text, start, end):
        head = _POLICE_HEAD.match(text, unit.start())
        known = organisation_names().get(head[0]) if head else None
        name = known.name + text[unit.start() + len(head[0]) : unit.end()] if head and known else unit[0]
        yield Mention(unit.start(), unit.end(), name, "military")


def _military_regions(text: str, start: int, end: int) -> Iterator[Mention]:
    """Military regions by their places; places that share one end each have their own: `上海、天津警备区`."""
    for region in _REGIONAL.finditer(text, start, end):
        first, last = _place_before(text, start, region.start()), region.start()
        while first is not None:
            # 只有最后一个印出了词尾。
            stop = region.end() if last == region.start() else last
            yield Mention(first, stop, text[first:last] + region[0], "military")
            last = first - 1
            first = _place_before(text, start, last) if first > start and text[last] == "、" else None


def _place_before(text: str, start: int, end: int) -> int | None:
    """Where the longest name of a place begins that ends at a character."""
    first = max(start, end - _LONGEST_PLACE)
    return next((k for k in range(first, end - _SHORTEST_PLACE + 1) if region_names().get(text[k:end])), None)


def _unit_end(text: str, mention: Mention, end: int) -> int | None:
    """Where the unit ends whose name goes on behind that of a body: 总参谋部`动员部`, 湖北省公安厅`消防局`."""
    place, unit = mention.end, None
    if mention.name.endswith(("公安厅", "公安局")):
        unit = _SECURITY_UNIT.match(text, place, end)
    elif mention.name.endswith(("边防管理局", "边防局", "消防局", "警卫局")):
        unit = _STAFF.match(text, place, end)
    elif mention.kind == "military" and text[place - 1] == "部":
        unit = _GENERAL_DEPARTMENT.match(text, place, end)
    elif mention.kind == "military" and (behind := place_end(text, place)):
        unit = _SERVICE_UNIT.match(text, behind, end)
    return unit.end() if unit else None
