"""`kg review`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kg.commands.options import counted, shown, store_option
from kg.commands.reading import open_reader
from kg.decisions import DEFAULT_DECISIONS, Decision, Decisions, read_decisions, write_decisions
from kg.iris import Iris
from kg.review import open_questions
from kg.tables import output, print_table

_COLUMNS = ("category", "name", "other", "file", "reason")
_EXAMPLES = """\
\b
Examples:
  kg review                          what is open, on the screen
  kg review -o names.csv             the same as a table to fill in: same or different
  kg review --apply names.csv        keep what was decided in ./kg-decisions.csv
  kg build data/documents            build again, with the decisions
"""


@click.command("review", epilog=_EXAMPLES)
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), metavar="FILE", help="Write a table for Excel."
)
@click.option(
    "--apply",
    "answers",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Take over the decisions of a table that was filled in.",
)
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    default=DEFAULT_DECISIONS,
    show_default=f"./{DEFAULT_DECISIONS}",
    metavar="FILE",
    help="The file that keeps the decisions.",
)
@store_option
def review_command(target: Path | None, answers: Path | None, decisions: Path, store: Path) -> None:
    """Name what may be one thing under two names, and keep what you decide about it.

    A rule proposes, you decide: `same` gives both names one entry, called by what stands under "other"; `different` is
    never asked again. Every later `kg build` applies the decisions. A name that several regions have is asked about
    file by file; a name with two types is only reported.
    """
    known = read_decisions(decisions) if decisions.exists() else Decisions()
    if answers:
        _keep(known, answers, decisions)
        return
    _, reader = open_reader(store)
    questions = open_questions(reader, Iris(reader.base), known)
    if target:
        write_decisions(target, questions)
        click.echo(f"{counted(len(questions), 'open question')} in {shown(target)}", err=True)
    elif questions:
        print_table(output(), _COLUMNS, [[getattr(row, column) for column in _COLUMNS] for row in questions])
    else:
        click.echo("Nothing to decide.", err=True)


def _keep(known: Decisions, answers: Path, decisions: Path) -> None:
    """Add what a table decides to the decisions; what it decides anew replaces what was decided."""
    merged: dict[tuple[str, str, str, str], Decision] = {row.key: row for row in known.rows}
    new: Sequence[Decision] = read_decisions(answers).rows
    merged.update((row.key, row) for row in new)
    write_decisions(decisions, merged.values())
    click.echo(
        f"{counted(len(new), 'decision')} taken over; {counted(len(merged), 'decision')} in {shown(decisions)}",
        err=True,
    )
    click.echo("Run `kg build` again to apply them.", err=True)
