"""Zones and clusters by the form of their names: 松山湖高新区, 福州大学城, 成都都市圈."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.gazetteers import DIVISION_KINDS, is_within
from extract.listed_zones import listed_zones
from extract.mentions import Mention
from extract.names import county_names, region_names
from extract.places import Places
from extract.scanning import matches_at, places_before
from extract.structure.layout import Layout

_HAN = "\u4e00-\u9fff"
_ZONE_WORDS = (
    r"(?:经济技术开发区|高新技术产业开发区|经济开发区|开发区|经开区|高新区|保税区|综保区|科学城|科技城|生态城|大学城|产业园区|产业园|科技园区|科技园|工业园区|工业园"
    r"|物流园区|物流园|科创城|化工区|地质公园|经济合作区|商务区|科技谷|科创园|高研园|示范园区?|新区|空港区|新片区|国家公园|(?:创新|科技|科学)公园|汽车城)"
)
# 前面有地名才是一处地方的：福州大学城、乌鲁木齐国际陆港区；没有的是一类地方。
_SITED_WORDS = (
    r"(?:大学城|产业城|生物城|航空城|航天城|陆港区|农高区|合作区|互贸区|园区"
    r"|科创园|湾区|大走廊|小镇|智谷|度假区|工业区|集中区|新城(?![市区镇乡])|商贸城|商城|法务区|金融城|科教城|职教城|软件城|临港经济区|空港经济区|临空经济区"
    r"|谷(?<![河平山峡湟五稻曼]谷)(?![地子物类歌区雨]))"
)
_CLUSTER_WORDS = r"(?:都市圈|城市群|经济圈|经济带|创新带|城镇群|城镇带|科创走廊|创新走廊|科技走廊|经济走廊)"
# Their words, how many characters of a name stand at most before them, the whole names, and their kind.
_AREAS = (
    (re.compile(_ZONE_WORDS), 14, re.compile(rf"[{_HAN}A-Za-z0-9—\-]{{2,14}}?{_ZONE_WORDS}"), "zone"),
    (re.compile(_SITED_WORDS), 12, re.compile(rf"[{_HAN}A-Za-z0-9—\-]{{2,12}}?{_SITED_WORDS}"), "sited"),
    (re.compile(_CLUSTER_WORDS), 10, re.compile(rf"[{_HAN}A-Za-z0-9—\-]{{2,10}}?{_CLUSTER_WORDS}"), "cluster"),
)
# 深化“三城一区”联动发展：几处合称；“一核三区”发展格局说的是布局。
_LAYOUT = re.compile(
    "“(?P<name>(?:[一二两三四五六七八九][核圈区带轴翼廊城副极群江河湾主域心谷港园片环]){2,6})”"
    "(?![^，。；]{0,10}(?:格局|布局|引领|结构|框架|体系|战略))"
)
_LEFT = re.compile(
    r"(?:新增|新建|申建|启用|扩大|侧重|联合(?=国家)|[以之]上|第[一二三四五六七八九十]+批|理顺|共建|布局|设立|落地|落户|入选|构建|重塑|壮大|着力|开展|建成|首个|首批|全国|创建|争创|支持|推动|推进|加快|加速|建强|健全|抓好|规划|提高|改造|整治|治理|取缔|撤销|清理|确保|跨入|迈入|强化|增强|完成|建立|编制好|新一轮|争取|纳入|更多|入驻|进入|国家开发|深入|建好|用好|世界领先|建设|打造|依托|加强|深化|服务|融入|发展|参与|对接|拓展|优化|提升|完善|高水平|高质量|积极|深度|全面|协同|实施|做强|培育|重点|形成|落实|扶持|发挥"
    r"|和|与|及|是|在|对|向|为|以|等|的|将|从|到|由|各|本|全市|全省|我市|我省|特色|一批|若干|多个|国家级|省级|市级|智能|鼓励|促进|引领|统筹|沿)"
)
# 也在地名之后：泉州省级人工智能产业园。
_BEHIND_PLACES = frozenset({"国家级", "省级", "市级", "智能"})
# 产业的名称里也有：海南算电协同发展产业园。
_IN_TRADES = frozenset({"协同", "发展", "服务"})
_GENERIC_ZONE = re.compile(
    r"(?:各类|国家|国家级|省级|市级|大|自主|民营企业|经济|技术|高新|特色|示范|现代|综合|产业|工业|农业|科技|智能|物流|大型|老旧|旧|跨省域?|标准化?|稳产|保供|全产业链|海关特殊|自由|城市|新|老|重点|有条件|化工|世界级|先进制造业|中小企业|战略性新兴|战新|优势|零碳|低碳|绿色|创新型|数字|乡村|文化|生态|跨境|海洋|临港|临空|县域|特色优势|千亿级?|百亿级?|[0-9一二三四五六七八九十]++个?|万亿级?|边境|境外"
    r"|大学|省部共建|劳动密集型|山海|园区|省域|市域|联动|创新|合作|协作|共建|飞地|军民融合|绿电|生物|制造|新材料|电子|化学品|医药|健康|医疗|软件|信息|文创|创意|设计|装备|机器人|人工智能|算力|数据|新能源|光伏|锂电|氢能|食品|纺织|服装|旅游|文旅|人力资源|航空|汽车|智慧|自贸|新型|节能|环保|循环|品牌|专业|留学人员|大学生|创业|互联网|电商|电子商务|供应链|冷链|商贸|服务业|外贸|口岸|应急|安全|预制菜|粮食|林业|畜牧|水产|[0-9—至-]++个|及|、){0,12}"
)
_ENDING = re.compile(r"(?:经济技术|高新技术产业|经济)?[^区园城圈群带廊谷]{0,2}[区园城圈群带廊谷]区?$")
_SCHOOL = re.compile("医院|[中小]学|学校|[一二三四五]中")  # 甲市中心医院新城院区
_AND_OTHERS = re.compile("等(?!级)")  # 茂名等园区
_SO_MANY = re.compile("[两三四五六七八九]大")  # 海口、三亚、儋洋三大经济圈
_COUNT = r"(?:[\d一二两三四五六七八九十百]{1,4}(?:余|多)?[家个处座]|[\d一二两三四五六]{1,2}小时|一批|若干)"
_BEGINS_WITH_COUNT, _COUNTED = re.compile(_COUNT), re.compile(rf"{_COUNT}[^，。；、\d]{{0,4}}(?<!落户|落地|入驻)\Z")
_LONGEST_COUNT = 8


def find_zones(layout: Layout, places: Places, start: int, end: int) -> Iterator[Mention]:
    """The zones and clusters between two characters of a text that the form of their names tells.

    Args:
        layout: The file.
        places: What its names of places mean.
        start: The first character of the clean text that is looked at.
        end: The one behind the last.
    """
    yield from (zone for zone in _by_form(layout, places, start, end) if not _is_counted(layout, zone.start))
    yield from listed_zones(layout.clean.text, start, end)
    for told in _LAYOUT.finditer(layout.clean.text, start, end):
        yield Mention(told.start("name"), told.end("name"), told["name"], "cluster")


def _is_counted(layout: Layout, start: int) -> bool:
    """Whether what begins at `start` is one of so many: `建设2至3家智能文化创意产业园区`."""
    text = layout.clean.text
    return bool(_BEGINS_WITH_COUNT.match(text, start) or _COUNTED.search(text, max(0, start - _LONGEST_COUNT), start))


def _by_form(layout: Layout, places: Places, start: int, end: int) -> Iterator[Mention]:
    text = layout.clean.text
    for words, longest, pattern, kind in _AREAS:
        for match in matches_at(pattern, text, places_before(words, longest, text, start, end), end):
            first = match.start()
            for word in _LEFT.finditer(text, match.start(), match.end() - 3):
                if kind == "cluster" and text.startswith("沿边", word.start()):
                    break  # 沿边城镇带是一处，沿边产业园区是一类
                if word[0] in _BEHIND_PLACES and _begins_with_division(text, first, word.start()):
                    break
                if word[0] in _IN_TRADES and _begins_with_division(text, first, word.start() - 2):
                    continue
                first = word.end()
            first = _known_within(text, first, match.end())
            name = text[first : match.end()]
            known = region_names().get(name)
            if kind == "sited":
                sited = _begins_with_division(name, 0, len(name)) or _begins_with_own(places, name, first)
                if known is None and (not sited or _SCHOOL.search(name)):
                    continue
                yield Mention(first, match.end(), name, known.kind if known else "zone")
            elif _names_one(name, words) and not (kind == "zone" and text[first - 1 : first] == "沿"):
                yield Mention(first, match.end(), name, known.kind if known else kind)


def _begins_with_division(text: str, first: int, last: int) -> bool:
    return any(end <= last and entry.kind in DIVISION_KINDS for end, entry in region_names().matches(text, first))


def _begins_with_own(places: Places, name: str, start: int) -> bool:
    """Whether a name at `start` begins with a county of the region that the document is about."""
    own, county = places.own(start), county_names().match(name, 0)
    return bool(own and county and any(is_within(entry.code, own.code) for entry in county[1]))


def _known_within(text: str, start: int, end: int) -> int:
    """Where a zone or cluster of the gazetteer begins that ends at `end`; `start` where there is none."""
    names = ((first, region_names().get(text[first:end])) for first in range(start, end - 3))
    known = next((first for first, entry in names if entry and entry.kind in {"zone", "cluster"}), start)
    # 珠海鹤洲新区：所在的市是名称的一部分。
    return next((first for first in range(start, known - 1) if _is_division(text[first:known])), known)


def _is_division(form: str) -> bool:
    entry = region_names().get(form)
    return entry is not None and entry.kind in DIVISION_KINDS


def _names_one(name: str, words: re.Pattern[str]) -> bool:
    """Whether a name has more before its ending, one of `words`, than words of classes."""
    suffix = _ENDING.search(name)
    stem = name[: suffix.start()] if suffix else name
    before = words.split(name, maxsplit=1)[0]
    return (
        len(before) >= 2
        and "或" not in stem
        and not _AND_OTHERS.search(stem)
        and not _SCHOOL.search(stem)
        and not _SO_MANY.search(stem)
        and not (_GENERIC_ZONE.fullmatch(stem) or _GENERIC_ZONE.fullmatch(before))
    )
