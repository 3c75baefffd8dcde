"""Where the names of programmes begin and end: what stands close before and behind them and is none of them."""

from __future__ import annotations

import re

from extract.names import county_names, region_names

# 建成投用某平台，扩容提质某走廊，落实落细某工程：前半个动词在名称之外，后半个也不是名称。
_HALF_VERB = re.compile(r"(?:投用|投运|投产|提质|落细|落地|市场化|运营|系列(?=“))+(?=.{4})")
# 冀货出海等行动：“等”之后的类名不属于所列举的名称；处所的并列不同（甲、乙等基地）。
_AND_SO_ON = re.compile(r"[^、等]{3,}(?=等(?!级|离|效|教|保))")
# “双一流”建设，雄忻铁路项目：建设、项目在名称之外。
_BEHIND = re.compile(r"(?<=”)建设$|(?<=铁路|高铁|公路|机场|水库)项目$")
# 某中心（福建）：括号里的地方是名称的一部分。
_PLACE = re.compile(r"[（(]([\u4e00-\u9fff]{2,6}?)(?:地区|片区)?[）)]")


def programme_edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a name begins and ends of which the characters `start` to `end` are taken to be the most."""
    if half := _HALF_VERB.match(text, start, end):
        start = half.end()
    if listed := _AND_SO_ON.match(text, start, end):
        return start, listed.end()
    if behind := _BEHIND.search(text, start + 3, end):
        return start, behind.start()
    place = _PLACE.match(text, end)
    if place and (region_names().get(place[1]) or county_names().get(place[1])):
        end = place.end()
    return start, end
