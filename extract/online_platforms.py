"""Platforms and systems that a text names with their address on the web: `通过示范企业申报系统（网址：www.…）`."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.mentions import Mention, SortedMentions

# 网站、官网是谁的网站，不是名称；系统、平台才是。
_ADDRESS = re.compile(r"(?:系统|平台)(?P<end>”?)[（(\[〔][^（）()\[\]\n]{0,24}?(?:网址|https?:|www\.)")
# 名称之前：登录某系统，通过某平台填报。
_BEFORE = re.compile(r"通过|登[录陆]|进入|使用|利用|依托|[须应并可]在|(?:^|(?<=[日前]))在|[，。；、：！？“”\n,;:!?]")
_SHORTEST, _LONGEST = 6, 30


def online_platforms(text: str, start: int, end: int) -> list[Mention]:
    """The platforms between the clean characters `start` and `end` whose address on the web stands behind them."""
    return _online(text).within(start, end)


@lru_cache(maxsize=1)  # a text is asked for paragraph by paragraph, and by several
def _online(text: str) -> SortedMentions:
    found = []
    for address in _ADDRESS.finditer(text):
        last = address.start("end")
        first = max((b.end() for b in _BEFORE.finditer(text, max(0, last - _LONGEST), last)), default=last)
        if last - first >= _SHORTEST:
            found.append(Mention(first, last, text[first:last], "platform"))
    return SortedMentions(found)
