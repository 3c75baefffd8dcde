#!/usr/bin/env python3
"""How good the extraction is, and what kinds of errors remain in its entities: `make quality`.

    python -m bench.entities.quality [--gold FOLDER]     (default: ../shared/gold)

Prints a page and writes it into docs/quality.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bench.entities.errors import Error, find_errors
from bench.entities.samples import (
    ENTITIES,
    ROWS,
    Measured,
    Sample,
    arguments,
    described,
    f1,
    publish,
    scores,
    table,
)
from extract.pipeline import Extractor
from kg.evaluation.annotation_json import annotation_of, read_gold
from kg.evaluation.measure import Measurement, measure

EXAMPLES = 3
_INTRODUCTION = """\
# How good it is, and what is still wrong

Written by `make quality`, with the default pipeline (`extract/default.cfg`).

{described}

## Scores

Precision, recall and F1 over all files together, then F1 for each fold. `score` is the mean F1 over the eight classes
above it; `names` is the share of matched organisations and regions that have the name of the gold, `kinds` the share of
matched entities that have its kind. Two careful readers who annotated the same texts apart agree at 0.95 (`score`).

{scores}
## Errors

Every row of the gold that nothing found answers, and every row found that answers none, counts in one line. An
error of edges costs both: the examples have what was found before the arrow, and what is there behind it. Edges are
compared by the names, not by their places. Wrong names and kinds are of rows that count as found.
"""
_SECTION = """
### {title}

dev: {dev}. train: {train}.

{errors}"""


def inspect(sample: Sample) -> tuple[Measured, list[Error]]:
    """The measurements of the files of a sample, and their errors."""
    extractor = Extractor(sample.config)
    measured: dict[str, Mapping[str, Measurement]] = {}
    errors: list[Error] = []
    for path in sample.sources:
        gold, found = read_gold(sample.gold / f"{path.stem}.json"), annotation_of(extractor(path))
        measured[path.stem] = measure(gold, found)
        errors += find_errors(gold, found)
    return measured, errors


def score_rows(measured: Sequence[Measured]) -> Iterator[list[str]]:
    """A row a class: precision, recall and F1 on dev and on train, and F1 on each fold."""
    dev, train = scores(measured[:1]), scores(measured[1:])
    folds = [scores([fold]) for fold in measured[1:]]
    for name in ROWS:
        cells = []
        for points in (dev, train):
            one = points.get(name) if name not in {"score", "names", "kinds"} else None
            cells += [f"{one.precision:.3f}", f"{one.recall:.3f}"] if one else ["", ""]
            cells.append(f"{f1(points, name):.3f}")
        yield [name, *cells, *(f"{f1(fold, name):.3f}" for fold in folds)]


def error_rows(dev: Sequence[Error], train: Sequence[Error]) -> Iterator[list[str]]:
    """A row a kind of error: how many on dev and on train, and examples on dev; groups together, the largest first."""
    here, there = (Counter(error.problem for error in errors) for errors in (dev, train))
    both = here + there
    groups = Counter(_group(error.problem) for error in (*dev, *train))
    for problem in sorted(both, key=lambda p: (-groups[_group(p)], _group(p), -both[p], p)):
        examples = dict.fromkeys(error.example for error in dev if error.problem == problem)
        yield [problem, str(here[problem]), str(there[problem]), "; ".join(list(examples)[:EXAMPLES])]


def _group(problem: str) -> str:
    return problem.partition(":")[0]


def _sum(errors: Sequence[Error]) -> str:
    return f"{sum(error.missed for error in errors)} rows missed, {sum(error.wrong for error in errors)} wrong"


def main() -> None:
    """Print and write the page."""
    samples, page = arguments(__doc__, "quality.md")
    results = [inspect(sample) for sample in samples]
    columns = ["", *(f"{part} {ratio}:" for part in ("dev", "train") for ratio in ("P", "R", "F1"))]
    columns += [f"{sample.name}:" for sample in samples[1:]]
    text = _INTRODUCTION.format(
        described=described(samples), scores=table(columns, score_rows([measured for measured, _ in results]))
    )
    for name in ENTITIES:
        dev, *folds = ([error for error in errors if error.entities == name] for _, errors in results)
        train = [error for fold in folds for error in fold]
        rows = table(["error", "dev:", "train:", "examples of dev"], error_rows(dev, train))
        text += _SECTION.format(title=name.capitalize(), dev=_sum(dev), train=_sum(train), errors=rows)
    publish(text, page)


if __name__ == "__main__":
    main()
