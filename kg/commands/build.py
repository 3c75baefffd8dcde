"""`kg build`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.build import BuildReport, build
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
from kg.errors import BaseIriError
from kg.iris import Iris
from kg.progress import progress_bar
from kg.vocabulary import DEFAULT_BASE

_EXAMPLES = """\
\b
Examples:
  kg build data/documents
  kg build plans/ notice.txt --store ./graph --workers 4
"""


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
@click.pass_context
def build_command(
    context: click.Context,
    sources: tuple[Path, ...],
    store: Path,
    workers: int,
    base: str | None,
    config: Path | None,
    max_megabytes: int,
) -> None:
    """Build or update the graph of the policy documents in SOURCE.

    SOURCE is a file, or a folder: of a folder, the text files (.txt, .text, .md), web pages (.html, .htm), PDF and
    DOCX files in it and in the folders below are taken. Files that are in the store and have not changed are left as
    they are. Files that fail are named with the reason, the others are built, and the exit code is 1.
    """
    with progress_bar("Building") as on_progress:
        report = build(sources, store, workers, base, config, max_megabytes << 20, on_progress)
    report_failures(report.failed)
    click.echo(_summary(report), err=True)
    context.exit(1 if report.failed else 0)


def _summary(report: BuildReport) -> str:
    counts = [f"{report.built:,} built", f"{report.unchanged:,} unchanged", f"{len(report.failed):,} failed"]
    said = ", ".join(count for count in counts if not count.startswith("0 ")) or "nothing to build"
    files, statements = counted(report.files, "file"), counted(report.statements, "statement")
    return f"{files}: {said}; {statements} in {shown(report.store)}"
