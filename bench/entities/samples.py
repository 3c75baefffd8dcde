"""The annotated files that quality is measured on, and the scores of an extraction on each group of them."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from textwrap import fill

from kg.evaluation.measure import Measurement
from kg.evaluation.run import Evaluation, evaluate
from kg.evaluation.score import ACCURACIES, CLASSES, Score, mean_f1
from kg.workers import ExtractFactory, load_extractor

ROOT = Path(__file__).resolve().parents[2]
DEFAULT_GOLD = ROOT.parent / "shared" / "gold"
ENTITIES = ("organisations", "programmes", "regions")
FOLDS = 3
FOLD_MODELS = ROOT / "build" / "folds"
_WIDTH = 120

Measured = Mapping[str, Mapping[str, Measurement]]
"""The measurements of each file by class, by the stem of the file's name."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A group of annotated files.

    Attributes:
        name: `dev`, or `fold 1` to `fold 3` of `train`.
        gold: The folder of the annotations.
        sources: The texts.
        config: The configuration to measure it with, None for the default one.
    """

    name: str
    gold: Path
    sources: tuple[Path, ...]
    config: Path | None = None

    def evaluate(self, make_extractor: ExtractFactory = load_extractor, config: Path | None = None) -> Measured:
        """Extract the texts of this sample and measure what was found.

        Args:
            make_extractor: Makes the extractor.
            config: A configuration in place of the sample's own.

        Raises:
            PolicyGraphError: A text or an annotation cannot be used.
        """
        done = evaluate(self.gold, self.sources, config=config or self.config, make_extractor=make_extractor)
        if done.failed:
            raise SystemExit(f"{done.failed[0].path}: {done.failed[0].reason}")
        return {path.stem: done.files[path.stem] for path in self.sources}


def read_samples(gold: Path, fold_configs: Sequence[Path] = ()) -> list[Sample]:
    """`dev`, and the folds of `train`: of its files in the order of their names, every third is in one fold.

    Args:
        gold: The folder with `dev/*.json`, `train/*.json` and `docs/*.txt`.
        fold_configs: The configurations to measure the folds with, one a fold; none for the default one.

    Raises:
        ValueError: The folder does not hold them.
    """
    dev, train = _texts(gold, "dev"), _texts(gold, "train")
    configs: list[Path | None] = [*fold_configs] or [None] * FOLDS
    folds = [Sample(f"fold {n + 1}", gold / "train", train[n::FOLDS], configs[n]) for n in range(FOLDS)]
    return [Sample("dev", gold / "dev", dev), *(fold for fold in folds if fold.sources)]


def fold_configs(folder: Path) -> list[Path]:
    """The configurations of the folds, each with a tagger that was not trained on its fold.

    Raises:
        ValueError: `make train` has not written them.
    """
    paths = [folder / f"fold-{number}.cfg" for number in range(1, FOLDS + 1)]
    if missing := [path for path in paths if not path.is_file()]:
        raise ValueError(f"{missing[0]}: not there; `make train` writes it")
    return paths


def _texts(gold: Path, part: str) -> tuple[Path, ...]:
    stems = sorted(path.stem for path in (gold / part).glob("*.json"))
    paths = tuple(gold / "docs" / f"{stem}.txt" for stem in stems)
    if not paths:
        raise ValueError(f"{gold / part}: no annotations here")
    if missing := [path for path in paths if not path.is_file()]:
        raise ValueError(f"{missing[0]}: this text is missing")
    return paths


def scores(measured: Iterable[Measured]) -> dict[str, Score]:
    """The points of all files of some samples together, by class; `score` is not among them."""
    together = {stem: classes for files in measured for stem, classes in files.items()}
    return Evaluation(together, (), ()).scores()


def f1(points: Mapping[str, Score], name: str) -> float:
    """The F1 of a class, the share of an accuracy, or the mean F1 of all classes where the name is `score`."""
    return mean_f1(points) if name == "score" else points[name].f1


ROWS = (*CLASSES, "score", *ACCURACIES)
"""What `f1` can be asked for."""


def digest(samples: Iterable[Sample]) -> str:
    """A short digest of the texts and annotations, by which two tables can be told to be of the same files."""
    whole = sha256()
    for sample in samples:
        for path in sample.sources:
            whole.update(path.read_bytes())
            whole.update((sample.gold / f"{path.stem}.json").read_bytes())
    return whole.hexdigest()[:12]


def described(samples: Sequence[Sample]) -> str:
    """One paragraph of Markdown: what was measured on."""
    dev, train = len(samples[0].sources), sum(len(sample.sources) for sample in samples[1:])
    names = ", ".join(f"`{path.stem}`" for path in samples[0].sources)
    return fill(
        f"Measured as `kg evaluate` does, on {dev} annotated files called dev ({names}) and on {train} others called "
        f"train, in {len(samples) - 1} folds: of the files in the order of their names, every third is in one fold, "
        f"found with a tagger that was trained without that fold. "
        f"Digest of texts and annotations: `{digest(samples)}`.",
        _WIDTH,
        break_on_hyphens=False,
    )


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown; the first column is text, the others are numbers where their heading ends in a colon."""
    heads = [column.removesuffix(":") for column in columns]
    rules = ["---:" if column.endswith(":") else "---" for column in columns]
    lines = [heads, rules, *([cell.replace("|", r"\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def arguments(description: str | None, page: str) -> tuple[list[Sample], Path]:
    """What the command line asks for: the samples, and the page to write."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=DEFAULT_GOLD, help="folder of dev, train and docs")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / page, help="the page to write")
    parser.add_argument("--folds", type=Path, default=FOLD_MODELS, help="folder of what `make train` wrote for folds")
    given = parser.parse_args()
    try:
        return read_samples(given.gold, fold_configs(given.folds)), given.output
    except ValueError as error:
        parser.error(str(error))


def publish(page: str, path: Path) -> None:
    """Print a page and write it into a file."""
    print(page, end="")
    path.write_text(page, "utf-8")
