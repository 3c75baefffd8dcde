"""The tagger's model: a linear-chain conditional random field, and the probabilities of names under it.

Method: Lafferty, McCallum and Pereira, Conditional Random Fields, ICML 2001. The sentences of a text are computed
side by side, and the way back beside the way there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.tagging.features import BITS

# Outside; first, inner and last character of a name; a name of one character.
LABELS = "OBIES"
_O, _B, _I, _E, _S = range(5)
_SIZE = len(LABELS)
_LONGEST = 45
_LEAST = 0.06
_TOGETHER = 32000  # characters of sentences that are computed side by side
_PADDED = 8  # weights of a row: a power of two is gathered in one move
# Between two of these steps probabilities cannot fall below what a double holds, by the size of weights.
_SCALED_EVERY = 4
Floats = NDArray[np.float64]
Sentences = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Clean characters `start` to `end` are a name with this probability."""

    start: int
    end: int
    probability: float


class Model:
    """Weights of features and of transitions between labels.

    Attributes:
        rows: For each feature code a weight for each label, and zeros; in steps of `fine`.
        fine: What one step weighs.
        transitions: From label (row) to label (column).
        bias: One weight a label.
    """

    def __init__(
        self,
        features: NDArray[np.int32],
        steps: NDArray[np.int8],
        fine: float,
        transitions: NDArray[np.floating[Any]],
        bias: NDArray[np.floating[Any]],
    ) -> None:
        """The model of the features that have weights, `steps` of `fine` each."""
        # A row for every code, so that a weight is one look into memory; of bytes, so that there is little to look at.
        self.rows = np.zeros((1 << BITS, _PADDED), dtype=np.int8)
        self.rows[features, :_SIZE] = steps
        self.fine = fine
        self.transitions = transitions.astype(np.float64)
        self.bias = bias.astype(np.float64)

    def candidates(self, columns: Iterable[NDArray[np.intp]], size: int, sentences: Sentences) -> list[Candidate]:
        """The names that are at all likely, with their probabilities.

        Args:
            columns: The features of each character, from `feature_columns`.
            size: How many characters there are.
            sentences: Start and end of each; names do not cross them.
        """
        totals = self._totals(columns, size)
        starts, ends = np.array([place for place in sentences if place[1] > place[0]], dtype=np.int64).reshape(-1, 2).T
        lengths = ends - starts
        # Of like length, and so few that what is computed of them stays near the processor, however long the text is.
        order = np.argsort(-lengths, kind="stable")
        group = (np.cumsum(lengths[order]) - 1) // _TOGETHER
        found: list[Candidate] = []
        for some in np.split(order, np.flatnonzero(np.diff(group)) + 1) if len(order) else ():
            found += _Chain(self, totals, starts[some], lengths[some]).names()
        return found

    def _totals(self, columns: Iterable[NDArray[np.intp]], size: int) -> NDArray[np.int16]:
        """The weights of each character's features together: whole numbers, so that sums are exact."""
        part = np.empty((size, _PADDED), dtype=np.int8)
        total = np.zeros((size, _PADDED), dtype=np.int16)
        for codes in columns:
            total += np.take(self.rows, codes, axis=0, out=part, mode="clip")
        return total


