"""The tagger's model: three linear-chain conditional random fields, and the probabilities of names under them.

One chain a category, so that a region may stand inside a programme's name. Method: Lafferty, McCallum and Pereira,
Conditional Random Fields, ICML 2001. The sentences of a text are computed side by side, the three chains as one
matrix with three blocks, and the way back beside the way there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

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
_PADDED = 16  # weights of a row: a power of two is gathered in one move
# Between two of these steps probabilities cannot fall below what a double holds, by the size of weights.
_SCALED_EVERY = 4
# Ones where two labels are of one chain.
_BLOCKS = np.kron(np.eye(len(CATEGORIES)), np.ones((len(LABELS), len(LABELS))))
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
        rows: For each feature code 15 weights, five labels for each category, and a zero; in steps of `fine`.
        fine: What one step weighs.
        transitions: For each category, from label (row) to label (column).
        bias: For each category one weight a label.
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
        self.bias = bias.astype(np.float64).reshape(_SIZE)

    def candidates(self, columns: Iterable[NDArray[np.intp]], size: int, sentences: Sentences) -> list[Candidate]:
        """The names that are at all likely, with their probabilities.

        Args:
            columns: The features of each character, from `feature_columns`.
            size: How many characters there are.
            sentences: Start and end of each; names do not cross them.
        """
        sentences = [(start, end) for start, end in sentences if end > start]
        if not sentences:
            return []
        chains = _Chains(self, self._totals(columns, size), np.array(sentences))
        return [candidate for number in range(len(CATEGORIES)) for candidate in chains.names(number)]

    def _totals(self, columns: Iterable[NDArray[np.intp]], size: int) -> NDArray[np.int16]:
        """The weights of each character's features together: whole numbers, so that sums are exact."""
        part = np.empty((size, _PADDED), dtype=np.int8)
        total = np.zeros((size, _PADDED), dtype=np.int16)
        for codes in columns:
            total += np.take(self.rows, codes, axis=0, out=part, mode="clip")
        return total


class _Chains:
    """What the probabilities of names are made of, for every character and category; 0 outside of sentences."""

    def __init__(self, model: Model, totals: NDArray[np.int16], sentences: NDArray[np.int64]) -> None:
        self._starts, self._ends = sentences.T
        self._transitions = model.transitions
        lengths = self._ends - self._starts
        order = np.argsort(-lengths, kind="stable")  # the longest first: those that go on are a head of the list
        counts = np.searchsorted(-lengths[order], -np.arange(lengths.max()), side="left")
        firsts = np.cumsum(counts) - counts
        # Step by step, in each step sentence by sentence: what is worked on together stands together.
        steps = np.repeat(np.arange(len(counts)), counts)
        rank = np.arange(len(steps)) - firsts[steps]
        places = self._starts[order][rank] + steps
        mirror = firsts[lengths[order][rank] - 1 - steps] + rank  # the same character on the way back
        # Labels by characters: what is done label by label then runs along the text.
        scores = np.ascontiguousarray(np.take(totals, places, axis=0).T[:_SIZE]) * model.fine
        scores += model.bias[:, None]
        by_category = scores.reshape(len(CATEGORIES), len(LABELS), -1)
        by_category -= by_category.max(axis=1, keepdims=True)
        inner = by_category[:, _I] + self._transitions[:, _I, _I, None]
        found = np.zeros((6, len(CATEGORIES), len(totals)))
        steps_and_sizes = zip(firsts.tolist(), counts.tolist(), strict=True)
        found[:, :, places] = self._run(np.exp(scores, out=scores), mirror, steps_and_sizes, inner)
        # Of beginning here forward; the marginals; of ending here backward.
        self._forward, self._begins, self._ending, self._single, self._backward, inner = found
        # Logarithm of the score of an inner character behind another one, added up along the text.
        self._inner = np.cumsum(inner, axis=1)

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
            The values that `__init__` takes apart, by category and character.
        """
        values = np.empty((2, *likely.shape))
        values[0], values[1] = likely, np.take(likely, mirror, axis=1)
        scales = np.ones((len(CATEGORIES), likely.shape[1]))
        back = np.exp(_side_by_side(self._transitions)) * _BLOCKS
        moves = np.stack([back.T, back])
        before = values[:, :, :0]
        for step, (first, count) in enumerate(steps):
            now = values[:, :, first : first + count]
            if step:
                now *= moves @ before[:, :, :count]
            if step % _SCALED_EVERY == 0:
                scale = _BLOCKS @ now
                now /= scale
                scales[:, first : first + count] = scale[0, :: len(LABELS)]
            before = now
        shape = (len(CATEGORIES), len(LABELS), -1)
        forward, backward = values[0].reshape(shape), np.take(values[1], mirror, axis=1).reshape(shape)
        both = forward * backward
        both /= likely.reshape(shape)  # it is in each of them
        total = both.sum(axis=1)
        marginals = [both[:, label] / total for label in (_B, _E, _S)]
        return np.stack([forward[:, _B], *marginals, backward[:, _E] / (scales * total), inner - np.log(scales)])

    def names(self, number: int) -> Iterator[Candidate]:
        """The candidates of one category, in the order of the text."""
        single = self._single[number]
        for place in np.flatnonzero(single > _LEAST).tolist():
            yield Candidate(place, place + 1, CATEGORIES[number], float(single[place]))
        begins = np.flatnonzero(self._begins[number] > _LEAST)
        ends = np.flatnonzero(self._ending[number] > _LEAST)
        limits = self._ends[np.searchsorted(self._starts, begins, side="right") - 1]
        low = np.searchsorted(ends, begins + 1)
        many = np.maximum(np.searchsorted(ends, np.minimum(limits, begins + _LONGEST)) - low, 0)
        # Every such end of every beginning.
        first = np.repeat(begins, many)
        last = ends[np.repeat(low - np.cumsum(many) + many, many) + np.arange(len(first))]
        probabilities = self._probabilities(number, first, last)
        likely = probabilities > _LEAST
        for start, end, probability in zip(
            first[likely].tolist(), last[likely].tolist(), probabilities[likely].tolist(), strict=True
        ):
            yield Candidate(start, end + 1, CATEGORIES[number], probability)

    def _probabilities(self, number: int, first: NDArray[np.int64], last: NDArray[np.int64]) -> Floats:
        """Of names by their first and last characters."""
        moves, inner = self._transitions[number], self._inner[number]
        long = moves[_B, _I] - moves[_I, _I] + moves[_I, _E] + inner[last - 1] - inner[first]
        between = np.where(last == first + 1, moves[_B, _E], long)
        found: Floats = self._forward[number, first] * self._backward[number, last] * np.exp(between)
        return np.minimum(1.0, found)


def _side_by_side(transitions: Floats) -> Floats:
    """The transitions of the chains in one matrix."""
    out = np.zeros((_SIZE, _SIZE))
    for number, matrix in enumerate(transitions):
        block = slice(number * len(LABELS), (number + 1) * len(LABELS))
        out[block, block] = matrix
    return out
