"""What kind of thing a name denotes: a logistic regression over the characters at its ends and inside it.

The rules and the gazetteers tell the kinds of the names that they find; this is for names of a form that none of them
foresees (`天问一号`, `高效办成一件事`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BITS = 16
_QUOTES = str.maketrans("", "", "“”")
_QUOTED = re.compile("“[^“”]*”(?P<behind>[^“”]*)$")
_HAS = crc32(b"has ")


@dataclass(frozen=True)
class KindModel:
    """The weights for one category of names.

    Attributes:
        kinds: The kinds of the annotation guide, in the order of the columns.
        traits: The codes of the traits that have weights, ascending.
        weights: One row a trait, one column a kind.
    """

    kinds: tuple[str, ...]
    traits: NDArray[np.int32]
    weights: NDArray[np.float32]

    def kind_of(self, name: str) -> str:
        """The likeliest kind of a name, as the text has it with its quotation marks."""
        rows = [row for row in map(self._rows.get, trait_codes(name)) if row is not None]
        scores = self.weights[rows].sum(axis=0)
        return self.kinds[int(scores.argmax())]

    @cached_property
    def _rows(self) -> dict[int, int]:
        return {code: row for row, code in enumerate(self.traits.tolist())}


def trait_codes(name: str) -> list[int]:
    """The traits of a name, each once: hashes of `BITS` bits, ascending."""
    bare = name.translate(_QUOTES)
    # Most traits are pairs of characters; their hashes go on from that of the word before them.
    pairs = {crc32(bare[first : first + 2].encode(), _HAS) for first in range(len(bare) - 1)}
    return sorted({code >> (32 - BITS) for code in (*map(crc32, map(str.encode, _traits(name, bare))), *pairs)})


def _traits(name: str, bare: str) -> Iterator[str]:
    """The traits of a name, `bare` without its quotation marks, but for the pairs of characters that it has."""
    yield "any"
    yield f"length {min(len(bare) // 3, 6)}"
    for size in (1, 2, 3, 4):
        yield f"ends {bare[-size:]}"
    for size in (1, 2, 3):
        yield f"begins {bare[:size]}"
    if "“" in name:
        yield "quoted whole" if name[:1] == "“" and name[-1:] == "”" else "quoted"
    if quoted := _QUOTED.search(name):
        yield f"behind quotes {quoted['behind']}"
