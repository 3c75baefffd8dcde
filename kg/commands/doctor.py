"""`kg doctor`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from kg.commands.options import counted, shown, store_option
from kg.commands.reading import format_option, print_json
from kg.doctor import Examination, examine
from kg.progress import progress_bar

_EXAMPLES = """\
\b
Examples:
  kg doctor
  kg doctor --store ../kg-store-monday --format json
"""


@click.command("doctor", epilog=_EXAMPLES)
@store_option
@format_option
@click.pass_context
def doctor_command(context: click.Context, store: Path, format_: str) -> None:
    """Look whether the store is whole, and say what to do about what is not.

    The store opens; each graph is there, and has the statements that were built; there are no others; every statement
    can be found and exported; the disk has room. It reads all of the store. The exit code is 1 when something is wrong;
    a warning alone does not count.
    """
    with progress_bar("Reading") as on_progress:
        examination = examine(store, on_progress)
    if format_ == "json":
        print_json(_plain(examination))
    else:
        for finding in examination.findings:
            click.echo(f"{finding.severity}: {finding.message}\n  {finding.remedy}")
        errors = sum(finding.severity == "error" for finding in examination.findings)
        verdict = f"{counted(errors, 'error')} in" if errors else "nothing wrong in"
        size = f"{counted(examination.files, 'file')}, {counted(examination.graphs, 'graph')}"
        click.echo(f"{verdict} {shown(store)}: {size}, {counted(examination.statements, 'statement')}")
    context.exit(0 if examination.is_sound else 1)


def _plain(examination: Examination) -> dict[str, object]:
    return asdict(examination) | {"store": str(examination.store), "is_sound": examination.is_sound}
