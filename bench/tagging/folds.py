#!/usr/bin/env python3
"""What the tagger finds in files that it was not trained on, beside the rules alone.

    python bench/tagging/folds.py [--gold FOLDER]    (default: ../shared/gold)

FOLDER holds `train/*.json`, `dev/*.json` and `docs/*.txt`. Five folds: of the files of `train` in the order of their
names, every fifth is held out, and found by a model and a judge that were trained on the others; `dev` is found by
those trained on all of `train`. Measured as `kg evaluate` does.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from training import LEAST_PROBABILITY, Example, Judged, judged, read_examples, train_judge, train_model

from extract.pipeline import ground_facts
from extract.tagging.forms import Judge
from extract.tagging.model import CATEGORIES, Model
from extract.tagging.tagger import Tagger
from kg.evaluation.annotation_json import annotation_of
from kg.evaluation.measure import measure
from kg.evaluation.score import Score

ROOT = Path(__file__).resolve().parents[2]
DEFAULT = ROOT.parent / "shared" / "gold"
FOLDS = 5
SHOWN = (*CATEGORIES, "names", "kinds")


def main() -> None:
    """Print a table for the folds and one for `dev`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=DEFAULT)
    gold = parser.parse_args().gold
    examples = read_examples(gold / "train", gold / "docs")
    models = fold_models(examples)
    evidence = [judged(example, models[i % FOLDS]) for i, example in enumerate(examples)]
    taggers = [
        Tagger(models[fold], fitted_judge(e for i, e in enumerate(evidence) if i % FOLDS != fold))
        for fold in range(FOLDS)
    ]
    show("train, rules alone", examples, [None] * len(examples))
    show("train, held out", examples, [taggers[i % FOLDS] for i in range(len(examples))])
    whole = Tagger(train_model(examples).parts[0], fitted_judge(evidence))
    dev = read_examples(gold / "dev", gold / "docs")
    show("dev, rules alone", dev, [None] * len(dev))
    show("dev", dev, [whole] * len(dev))


def fold_models(examples: Sequence[Example]) -> list[Model]:
    """For each fold, the model that is trained on the others."""
    models = []
    for fold in range(FOLDS):
        models.append(train_model([e for i, e in enumerate(examples) if i % FOLDS != fold]).parts[0])
        print(f"fold {fold + 1} of {FOLDS} trained", flush=True)
    return models


def fitted_judge(evidence: Iterable[Judged]) -> Judge:
    """The judge that is trained on the evidence of some files."""
    weights = train_judge(list(evidence))
    return Judge(weights[:, :-1], weights[:, -1], LEAST_PROBABILITY)


def show(title: str, examples: Sequence[Example], taggers: Sequence[Tagger | None]) -> None:
    """Print the scores of some files, each by its own tagger; without one, of the rules."""
    total = dict.fromkeys(SHOWN, Score())
    for example, tagger in zip(examples, taggers, strict=True):
        before = {name: getattr(example.doc._, name) for name in CATEGORIES}
        after = {**before, **(tagger(example.doc) if tagger else {})}
        for name in CATEGORIES:
            setattr(example.doc._, name, after[name])
        found = measure(example.gold, annotation_of(ground_facts(example.doc, example.doc._.clean)))
        for name in CATEGORIES:
            setattr(example.doc._, name, before[name])
        total = {name: total[name] + found[name].score for name in SHOWN}
    print(f"{title + ':':<22}{'P':>8}{'R':>8}{'F1':>8}")
    for name, score in total.items():
        print(f"  {name:<20}{score.precision:>8.3f}{score.recall:>8.3f}{score.f1:>8.3f}")


if __name__ == "__main__":
    main()
