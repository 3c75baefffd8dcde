"""Arithmetic on features: one number a character, shifted along the text and put together into new numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]
_REACH = 5  # one more than the furthest place that is looked at
_DISTANCES = np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 11, 11, 11, 14, 14, 14, 14, 14, 19], dtype=np.uint64)


def padded(codes: Codes) -> Codes:
    """Codes with zeros before and behind them, for what stands beyond the ends of a text."""
    out = np.zeros(len(codes) + 2 * _REACH, dtype=np.uint64)
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
        out = out * np.uint64(0x100000001B3)
        out ^= part
    return out


def mix(codes: Codes) -> Codes:
    """Codes with their bits spread."""
    out = codes * np.uint64(0x9E3779B97F4A7C15)
    out += np.uint64(0x7F4A7C15)
    return out


def threes(codes: Codes) -> Codes:
    """Each code between those beside it."""
    around = padded(codes)
    mixed, size = mix(around), len(codes)
    return together(at_place(around, -1, size), at_place(mixed, 0, size), at_place(mixed, 1, size))


def bucket(distance: NDArray[np.int64]) -> Codes:
    """Distances of 0 and more, the longer ones together."""
    return _DISTANCES[np.minimum(distance, len(_DISTANCES) - 1)]
