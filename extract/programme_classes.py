"""What has the form of a programme's name and names a class, a rank or somebody's experience instead."""

from __future__ import annotations

import re

from extract.names import place_end

# 科技创新项目10个以上：一类，共若干个；工程、活动可以有若干个而仍是其名。
_COUNTED = re.compile(r"”?(?:建设)?\d[\d.]*(?:余|多)?[个项]")
_COUNTABLE = re.compile("(?:项目|试点|平台|基地)”?$")
# 国家重要能源基地，全国领先的制造基地：说的是地位；“枫桥经验”是经验。
_RANK = re.compile("(?:国家|全国|国内|国际|世界|全球)(?:重要|领先|一流|先进|知名|高端|顶尖)")
_RANKED = re.compile(f"{_RANK.pattern}的?[^，。；：“”\n]{{0,24}}$")
_RANKED_ENDS = ("基地", "中心", "平台", "高地", "枢纽")
_LONGEST_RANK = 30
_CLASS = re.compile("(?:示范|试点|中试|产业|创新|创业|研发|生产|种源){1,5}(?:基地|平台|园区)")
# 大型智算中心，人工智能创新平台：一类设施；有地名的才是一处。
_FACILITIES = re.compile(
    "(?:(?:大型|绿色|国际|智能|新型|区域|省级|市级){1,4}|人工智能)(?:智算|超算|算力|数据|创新|创业){1,4}(?:中心|平台)"
)
# 系列高端学术交流平台，国际化合作平台：一类平台。
_OPEN_PLATFORMS = re.compile(
    "(?:系列|高端|国际化?|综合性?|高水平|开放|多元|专业化?){1,4}(?:学术|科技|技术|人文|文化|创新|合作|服务|交流|展示|对接){1,3}平台"
)
# 年度投资计划：每年一份。
_YEARLY = re.compile("[^，。“”]{0,12}年度(?:工作|投资|实施|建设|重点)?计划")
# “品味某地”品牌，“领航”企业：品牌、企业、产品各有其名，都不是一项工作。
_QUOTED_THINGS = re.compile("”[^“”]{0,6}(?:品牌(?:建设)?|企业|产品|供应链|产业体系|设施|船籍港|样板)$")
_THINGS = ("品牌", "品牌建设", "企业", "产品", "供应链", "产业体系", "设施", "船籍港", "样板")
# 学校、医院等项目：列举的是哪一类。
_COMMON = re.compile(
    "(?:智慧|绿色|数字|现代化?)?(?:学校|医院|水库|公路|航道|城市|社区|校园|园区|铁路|高速公路|高速铁路|机场|港口|码头|桥梁|隧道|电站|水电站|管网|道路|轨道交通|灌区|港口铁路|铁路专用线|污水处理厂)"
)
# “两个屏障”“八个振兴”：目标的总称；“四个一批”才是做法。
_SO_MANY = re.compile("“?[两三四五六七八九十](?:个(?![一十])[^“”]{2,4}|件大事|张名片)”?")
# 十件民生实事：所办的事，不是名称；引号里的机制才是名称。
_GOOD_DEEDS = re.compile(
    "[^“”、，]{0,10}(?:\\d{1,4}|[十百])[件项大类][^“”、，]{0,8}实事(?:工程|项目)?|(?:重点|民生|惠民){1,3}实事"
)
# 开行动车，中美战略博弈：名称的后半是另一个词的前半。
_OTHER_WORD = re.compile("(?<=开行动)车|(?<=战略)(?:博弈|竞争|互信)")
# 政府投资基金，500千伏输变电工程：一类基金、一级规模的工程。
_FUNDS = re.compile(
    "(?:优化)?(?:各类|政府类?|省级|市级|国有|私募|大学生){0,3}(?:投资|产业投资|产业引导|创业投资|引导|股权|科创|创业|风险|天使){1,3}基金"
)
_SIZED = re.compile("(?:\\d{1,6}|[十百千]{1,4})(?:千伏|万?吨级|万?千瓦级?|亿元级?)[^“”]{0,4}(?:工程|项目|机组)")
# 国家重大人才工程，国际大科学计划，试点示范工程：由上面安排的一类，各有其名的才是一项。
_OF_THE_STATE = re.compile(
    "(?:牵头|组织|参与|承担){0,2}(?:国家|国际|重大|重点|大){1,3}(?:科技|人才|科研|科学|项目){1,2}(?:计划|工程|项目|战略|奖){1,2}|试点示范(?:工程|项目)"
)
# 深海、深地、核技术等领域：列举的是领域。
_FIELDS = re.compile("(?:、[^，。；：、“”\n等]{2,12}){0,6}等(?:重点|关键|前沿)?(?:领域|行业|产业(?!园|集群|项目))")
# 县县通高速：通达，不是一条高速；抓落实、见行动：一句要求。
_REACHED = re.compile("[^“”]{0,24}通(?:高速|高铁|铁路)|[\u4e00-\u9fff]{0,4}见行动")
_MECHANISM = "机制"
# 支持有条件的地方创建国家示范基地：谁都可以创建的一类。
_WHOEVER = re.compile(
    "有条件的?[\u4e00-\u9fff]{2,4}[^，。；：！？\n]{0,30}?(?:创建|争创|申创|申建)[^，。；：！？\n]{0,30}$"
)
# 高校自主编制培训计划，某平台纳入国家试点：有动词的是一句话；引号里的不算。
_VERB = re.compile("参加|纳入|列入|深化(?=“)|抢占|计提|编制|跻身|组建|入选|制定|获评|荣获|开行|发放|合办|加速崛起")
# 建设甲共享平台、乙处理平台、丙测试平台等：三个以上并列而都没有地名的，是几类平台。
_PLATFORM, _MANY = "平台", 2
_PLATFORMS_BEFORE = re.compile("(?:[^，。；：、“”\n]{2,24}平台、){1,6}$")
_PLATFORMS_BEHIND = re.compile("(?:、[^，。；：、“”\n]{2,24}?平台){1,6}")
# 中国精神进校园、进企业活动：进各处的一项活动，不以前一处为名。
_ENTERING = re.compile("进[\u4e00-\u9fff]{2,3}$")
_FARTHEST = 30
_LONGEST_LIST = 100
_SORTS = ("各类", "更多")
# Each candidate of the tagger is asked: one expression, for those alone whose last character is one of its.
_WHOLE = re.compile(
    "|".join(
        p.pattern
        for p in (
            _CLASS,
            _FACILITIES,
            _OPEN_PLATFORMS,
            _YEARLY,
            _COMMON,
            _FUNDS,
            _SIZED,
            _GOOD_DEEDS,
            _OF_THE_STATE,
            _REACHED,
        )
    )
)
_WHOLE_LAST = frozenset("校院库路道市区园场口头梁站网通线厂地台心金程目划略奖组事速铁动")
_EXPERIENCE = ("经验", "经验”")


