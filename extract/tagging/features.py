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


def _columns(doc: Doc, text: str) -> Iterator[Codes]:
    size = len(text)
    chars = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    around = padded(chars)
    mixed = mix(around)
    pairs = together(around[:-1], mixed[1:])
    triples = together(pairs[:-1], mixed[2:])
    for d in range(-4, 5):
        yield at_place(around, d, size)
    for d in range(-3, 3):
        yield at_place(pairs, d, size)
    for d in (-2, -1, 0):
        yield at_place(triples, d, size)
    words, lengths = _words(doc)
    yield from _word_columns(words, lengths)
    yield from _class_columns(doc, words, lengths)
    yield threes(_char_classes(text))
    known = _known(doc, text)
    yield known
    yield threes(known)
    yield together(known, at_place(mixed, 1, size))
    yield together(known, at_place(mixed, -1, size))
    yield from clause_columns(text, chars, np.repeat(words, lengths), at_place(mixed, 1, size))


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
    yield threes(place)
    around = padded(words)
    pairs = together(around[:-1], mix(around)[1:])

    def spread(padded: Codes, by: int) -> Codes:
        return np.repeat(at_place(padded, by, len(words)), lengths)

    mixed = mix(place)
    for d in range(-2, 3):
        yield together(spread(around, d), mixed)
    edge = mix(_edges(lengths))
    for d in (-1, 0, -2, 1):
        yield together(spread(pairs, d), edge)
    yield together(spread(around, -3), edge)
    yield together(spread(around, 3), edge)


def _edges(lengths: NDArray[np.int64]) -> Codes:
    """Whether each character begins or ends its word."""
    starts = np.repeat(np.cumsum(lengths) - lengths, lengths)
    offset = np.arange(len(starts)) - starts
    ends: Codes = (offset == np.repeat(lengths, lengths) - 1).astype(np.uint64)
    ends += ends
    ends += (offset == 0).astype(np.uint64)
    return ends


@lru_cache(maxsize=1 << 17)
def _word_class(word: str) -> int:
    """The part of speech that jieba's dictionary has for a word, as a number; 0 for what is not one word of it."""
    import rjieba

    tagged = rjieba.tag(word)
    return int.from_bytes(tagged[0][1].encode(), "big") if len(tagged) == 1 else 0


def _class_columns(doc: Doc, words: Codes, lengths: NDArray[np.int64]) -> Iterator[Codes]:
    """The parts of speech of the words around a character."""
    distinct, which = np.unique(words, return_inverse=True)
    strings = doc.vocab.strings
    classes = np.array([_word_class(strings[word]) for word in distinct.tolist()], dtype=np.uint64)[which]
    around = padded(classes)
    mixed = mix(around)
    pairs = together(around[:-1], mixed[1:])
    triples = together(pairs[:-1], mixed[2:])
    edge = mix(_edges(lengths))
    for found, by in ((around, 0), (pairs, -1), (pairs, 0), (triples, -1), (triples, -2), (triples, 0)):
        yield together(np.repeat(at_place(found, by, len(classes)), lengths), edge)


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
