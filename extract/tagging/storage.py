"""The tagger's model as a file: numbers only, the same bytes for the same numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from extract.tagging.forms import Judge
from extract.tagging.kinds import KindModel
from extract.tagging.model import Model


@dataclass(frozen=True, slots=True)
class Chain:
    """The weights of the chain.

    Attributes:
        features: The codes of the features that have weights, ascending.
        steps: For each, a weight for each label, in 127 steps of `fine` to each side of zero.
        fine: What one step weighs.
        moves: From label (row) to label (column).
        bias: One weight a label.
    """

    features: NDArray[np.int32]
    steps: NDArray[np.int8]
    fine: float
    moves: NDArray[np.float32]
    bias: NDArray[np.float32]

    @classmethod
    def of(
        cls,
        features: NDArray[np.int32],
        weights: NDArray[np.float32],
        moves: NDArray[np.float32],
        bias: NDArray[np.float32],
    ) -> Chain:
        """The chain of weights that are real numbers."""
        fine = float(np.abs(weights).max()) / 127
        return cls(features, np.rint(weights / fine).astype(np.int8), fine, moves, bias)

    @property
    def model(self) -> Model:
        """The model that reads with these weights."""
        return Model(self.features, self.steps, self.fine, self.moves, self.bias)


@dataclass(frozen=True, slots=True)
class Weights:
    """All that training finds.

    Attributes:
        chain: What finds names.
        judge: The weights of the evidence for a form, and the bias last.
        least: The least probability of a form that is a name.
        kinds: What tells the kinds.
    """

    chain: Chain
    judge: NDArray[np.float64]
    least: float
    kinds: KindModel

    @property
    def form_judge(self) -> Judge:
        """The judge over forms with these weights."""
        return Judge(self.judge[:-1], float(self.judge[-1]), self.least)


def write_weights(path: Path, weights: Weights) -> None:
    """Write a model file."""
    chain, kinds = weights.chain, weights.kinds
    arrays: dict[str, NDArray[Any]] = {
        "steps": np.diff(chain.features, prepend=0).astype(np.uint32),
        "fine": np.array(chain.fine),
        "weights": chain.steps,
        "moves": chain.moves.round(4),
        "bias": chain.bias.round(4),
        "judge": weights.judge.round(4),
        "least": np.array(weights.least),
        "kinds": np.array(kinds.kinds),
        "traits": kinds.traits,
        "kind weights": kinds.weights.astype(np.float16),
    }
    np.savez_compressed(path, allow_pickle=False, **arrays)


def read_weights(path: Path) -> Weights:
    """Read a model file.

    Raises:
        OSError: It cannot be read.
        ValueError: It is no model of the tagger.
    """
    try:
        with np.load(path, allow_pickle=False) as data:
            return _weights(data)
    except (ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ValueError(f"{path}: this is no model of the tagger; `make train` writes one") from error


def _weights(data: Mapping[str, NDArray[Any]]) -> Weights:
    features = np.cumsum(data["steps"]).astype(np.int32)
    chain = Chain(features, data["weights"], float(data["fine"]), data["moves"], data["bias"])
    kinds = KindModel(tuple(data["kinds"].tolist()), data["traits"], data["kind weights"].astype(np.float32))
    return Weights(chain, data["judge"], float(data["least"]), kinds)
