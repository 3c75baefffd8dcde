"""Programmes: named undertakings, found by the form of their names.

A name ends in a word of its kind (工程, 行动, 计划, 大会, 试验区 …). Where it begins is told by what stands before it: a
verb that one does to an undertaking (实施, 开展, 举办 …), a numbering, a comma, a quotation mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.facts import Entity
from extract.mentions import Mention, longest_first, to_entities
from extract.structure.layout import Layout

_HAN = "\u4e00-\u9fff"
_KINDS = (
    ("action", r"专项行动|行动(?!计划|方案|纲要|指南|能力|起来|自觉|力|者)"),
    ("plan", r"行动计划|计划(?!生育|单列|和|、|总投资|投资|经济|完成|实现|到|在|于|新)|战略(?!性|部署|合作|支点|布局|支撑|定位|高地|机遇|咨询|目标|任务|要求|需求|研究|科学|规划|资源|储备|枢纽|意义|支援|安全|博弈|统筹|纵深|产品|物资|新兴|协议|科技|重点|腹地|资金|指引|谋划|协作|后方|地位|通道|资本|价值|眼光|思维|矿产)"),
    ("project", r"工程(?!师|技术|化|建设|质量|机械|项目|咨询|设计|学|院|科学|领域|实验室|中心|认证|能力|研究|总承包|教育|类|博士|硕士|等|造价|施工|管理|建成|完工|监理|款|车辆|承包|装备)|重大专项|专项(?!资金|行动|整治|规划|债|基金|检查|督查|工作|培训|补助|方案|监督|任务|政策|政策|支持|治理|支出|服务|能力|人才|审计|转移|考核|贷款|引进|建设基金|再贷款|调查|扶持|债券|经费|清理|资助|奖励|推进|攻坚)"),
    ("fund", r"基金(?!会|群|管理|支持|公司|项目|投资|业|等|监管|小镇|规模|体系|丛林|收支|预算|矩阵)|专项资金(?!使用|支持|管理)"),
    ("award", r"奖(?!励|补|金|项|牌|惩|学|章|状|品|得|的)"),
    ("event", r"大会(?!审查|报告|精神|堂|以来|战略|召|上)|论坛|峰会|博览会|交易会|洽谈会|展览会|进博会|消博会|年会|大赛|竞赛|锦标赛|联赛|运动会|文化节|艺术节|电影节|旅游节|科普日|活动周|活动月"),
    ("platform", r"平台(?!经济|企业|建设|型|化|公司|作用|载体|间|的|和|期|等|之|等|集聚)|基地(?!建设|和|等|的|化|园区|县|内|企业|成|及)|创新中心|服务中心|交易中心|转化中心|数据中心|信息系统|监测系统"),
    ("pilot", r"试点(?!示范|工作|城市|单位|项目|企业|地区|任务|范围|政策|建设|经验|县|和|的|、|期|方向|成果|内容|工程|示范区|省)|综合试验区|试验区|示范区|先行区|先导区|引领区|自贸区|综试区|示范城市|示范工程|改革试验"),
    ("mechanism", r"联动机制|评价制度|试点制度"),
)  # fmt: skip
_SUFFIX = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS))
_STRONG = re.compile(
    r"(?:组织实施|深入实施|启动实施|抓好|实施|开展|争创|创建|举办|办好|主办|承办|启动|设立|发起|申办|召开|打好|筹办|谋划实施|落实|参加|参与|纳入|入选|融入|推出|创办|承接|承担|依托|用好|通过|结合)(?:好)?"
)
_WEAK = re.compile(
    r"(?:(?:大力|加快|积极|深入|持续|全面|扎实|稳步|有序|着力|统筹|继续|进一步|高标准|高质量|高水平|全力|重点|务实|切实|深化|支持|鼓励|推动|推进|建设|打造|建成|完善|提升|强化|加强|建好|建立|搭建"
    r"|构建|发展|培育|做强|做优|做好|实现|完成|优化|升级|推行|推广|探索|发挥|出台|制定|建强|拓展|新建|共建|布局|支撑|服务|壮大|健全|形成|开发|扩大|提高|争取|力争|对接|引导|组织|规划|申报|获批|认定|遴选|研究|编制|做实|运营|开工|投用)+)"
)
_LEFT_PUNCTUATION = re.compile(r"[，。；：、！？\n,;:!?《》（）()—·●]")
_NEW_ROUND = re.compile(r"(?:新一轮|第[一二三四五六七八九十]+批|好)")
_GENERIC = re.compile(
    r"(?:一批|若干|各类|各项|各种|多项|一系列|系列|重大|重点|重要|有关|相关|国家|国家级|省级|市级|区域|全国|全省|全市|我省|我市|科技|技术|创新|示范|试点|产业|专项|综合|改革|应用|标杆|现代|新型"
    r"|先进|高水平|高能级|高端|公共|服务|信息|数据|数字|工业|农业|生产|制造|基础设施|建设|民生|实事|标志性|引领性|战略性|投资|政府|年度|工作|三年|五年|三|本|该|此|其|这些|这一|两大|[一二三四五六七八九十\d]+(?:大|项|个|批|场|类|条|届)?"
    r"|研发|孵化|实训|培训|合作|开放|共享|合作交流|国际|国内|世界级|一流|功能|载体|人才|交流|监管|政务|社会|绿色|生态|发展|和|与|及|等|的|多|大|新|好|省|市|区|县)*"
)
_BAD_INSIDE = re.compile(r"[，。；：！？\n,;:!?《》]|各级|有关|相关|为主|以及|他们|我们|等(?!级|离|效)|了|着力|使|让")
_QUOTED = re.compile(rf"“(?P<inside>[^“”\n]{{1,24}})”(?P<after>[{_HAN}A-Za-z0-9]{{0,14}}?)")
_SHORTEST, _LONGEST = 4, 30


def find_programmes(layout: Layout) -> tuple[Entity, ...]:
    """The programmes that the file names."""
    mentions: list[Mention] = []
    for paragraph in layout.paragraphs:
        found = [*_belt_and_road(layout, paragraph.start, paragraph.end)]
        found += _by_form(layout, paragraph.start, paragraph.end)
        mentions += longest_first(found)
    return to_entities(mentions, "programme", layout)


def _belt_and_road(layout: Layout, start: int, end: int) -> Iterator[Mention]:
    """一带一路 is an initiative by the annotation guide, whatever it is called."""
    for match in re.finditer("“?一带一路”?", layout.clean.text[start:end]):
        first = start + match.start() + match[0].startswith("“")
        yield Mention(first, first + 4, "一带一路", "plan")


def _by_form(layout: Layout, start: int, end: int) -> Iterator[Mention]:
    text = layout.clean.text
    for suffix in _SUFFIX.finditer(text, start, end):
        kind = suffix.lastgroup or "project"
        first = _left_edge(text, start, suffix.start())
        if first is None or not _is_name(text, first, suffix.start(), suffix.end(), kind):
            continue
        name = _normal_name(text[first : suffix.end()])
        yield Mention(first, suffix.end(), name, _kind(kind, name))


def _left_edge(text: str, start: int, suffix: int) -> int | None:
    """Where the name begins, or None where nothing tells."""
    low = max(start, suffix - _LONGEST)
    clause = low
    for mark in _LEFT_PUNCTUATION.finditer(text, low, suffix):
        if text.count("“", mark.end(), suffix) == text.count("”", mark.end(), suffix):
            clause = mark.end()
    edge, trigger = clause, False
    for verb in _STRONG.finditer(text, clause, suffix):
        if _balanced(text, verb.end(), suffix):
            edge, trigger = verb.end(), True
    if not trigger and (verb := _WEAK.match(text, clause)):
        edge, trigger = verb.end(), True
    if new := _NEW_ROUND.match(text, edge):
        edge = new.end()
    before = text[clause - 1 : clause]
    heading = clause == start or before in "、)）.．：:”"
    return edge if trigger or heading or "“" in text[edge:suffix] else None


def _balanced(text: str, start: int, end: int) -> bool:
    return text.count("“", start, end) == text.count("”", start, end)


def _is_name(text: str, first: int, suffix: int, end: int, kind: str) -> bool:
    stem = text[first:suffix]
    if end - first < _SHORTEST or len(stem) < 2 or not _balanced(text, first, suffix) or _BAD_INSIDE.search(stem):
        return False
    if "的" in stem and "“" not in stem:
        return False
    if kind in {"platform", "pilot", "fund", "event"} and not _is_specific(text, first, stem):
        return False
    return not _GENERIC.fullmatch(stem)


def _is_specific(text: str, first: int, stem: str) -> bool:
    return len(stem) >= 4 or "“" in stem


def _normal_name(name: str) -> str:
    return name


def _kind(kind: str, name: str) -> str:
    if "试点" in name and kind == "project":
        return "pilot"
    return kind
