"""What the tagger sees of a text: for each character, the numbers of its features.

A feature is a hash of its template and of what the template reads (characters, words, known names, the rules' own
findings), so that no text stands in the model. Everything is computed for the whole text at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.strings import StringStore
from spacy.tokens import Doc

from extract.gazetteers import is_within
from extract.names import (
    county_names,
    department_names,
    organisation_names,
    programme_names,
    region_names,
)
from extract.places import regions_by_document
from extract.tagging.clauses import clause_columns
from extract.tagging.codes import Codes, at_place, mix, padded, threes, together

BITS = 20
_CLASSES_KEPT = 1 << 17


def feature_columns(doc: Doc) -> Iterator[NDArray[np.intp]]:
    """The features of a document, template by template: for each character the code of its feature, of `BITS`."""
    for number, column in enumerate(_columns(doc, doc._.clean.text), 1):
        # The upper bits of a product depend on all bits of what is multiplied (Knuth, TAOCP 3, 6.4).
        mixed = column * np.uint32(0x9E3779B1)
        mixed += np.uint32(number * 0x7FEB352D & 0xFFFFFFFF)
        mixed >>= np.uint32(32 - BITS)
        yield mixed.astype(np.intp)


def feature_codes(doc: Doc) -> NDArray[np.int32]:
    """The features of a document as one table: one row a character, one column a template."""
    return np.stack([column.astype(np.int32) for column in feature_columns(doc)], axis=1)


def _columns(doc: Doc, text: str) -> Iterator[Codes]:
    size = len(text)
    chars = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    around = padded(chars)
    mixed = mix(around)
    pairs = together(around[:-1], mixed[1:])
    for d in range(-3, 4):
        yield at_place(around, d, size)
    for d in range(-2, 3):
        yield at_place(pairs, d, size)
    words = _Words(doc)
    hashes = padded((words.numbers ^ words.numbers >> np.uint64(32)).astype(np.uint32))
    yield from _word_columns(words, hashes)
    yield from _class_columns(doc, words)
    yield threes(_char_classes(text))
    known = _known(doc, text)
    yield threes(known)
    yield together(known, at_place(mixed, 1, size))
    yield together(known, at_place(mixed, -1, size))
    yield from clause_columns(text, chars, words.spread(hashes), at_place(mixed, 1, size))


class _Words:
    """The words of a document, spread over their characters.

    Attributes:
        numbers: Each word's number in spaCy's store of strings, a hash of it.
        place: For each character its place in its word.
        edge: Whether it begins or ends its word.
    """

    def __init__(self, doc: Doc) -> None:
        table: NDArray[Any] = doc.to_array(["ORTH", "IDX"])
        self.numbers: NDArray[np.uint64] = table[:, 0]
        starts = np.append(table[:, 1].astype(np.int64), len(doc._.clean.text))
        lengths = np.diff(starts)  # the space behind a word belongs to it
        self._at = np.repeat(np.arange(len(lengths)), lengths)
        ends = np.cumsum(lengths)
        offset = np.arange(len(self._at)) - (ends - lengths)[self._at]
        rest = lengths[self._at] - 1 - offset
        self.place: Codes = (np.minimum(offset, 2) * 4 + np.minimum(rest, 2) + 1).astype(np.uint32)
        self.edge: Codes = ((rest == 0) * 2 + (offset == 0)).astype(np.uint32)

    def spread(self, around: Codes, by: int = 0) -> Codes:
        """What padded codes of words have `by` words further on, for each character."""
        return at_place(around, by, len(self.numbers))[self._at]


def _word_columns(words: _Words, hashes: Codes) -> Iterator[Codes]:
    yield words.place
    yield threes(words.place)
    pairs = together(hashes[:-1], mix(hashes)[1:])
    place, edge = mix(words.place), mix(words.edge)
    for d in range(-2, 3):
        yield together(words.spread(hashes, d), place)
    for d in (-1, 0):
        yield together(words.spread(pairs, d), edge)
    yield together(words.spread(hashes, -3), edge)
    yield together(words.spread(hashes, 3), edge)


class _WordClasses(dict[int, int]):
    """By its number in a store of strings: the part of speech that jieba's dictionary has for a word, as a number.

    0 for what is not one word of the dictionary.
    """

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, number: int) -> int:
        import rjieba

        tagged = rjieba.tag(self._strings[number])
        found = int.from_bytes(tagged[0][1].encode()[:4], "big") if len(tagged) == 1 else 0
        if len(self) < _CLASSES_KEPT:
            self[number] = found
        return found


_classes_of = lru_cache(maxsize=1)(_WordClasses)


def _class_columns(doc: Doc, words: _Words) -> Iterator[Codes]:
    """The parts of speech of the words around a character."""
    known = _classes_of(doc.vocab.strings)
    distinct, places = np.unique(words.numbers, return_inverse=True)
    around = padded(np.array([known[number] for number in distinct.tolist()], dtype=np.uint32)[places])
    mixed = mix(around)
    pairs = together(around[:-1], mixed[1:])
    triples = together(pairs[:-1], mixed[2:])
    edge = mix(words.edge)
    for found, by in ((around, 0), (pairs, -1), (pairs, 0), (triples, -1), (triples, -2), (triples, 0)):
        yield together(words.spread(found, by), edge)


@cache
def _class_table() -> NDArray[np.uint32]:
    table = np.ones(0x10000, dtype=np.uint32)
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
    out = np.zeros(size, dtype=np.uint32)
    starts, ends, labels = np.array(list(found), dtype=np.int64).reshape(-1, 3).T
    lengths = ends - starts
    inside = np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
    out[inside] = np.repeat(labels * 4 + 2, lengths)
    out[starts] += np.uint32(1)
    out[ends - 1] -= np.uint32(1)
    return out


_KIND_NUMBERS = {"country": 1, "province": 2, "prefecture": 3, "county": 4, "zone": 5, "cluster": 6, "international": 7}


def _known(doc: Doc, text: str) -> Codes:
    """Names that stand in the gazetteers, with their kind."""
    own = {entry.code for entry in regions_by_document(doc._.layout).values() if entry}
    total = np.zeros(len(text), dtype=np.uint32)
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
        total += _marked(len(text), found) * np.uint32(40**scale)
    return total
