#!/usr/bin/env python3
"""Train the tagger on annotated files and write its model into the project.

    python -m bench.tagging.train [--gold FOLDER] [--corpus FOLDER] [--output FILE] [--folds FOLDER]

Reads `train/*.json` and `docs/*.txt` below the folder of the gold, the files of the corpus that `annotations.tsv`
names, and what was written for learning (`written/*.txt`). Besides the model of all files, one is written for each
fold, from the files of the others, with a configuration `fold-N.cfg` that uses it: `make quality`, `make compare` and
`make ablation` measure with these.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.entities.samples import DEFAULT_GOLD, FOLD_MODELS, ROOT
from bench.tagging.annotated import read_examples
from bench.tagging.training import train
from bench.tagging.written import read_written
from extract.pipeline import DEFAULT_CONFIG
from extract.tagging.storage import write_weights
from extract.tagging.tagger import MODEL


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=DEFAULT_GOLD, help="folder of dev, train and docs")
    parser.add_argument("--corpus", type=Path, help="folder of reports, official and elements (default: beside gold)")
    parser.add_argument("--output", type=Path, default=ROOT / MODEL, help="the model to write")
    parser.add_argument("--folds", type=Path, default=FOLD_MODELS, help="folder for the models of folds")
    args = parser.parse_args()
    examples = read_examples(args.gold, args.corpus or args.gold.parent / "corpus")
    whole, held_out = train(examples, read_written())
    args.output.parent.mkdir(parents=True, exist_ok=True)
    args.folds.mkdir(parents=True, exist_ok=True)
    write_weights(args.output, whole)
    for number, weights in enumerate(held_out, 1):
        path = args.folds.resolve() / f"fold-{number}.npz"
        write_weights(path, weights)
        setting = 'factory = "stp_tagger"\n'
        config = DEFAULT_CONFIG.read_text("utf-8").replace(setting, f'{setting}model = "{path}"\n')
        path.with_suffix(".cfg").write_text(config, "utf-8")
    print(f"{args.output}: {len(whole.chain.features):,} features, {args.output.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
