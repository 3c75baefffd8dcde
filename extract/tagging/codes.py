"""Arithmetic on features: one number a character, shifted along the text and put together into new numbers.

Of 32 bits, which processors multiply eight at a time; twice as wide, one by one.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
_WIDTH = 0x10000  # of characters of the basic plane
_REACH = 4  # one more than the furthest place that is looked at
_DISTANCES = np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 11, 11, 11, 14, 14, 14, 14, 14, 19], dtype=np.uint32)


def padded(codes: Codes) -> Codes:
    """Codes with zeros before and behind them, for what stands beyond the ends of a text."""
    out = np.zeros(len(codes) + 2 * _REACH, dtype=np.uint32)
    out[_REACH : _REACH + len(codes)] = codes
    return out


def at_place(around: Codes, by: int, size: int) -> Codes:
    """What stands `by` places further on in padded codes, for each of `size` places."""
    return around[_REACH + by : _REACH + by + size]


def shift(codes: Codes, by: int) -> Codes:
    """What stands `by` places further on; 0 beyond the ends."""
    return at_place(padded(codes), by, len(codes))


def together(first: Codes, *mixed: Codes) -> Codes:
    """One code of several; those behind the first have gone through `mix`, once for all columns that they are in."""
    out = first
    for part in mixed:
        out = out * np.uint32(0x01000193)
        out ^= part
    return out


def mix(codes: Codes) -> Codes:
    """Codes with their bits spread."""
    out = codes * np.uint32(0x9E3779B1)
    out += np.uint32(0x7F4A7C15)
    return out


def threes(codes: Codes) -> Codes:
    """Each code between those beside it."""
    around = padded(codes)
    mixed, size = mix(around), len(codes)
    return together(at_place(around, -1, size), at_place(mixed, 0, size), at_place(mixed, 1, size))


def one_of(codes: Codes, characters: str) -> NDArray[np.bool_]:
    """Whether each character is one of some."""
    return _table(characters)[np.minimum(codes, _WIDTH - 1)]


@cache
def _table(characters: str) -> NDArray[np.bool_]:
    table = np.zeros(_WIDTH, dtype=np.bool_)
    table[[ord(character) for character in characters]] = True
    return table


def bucket(distance: NDArray[np.int64]) -> Codes:
    """Distances of 0 and more, the longer ones together."""
    return _DISTANCES[np.minimum(distance, len(_DISTANCES) - 1)]
