"""What the tagger sees of a text: for each character, the numbers of its features.

A feature is a hash of its template and of what the template reads (characters, words, known names, the rules' own
findings), so that no text stands in the model. Everything is computed for the whole text at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extract.gazetteers import is_within, name_endings
from extract.names import (
    county_names,
    department_names,
    organisation_names,
    programme_names,
    region_names,
)
from extract.places import regions_by_document

if TYPE_CHECKING:
    from daachorse import CharwiseDoubleArrayAhoCorasick

BITS = 20
_REACH = 5  # one more than the furthest place that is looked at
Codes = NDArray[np.uint64]
_MARKS = "，。；：、！？\n,;:!?"


def feature_columns(doc: Doc) -> Iterator[NDArray[np.intp]]:
    """The features of a document, template by template: for each character the code of its feature, of `BITS`."""
    for number, column in enumerate(_columns(doc, doc._.clean.text), 1):
        mixed = column + np.uint64(number)
        mixed *= np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed >>= np.uint64(64 - BITS)
        yield mixed.view(np.intp)


def feature_codes(doc: Doc) -> NDArray[np.int32]:
    """The features of a document as one table: one row a character, one column a template."""
    return np.stack([column.astype(np.int32) for column in feature_columns(doc)], axis=1)


def _padded(codes: Codes) -> Codes:
    """Codes with zeros before and behind them, for what stands beyond the ends of a text."""
    out = np.zeros(len(codes) + 2 * _REACH, dtype=np.uint64)
    out[_REACH : _REACH + len(codes)] = codes
    return out


def _at(padded: Codes, by: int, size: int) -> Codes:
    """What stands `by` places further on, for each of `size` places."""
    return padded[_REACH + by : _REACH + by + size]


def _shift(codes: Codes, by: int) -> Codes:
    """What stands `by` places further on; 0 beyond the ends."""
    return _at(_padded(codes), by, len(codes))


def _and(first: Codes, *mixed: Codes) -> Codes:
    """One code of several; those behind the first have gone through `_mix`, once for all columns that they are in."""
    out = first
    for part in mixed:
        out = out * np.uint64(0x100000001B3)
        out ^= part
    return out


def _mix(codes: Codes) -> Codes:
    out = codes * np.uint64(0x9E3779B97F4A7C15)
    out += np.uint64(0x7F4A7C15)
    return out


def _columns(doc: Doc, text: str) -> Iterator[Codes]:
    size = len(text)
    chars = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    around = _padded(chars)
    mixed = _mix(around)
    pairs = _and(around[:-1], mixed[1:])
    triples = _and(pairs[:-1], mixed[2:])
    for d in range(-4, 5):
        yield _at(around, d, size)
    for d in range(-3, 3):
        yield _at(pairs, d, size)
    for d in (-2, -1, 0):
        yield _at(triples, d, size)
    words, lengths = _words(doc)
    yield from _word_columns(words, lengths)
    yield _threes(_char_classes(text))
    known = _known(doc, text)
    yield known
    yield _threes(known)
    yield _and(known, _at(mixed, 1, size))
    yield _and(known, _at(mixed, -1, size))
    yield from _context_columns(text, chars, np.repeat(words, lengths), _at(mixed, 1, size))


def _threes(codes: Codes) -> Codes:
    """Each code between those beside it."""
    around = _padded(codes)
    mixed, size = _mix(around), len(codes)
    return _and(_at(around, -1, size), _at(mixed, 0, size), _at(mixed, 1, size))


def _words(doc: Doc) -> tuple[Codes, NDArray[np.int64]]:
    """Each word's number in spaCy's store of strings, a hash of it, and how many characters it takes with its space."""
    table: NDArray[Any] = doc.to_array(["ORTH", "LENGTH", "SPACY"])
    return table[:, 0].astype(np.uint64), (table[:, 1] + table[:, 2]).astype(np.int64)


def _word_columns(words: Codes, lengths: NDArray[np.int64]) -> Iterator[Codes]:
    starts = np.repeat(np.cumsum(lengths) - lengths, lengths)
    offset = np.arange(len(starts)) - starts
    rest = np.repeat(lengths, lengths) - 1 - offset
    place = (np.minimum(offset, 2) * 4 + np.minimum(rest, 2) + 1).astype(np.uint64)
    yield place
    yield _threes(place)
    around = _padded(words)
    pairs = _and(around[:-1], _mix(around)[1:])

    def spread(padded: Codes, by: int) -> Codes:
        return np.repeat(_at(padded, by, len(words)), lengths)

    mixed = _mix(place)
    for d in range(-2, 3):
        yield _and(spread(around, d), mixed)
    edge = _mix((offset == 0).astype(np.uint64) + 2 * (rest == 0).astype(np.uint64))
    for d in (-1, 0, -2, 1):
        yield _and(spread(pairs, d), edge)
    yield _and(spread(around, -3), edge)
    yield _and(spread(around, 3), edge)


@cache
def _class_table() -> NDArray[np.uint64]:
    table = np.ones(0x10000, dtype=np.uint64)
    for code in range(0x250):
        char = chr(code)
        table[code] = 2 if char.isdigit() else 3 if char.isspace() else 4 if char.isalpha() else 5
    for char in "零一二三四五六七八九十百千万两":
        table[ord(char)] = 6
    table[0x3000:0x3040] = 5
    table[0xFF00:0xFFEF] = 5
    table[0x2000:0x2070] = 5
    for number, char in enumerate("，。；：、！？\n“”《》（）()〔〕·—+-和与及的", 10):
        table[ord(char)] = number
    return table


def _char_classes(text: str) -> Codes:
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    return _class_table()[np.minimum(codes, 0xFFFF)]


def _marked(size: int, found: Iterable[tuple[int, int, int]]) -> Codes:
    """The labels of stretches that do not overlap, apart for first characters, last ones, and those between."""
    out = np.zeros(size, dtype=np.uint64)
    starts, ends, labels = np.array(list(found), dtype=np.int64).reshape(-1, 3).T
    lengths = ends - starts
    inside = np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
    out[inside] = np.repeat(labels * 4 + 2, lengths)
    out[starts] += np.uint64(1)
    out[ends - 1] -= np.uint64(1)
    return out


_KIND_NUMBERS = {"country": 1, "province": 2, "prefecture": 3, "county": 4, "zone": 5, "cluster": 6, "international": 7}


def _known(doc: Doc, text: str) -> Codes:
    """Names that stand in the gazetteers, with their kind."""
    own = {entry.code for entry in regions_by_document(doc._.layout).values() if entry}
    total = np.zeros(len(text), dtype=np.uint64)
    for scale, found in enumerate(
        (
            ((s, e, _KIND_NUMBERS.get(v.kind, 8)) for s, e, v in region_names().finditer(text)),
            (
                (s, e, 1 + any(is_within(v.code, code) for v in vs for code in own))
                for s, e, vs in county_names().finditer(text)
                if e - s > 1
            ),
            ((s, e, 1) for s, e, _ in organisation_names().finditer(text)),
            ((s, e, 1) for s, e, _ in department_names().finditer(text)),
            ((s, e, 1) for s, e, _ in programme_names().finditer(text)),
        )
    ):
        total += _marked(len(text), found) * np.uint64(40**scale)
    return total


@cache
def _endings(category: str) -> CharwiseDoubleArrayAhoCorasick:
    """What finds the words that names of a category end in, of those that begin at one place the longest."""
    from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

    return CharwiseDoubleArrayAhoCorasick(sorted(name_endings(category)), MATCH_KIND_LEFTMOST_LONGEST)


_DISTANCES = np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 11, 11, 11, 14, 14, 14, 14, 14, 19], dtype=np.uint64)


def _bucket(distance: NDArray[np.int64]) -> Codes:
    return _DISTANCES[np.minimum(distance, len(_DISTANCES) - 1)]


def _context_columns(text: str, chars: Codes, words: Codes, behind_mixed: Codes) -> Iterator[Codes]:
    """The clause around a character, the next endings of names, the marks around it, its place in the paragraph."""
    size = len(text)
    at = np.arange(size)
    is_mark = np.isin(chars, [ord(c) for c in _MARKS])
    # The last mark before, the next one behind.
    before = np.concatenate(([-1], np.maximum.accumulate(np.where(is_mark, at, -1))[:-1]))
    behind = np.minimum.accumulate(np.where(is_mark, at, size)[::-1])[::-1]
    left = np.where(before >= 0, chars[before], 0)
    right = np.where(behind < size, chars[np.minimum(behind, size - 1)], 0)
    since, until = _bucket(at - before - 1), _bucket(np.maximum(behind - at, 0))
    since_mixed, until_mixed = _mix(since), _mix(until)
    yield _and(left, since_mixed)
    yield _and(right, until_mixed)
    yield _and(words[np.minimum(before + 1, size - 1)], since_mixed)
    yield _and(words[np.maximum(behind - 1, 0)], until_mixed)
    yield _and(left, _mix(right), _mix((since < 2).astype(np.uint64)), _mix((until < 2).astype(np.uint64)))
    word_before = _shift(words, -1)
    first = _mix((word_before != words).astype(np.uint64))
    mixed = (_mix(words), _mix(word_before), first, behind_mixed)
    for category in ("organisation", "programme", "region"):
        yield from _ending_columns(text, category, behind, mixed)
    yield from _mark_columns(text)
    yield from _paragraph_columns(chars)


def _mark_columns(text: str) -> Iterator[Codes]:
    """Inside which marks, and what stands behind the closing one."""
    size = len(text)
    quoted = np.zeros(size, dtype=np.uint64)
    for match in re.finditer("“[^“”\n]{1,40}”", text):
        start, end = match.span()
        quoted[start:end] = 1 + min(end - start, 12) + 20 * (ord(text[end]) if end < size else 0)
    titled = np.zeros(size, dtype=np.uint64)
    for match in re.finditer("《[^《》\n]{1,80}》", text):
        titled[match.start() : match.end()] = 1
    for match in re.finditer("（[^（）\n]{1,80}）", text):
        titled[match.start() : match.end()] += np.uint64(2)
    yield quoted
    around = _mix(_padded(quoted))
    yield _and(quoted, _at(around, -1, size), _at(around, 1, size))
    yield _and(titled, _mix(_shift(titled, -1)))


def _paragraph_columns(chars: Codes) -> Iterator[Codes]:
    """How long the paragraph is, how near its beginning, and whether it ends as a sentence does."""
    size = len(chars)
    at = np.arange(size)
    newline = chars == 10
    line = np.maximum.accumulate(np.where(newline, at, -1))
    line_end = np.minimum.accumulate(np.where(newline, at, size)[::-1])[::-1]
    length = np.minimum((line_end - line) // 20, 4).astype(np.uint64)
    yield _and(length, _mix(_bucket(np.minimum(at - line, 6))))
    ends = np.where(line_end > 0, chars[np.maximum(line_end - 1, 0)], 0)
    yield _and(length, _mix(np.isin(ends, [ord(c) for c in "。；：，"]).astype(np.uint64)))


def _ending_columns(
    text: str, category: str, behind: NDArray[np.int64], mixed: tuple[Codes, Codes, Codes, Codes]
) -> Iterator[Codes]:
    """The next ending of a name of a category before the next mark, with its distance and the words up to it.

    Args:
        text: Clean text.
        category: The category.
        behind: The next mark.
        mixed: Each character's word, the word of the one before, whether they differ, the character behind.
    """
    size = len(text)
    word, word_before, first, char_behind = mixed
    ending = np.zeros(size, dtype=np.uint64)
    _, ends, numbers = np.array(_endings(category).find(text), dtype=np.int64).reshape(-1, 3).T
    ending[ends - 1] = numbers + 1
    at = np.arange(size)
    following = np.minimum.accumulate(np.where(ending > 0, at, size)[::-1])[::-1]
    inside = following < behind
    suffix = np.where(inside, ending[np.minimum(following, size - 1)], 0)
    distance = np.where(inside, _bucket(np.maximum(following - at, 0)), 30).astype(np.uint64)
    yield _and(suffix, _mix(distance))
    yield _and(suffix, word, first)
    yield _and(suffix, word_before, first)
    yield _and(ending, char_behind)
