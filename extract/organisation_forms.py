"""Organisations by the form of their names: what they end in, and where they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.armed_forces import armed_forces
from extract.companies import company_branches, plain_companies
from extract.copied_to import copied_to
from extract.local_bodies import with_region
from extract.mentions import Mention
from extract.names import NameIndex, region_names
from extract.places import Places
from extract.province_parts import province_letters
from extract.scanning import matches_at
from extract.structure.layout import Layout

_HAN = "\u4e00-\u9fff"
_OTHER_END = re.compile("公司|研究[所院](?=中国)")
# 表格里相邻的两格：某某有限公司中国某某研究院。
_BEFORE_NATIONAL = re.compile("有限公司(?=中国|国家)")
_TRADE_PUBLISHER = re.compile("[\u4e00-\u9fff]{2,6}工业|[\u4e00-\u9fff]{2,8}大学")
# 有成员单位、办公室或者简称的工作机制，是一个议事协调机构。
_MECHANISM = "工作(?:协调)?机制(?=办公室|各?成员单位|[（(]以下简称)|(?:协调|协作|会商)机制(?=[（(]以下简称)"
_BEFORE_MECHANISM = re.compile(
    "建立(?:健全)?|设立|成立|会同|组建|依托|第[一二三四五六七八九十百]+条\\s*|[，。；：、！？\\s]"
)
_FORMS = {
    "university": "(?:大学|学院)(?![生城路]|南路|北路|东路|西路|科技园|大院|[\u4e00-\u9fff]{0,3}研究院)",
    "institute": "研究院|研究所|科学院|研究设计院|研究中心|实验室",
    "government": "管(?<=[区园城]管)(?:理委员|委)会|(?:金融|知识产权|互联网|海事|商事)法院",
    "committee": "部际联席会议(?:办公室)?|联席会议(?:办公室)?|委员会|(?:领导|工作)小组(?:办公室)?|组委会|指挥部|专家组"
    f"|{_MECHANISM}",
    "alliance": "联盟",
    "society": "学会|协会|研究会|联合会|商会|促进会|基金会",
    "enterprise": "有限责任公司|股份有限公司|有限公司|集团公司"
    "|股份公司(?<=[\u4e00-\u9fff]{3}股份公司)(?<![为制性的]股份公司)|出版社(?![会科区])"
    "|集团(?!有限|股份|公司|控股|[）)]|化|军|式|层面|总|[内外的]|成员|企业)|(?:农村|城市)商业银行|农商(?:联合)?银行|农商行",
    "other": "杂志社|(?:报社|通讯社)(?![会科区保])|电视台|广播电台"
    "|医院(?<!公立医院)(?![一-鿿]{0,6}院区)|(?:幼儿园|小学|中学)(?<!中小学)(?![生教阶段和])",
}
_ENDING = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _FORMS.items()))
# What the endings begin with; and nothing else is looked at.
_BEGINNINGS = (
    "大学 学院 研究 科学院 实验室 管理委员会 管委会 金融法院 知识产权法院 互联网法院 海事法院 商事法院 部际联席"
    " 联席会议 委员会 领导小组 工作小组 组委会 指挥部 专家组 工作机制 工作协调机制 协调机制 协作机制 会商机制 联盟 学会"
    " 协会 联合会 商会 促进会 基金会 有限 股份 集团 出版社 农村商业银行 城市商业银行 农商 杂志社 报社 通讯社"
    " 电视台 广播电台 医院 幼儿园 小学 中学"
)
# 某省种业集团、省种业集团：以地名开头的集团；产业集团、省属企业集团是一类。
_GROUP_OF_PROVINCE = re.compile(
    "省(?!外(?!贸|经|事|汇|运)|[属级内委直市])(?:(?!企业|国有|产业|完成|组建|完善)[\u4e00-\u9fff]){2,8}"
)
# 同一集团公司、经集团公司同意：说不出是哪一家。
_ANY_GROUP = re.compile("(?:同一|上级|所在|[经该本母各])$")
# 某市农村商业银行，某地金融法院，某市第一医院；没有地名的是一类。
_WITH_PLACE = ("银行", "农商行", "法院", "医院", "幼儿园", "小学", "中学")
_OF_A_CLASS = re.compile("[省市县]级|[公民]办|”")
# 某某矿全国重点实验室：领域之后的级别。
_KEY_LABORATORY = re.compile("((?:(?!领域|[和及各等类家个])[\u4e00-\u9fff]){4,16})(?:全国|国家)重点")
_BODY = re.compile("[院所校局部委厅会]|大学|公司|集团|中心|实验室|企业|政府|机构")
# 上海人本集团有限公司：集团、控股不足以成名。
_NO_CORE = re.compile("(?:集团|控股|实业|科技|股份|投资|（集团）){1,3}")
_ROOM = re.compile("(?<=[0-9])[A-Z](?=[\u4e00-\u9fff])")
_NAME_CHARACTER = re.compile(rf"[{_HAN}〇A-Za-z“”‘’+（）()·\-—]")
# 表格里企业名称之前的一格：（港口智慧物流项目）云州港口有限公司。
_REMARK = re.compile(r"[（(][^（）()]*[）)]")
_NUMBERING = re.compile(r"[（(](?:[一二三四五六七八九十]+|\d+)[）)]|第[一二三四五六七八九十百]+条")
# What stands before a name, and is not part of it.
_LEFT = re.compile(
    r"(?:依托|依靠|保留|建立|成立|组建|设立|创立|创建|筹建|新建|建成|共建|建设|引进|支持|推动|推进(?![^，。；、]{2,20}工作$)|推广|鼓励|发挥|会同|(?<!中国)联合|委托|组织|邀请|通过|加强|加入|加快|参加|参与"
    r"|同意|批准|确定了?|决定|审查了?|听取了?|认定|授权|颁发|转发|跻身|获批|升格为?|报请|作为|担任|协调|牵头|承办|主办|协办|共同|有关|相关|所属|直属|利用|完善|健全|实施|开展|打造|做强|落户|包括|以及|服务|举办|办好|办强|建好|建强|用好|增强|壮大|提升|深化|强化|优化|争取|力争|加大|充分|由|和|与|及|对|向|在|为|是|(?<!美)的|将|把|被"
    r"|给|等|或|并|请|经|报|据|以|从|到|至|于|按|各|本|该|其他|同一|(?<![\u4e00-\u9fff])第[一二]|组成)"
)
_GENERIC = re.compile(
    r"(?:行业|产业|专业|各级|各类|新型|高水平|一流|应用型|民办|地方|重点|骨干|龙头|上市|中央|国有|外资|社会|科技|技术|科学|学术|全国|国家|国际|省级|市级|国家级|部委级|高等|职业"
    r"|企业|工程|农业|制造业|重大|优质|综合|公共|联合|联合体|创新|产学研用?|校企|跨国|民营|大型|独立|有关|一批|若干|多家|所属|全国性|人工智能|区域|基层|城市|村民|居民|专家|评审|管理"
    r"|人民代表大会常务|特色|世界|“?一带一路”?|省属|市属|本科|高职|师范|理工|技师|老年|开放)*"
)
# 省级现代产业学院、全国性行业协会：一级、一类。
_CLASS = re.compile("(?:国家|全国|省|市|区域|地方)[级性]|一批|若干")
_ANCHORED = re.compile(r"(?:中国|国家|全国|国际|世界|全球|联合国|中央|国务院|全省|全市|教育部|省|“)")
# 承办单位：甲、乙：所列都是机构。
_ORGANISERS = re.compile("(?:主办|承办|协办|支持|指导|支撑|合作)(?:单位|机构)[:：]")
_ENDS_LIST = re.compile(r"[。；\n]")
_LONGEST_LINE = 300
_CREATION = re.compile(r"(?:组建|成立|创立|筹建|设立|建立|引进建设|建设|打造)$")
_SHORTEST, _LONGEST = 4, 30


def organisations_by_form(
    layout: Layout, places: Places, start: int, end: int, known: Sequence[Mention]
) -> list[Mention]:
    """The organisations of a paragraph that the form of their names shows.

    Args:
        layout: The file.
        places: Which region each document is about: `省工业技术研究院` is that region's.
        start: Where the paragraph begins.
        end: Where it ends.
        known: The bodies found there by name; other names may begin with theirs.
    """
    text = layout.clean.text
    found = [*known, *armed_forces(text, start, end, known), *plain_companies(text, start, end)]
    found += list(_by_ending(layout, places, start, end, found))
    found += [*company_branches(text, found), *copied_to(text, start, end)]
    return found[len(known) :]


def _by_ending(layout: Layout, places: Places, start: int, end: int, known: Sequence[Mention]) -> Iterator[Mention]:
    text = layout.clean.text
    for ending in matches_at(_ENDING, text, _beginnings().places(text, start, end), end):
        kind, suffix = ending.lastgroup or "", ending.start()
        find_edge = _behind_creation if ending[0].endswith("机制") else _left_edge
        first = _behind_brackets(text, find_edge(text, start, suffix), suffix)
        if kind == "enterprise":
            first = _behind_others(text, first, suffix)
        elif kind == "institute":
            first = _before_and(text, start, first, suffix)
            company = _BEFORE_NATIONAL.search(text, first, suffix)
            first = company.end() if company else first
        if ending[0] in _WITH_PLACE and not _is_known_at(known, first):
            first = next((place for place, _, _ in region_names().finditer(text, first, suffix)), first)
        if _is_name(text, first, suffix, ending.end(), kind, known):
            name = with_region(places, first, text[first : ending.end()])
            yield Mention(first, ending.end(), name, kind)


@cache
def _beginnings() -> NameIndex[None]:
    return NameIndex((beginning, None) for beginning in _BEGINNINGS.split())


def _left_edge(text: str, start: int, suffix: int) -> int:
    first = suffix
    while first > max(start, suffix - _LONGEST) and _NAME_CHARACTER.match(text[first - 1]):
        first -= 1
    edge = first
    for word in _LEFT.finditer(text, first, suffix):
        if (
            suffix - word.end() >= 2
            and not _NO_CORE.fullmatch(text, word.end(), suffix)
            and text.count("“", word.end(), suffix) == text.count("”", word.end(), suffix)
        ):
            edge = word.end()
    for numbering in _NUMBERING.finditer(text, edge, suffix):
        edge = numbering.end()
    while edge < suffix and text[edge] in "”’）)+-—·":
        edge += 1
    return edge + (_ROOM.match(text, edge) is not None)


def _before_and(text: str, start: int, first: int, suffix: int) -> int:
    """Where the name of an institute begins that is of two fields: `某地信息与智慧医学研究院`."""
    if text[first - 1 : first] != "与":
        return first
    whole = _left_edge(text, start, first - 1)
    if _BODY.search(text, whole, first) or region_names().match(text, first):
        return first
    place = region_names().match(text, whole)
    return whole if (place and place[0] < first - 1) or text.endswith("重点", first, suffix) else first


def _behind_creation(text: str, start: int, suffix: int) -> int:
    """Where the name of a mechanism begins, which may have verbs in it: `会同推进使用正版软件工作机制成员单位`."""
    low = max(start, suffix - _LONGEST)
    return max((before.end() for before in _BEFORE_MECHANISM.finditer(text, low, suffix)), default=low)


def _behind_others(text: str, first: int, suffix: int) -> int:
    """Where a company's name begins behind another company of its row."""
    return max([first, *(other.end() for other in _OTHER_END.finditer(text, first, suffix))])


