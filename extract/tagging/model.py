"""The tagger's model: three linear-chain conditional random fields, and the probabilities of names under them.

One chain a category, so that a region may stand inside a programme's name. Method: Lafferty, McCallum and Pereira,
Conditional Random Fields, ICML 2001. The sentences of a text are computed side by side, the three chains as one
matrix with three blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.tagging.features import BITS

CATEGORIES = ("organisations", "programmes", "regions")
# Outside; first, inner and last character of a name; a name of one character.
LABELS = "OBIES"
_O, _B, _I, _E, _S = range(5)
_SIZE = len(LABELS) * len(CATEGORIES)
_LONGEST = 45
_LEAST = 0.04
Floats = NDArray[np.float64]
Sentences = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Clean characters `start` to `end` are a name of the category with this probability."""

    start: int
    end: int
    category: str
    probability: float


class Model:
    """Weights of features and of transitions between labels.

    Attributes:
        index: For each feature code the row of its weights, 0 for none.
        weights: One row of 15 a feature: five labels for each category.
        transitions: For each category, from label (row) to label (column).
        bias: For each category one weight a label.
    """

    def __init__(
        self,
        index: NDArray[np.int32],
        weights: NDArray[np.float32],
        transitions: Floats,
        bias: NDArray[np.float32],
    ) -> None:
        self.index, self.weights, self.transitions, self.bias = index, weights, transitions, bias

    @classmethod
    def from_rows(
        cls,
        features: NDArray[np.int32],
        weights: NDArray[np.floating],
        transitions: NDArray[np.floating],
        bias: NDArray[np.floating],
    ) -> Model:
        """The model of the features that have weights, one row each."""
        index = np.zeros(1 << BITS, dtype=np.int32)
        index[features] = np.arange(1, len(features) + 1)
        none = np.zeros((1, _SIZE), dtype=np.float32)
        rows = np.vstack([none, weights]).astype(np.float32)
        return cls(index, rows, transitions.astype(np.float64), bias.astype(np.float32).reshape(_SIZE))

    def candidates(self, codes: NDArray[np.uint32], sentences: Sentences) -> list[Candidate]:
        """The names that are at all likely, with their probabilities.

        Args:
            codes: The features of each character, from `feature_codes`.
            sentences: Start and end of each; names do not cross them.
        """
        sentences = [(start, end) for start, end in sentences if end > start]
        if not sentences:
            return []
        scores = np.tile(self.bias, (len(codes), 1))
        part = np.empty_like(scores)
        for column in np.take(self.index, codes.T, mode="clip"):
            scores += np.take(self.weights, column, axis=0, out=part, mode="clip")
        chains = _Chains(scores, self.transitions, sentences)
        return [candidate for number in range(len(CATEGORIES)) for candidate in chains.names(number)]


class _Chains:
    """Scaled forward and backward probabilities of every character's labels."""

    def __init__(self, scores: NDArray[np.float32], transitions: Floats, sentences: Sentences) -> None:
        size = len(scores)
        self._sentences = np.array(sentences)
        self._transitions = transitions
        self._scores = scores.reshape(size, len(CATEGORIES), len(LABELS))
        top = self._scores.max(axis=2, keepdims=True)
        self._likely = np.exp(self._scores - top).reshape(size, _SIZE).astype(np.float64)
        self._forward = np.zeros((size, _SIZE))
        self._backward = np.ones((size, _SIZE))
        self._scale = np.ones((size, len(CATEGORIES)))
        self._run()
        # Score of an inner character behind another one, added up along the text.
        inner = (self._scores[:, :, _I] - top[:, :, 0]) - np.log(self._scale) + transitions[:, _I, _I]
        self._inner = np.cumsum(inner, axis=0, dtype=np.float64)
        self._top = top[:, :, 0]

    def _run(self) -> None:
        blocks = np.zeros((_SIZE, _SIZE))
        for number, matrix in enumerate(self._transitions):
            part = slice(number * len(LABELS), (number + 1) * len(LABELS))
            blocks[part, part] = np.exp(matrix)
        lengths = self._sentences[:, 1] - self._sentences[:, 0]
        order = np.argsort(-lengths, kind="stable")  # the longest first: those that go on are a head of the list
        starts, lengths = self._sentences[order, 0], lengths[order]
        longest = int(lengths[0])
        counts = np.searchsorted(-lengths, -np.arange(longest), side="left")
        for step in range(longest):
            at = starts[: counts[step]] + step
            value = self._likely[at]
            if step:
                value = value * (self._forward[at - 1] @ blocks)
            scale = value.reshape(len(at), len(CATEGORIES), len(LABELS)).sum(axis=2)
            self._scale[at] = scale
            self._forward[at] = value / np.repeat(scale, len(LABELS), axis=1)
        back = np.ascontiguousarray(blocks.T)
        for step in range(longest - 2, -1, -1):
            at = starts[: counts[step + 1]] + step
            value = (self._likely[at + 1] * self._backward[at + 1]) @ back
            self._backward[at] = value / np.repeat(self._scale[at + 1], len(LABELS), axis=1)

    def names(self, number: int) -> Iterator[Candidate]:
        """The candidates of one category, in the order of the text."""
        at = number * len(LABELS)
        marginal = self._forward[:, at : at + len(LABELS)] * self._backward[:, at : at + len(LABELS)]
        begins, ends, single = (np.flatnonzero(marginal[:, label] > _LEAST) for label in (_B, _E, _S))
        for place in single.tolist():
            yield Candidate(place, place + 1, CATEGORIES[number], float(marginal[place, _S]))
        limits = self._sentences[np.searchsorted(self._sentences[:, 0], begins, side="right") - 1, 1]
        low = np.searchsorted(ends, begins + 1)
        high = np.searchsorted(ends, np.minimum(limits, begins + _LONGEST))
        for begin, first, last in zip(begins.tolist(), low.tolist(), high.tolist(), strict=True):
            for end in ends[first:last].tolist():
                probability = self._probability(number, begin, end)
                if probability > _LEAST:
                    yield Candidate(begin, end + 1, CATEGORIES[number], probability)

    def _probability(self, number: int, begin: int, end: int) -> float:
        """Of a name whose first character is `begin` and whose last is `end`."""
        moves, at = self._transitions[number], number * len(LABELS)
        last = self._scores[end, number, _E] - self._top[end, number] - np.log(self._scale[end, number])
        if end == begin + 1:
            between = moves[_B, _E]
        else:
            between = moves[_B, _I] + self._inner[end - 1, number] - self._inner[begin, number] - moves[_I, _I]
            between += moves[_I, _E]
        ends = self._forward[begin, at + _B] * self._backward[end, at + _E]
        return min(1.0, float(ends * np.exp(between + last)))
