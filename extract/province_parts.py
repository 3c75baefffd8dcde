"""Parts of provinces by the form of their names: the province's letter and a bearing, 晋北, 辽西地区."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.gazetteers import Entry, divisions
from extract.mentions import Mention
from extract.names import region_names

_PART = re.compile(
    r"(?P<letter>[冀晋辽吉苏浙皖闽赣鲁豫鄂湘粤桂琼川黔滇藏陕陇])(?:[东西](?:地区|[南北](?:地区)?)?|[南北](?:地区)?|中(?:地区|[南北](?:地区)?))"
    # 苏东坡、川西部、辽东半岛、鲁西某某公司不是
    r"(?![东西南北中部方边侧岸向麓坡半海江湾学大京]|[\u4e00-\u9fff]{0,4}公司)"
)
_OTHER_LETTERS = {"陇": "甘"}


def province_parts(text: str, start: int, end: int) -> Iterator[Mention]:
    """The parts of provinces between two characters of a text that the gazetteer does not list."""
    for part in _PART.finditer(text, start, end):
        if not region_names().get(part[0]):
            yield Mention(part.start(), part.end(), part[0], "cluster")


def province_of_part(name: str) -> Entry | None:
    """The province of which a name, all of it, names a part by its form: 山西省 of 晋北."""
    part = _PART.fullmatch(name)
    return province_letters().get(_OTHER_LETTERS.get(part["letter"], part["letter"])) if part else None


@cache
def province_letters() -> dict[str, Entry]:
    """The provinces by the one letter that stands for each: 晋 for 山西省."""
    letters = {entry.aliases[-1]: entry for entry in divisions() if entry.kind == "province" and entry.aliases}
    taiwan = region_names().get("台湾")  # the published list of divisions has no number for it
    return letters | ({"台": taiwan} if taiwan else {})
