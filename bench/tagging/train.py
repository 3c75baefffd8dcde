#!/usr/bin/env python3
"""Train the tagger on annotated files and write its model into the project.

    python bench/tagging/train.py [--gold FOLDER] [--output FILE]    (default: ../shared/gold, data/models/tagger.npz)

FOLDER holds `train/*.json` and `docs/*.txt`. The judge over forms learns from what models say of files that they were
not trained on, so one model a fold is trained before that of all files. The same files give the same bytes.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from folds import DEFAULT, FOLDS, ROOT, fold_models
from training import LEAST_PROBABILITY, judged, read_examples, train_judge, train_model

from extract.tagging.storage import write_weights
from extract.tagging.tagger import MODEL


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=DEFAULT)
    parser.add_argument("--output", type=Path, default=ROOT / MODEL)
    args = parser.parse_args()
    examples = read_examples(args.gold / "train", args.gold / "docs")
    models = fold_models(examples)
    judge = train_judge([judged(example, models[i % FOLDS]) for i, example in enumerate(examples)])
    weights = replace(train_model(examples), judge=judge, least=LEAST_PROBABILITY)
    args.output.parent.mkdir(parents=True, exist_ok=True)
    write_weights(args.output, weights)
    print(f"{args.output}: {len(weights.features):,} features, {args.output.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
