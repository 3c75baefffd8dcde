"""One name for an indicator that documents word differently, so that their goals can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache

from extract.gazetteers import read_rows
from extract.titles import title_key
from extract.units import units

_YEAR = re.compile(r"^到?(?:19|20)\d\d年(?:底|末|度)?")
# What tables of indicators add in brackets: an abbreviation, the unit, whether the number binds.
_BRACKET = re.compile(r"\((?P<content>[^()]*)\)")
_ABBREVIATION = re.compile(r"[A-Za-z&/.%‰ ]+|预期性|约束性")
# 全区域、全市场、全国土空间：不是范围。
_LONGER_WORD = re.compile(r"区域|市域|省域|县域|市场|国土|国际")


def normal_indicator(name: str, places: Collection[str] = ()) -> str:
    """The name without what documents add to it, its words as `indicator_forms.tsv` has them.

    Taken out are years and words of scope in front (全省), words of counting behind (数量), and brackets with an
    abbreviation or a unit; a name of which nothing would be left stays.

    Args:
        name: The indicator, as a goal has it.
        places: Names of the region that the goal is for; one in front of the name says nothing more.

    >>> normal_indicator("天津市地区生产总值(GDP)", ("天津市", "天津")), normal_indicator("全社会R&D经费投入强度")
    ('生产总值', '研发投入强度')
    """
    known = title_key(unicodedata.normalize("NFKC", name))
    while (shorter := _step(known, places)) != known:
        known = shorter
    return known


def _step(name: str, places: Collection[str]) -> str:
    shorter = _BRACKET.sub(lambda match: "" if _is_added(match["content"]) else match[0], _YEAR.sub("", name))
    for place in sorted(places, key=len, reverse=True):
        shorter = shorter.removeprefix(place)
    for form, normal in _forms("start"):
        if shorter.startswith(form) and not _LONGER_WORD.match(shorter, len(form) - 1):
            shorter = normal + shorter[len(form) :]
    for form, normal in _forms("end"):
        if shorter.endswith(form):
            shorter = shorter[: -len(form)] + normal
    for form, normal in _forms("any"):
        shorter = shorter.replace(form, normal)
    return dict(_forms("whole")).get(shorter, shorter) or name


def _is_added(content: str) -> bool:
    return bool(_ABBREVIATION.fullmatch(content)) or content in units()


@cache
def _forms(at: str) -> tuple[tuple[str, str], ...]:
    """The rows of `indicator_forms.tsv` for one place in a name, the longest form first."""
    rows = ((row["form"], row["normal"]) for row in read_rows("indicator_forms") if row["at"] == at)
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))
