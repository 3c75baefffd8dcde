"""Training the tagger: the chain that finds names, the judge over forms, and what tells the kinds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from bench.entities.samples import FOLDS
from bench.tagging.annotated import Example
from bench.tagging.chain import train_chain
from extract.tagging.forms import FormEvidence
from extract.tagging.kinds import BITS, KindModel, trait_codes
from extract.tagging.storage import Chain, Weights
from extract.tagging.tagger import evidence, listed_parts
from kg.evaluation.annotation import Annotation
from kg.evaluation.text import normalise

# Chosen on the folds: below it a form is no name.
LEAST = 0.4
_PENALTY = 1.0
_STEPS = 300

Judged = tuple[Annotation, list[FormEvidence]]


def train(examples: Sequence[Example], written: Sequence[Example]) -> tuple[Weights, list[Weights]]:
    """The weights from all examples, and for each fold those from the examples of the others.

    The chains also learn from what was `written` for it; the judge does not, as every chain has seen that.

    The judge learns from what the chain says of files that it was not trained on: for the judge of a fold, those
    of the other folds.
    """
    folds = []
    for fold in range(FOLDS):
        print(f"fold {fold + 1} of {FOLDS}", flush=True)
        folds.append(train_chain([e for e in examples if e.fold != fold], written))
    judged = [(example, _judged(example, folds[example.fold])) for example in examples]
    held_out = [
        _with_judge(chain, [j for e, j in judged if e.fold != fold], [e for e in examples if e.fold != fold])
        for fold, chain in enumerate(folds)
    ]
    print("all files", flush=True)
    return _with_judge(train_chain(examples, written), [j for _, j in judged], examples), held_out


def _with_judge(chain: Chain, judged: Sequence[Judged], examples: Sequence[Example]) -> Weights:
    return Weights(chain, train_judge(judged), LEAST, train_kinds([e.gold for e in examples]))


def _judged(example: Example, chain: Chain) -> Judged:
    return example.gold, evidence(example.doc, chain.model, listed_parts(example.doc))


def train_judge(files: Sequence[Judged]) -> NDArray[np.float64]:
    """The weights of the evidence, bias last."""
    values, answers = [], []
    for gold, found in files:
        right = {normalise(form) for row in gold.programmes for form in (row.name, *row.mentions)}
        values += [form.values for form in found]
        answers += [normalise(form.form) in right for form in found]
    return _logistic(np.array(values), np.array(answers, dtype=np.float64))


def _logistic(values: NDArray[np.float64], answers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression with a penalty on the squares of the weights of standardised values (Newton's method)."""
    mean, deviation = values.mean(axis=0), values.std(axis=0) + 1e-6
    scaled = np.hstack([(values - mean) / deviation, np.ones((len(values), 1))])
    penalty = np.eye(scaled.shape[1])
    penalty[-1, -1] = 1e-9
    weights = np.zeros(scaled.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        curve = (scaled * (chance * (1 - chance))[:, None]).T @ scaled + penalty
        weights -= np.linalg.solve(curve, scaled.T @ (chance - answers) + penalty @ weights)
    plain = weights[:-1] / deviation
    return np.append(plain, weights[-1] - plain @ mean)


def train_kinds(annotations: Iterable[Annotation]) -> KindModel:
    """What tells the kinds of programmes by their names: softmax regression by gradient descent with momentum."""
    names = [(row.name, row.kind) for found in annotations for row in found.programmes if row.kind]
    kinds = tuple(sorted({kind for _, kind in names}))
    codes = [trait_codes(name) for name, _ in names]
    found, counts = np.unique(np.concatenate(codes), return_counts=True)
    traits = found[counts >= 2].astype(np.int32)
    index = np.full(1 << BITS, -1)
    index[traits] = np.arange(len(traits))
    columns = [index[row][index[row] >= 0] for row in map(np.array, codes)]
    rows = np.repeat(np.arange(len(names)), [len(c) for c in columns])
    flat = np.concatenate(columns)
    right = np.zeros((len(names), len(kinds)))
    right[np.arange(len(names)), [kinds.index(kind) for _, kind in names]] = 1
    weights = np.zeros((len(traits), len(kinds)))
    pace = np.zeros_like(weights)
    for _ in range(_STEPS):
        scores = np.zeros_like(right)
        np.add.at(scores, rows, weights[flat])
        chance = np.exp(scores - scores.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        slope = _PENALTY * weights
        np.add.at(slope, flat, (chance - right)[rows])
        pace = 0.9 * pace - 2.0 / len(names) * slope
        weights += pace
    return KindModel(kinds, traits, weights.astype(np.float32))
