"""`kg extract`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.annotations import write_annotations
from kg.commands.options import (
    config_option,
    counted,
    max_megabytes_option,
    report_failures,
    shown,
    sources_argument,
    workers_option,
)
from kg.progress import progress_bar

_EXAMPLES = """\
\b
Example:
  kg extract data/documents -o annotations
"""


@click.command("extract", epilog=_EXAMPLES)
@sources_argument
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder to write.",
)
@workers_option
@config_option
@max_megabytes_option
@click.pass_context
def extract_command(
    context: click.Context,
    sources: tuple[Path, ...],
    output: Path,
    workers: int,
    config: Path | None,
    max_megabytes: int,
) -> None:
    """Write what is found in each file of SOURCE as JSON, without a graph.

    For each file DIR/<file name without ending>.json is written: its documents, references, organisations, programmes,
    regions, goals and relations, each with its place in the file in characters.
    """
    with progress_bar("Extracting") as on_progress:
        report = write_annotations(sources, output, workers, config, max_megabytes << 20, on_progress)
    report_failures(report.failed)
    failed = f", {len(report.failed):,} failed" if report.failed else ""
    files = counted(len(report.written) + len(report.failed), "file")
    click.echo(f"{files}: {len(report.written):,} written{failed}; in {shown(output)}", err=True)
    context.exit(1 if report.failed else 0)
