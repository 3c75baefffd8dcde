"""The tagger's model as a file: numbers only, the same bytes for the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extract.tagging.forms import Judge
from extract.tagging.model import Model


@dataclass(frozen=True, slots=True)
class Weights:
    """All that training finds.

    Attributes:
        features: The codes of the features that have weights, ascending.
        weights: For each, 15 weights: five labels for each category.
        transitions: For each category, from label (row) to label (column).
        judge: For each category the weights of the evidence for a form, and the bias last.
        least: The least probability of a form that is a name.
    """

    features: NDArray[np.int32]
    weights: NDArray[np.float32]
    transitions: NDArray[np.float64]
    judge: NDArray[np.float64]
    least: float

    @property
    def parts(self) -> tuple[Model, Judge]:
        """The model and the judge."""
        judge = Judge(self.judge[:, :-1], self.judge[:, -1], self.least)
        return Model.from_rows(self.features, self.weights, self.transitions), judge


def write_weights(path: Path, weights: Weights) -> None:
    """Write a model file; weights are kept with four digits."""
    steps = np.diff(weights.features, prepend=0).astype(np.uint32)
    np.savez_compressed(
        path,
        steps=steps,
        weights=weights.weights.astype(np.float16),
        transitions=weights.transitions.round(4),
        judge=weights.judge.round(4),
        least=np.array(weights.least),
    )


def read_weights(path: Path) -> Weights:
    """Read a model file."""
    with np.load(path, allow_pickle=False) as data:
        features = np.cumsum(data["steps"]).astype(np.int32)
        return Weights(features, data["weights"], data["transitions"], data["judge"], float(data["least"]))
