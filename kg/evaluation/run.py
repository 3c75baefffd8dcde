"""Evaluating an extraction: sources are extracted, and each is measured against the gold of its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from extract.read.source import DEFAULT_MAX_BYTES
from kg.addresses import Place
from kg.evaluation.annotation import Annotation
from kg.evaluation.annotation_json import GoldError, annotation_of, read_gold
from kg.evaluation.measure import Measurement, measure
from kg.evaluation.score import ACCURACIES, CLASSES, Score
from kg.progress import OnProgress, ignore_progress
from kg.sources import find_files
from kg.workers import ExtractFactory, Failure, Job, load_extractor, run


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an extraction is worth.

    Attributes:
        files: The measurements of each file of the gold by class, by the stem of its name.
        failed: Sources that could not be extracted; they count as empty answers.
        unanswered: Gold files without a source; they count as empty answers.
        without_gold: Sources that have no gold; they are left out.
    """

    files: Mapping[str, Mapping[str, Measurement]]
    failed: tuple[Failure, ...]
    unanswered: tuple[Path, ...]
    without_gold: tuple[Place, ...] = ()

    def scores(self) -> dict[str, Score]:
        """The points of all files together, by class."""
        return {
            name: sum((measured[name].score for measured in self.files.values()), Score())
            for name in (*CLASSES, *ACCURACIES)
        }


def evaluate(
    gold_dir: Path,
    sources: Sequence[Place],
    workers: int = 1,
    config: Path | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
    on_progress: OnProgress = ignore_progress,
    make_extractor: ExtractFactory = load_extractor,
) -> Evaluation:
    """Extract files and folders, and measure what was found against `<file stem>.json` of the gold.

    Raises:
        GoldError: The gold cannot be read, or no source has any.
        ConfigError: The configuration cannot be used.
        BuildError: A worker process ended before its time.
    """
    gold_paths = sorted(gold_dir.glob("*.json"))
    if not gold_paths:
        raise GoldError(gold_dir, "there are no gold annotations (*.json) here")
    gold = {path.stem: read_gold(path) for path in gold_paths}
    sources_by_stem = _by_stem(find_files(sources), gold_dir)
    paths = [path for stem, path in sources_by_stem.items() if stem in gold]
    if not paths:
        raise GoldError(gold_dir, "none of the sources has its gold here; a.txt would have a.json")
    found: dict[str, Annotation] = {}
    failed: list[Failure] = []
    create = partial(make_extractor, config, max_bytes)
    results = run(Job(create, annotation_of), create(), paths, workers)
    for path, result in results:
        if isinstance(result, Failure):
            failed.append(result)
        else:
            found[path.stem] = result
        on_progress(len(paths), len(found) + len(failed), path)
    files = {stem: measure(expected, found.get(stem, Annotation())) for stem, expected in gold.items()}
    unanswered = tuple(path for path in gold_paths if path.stem not in sources_by_stem)
    without_gold = tuple(path for stem, path in sources_by_stem.items() if stem not in gold)
    return Evaluation(files, tuple(failed), unanswered, without_gold)


def _by_stem(paths: Iterable[Place], gold_dir: Path) -> dict[str, Place]:
    by_stem: dict[str, Place] = {}
    for path in paths:
        if path.stem in by_stem:
            wanted = gold_dir / f"{path.stem}.json"
            raise GoldError(wanted, f"this would be the gold of both {by_stem[path.stem]} and {path}; rename one")
        by_stem[path.stem] = path
    return by_stem
