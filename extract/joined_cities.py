"""Cities of a document's province joined by one letter each: 宁扬 in `推进宁扬科创协同`, 长株潭 in `长株潭城市群`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.gazetteers import divisions, is_within
from extract.mentions import Mention
from extract.names import region_names

# 两个字也可以是一个词：后面须直接说同城、一体、协同。
_TOGETHER = "(?:工业|产业|科创|科技|文旅|交通)?(?:协同|一体化|同城|“同城)"
# 不是第一个字的简称。
_OTHER_LETTERS = {
    "武汉市": "汉", "南京市": "宁", "宁波市": "甬", "广州市": "穗", "成都市": "蓉", "福州市": "榕", "无锡市": "锡",
    "南通市": "通", "东莞市": "莞",
}  # fmt: skip
_GROUP = "[\u4e00-\u9fff]{0,6}?(?:集群|集聚区|走廊|经济带|产业带|都市圈|城市群|城镇群|生活圈)"


def joined_cities(text: str, start: int, end: int, province: str) -> Iterator[Mention]:
    """The groups of cities between two characters of a text that their first letters name.

    Args:
        text: The clean text.
        start: Its first character that is looked at.
        end: The one behind the last.
        province: The code of the province that the document is about.
    """
    pattern = _runs(province)
    for run in pattern.finditer(text, start, end) if pattern else ():
        if len(set(run[0])) == run.end() - run.start() and not region_names().get(run[0]):
            yield Mention(run.start(), run.end(), run[0], "cluster")


@cache
def _runs(province: str) -> re.Pattern[str] | None:
    """Runs of the first letters of the cities of a province, with words behind them that speak of a group."""
    cities = [entry for entry in divisions() if entry.kind == "prefecture" and is_within(entry.code, province)]
    letters = "".join(sorted({letter for c in cities for letter in c.name[0] + _OTHER_LETTERS.get(c.name, "")}))
    if not letters:
        return None
    pair = rf"[{letters}](?=(?:[、和]?[{letters}]{{2}}){{0,3}}{_TOGETHER})"
    more = rf"(?<![{letters}].)[{letters}]{{2,4}}(?={_TOGETHER}|{_GROUP})"
    return re.compile(rf"[{letters}](?:{pair}|{more})")  # begins with a letter, for speed
