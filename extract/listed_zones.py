"""Places that a list says are places: `推进南京东路、陆家嘴、徐家汇等重点商圈改造`, `攻坚启动区等重点片区`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.list_items import items_before
from extract.mentions import Mention
from extract.names import is_place, place_end

# 列举之后说明所列的都是地方；等文化产业园区之前可以是门类，等重点园区之前只能是名称。
_PLACES = re.compile(
    r"等(?P<chosen>(?:重点|精品|特色|核心|知名|著名|标志性|传统|热门|省级|国家级|市级|骨干|历史文化|示范)*+)[\d一二三四五六七八九十]{0,3}[个大处片]?"
    r"(?:(?!等|的|和)[\u4e00-\u9fff]){0,6}?(?:商圈|片区|街区|景区|园区|古镇|古城|功能区|产业园|步行街)(?![\u4e00-\u9fff]{0,2}(?:企业|管理|内))"
)
# 支持甲、乙景区等创建国家5A级旅游景区。
_AIMS_AT = "创建|争创|申报"
_SIGHTS = re.compile(
    rf"(?:等(?:成功)?(?:{_AIMS_AT})|成功(?:{_AIMS_AT})|{_AIMS_AT})(?:国家|世界)?(?P<chosen>5A)级?(?:旅游)?景区"
)
_EDGE = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9、“”—\-]")
_LEAD = re.compile(
    r"(?:(?:持续|深入|积极|加快|全面|统筹|重点|高水平|高质量|扎实|大力)*+(?:推进|推动|提升|优化|打造|建设|支持|攻坚|深化|实施|建成|发展|依托|完善|做强|培育|改造|创建|盘活|激活|用好|焕新)?|在|以|对)"
)
_ITEM = re.compile(r"(?P<open>“)?(?P<name>[\u4e00-\u9fffA-Za-z0-9—\-]{2,10})(?(open)”)")
_AND = re.compile("[和与及](?=[\u4e00-\u9fff]{4})")  # 国家骨干冷链物流基地和银川陆港
_CLASS = re.compile("[的各和与]|[山河湖]$|产业|企业|行业|项目|国家|资源|环境|改造")


def listed_zones(text: str, start: int, end: int) -> Iterator[Mention]:
    """The items of lists of shopping areas, parks and sights between two characters of a text, divisions apart."""
    for behind in (*_PLACES.finditer(text, start, end), *_SIGHTS.finditer(text, start, end)):
        for part in items_before(text, start, behind.start(), _EDGE, _LEAD):
            item = _ITEM.fullmatch(part[0], joint.end() if (joint := _AND.search(part[0])) else 0)
            if item is None or is_place(item["name"]) or _CLASS.search(item["name"]):
                continue
            at = part.start() + item.start("name")
            if behind["chosen"] or place_end(text, at):
                yield Mention(at, at + len(item["name"]), item["name"], "zone")