def names_class(text: str, start: int, end: int) -> bool:
    """Whether the characters `start` to `end`, which have the form of a programme's name, name no one undertaking."""
    if text.endswith(_EXPERIENCE, start, end) or _is_sentence(text, start, end):
        return True
    if text.endswith(_MECHANISM, start, end) and "“" not in text[start:end] and "”" not in text[start:end]:
        return True
    if _SO_MANY.fullmatch(text, start, end):
        return True
    if text.endswith(_THINGS, start, end) and _QUOTED_THINGS.search(text, start, end):
        return True
    if text[end - 1] in _WHOLE_LAST and _WHOLE.fullmatch(text, start, end):
        return True
    if text.endswith(_RANKED_ENDS, start, end) and _is_ranked(text, start, end):
        return True
    if _COUNTED.match(text, end) and _COUNTABLE.search(text, start, end):
        return True
    if text.endswith(_PLATFORM, start, end) and _is_one_of_many(text, start, end):
        return True
    if text.startswith("、进", end) and _ENTERING.search(text, start, end):
        return True
    if _FIELDS.match(text, end) or _OTHER_WORD.match(text, end):
        return True
    return text.endswith(_SORTS, 0, start) or _is_whoevers(text, start)


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Whether a verb stands inside, and not in quotation marks: `高校自主编制培训计划`."""
    verb = _VERB.search(text, start + 2, end)
    return verb is not None and text.count("“", start, verb.start()) == text.count("”", start, verb.start())


def _is_ranked(text: str, start: int, end: int) -> bool:
    """Whether a centre or base is what a place wants to be: `全国领先的创新型城市和智能科技创新中心`."""
    if _RANK.match(text, start, end):
        return True
    named = text[start] == "“" or place_end(text, start) is not None
    return not named and _RANKED.search(text, max(0, start - _LONGEST_RANK), start) is not None


def _is_one_of_many(text: str, start: int, end: int) -> bool:
    """Whether a platform without a place stands in a list with two or more other platforms."""
    if text[start] == "“" or place_end(text, start) is not None:
        return False
    before = _PLATFORMS_BEFORE.search(text, max(0, start - _LONGEST_LIST), start)
    behind = _PLATFORMS_BEHIND.match(text, end)
    return sum(others[0].count(_PLATFORM) for others in (before, behind) if others) >= _MANY


def _is_whoevers(text: str, start: int) -> bool:
    """Whether what stands at `start` is for all who can have it: `支持有条件的地方创建…`."""
    able = text.rfind("有条件", max(0, start - _FARTHEST), start)
    return able >= 0 and _WHOEVER.match(text, able, start) is not None