def _behind_brackets(text: str, first: int, suffix: int) -> int:
    """Where a name begins behind a remark in brackets, which may open further left: `…项目）云州港口`."""
    if (remark := _REMARK.match(text, first, suffix)) and remark.end() < suffix:
        first = remark.end()
    if (twice := text.rfind("））", first, suffix)) >= 0:
        first = twice + 2
    depth = 0
    for position in range(first, suffix):
        depth += (text[position] in "（(") - (text[position] in "）)")
        if depth < 0:
            first, depth = position + 1, 0
    return first


def _is_name(text: str, first: int, suffix: int, end: int, kind: str, known: Sequence[Mention]) -> bool:
    stem = text[first:suffix]
    if end - first < _SHORTEST or _GENERIC.fullmatch(stem) or stem.count("（") != stem.count("）"):
        return False
    if "或" in stem or _CLASS.match(stem) or stem.endswith(("的", "更名", "由", "民口中央企业", "军工")):
        return False  # 人工智能学院或研究院、具有影响力的学会、闽江学院更名大学
    if text.startswith("出版社", suffix) and _TRADE_PUBLISHER.fullmatch(stem):
        return True  # 冶金工业出版社
    if text.endswith(_WITH_PLACE, first, end) and not _is_known_at(known, first):
        place = region_names().match(text, first)
        bare = place is not None and place[0] == suffix and text.startswith("医院", suffix)  # 某院安徽医院
        return place is not None and len(stem) >= 2 and not bare and not _OF_A_CLASS.search(stem)
    if text.endswith("机制", first, end) or (text[first - 1 : first] == "“" and text[end : end + 1] == "”"):
        return len(stem) >= 4
    if kind == "institute" and (key := _KEY_LABORATORY.fullmatch(stem)):
        return not _GENERIC.fullmatch(key[1])
    if text.endswith("集团", first, end):
        return bool(_GROUP_OF_PROVINCE.fullmatch(stem) or (region_names().match(text, first) and len(stem) > 3))
    if text.startswith("集团公司", suffix) and _ANY_GROUP.search(stem):
        return False
    if (kind == "enterprise" and text[end - 1] == "司") or text.startswith("工作部际", suffix - 2):
        return True
    if _is_known_at(known, first) or region_names().match(text, first):
        return True
    if text[first] in province_letters() and region_names().match(text, first + 1):
        return True  # 鲁港澳高校院所创新联盟
    if _ANCHORED.match(stem):
        return not _GENERIC.fullmatch(_ANCHORED.sub("", stem, count=1))
    if _is_organiser(text, first):
        return True
    return bool(_CREATION.search(text, max(0, first - 4), first)) and len(stem) >= 4


def _is_known_at(known: Sequence[Mention], first: int) -> bool:
    """Whether the name of a known body begins at `first`."""
    return any(mention.start == first for mention in known)


def _is_organiser(text: str, first: int) -> bool:
    """Whether what begins at `first` is an item of a list that `承办单位：` opens."""
    if text[first - 1 : first] not in {"：", ":", "、", "，"}:
        return False
    labels = list(_ORGANISERS.finditer(text, max(0, first - _LONGEST_LINE), first))
    return bool(labels) and not _ENDS_LIST.search(text, labels[-1].end(), first)
