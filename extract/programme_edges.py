"""Where the names of programmes begin and end: what stands close before and behind them and is none of them."""

from __future__ import annotations

import re

from extract.names import is_place, place_end
from extract.sited_programmes import sited_programmes

# 建成投用某平台，扩容提质某走廊，落实落细某工程：前半个动词在名称之外，后半个也不是名称。
_HALF_VERB = re.compile(
    r"(?:投用|投运|投产|通车|提质|升级(?=“)|落细|落地|市场化|运营|系列(?=“)|国家(?=“[^“”]*”工程))+(?=.{4})"
)
# 冀货出海等行动：“等”之后的类名不属于所列举的名称；处所的并列不同（甲、乙等基地）。
_AND_SO_ON = re.compile(r"[^、等]{3,}(?=等(?!级|离|效|教|保|奖))")
# “双一流”建设，雄忻铁路项目：建设、项目在名称之外。
_BEHIND = re.compile(r"(?<=”)建设$|(?<=铁路|高铁|公路|机场|水库)项目$")
# 制定甲专项行动方案，出台“乙”行动方案：方案是文件，行动是所做的事。
_SCHEME = re.compile("(?<=”行动)方案$|(?<=专项行动)方案$")
# 某行动2.0版：版次是名称的一部分。
_EDITION = re.compile(r"(?<![\d.])\d(?:\.\d)?版”?")
# 做优做强平台：动词的后半。
_SECOND_VERB = re.compile("[强优大实精细好](?![化势质]).{4}")
# 电厂三期以及在建电站：“以及”之后是另一件。
_FURTHER = "以及"
# 某中心（福建）：括号里的地方是名称的一部分。
_SECTION = re.compile(r"[（(][\u4e00-\u9fff]{2,6}(?:段|赛区)[）)]|(?<=班列)[（(][\u4e00-\u9fff]{2,6}[）)]")
_PLACE = re.compile(r"[（(]([\u4e00-\u9fff]{2,6}?)(?:地区|片区)?[）)]")
# 某铁路甲至乙段电气化改造，某机场东二跑道，某水库及配套灌溉工程：只是其中一段、一部分，或还有其他。
_PART_OF_WORK = re.compile(
    r"(?<=铁路|高铁|高速|公路|机场|水库|灌区)(?:(?:[\u4e00-\u9fff]{1,4}(?<!阶|时|手)段)?(?:电气化|扩能|扩容|现代化)改造"
    r"|[\u4e00-\u9fff]{1,4}(?<!阶|时|手)段(?=[，。；、建改项]|贯通|开工|通车|开通|提速|加快|全线)|[东西南北]?[一二三四]?跑道|及配套[\u4e00-\u9fff]{1,6}工程|改?扩建|迁建)"
    r"|(?<=机场[一二三四五六]期)改?扩建"
)
# “某某”重大研究项目，“某某”线上课程：引号只括了名称的前半。
_BEHIND_QUOTATION = re.compile(
    "”?(?<=”)(?:(?!等|的|和)[\u4e00-\u9fff]){0,8}?(?:项目|工程|行动|计划|课程|试点|基金|专项|大赛)(?=[，。；、])"
)
# 2021年度国家算力中心推荐：年份是推荐的，不是中心的。第五批国家级设计中心认定：所认定的有批次，认定在名称之内。
_YEAR = re.compile("20[0-9]{2}年度?(?=.*(?:基地|中心|示范)$)")
# 谋划海底管廊：动词在名称之外。
_BEFORE = re.compile("(?:谋划|策划)(?=.{3})")
# 全国首个交通强国示范区：第一个是说它的，不是它的名称。“甲赛”一等奖：奖是另一回事。
_FIRST = re.compile("(?:全国|国内|全球|世界|全省|全市|全区|我国)?(?:首[批个家座条](?!次)|唯一|最大)(?=.{5})")
_GRADE = re.compile("[一二三特](?=等奖)")
# 实施甲提升、乙增效“两大行动”：所列各项的总数，不是最后一项的名称。
_SUM_OF_LIST = re.compile("“?[一二两三四五六七八九十]{1,3}[大个项](?:行动|工程)”?$")
# 郑州、洛阳零售业创新提升试点城市：两市是试点所在，试点之名不含它们。
_PILOT_CITIES, _JOINTS = "试点城市", "、和"
_ACT = re.compile("(?<!示范)(?:征集)?(?:遴选|认定|评选|复核评价)(?=工作)")
_WORK = re.compile("(?:(?<=遴选|认定|评选|评价)|推荐|申报)工作$")


def programme_edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a name begins and ends of which the characters `start` to `end` are taken to be the most."""
    if built := sited_programmes(text, start, end):
        start = built[0].start  # 宁波打造绿色石化基地
    if text.endswith("工作", start, end) and (work := _WORK.search(text, start, end)):
        end = work.start()
    elif act := _ACT.match(text, end):
        return start, act.end()
    if text.endswith(_PILOT_CITIES, start, end) and (cities := _behind_cities(text, start, end)):
        return cities, end - len("城市")
    if year := _YEAR.match(text, start, end):
        start = year.end()
    if before := _BEFORE.match(text, start, end) or _FIRST.match(text, start, end):
        start = before.end()
    if text[start - 1 : start] == "、" and (sum_of := _SUM_OF_LIST.search(text, start + 3, end)):
        end = sum_of.start()
    if _GRADE.match(text, end - 1):
        end -= 1
    if half := _HALF_VERB.match(text, start, end):
        start = half.end()
    elif text[start - 1 : start] == "做" and _SECOND_VERB.match(text, start, end):
        start += 1
    if (other := text.find(_FURTHER, start + 3, end)) >= 0:
        return start, other
    if listed := _AND_SO_ON.match(text, start, end):
        return start, listed.end()
    if text.endswith(("建设", "项目"), start, end) and (behind := _BEHIND.search(text, start + 3, end)):
        return start, behind.start()
    if text.endswith("方案", start, end) and (scheme := _SCHEME.search(text, start + 3, end)):
        return start, scheme.start()
    if further := _PART_OF_WORK.match(text, end) or _BEHIND_QUOTATION.match(text, end):
        return _with_mark(text, start, further.end()), further.end()
    if section := _SECTION.match(text, end):
        return start, section.end()
    place = _PLACE.match(text, end)
    if place and is_place(place[1]):
        end = place.end()
    if edition := _EDITION.match(text, end):
        return _with_mark(text, start, edition.end()), edition.end()
    return start, end


def _behind_cities(text: str, start: int, end: int) -> int | None:
    """Where a list of two places or more ends that a name begins with; None where there is none."""
    last, first = place_end(text, start), None
    while last is not None and last < end and text[last] in _JOINTS:
        first, last = last, place_end(text, last + 1)
    return last if first is not None and last is not None and last < end else None


def _with_mark(text: str, start: int, end: int) -> int:
    """Where a name begins whose last quotation mark has its pair right before it."""
    unpaired = text.count("”", start, end) > text.count("“", start, end)
    return start - 1 if unpaired and text[start - 1 : start] == "“" else start
