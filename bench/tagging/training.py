"""Training the tagger: conditional random fields by python-crfsuite, the judge by Newton's method.

Everything is in a fixed order and nothing is drawn at random: the same files give the same weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pycrfsuite
from alignment import Range, gold_places
from numpy.typing import NDArray
from spacy.tokens import Doc

from extract.clean import clean_source
from extract.pipeline import Extractor
from extract.read import read_source
from extract.tagging.features import feature_codes
from extract.tagging.forms import FormEvidence
from extract.tagging.model import CATEGORIES, LABELS, Model
from extract.tagging.storage import Weights
from extract.tagging.tagger import evidence
from kg.evaluation.annotation import Annotation
from kg.evaluation.annotation_json import read_gold
from kg.evaluation.text import normalise

# Chosen on the folds.
PARAMETERS = {"c2": 0.3, "max_iterations": 60, "feature.minfreq": 1}
LEAST_WEIGHT = 0.02
LEAST_PROBABILITY = 0.35
# What the labels cannot be followed by, by their meaning.
_IMPOSSIBLE = ("OI", "OE", "BO", "BB", "BS", "IO", "IB", "IS", "EI", "EE", "SI", "SE")


@dataclass(frozen=True)
class Example:
    """One annotated file.

    Attributes:
        name: File name without ending.
        gold: Its annotation.
        doc: What the rules make of it.
    """

    name: str
    gold: Annotation
    doc: Doc


def read_examples(gold_dir: Path, text_dir: Path) -> list[Example]:
    """The annotated files of a folder, in the order of their names, with the findings of the rules alone."""
    extractor = Extractor()
    with extractor.nlp.select_pipes(disable=["stp_tagger", "stp_goals", "stp_relations"]):
        return [
            Example(
                path.stem, read_gold(path), extractor.process(clean_source(read_source(text_dir / f"{path.stem}.txt")))
            )
            for path in sorted(gold_dir.glob("*.json"))
        ]


def labels(size: int, places: Iterable[Range]) -> NDArray[np.str_]:
    """The label of each character."""
    out = np.full(size, "O")
    for start, end in places:
        out[start:end] = "I"
        out[start], out[end - 1] = ("S", "S") if end - start == 1 else ("B", "E")
    return out


def train_model(examples: Sequence[Example]) -> Weights:
    """The weights of the three chains; without a judge."""
    sequences: list[tuple[list[pycrfsuite.ItemSequence], dict[str, list[list[str]]]]] = []
    for example in examples:
        codes, layout = feature_codes(example.doc), example.doc._.layout
        sentences = [(start, end) for start, end in layout.sentences if end > start]
        items = [pycrfsuite.ItemSequence([list(map(str, row)) for row in codes[a:b].tolist()]) for a, b in sentences]
        places = gold_places(example.doc, example.gold)
        tagged = {name: labels(len(codes), places[name]) for name in CATEGORIES}
        sequences.append((items, {name: [tagged[name][a:b].tolist() for a, b in sentences] for name in CATEGORIES}))
    rows: dict[int, NDArray[np.float32]] = {}
    transitions = np.zeros((len(CATEGORIES), len(LABELS), len(LABELS)))
    for number, name in enumerate(CATEGORIES):
        pairs = [pair for items, tagged in sequences for pair in zip(items, tagged[name], strict=True)]
        info = _train_chain(pairs)
        for (code, label), weight in info.state_features.items():
            if abs(weight) >= LEAST_WEIGHT:
                row = rows.setdefault(int(code), np.zeros(len(CATEGORIES) * len(LABELS), dtype=np.float32))
                row[number * len(LABELS) + LABELS.index(label)] = weight
        for (before, behind), weight in info.transitions.items():
            transitions[number, LABELS.index(before), LABELS.index(behind)] = weight
        for before, behind in _IMPOSSIBLE:
            transitions[number, LABELS.index(before), LABELS.index(behind)] = -30.0
    features = np.array(sorted(rows), dtype=np.int32)
    return Weights(features, np.array([rows[code] for code in features.tolist()]), transitions, np.zeros((3, 1)), 0.0)


def _train_chain(pairs: Iterable[tuple[pycrfsuite.ItemSequence, list[str]]]) -> object:
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(PARAMETERS)
    for items, tags in pairs:
        trainer.append(items, tags)
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "chain")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    return info


Judged = tuple[Annotation, dict[str, list[FormEvidence]]]


def judged(example: Example, model: Model) -> Judged:
    """The evidence for each form of a file, by a model that was not trained on it."""
    return example.gold, evidence(example.doc, model)


def train_judge(files: Sequence[Judged]) -> NDArray[np.float64]:
    """For each category the weights of the evidence, bias last."""
    out = []
    for name in CATEGORIES:
        values, answers = [], []
        for gold, found in files:
            right = {normalise(f) for row in getattr(gold, name) for f in (row.name, *row.mentions)}
            values += [form.values for form in found[name]]
            answers += [normalise(form.form) in right for form in found[name]]
        out.append(_logistic(np.array(values), np.array(answers, dtype=np.float64)))
    return np.array(out)


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
