"""`kg evaluate`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click

from kg.commands.options import config_option, counted, report_failures, sources_argument, workers_option
from kg.commands.reading import format_option, print_json
from kg.evaluation.measure import Difference
from kg.evaluation.run import Evaluation, evaluate
from kg.evaluation.score import ACCURACIES, CLASSES, Score, mean_f1
from kg.progress import progress_bar
from kg.tables import output, print_table

_COLUMNS = ("class", "P", "R", "F1", "hit", "gold", "system")
_EXAMPLES = """\
\b
Examples:
  kg evaluate data/gold data/documents
  kg evaluate data/gold data/documents --errors organisations
  kg evaluate data/gold data/documents --config mine.cfg --format json
"""


@click.command("evaluate", epilog=_EXAMPLES)
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="GOLD_DIR")
@sources_argument
@click.option(
    "--errors",
    type=click.Choice([*CLASSES, *ACCURACIES]),
    metavar="CLASS",
    help=f"List what was missed and what was wrong, instead of the scores: {', '.join((*CLASSES, *ACCURACIES))}.",
)
@workers_option
@config_option
@format_option
@click.pass_context
def evaluate_command(
    context: click.Context,
    gold: Path,
    sources: tuple[Path, ...],
    errors: str | None,
    workers: int,
    config: Path | None,
    format_: str,
) -> None:
    """Extract SOURCE and score what was found against gold annotations.

    GOLD_DIR holds <file name without ending>.json for each file of SOURCE, in the form that `kg extract` writes. P is
    the share of what was found that is right, R the share of the gold that was found, F1 their harmonic mean; the
    score is the mean F1. Gold without a source, or whose source cannot be read, counts as missed; a source without
    gold is left out.

    With --errors, a row is missed (in the gold only), wrong (found only) or different (gold → found).
    """
    with progress_bar("Evaluating") as on_progress:
        evaluation = evaluate(gold, sources, workers, config, on_progress=on_progress)
    if errors is not None:
        differences = {stem: measured[errors].differences for stem, measured in evaluation.files.items()}
        _print_errors(differences, format_)
    elif format_ == "json":
        print_json(_plain(evaluation))
    else:
        _print_scores(evaluation)
    for path in evaluation.unanswered:
        click.echo(f"No source for {path}: it counts as missed", err=True)
    if evaluation.without_gold:
        click.echo(f"Left out, without gold: {counted(len(evaluation.without_gold), 'source')}", err=True)
    report_failures(evaluation.failed)
    context.exit(1 if evaluation.failed else 0)


def _plain(evaluation: Evaluation) -> dict[str, object]:
    scores = evaluation.scores()
    ratios = {
        name: {"precision": score.precision, "recall": score.recall, "f1": score.f1, **asdict(score)}
        for name, score in scores.items()
    }
    return {**ratios, "score": mean_f1(scores), "files": len(evaluation.files)}


def _print_scores(evaluation: Evaluation) -> None:
    scores = evaluation.scores()
    console = output()
    print_table(console, _COLUMNS, [(name, *_cells(scores[name])) for name in CLASSES])
    names, kinds = scores["names"], scores["kinds"]
    rows = [
        ("score", f"{mean_f1(scores):.4f}", f"mean F1 over {counted(len(evaluation.files), 'file')}"),
        ("names", f"{names.f1:.4f}", f"{names.hit} of {names.gold} matched organisations and regions named as in gold"),
        ("kinds", f"{kinds.f1:.4f}", f"{kinds.hit} of {kinds.gold} matched entities of the same kind as in gold"),
    ]
    console.print()
    print_table(console, ("measure", "value", "meaning"), rows)


def _cells(score: Score) -> tuple[str, ...]:
    ratios = (score.precision, score.recall, score.f1)
    return (*(f"{ratio:.3f}" for ratio in ratios), str(score.hit), str(score.gold), str(score.system))


def _print_errors(differences: Mapping[str, tuple[Difference, ...]], format_: str) -> None:
    if format_ == "json":
        print_json({stem: [asdict(difference) for difference in found] for stem, found in differences.items()})
        return
    console = output()
    for stem, found in differences.items():
        if found:
            print_table(console, ("problem", "row"), map(_row, found), title=stem)
            console.print()
    click.echo(counted(sum(map(len, differences.values())), "difference"), err=True)


def _row(difference: Difference) -> tuple[str, str]:
    if not difference.found:
        return "missed", difference.gold
    if not difference.gold:
        return "wrong", difference.found
    return "different", f"{difference.gold} → {difference.found}"