class _Chain:
    """What the probabilities of names are made of, for every character of some sentences."""

    def __init__(
        self, model: Model, totals: NDArray[np.int16], starts: NDArray[np.int64], lengths: NDArray[np.int64]
    ) -> None:
        """Take the sentences, the longest first: those that go on are then a head of the list."""
        self._transitions = model.transitions
        self._starts = np.cumsum(lengths) - lengths  # one sentence behind the other
        self._ends = self._starts + lengths
        self._in_text = np.repeat(starts - self._starts, lengths) + np.arange(self._ends[-1])
        counts = np.searchsorted(-lengths, -np.arange(lengths[0]), side="left")
        firsts = np.cumsum(counts) - counts
        # Step by step, in each step sentence by sentence: what is worked on together stands together.
        steps = np.repeat(np.arange(len(counts)), counts)
        rank = np.arange(len(steps)) - firsts[steps]
        places = self._starts[rank] + steps
        mirror = firsts[lengths[rank] - 1 - steps] + rank  # the same character on the way back
        # Labels by characters: what is done label by label then runs along the text.
        scores = np.ascontiguousarray(np.take(totals, self._in_text[places], axis=0).T[:_SIZE]) * model.fine
        scores += model.bias[:, None]
        scores -= scores.max(axis=0)
        inner = scores[_I] + self._transitions[_I, _I]
        found = np.empty((6, len(places)))
        steps_and_sizes = zip(firsts.tolist(), counts.tolist(), strict=True)
        found[:, places] = self._run(np.exp(scores, out=scores), mirror, steps_and_sizes, inner)
        # Of beginning here forward; the marginals; of ending here backward.
        self._forward, self._begins, self._ending, self._single, self._backward, inner = found
        # Logarithm of the score of an inner character behind another one, added up along the text.
        self._inner = np.cumsum(inner)

    def _run(
        self, likely: Floats, mirror: NDArray[np.int64], steps: Iterable[tuple[int, int]], inner: Floats
    ) -> Floats:
        """Forward and backward probabilities: one step a character, of all sentences at once, from both their ends.

        Args:
            likely: One column a character, those of one step together.
            mirror: For each character the column in which it is on the way back.
            steps: The first column of each step, and how many it has.
            inner: The score of an inner character behind another one.

        Returns:
            The values that `__init__` takes apart, by character.
        """
        values = np.empty((2, *likely.shape))
        values[0], values[1] = likely, np.take(likely, mirror, axis=1)
        scales = np.ones(likely.shape[1])
        back = np.exp(self._transitions)
        moves = np.stack([back.T, back])
        before = values[:, :, :0]
        for step, (first, count) in enumerate(steps):
            now = values[:, :, first : first + count]
            if step:
                now *= moves @ before[:, :, :count]
            if step % _SCALED_EVERY == 0:
                scale = now.sum(axis=1, keepdims=True)
                now /= scale
                scales[first : first + count] = scale[0]
            before = now
        forward, backward = values[0], np.take(values[1], mirror, axis=1)
        both = forward * backward
        both /= likely  # it is in each of them
        total = both.sum(axis=0)
        marginals = both[[_B, _E, _S]] / total
        return np.stack([forward[_B], *marginals, backward[_E] / (scales * total), inner - np.log(scales)])

    def names(self) -> Iterator[Candidate]:
        """The candidates."""
        single = np.flatnonzero(self._single > _LEAST)
        yield from self._candidates(single, single, self._single[single])
        begins = np.flatnonzero(self._begins > _LEAST)
        ends = np.flatnonzero(self._ending > _LEAST)
        limits = self._ends[np.searchsorted(self._starts, begins, side="right") - 1]
        low = np.searchsorted(ends, begins + 1)
        many = np.maximum(np.searchsorted(ends, np.minimum(limits, begins + _LONGEST)) - low, 0)
        # Every such end of every beginning.
        first = np.repeat(begins, many)
        last = ends[np.repeat(low - np.cumsum(many) + many, many) + np.arange(len(first))]
        probabilities = self._probabilities(first, last)
        likely = probabilities > _LEAST
        yield from self._candidates(first[likely], last[likely], probabilities[likely])

    def _candidates(
        self, first: NDArray[np.int64], last: NDArray[np.int64], probabilities: Floats
    ) -> Iterator[Candidate]:
        rows = (self._in_text[first].tolist(), self._in_text[last].tolist(), probabilities.tolist())
        for start, end, probability in zip(*rows, strict=True):
            yield Candidate(start, end + 1, probability)

    def _probabilities(self, first: NDArray[np.int64], last: NDArray[np.int64]) -> Floats:
        """Of names by their first and last characters."""
        moves, inner = self._transitions, self._inner
        long = moves[_B, _I] - moves[_I, _I] + moves[_I, _E] + inner[last - 1] - inner[first]
        between = np.where(last == first + 1, moves[_B, _E], long)
        found: Floats = self._forward[first] * self._backward[last] * np.exp(between)
        return np.minimum(1.0, found)
