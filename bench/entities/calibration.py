#!/usr/bin/env python3
"""Confidence: how often findings of each confidence are right, on files that the table was not made from.

    python -m bench.entities.calibration [--write] [--folds FOLDER] [GOLD SOURCES [GOLD_KEPT_APART]]

The folders are by default train, docs and dev of ../shared/gold. The files of GOLD are read with the tagger that was
trained without their fold (`make train` writes them into FOLDER). With --write, data/models/confidence.tsv is made
from all files of GOLD, and the tables of docs/calibration.md are renewed.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.entities.samples import DEFAULT_GOLD as GOLD
from bench.entities.samples import FOLD_MODELS, FOLDS, ROOT, fold_configs
from extract.confidence import TABLE, Calibration
from extract.pipeline import Extractor
from kg.evaluation.annotation_json import read_gold
from kg.evaluation.calibration import Judged, count, held_out, judge, rate, reliability

PAGE = ROOT / "docs" / "calibration.md"
MARK = "<!-- tables: written by make calibration -->\n"


def judged_files(gold: Path, sources: Path, configs: Sequence[Path | None]) -> list[list[Judged]]:
    """The findings of each file that has a gold, with what the rules alone say.

    Args:
        gold: The folder of the annotations.
        sources: The folder of the texts.
        configs: The configurations of the folds, None for the default one.
    """
    extractors = [Extractor(config) for config in configs]
    for extractor in extractors:
        extractor.nlp.disable_pipe("stp_confidence")
    files = {path.stem: path for path in sorted(sources.iterdir())}
    return [
        judge(extractors[number % len(extractors)](files[path.stem]), read_gold(path))
        for number, path in enumerate(sorted(gold.glob("*.json")))
    ]


def table(title: str, rated: Iterable[tuple[float, Judged]]) -> str:
    """The reliability of a set of findings, as a table of Markdown."""
    rows = [
        f"## {title}\n",
        "| class | confidence | found | right | share right | expected |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    by_class: dict[str, list[tuple[float, Judged]]] = {"all": list(rated)}
    for confidence, finding in by_class["all"]:
        by_class.setdefault(finding.signs[0], []).append((confidence, finding))
    for name, findings in by_class.items():
        above = 1.0
        for part in reliability(findings):
            numbers = f"{part.found} | {part.right} | {part.right / part.found:.2f} | {part.expected / part.found:.2f}"
            rows.append(f"| {name} | {part.least:.2f}–{above:.2f} | {numbers} |")
            above = part.least
    sure = [finding.right for confidence, finding in by_class["all"] if confidence >= 0.9]
    rows.append(
        f"\nOf confidence 0.9 and more: {len(sure)} found, {sum(sure)} right ({sum(sure) / max(len(sure), 1):.1%})."
    )
    return "\n".join(rows) + "\n"


def as_rows(calibration: Calibration) -> str:
    """The table of counts as tab-separated rows."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(["signs", "right", "found"])
    writer.writerows(["/".join(signs), right, found] for signs, (right, found) in calibration.counts.items())
    return out.getvalue()


def main() -> None:
    """Print the tables; with --write, write them and the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[GOLD / "train", GOLD / "docs", GOLD / "dev"])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=Path, default=FOLD_MODELS, help="folder of what `make train` wrote for folds")
    arguments = parser.parse_args()
    if len(arguments.folders) < 2 or not all(folder.is_dir() for folder in arguments.folders):
        parser.error("a folder of gold annotations and one of their sources are needed")
    gold, sources, *others = arguments.folders
    try:
        configs = fold_configs(arguments.folds)
    except ValueError as error:
        parser.error(str(error))
    files = judged_files(gold, sources, configs)
    calibration = count(finding for file in files for finding in file)
    pages = [table(f"{FOLDS} folds of {len(files)} files", held_out(files, FOLDS))]
    for other in others:
        unseen = judged_files(other, sources, [None])
        findings = (finding for file in unseen for finding in file)
        pages.append(table(f"{len(unseen)} files kept apart", rate(calibration, findings)))
    text = "\n".join(pages)
    print(text)
    if arguments.write:
        (ROOT / "data" / "models" / TABLE).write_text(as_rows(calibration), "utf-8")
        head = PAGE.read_text("utf-8").split(MARK)[0]
        PAGE.write_text(f"{head}{MARK}\n{text}", "utf-8")


if __name__ == "__main__":
    main()
