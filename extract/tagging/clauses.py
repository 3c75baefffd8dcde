"""Features of the clause and the list that a character stands in: its marks, the endings of names that are to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from extract.gazetteers import name_endings
from extract.tagging.codes import Codes, at_place, bucket, mix, one_of, padded, shift, together

if TYPE_CHECKING:
    from daachorse import CharwiseDoubleArrayAhoCorasick

_MARKS = "，。；：、！？\n,;:!?"
_CLAUSE_MARKS = _MARKS.replace("、", "")
_JOINTS = "、和及与等" + _CLAUSE_MARKS
# The word that ends a list, not the 等 of 高等, 等级.
_ETC = re.compile("(?<![高平均相同])等(?![级于离效待候同])")
Places = NDArray[np.int64]


def clause_columns(text: str, chars: Codes, words: Codes, behind_mixed: Codes) -> Iterator[Codes]:
    """The clause around a character, the next endings of names, the list, the marks, its place in the paragraph.

    Args:
        text: Clean text.
        chars: Its characters.
        words: Each character's word.
        behind_mixed: The character behind each, mixed.
    """
    size = len(text)
    at = np.arange(size)
    before, behind = _marks_around(chars, _MARKS)
    left = np.where(before >= 0, chars[before], 0)
    right = np.where(behind < size, chars[np.minimum(behind, size - 1)], 0)
    since, until = bucket(at - before - 1), bucket(np.maximum(behind - at, 0))
    since_mixed, until_mixed = mix(since), mix(until)
    yield together(left, since_mixed)
    yield together(right, until_mixed)
    yield together(words[np.minimum(before + 1, size - 1)], since_mixed)
    yield together(words[np.maximum(behind - 1, 0)], until_mixed)
    yield together(left, mix(right), mix((since < 2).astype(np.uint32)), mix((until < 2).astype(np.uint32)))
    word_before = shift(words, -1)
    first = mix((word_before != words).astype(np.uint32))
    mixed = (mix(words), mix(word_before), first, behind_mixed)
    endings = {category: _endings_in(text, category) for category in ("organisation", "programme", "region")}
    for ending in endings.values():
        yield from _ending_columns(ending, behind, mixed)
    yield from _list_columns(text, chars, mixed[0], endings["programme"])
    yield from _mark_columns(text)


def _marks_around(chars: Codes, marks: str) -> tuple[Places, Places]:
    """The last of these marks before each character, -1 without one, and the next one from it on."""
    at, size = np.arange(len(chars)), len(chars)
    is_mark = one_of(chars, marks)
    return np.concatenate(([-1], _last(is_mark, at)[:-1])), _next(is_mark, at, size)


def _last(where: NDArray[np.bool_], at: Places) -> Places:
    """The last place up to each; -1 before the first."""
    return np.maximum.accumulate(np.where(where, at, -1))


def _next(where: NDArray[np.bool_], at: Places, size: int) -> Places:
    """The next place from each on; `size` behind the last."""
    found: Places = np.minimum.accumulate(np.where(where, at, size)[::-1])[::-1]
    return found


@cache
def _endings(category: str) -> CharwiseDoubleArrayAhoCorasick:
    """What finds the words that names of a category end in, of those that begin at one place the longest."""
    from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

    return CharwiseDoubleArrayAhoCorasick(sorted(name_endings(category)), MATCH_KIND_LEFTMOST_LONGEST)


def _endings_in(text: str, category: str) -> Codes:
    """For each character the number of the ending of names that ends with it, or 0."""
    ending = np.zeros(len(text), dtype=np.uint32)
    _, ends, numbers = np.array(_endings(category).find(text), dtype=np.int64).reshape(-1, 3).T
    ending[ends - 1] = numbers + 1
    return ending


def _ending_columns(ending: Codes, behind: Places, mixed: tuple[Codes, Codes, Codes, Codes]) -> Iterator[Codes]:
    """The next ending of a name of a category before the next mark, with its distance and the words up to it.

    Args:
        ending: The endings.
        behind: The next mark.
        mixed: Each character's word, the word of the one before, whether they differ, the character behind.
    """
    size = len(ending)
    word, word_before, first, char_behind = mixed
    at = np.arange(size)
    following = _next(ending > 0, at, size)
    inside = following < behind
    suffix = np.where(inside, ending[np.minimum(following, size - 1)], 0)
    distance = np.where(inside, bucket(np.maximum(following - at, 0)), 30).astype(np.uint32)
    yield together(suffix, mix(distance))
    yield together(suffix, word, first)
    yield together(suffix, word_before, first)
    yield together(ending, char_behind)


def _list_columns(text: str, chars: Codes, words: Codes, ending: Codes) -> Iterator[Codes]:
    """What the list around a character is one of (甲、乙等6条高铁), and where its parts begin and end.

    `words` is each character's word, mixed.
    """
    size = len(text)
    at = np.arange(size)
    before, behind = _marks_around(chars, _CLAUSE_MARKS)
    etc = np.zeros(size, dtype=np.bool_)
    etc[[match.start() for match in _ETC.finditer(text)]] = True
    next_etc = _next(etc, at, size)
    named = _next(ending > 0, at, size)[np.minimum(next_etc, size - 1)]
    # 2 and more: the ending behind 等; 1: 等 with no ending behind it.
    sort = np.where(named < behind, ending[np.minimum(named, size - 1)] + np.uint32(2), 1)
    sort = np.where(next_etc < behind, sort, 0).astype(np.uint32)
    # The last ending of the clause, and how many 、 are still to come before it.
    last = _last(ending > 0, at)[np.maximum(behind - 1, 0)]
    final = np.where(last >= at, ending[np.maximum(last, 0)], 0).astype(np.uint32)
    commas = np.cumsum(chars == ord("、"))
    to_come = np.where(last >= at, np.minimum(commas[np.maximum(last, 0)] - commas, 3), 0).astype(np.uint32)
    part = mix(_parts(chars, next_etc == at))
    yield together(sort, part)
    yield together(sort, part, words)
    yield together(sort, words[np.minimum(before + 1, size - 1)], part)
    yield together(final, mix(to_come), part)
    yield together(final, mix(to_come), part, words)


def _parts(chars: Codes, etc: NDArray[np.bool_]) -> Codes:
    """Whether each character begins (1) or ends (2) a part of a list, or is the 等 behind it (4)."""
    joint = one_of(chars, _JOINTS)
    begins = np.concatenate(([True], joint[:-1])).astype(np.uint32)
    ends = np.concatenate((joint[1:], [True])).astype(np.uint32)
    parts: Codes = begins + np.uint32(2) * ends + np.uint32(4) * etc.astype(np.uint32)
    return parts


def _mark_columns(text: str) -> Iterator[Codes]:
    """Inside which marks, and what stands behind the closing one."""
    size = len(text)
    quoted = np.zeros(size, dtype=np.uint32)
    for match in re.finditer("“[^“”\n]{1,40}”", text):
        start, end = match.span()
        quoted[start:end] = 1 + min(end - start, 12) + 20 * (ord(text[end]) if end < size else 0)
    around = mix(padded(quoted))
    yield together(quoted, at_place(around, -1, size), at_place(around, 1, size))
