"""Issuing bodies: joint names apart, with or without separators between them.

A joint notice prints its issuers side by side ("工业和信息化部办公厅公安部办公厅"); where one ends and the next
begins is known from the gazetteer and from the forms of government bodies.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.gazetteers import DIVISION_KINDS
from extract.names import organisation_names, region_names

# 内设机构，跟在已知机构名称之后。
_SUBUNIT = re.compile(r"(?:办公厅|办公室|秘书局|综合司|[\u4e00-\u9fff]{2,6}司)")
# 地方机关：区划名称之后的机关名称。
_LOCAL_ORGAN = re.compile(
    r"(?:人民政府|省委|市委|区委|县委|[\u4e00-\u9fff]{2,10}?(?:委员会|厅|局|办公室|科协|政府|委))(?:办公厅|办公室)?"
)
_SEPARATORS = re.compile(r"[\s、,，和]+")


def unit_ends(text: str, start: int) -> list[int]:
    """Where an organisation's name that begins at `start` can end, longest first."""
    ends: list[int] = []
    for end, _ in organisation_names().matches(text, start):
        ends += [subunit.end() for subunit in [_SUBUNIT.match(text, end)] if subunit]
        ends.append(end)
    place = region_names().match(text, start)
    if place and place[1].kind in DIVISION_KINDS:
        ends += [organ.end() for organ in [_LOCAL_ORGAN.match(text, place[0])] if organ]
    return sorted(set(ends), reverse=True)


@lru_cache(maxsize=4096)
def split_joint(text: str) -> tuple[str, ...]:
    """The bodies that a run of names consists of, or `()` when something in it is not a body's name.

    >>> split_joint("工业和信息化部办公厅公安部办公厅")
    ('工业和信息化部办公厅', '公安部办公厅')
    """

    @cache
    def parse(start: int) -> tuple[str, ...] | None:
        if start == len(text):
            return ()
        if separator := _SEPARATORS.match(text, start):
            return parse(separator.end())
        for end in unit_ends(text, start):
            rest = parse(end)
            if rest is not None:
                return (text[start:end], *rest)
        return None

    return parse(0) or ()


def names_before(text: str, end: int, longest: int = 160) -> tuple[int, tuple[str, ...]] | None:
    """The longest run of bodies that stops right before `end`: (its start, the bodies)."""
    for start in range(max(0, end - longest), end - 1):
        if names := split_joint(text[start:end]):
            return start, names
    return None
