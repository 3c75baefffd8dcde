"""Undertakings named in lists: `加快国贸中心、雄忻铁路等项目建设`, `实施甲提升、乙增效、丙振兴行动`.

What such a list says of its parts, that they are projects, railways or actions, stands once, at its end. A list is
of one sort: where one part is plainly a name, as it begins with a place or a body or has the end of a name, all are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extract.mentions import Mention, SortedMentions
from extract.names import is_place, organisation_names, place_end, programme_names, region_names

_END = re.compile(
    r"(?<![高平均相同])等“?(?P<count>\d+[个条项座处家]|[一二三四五六七八九十两几]+[大个条项座]|一批)?"
    r"(?P<of>(?:(?!领域|方面|行业|地区|推进|推动|建设|布局|打造|发展|支持|实施|开展|带动|参与|口岸|[市县区州国地]|省(?!际)|[，。；：、！？\n（(]|等).){0,10}?)"
    r"(?P<sort>项目|工程|铁路|高铁|轨道交通|公路|高速|新线|电站|水库|灌区|机场|港口|通道|航道|大桥|隧道|大?科学装置|行动|试点)"
    r"(?!化|师|领域|现代化改造)"
)
_EDGE = re.compile(r"[，。；：！？\n,;:!?《》]|以及|其中")
# What one does to projects, before the first of a list.
_HOW = (
    "深入|积极|大力|提质|加快|持续|全面|扎实|统筹|继续|进一步|高标准|高质量|高水平|高效|全力|重点|加力|滚动|抓紧|提速|如期|力促|力争|确保|争取|协调|稳步|有序|务实|深度|纵深|联合|聚力|我们将"
    r"|具备条件后|\d{1,4}年|年内|今年"
)
_DO = (
    "推动|推进|促进|支持|建设|建成|建好|抓好|新?开工|新建|续建|启动|实施好?|谋划|开展好?|深化|完成|实现|投产|投运|投用|通车|竣工|布局"
    "|组织|落实|做好|打好|加大|用好|优化"
)
_VERB = re.compile(f"(?:{_HOW}|{_DO})++")
# 开展餐饮、住宿行业服务质量提升行动: one action, for several trades or places, where only the last part is a name.
_SHARED_VERB = re.compile(f"(?:{_HOW})*+(?:{_DO})++")
# Not of lines, each of which is a work: 投运甲乙、丙丁特高压工程.
_SHARED = re.compile("(?:(?!输电|送出|高压)[^，。；：、！？\n])*(?:行动|试点|工程|中心)$")
_SHARING = re.compile(
    "(?:(?!等|一批|各)[\u4e00-\u9fff]){2,8}(?<![区园城港库院室站线路群])(?<!计划|战略|制度|机制|体系|平台|基地)"
)
_SHARING_END = re.compile("[，。；！？\n]|$")
# 实施甲提升、乙增效、丙振兴行动: what is done, not what it is done to (餐饮、住宿行业提升行动).
_DEED = (
    r"(?:提升|增效|振兴|突破|升级|利用|发展|培育|攻坚|提质|扩容|创新|倍增|改造|优化|治理|保护|引领|赋能|转型|增长|投资|活力"
    r"|拓展|孵化|强基|修复|替代|培优|提能|跃升|壮大|推广|攀登|协同|联动)"
)
_DEEDS = re.compile(rf"(?:(?!行动|工程|试点)[^，。；：、！？\n“”等]){{2,20}}{_DEED}(?=、)")
_DEED_DONE = re.compile(rf"{_DEED}(?=、)")
_LAST_DEED = re.compile(
    r"(?:(?!行动|工程|试点|计划)[^，。；：、！？\n“”等]){2,20}(?:“?[一二三四五六七八九十]+[大个项])?(?P<sort>行动|工程|试点|计划)"
)
_KINDS = {"行动": "action", "试点": "pilot", "计划": "plan"}
# 甲提升工程和乙扩优提质等行动：“和”之前已是一项的全名。
_AND, _WHOLE = "和与", ("工程", "行动", "计划")
_CLOSE = {"“": "”", "（": "）", "(": ")"}
# Parts whose sort alone makes them names: 邵永、铜吉等6条高铁.
_NAMED_BY_SORT = frozenset(
    {
        "铁路",
        "高铁",
        "公路",
        "高速",
        "新线",
        "电站",
        "水库",
        "灌区",
        "机场",
        "轨道交通",
        "航道",
        "大桥",
        "隧道",
        "抽水蓄能电站",
        "水电站",
    }
)
# 大湾、盘南等煤电项目：也是。
_OF_WORKS = re.compile("(?:煤电|水电|核电|火电|风电|光伏|抽水蓄能|蓄滞洪区|输变电|特高压|水利枢纽)$")
# 甲乙、丙丁4条高速公路：没有“等”字的。
_COUNTED = re.compile(
    r"(?P<count>\d\d?[条座个])(?P<of>(?:国省干线|大中?型|中型|在建|重大|国家|新建){0,2})"
    r"(?P<sort>铁路|高铁|公路|高速|抽水蓄能电站|水电站|水库|灌区|机场|大桥|隧道)(?![里网])"
)
# 甲乙、丙丁等高速公路建成通车：所列在动词之前。
_DONE = re.compile(
    "(?:公路|主体|工程|项目|新线|提前|全线|全部|相继|陆续|顺利|先后|全面|即将|如期|加快|获批){0,4}"
    "(?:建成|开工|通车|开通|完工|竣工|投产|投运|投用|投入|贯通|获批|推进|建设)"
)
_SORT_OF = frozenset({"公路", "铁路", "水运", "民航", "农村", "重大", "骨干", "普通", "干线"})
_ENDS = re.compile(
    r"(?:[一二三四五六]期|扩容|扩建|迁建|改扩建|扩能|段|号机组|线|隧道|大桥|枢纽|通道|电站|水库|工程|项目|铁路|高铁|机场|公路|高速)$"
)
# 建成甲乙、丙丁高铁：线路以两端的简称为名，类名只在最后；建成某山、某河大型水库也是。
_LINE = "(?:[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]{2,4}至[\u4e00-\u9fff]{2,4})"
_LAST_LINE = re.compile(f"、{_LINE}(?:铁路|高铁|高速)|、[\u4e00-\u9fff]{{2,4}}?(?:大中?型)?(?:水库|水电站|灌区)")
_LINES_BEFORE = re.compile(f"(?:(?P<verb>{_HOW}|{_DO})|[。；])(?P<lines>(?:{_LINE}、)*{_LINE})$")
_NO_LINE = re.compile(
    "城际|市域|普速|干线|支线|普通|高速|骨干|货运|客运|旅游|沿江|沿海|跨境|公路|铁路|水[运路库电]|灌区|[大中新]型、|火电|风电|光伏|航空|机场|民航|轨道|港口|农村|枢纽"
)
_BAD = re.compile(r"的|领域|各|其他|相关|有关|方面|一批|部分|等(?!级|离)")
_SHORTEST, _LONGEST = 2, 26
_LONGEST_LIST, _LONGEST_VERBS = 400, 14
_LONGEST_BARE = 10  # of a part that no verb or no 等 tells to be one of a list


def listed_programmes(text: str, start: int, end: int) -> list[Mention]:
    """The parts of lists of projects and actions between the clean characters `start` and `end`."""
    return _listed(text).within(start, end)


@lru_cache(maxsize=1)  # a text is asked for paragraph by paragraph, and by several
def _listed(text: str) -> SortedMentions:
    return SortedMentions({*_by_end(text, 0, len(text)), *_deeds(text, 0, len(text)), *_lines(text)})


def with_places_before(text: str, start: int, low: int) -> int:
    """Where a name begins that begins with a place: at the first of several (`济南、青岛、枣庄算力枢纽`)."""
    if text[start - 1 : start] != "、" or place_end(text, start) is None or programme_names().match(text, start):
        return start  # 对接京津冀、海南自由贸易港：后一个自己就是全名
    first = start
    while text[first - 1 : first] == "、":
        before = next((f for f in range(first - 3, max(low, first - 9) - 1, -1) if is_place(text[f : first - 1])), None)
        if before is None or _is_zone(text[before : first - 1]):
            return start
        first = before
    return first if _VERB.search(text[max(low, first - 4) : first]) or first == low else start


def _is_zone(name: str) -> bool:
    """Whether a place is a zone by its full name, a thing of its own in a list: 川渝高竹新区、万达开统筹发展示范区."""
    entry = region_names().get(name)
    return entry is not None and entry.kind == "zone" and name.endswith(("区", "园", "城"))


def with_parts_before(text: str, start: int, end: int, low: int) -> int:
    """Where a name begins that is of several trades or places: at the first (`餐饮、住宿行业服务质量提升行动`)."""
    if text[start - 1 : start] not in {"、", "和"} or not _SHARED.match(text, start, end):
        return start
    if not _SHARING_END.match(text, end):
        return start
    low = max(low, start - _LONGEST - _LONGEST_VERBS)
    edge = _clause(text, low, start)
    if _DEED_DONE.search(text, edge, start):
        return start  # 实施甲提升、乙增效、丙振兴行动: three
    verb = _SHARED_VERB.match(text, edge, start)
    parts = re.split("[、和]", text[verb.end() : start - 1]) if verb else []
    if not verb or not all(_SHARING.fullmatch(part) and not _is_programme(part) for part in parts):
        return start
    return verb.end()


def _deeds(text: str, start: int, end: int) -> Iterator[Mention]:
    """The first parts of `实施甲提升、乙增效、丙振兴行动`; the last one has the form of a name itself."""
    position = start
    while done := _DEED_DONE.search(text, position, end):
        comma = done.end()
        position = comma + 1
        edge = _clause(text, max(start, comma - _LONGEST - _LONGEST_VERBS), comma)
        verb = _VERB.match(text, edge, comma)
        first = verb.end() if verb else edge
        parts = []
        while deed := _DEEDS.match(text, first, end):
            parts.append(deed.span())
            first = deed.end() + 1
        last = _LAST_DEED.match(text, first, end) if verb and parts else None
        if last:
            for part in parts:
                yield Mention(*part, text[slice(*part)], _KINDS.get(last["sort"], "project"))
        position = max(position, first)


def _lines(text: str) -> Iterator[Mention]:
    """The first parts of `建成甲乙、丙丁高铁`; the last one has the form of a name itself."""
    for last in _LAST_LINE.finditer(text):
        before = _LINES_BEFORE.search(text, max(0, last.start() - _LONGEST - _LONGEST_VERBS), last.start())
        if before is None or _NO_LINE.search(text, before.start("lines"), last.end() - 2):
            continue
        if not before["verb"] and not _DONE.match(text, last.end()):
            continue
        for first, end in _parts(text, *before.span("lines")):
            if not is_place(text[first:end]):
                yield Mention(first, end, text[first:end], "project")


def _by_end(text: str, start: int, end: int) -> Iterator[Mention]:
    for found in (*_END.finditer(text, start, end), *_COUNTED.finditer(text, start, end)):
        edge = _clause(text, max(start, found.start() - _LONGEST_LIST), found.start())
        verb = _VERB.match(text, edge, found.start())
        if verb is None and not (found["sort"] in _NAMED_BY_SORT and _DONE.match(text, found.end())):
            continue
        parts = _parts(text, verb.end() if verb else edge, found.start())
        bare = verb is None or found[0][0] != "等"
        if bare and (len(parts) < 2 or any(last - first > _LONGEST_BARE for first, last in parts)):
            continue
        if _is_list(text, parts, found):
            kind = _KINDS.get(found["sort"], "project")
            for first, last in parts:
                yield Mention(first, last, text[first:last], kind)


def _clause(text: str, low: int, end: int) -> int:
    """Where the clause before `end` begins; `low` if that is further back."""
    return max((mark.end() for mark in _EDGE.finditer(text, low, end)), default=low)


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands between the marks of a list, none of which is inside a quotation or a bracket."""
    edges, close = [start], ""
    position = start
    while position < end:
        char = text[position]
        if close:
            close = "" if char == close else close
        elif char in _CLOSE:
            close = _CLOSE[char]
        elif char == "、" or (char in _AND and text.endswith(_WHOLE, start, position)):
            edges += [position, position + 1]
        position += 1
    edges.append(end)
    return list(zip(edges[::2], edges[1::2], strict=True))


def _is_list(text: str, parts: list[tuple[int, int]], end: re.Match[str]) -> bool:
    names = [text[first:last] for first, last in parts]
    if any(not _SHORTEST <= len(name) <= _LONGEST or _BAD.search(name) or name in _SORT_OF for name in names):
        return False
    if all(is_place(name) for name in names):
        return False
    if end["sort"] in _NAMED_BY_SORT or _OF_WORKS.search(end["of"]) or (end["count"] or "").endswith("大"):
        return True
    return any(_is_anchored(text, first, last) for first, last in parts)


def _is_programme(name: str) -> bool:
    return programme_names().get(name) is not None or _ENDS.search(name) is not None or _SHARED.match(name) is not None


def _is_anchored(text: str, first: int, last: int) -> bool:
    """Whether a part begins with a place or body, or ends as names of works do."""
    name = text[first:last]
    if programme_names().get(name) or _ENDS.search(name) or "至" in name[1:-1] or "“" in name:
        return True
    return place_end(text, first) is not None or organisation_names().match(text, first) is not None
