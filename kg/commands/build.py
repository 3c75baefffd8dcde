"""`kg build`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.build import BuildOptions, BuildReport, build
from kg.commands.options import (
    config_option,
    counted,
    max_megabytes_option,
    report_failures,
    shown,
    sources_argument,
    store_option,
    workers_option,
)
from kg.decisions import DEFAULT_DECISIONS
from kg.errors import BaseIriError
from kg.iris import Iris
from kg.mapping import EVIDENCE_LEVELS, EvidenceLevel
from kg.progress import progress_bar
from kg.vocabulary import DEFAULT_BASE

_EXAMPLES = """\
\b
Examples:
  kg build data/documents
  kg build plans/ notice.txt --store ./graph --workers 4
  kg build data/documents --infer --evidence goals
  kg build plans/ --prune
"""
_STALE = "{} in the store built by another version or with other settings; name them too to build them again"


def _base(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            Iris(value)
        except BaseIriError as error:
            raise click.BadParameter(str(error)) from error
    return value


@click.command("build", epilog=_EXAMPLES)
@sources_argument
@store_option
@workers_option
@click.option(
    "--base",
    callback=_base,
    metavar="IRI",
    help=f"What the IRIs of the graph begin with.  [default: what the store has; of a new store {DEFAULT_BASE}]",
)
@config_option
@max_megabytes_option
@click.option(
    "--evidence",
    type=click.Choice(EVIDENCE_LEVELS),
    help="How much evidence to write: none, the sentences of goals, or those of every fact and every mention."
    "  [default: what the store has; of a new store full]",
)
@click.option(
    "--infer/--no-infer",
    default=None,
    help="Whether to keep a graph of what follows by the ontology: subclasses, parts of parts, places in places,"
    " inverse roles.  [default: what the store has; of a new store no]",
)
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="What `kg review` was told about names."
    f"  [default: what the store has; of a new store ./{DEFAULT_DECISIONS}, if there]",
)
@click.option(
    "--prune",
    is_flag=True,
    help="Take files below a folder SOURCE out of the store when they are no longer there.",
)
@click.pass_context
def build_command(
    context: click.Context,
    sources: tuple[Path, ...],
    store: Path,
    workers: int,
    base: str | None,
    config: Path | None,
    max_megabytes: int,
    evidence: EvidenceLevel | None,
    infer: bool | None,
    decisions: Path | None,
    prune: bool,
) -> None:
    """Build or update the graph of the policy documents in SOURCE.

    SOURCE is a file, or a folder: of a folder, the text files (.txt, .text, .md), web pages (.html, .htm), PDF and
    DOCX files in it and in the folders below are taken. Files that are in the store and have not changed are left as
    they are. Files that fail are named with the reason, the others are built, and the exit code is 1.
    """
    with progress_bar("Building") as on_progress:
        decisions = decisions or (DEFAULT_DECISIONS if DEFAULT_DECISIONS.exists() else None)
        options = BuildOptions(workers, base, config, max_megabytes << 20, evidence, infer, decisions, prune)
        report = build(sources, store, options, on_progress)
    report_failures(report.failed)
    click.echo(_summary(report), err=True)
    if report.stale:
        click.echo(_STALE.format(counted(report.stale, "other file")), err=True)
    context.exit(1 if report.failed else 0)


def _summary(report: BuildReport) -> str:
    counts = [f"{report.built:,} built", f"{report.unchanged:,} unchanged", f"{report.removed:,} removed"]
    counts.append(f"{len(report.failed):,} failed")
    said = ", ".join(count for count in counts if not count.startswith("0 ")) or "nothing to build"
    files, statements = counted(report.files, "file"), counted(report.statements, "statement")
    inferred = f", and {report.inferred:,} that follow," if report.inferred else ""
    return f"{files}: {said}; {statements}{inferred} in {shown(report.store)}"
