"""`kg plot`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.commands.options import store_option
from kg.commands.reading import open_reader, usage_errors
from kg.names import find
from kg.output import open_output
from kg.plot.render import require_libraries
from kg.plot.words import LANGUAGES, Language

Command = TypeVar("Command", bound=Callable[..., Any])

_ENDINGS = (".svg", ".png", ".html")
_FIRST_YEAR, _LAST_YEAR = 1000, 9999
_EXAMPLES = """\
\b
Examples:
  kg plot timeline -o goals.svg
  kg plot network -o network.html
  kg plot targets --indicator 研发经费 -o targets.png
"""


@click.group("plot", epilog=_EXAMPLES)
def plot_command() -> None:
    """Draw goals on a time line, who works with whom, or targets against their deadlines.

    A picture is an SVG, a PNG or a web page of its own, by the ending of its file; a pointer on a mark of an SVG or a
    page shows the full text. Chinese characters need a font that has them: one is looked for on this computer.
    """


def _known_ending(_context: click.Context, _parameter: click.Parameter, value: Path) -> Path:
    if value.suffix.lower() not in _ENDINGS:
        raise click.BadParameter(f"{value} ends in none of {', '.join(_ENDINGS)}")
    return value


def picture_options(command: Command) -> Command:
    """What every picture has: where it goes, its words, its font, the store."""
    options = (
        click.option(
            "-o",
            "--output",
            required=True,
            type=click.Path(dir_okay=False, path_type=Path),
            callback=_known_ending,
            metavar="FILE.svg|.png|.html",
            help="File to write; its ending says what it is.",
        ),
        click.option(
            "--language",
            type=click.Choice(LANGUAGES),
            default="zh",
            show_default=True,
            help="Of the words that are not from the documents.",
        ),
        click.option(
            "--font",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            metavar="FILE",
            help="A font file with Chinese characters (.ttf, .otf, .ttc), instead of one that is installed.",
        ),
        store_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


def goal_options(command: Command) -> Command:
    """Which goals are asked for."""
    year = click.IntRange(_FIRST_YEAR, _LAST_YEAR)
    options = (
        click.option("--region", metavar="NAME", help="Only goals for this region and what lies in it."),
        click.option("--document", metavar="NAME", help="Only goals of this document and what is attached to it."),
        click.option("--from", "first", type=year, metavar="YEAR", help="Only goals due in this year or later."),
        click.option("--to", "last", type=year, metavar="YEAR", help="Only goals due in this year or earlier."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@plot_command.command(
    "timeline",
    epilog="""\
\b
Examples:
  kg plot timeline -o goals.svg
  kg plot timeline --region 天津市 --to 2020 --limit 100 -o tianjin.html
""",
)
@goal_options
@click.option(
    "--by", type=click.Choice(["document", "region"]), default="document", show_default=True, help="What the rows are."
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=60,
    show_default=True,
    metavar="N",
    help="List up to so many goals one by one; count more by year.",
)
@picture_options
def timeline_command(by: Any, limit: int, output: Path, language: Language, font: Path | None, **asked: Any) -> None:
    """Draw goals by the year in which they are due, for each document or region."""
    from kg.plot.timeline import draw_timeline

    _write(draw_timeline(_goals(asked), by, limit, language), output, language, font)


def _goals(asked: dict[str, Any]) -> Any:
    """The goals that the options ask for."""
    from kg.plot.answers import ask
    from kg.plot.goals import goals_of, within

    require_libraries()
    with usage_errors():
        store, reader = open_reader(asked["store"])
        given = {"document": asked["document"]} if asked["document"] else {}
        goals = goals_of(ask(store, reader, "goals", given))
        places = None
        if asked["region"]:
            rows = ask(store, reader, "places", {"region": asked["region"]}).rows
            places = {row["place"]["value"] for row in rows}
        return within(goals, places, (asked["first"], asked["last"]))


def _write(drawing: Any, output: Path, language: Language, font: Path | None) -> None:
    """Write a drawing in the format of the file's ending, and say what it shows."""
    from kg.plot.picture import picture

    data, missing = picture(drawing, output.suffix.lower(), language, font)
    with open_output(output) as file:
        file.write(data)
    click.echo(f"{output}: {drawing.description}", err=True)
    if missing:
        click.echo(f"The font has no {' '.join(missing)}; --font FILE names another.", err=True)


@plot_command.command(
    "network",
    epilog="""\
\b
Examples:
  kg plot network -o network.svg
  kg plot network --entity 科学技术部 --hops 1 -o most.html
""",
)
@click.option("--entity", metavar="NAME", help="Only this organisation and those that it works with.")
@click.option(
    "--hops",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="How far from --entity: 2 is those that its partners work with, too.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=2),
    default=60,
    show_default=True,
    metavar="N",
    help="Draw so many organisations, those with the most ties.",
)
@picture_options
def network_command(
    entity: str | None, hops: int, limit: int, output: Path, language: Language, font: Path | None, store: Path
) -> None:
    """Draw who issues documents with whom, and who leads what another one leads or takes part in."""
    from kg.plot.answers import ask
    from kg.plot.network import draw_network
    from kg.plot.ties import around, network_of

    require_libraries()
    with usage_errors():
        opened, reader = open_reader(store)
        found = network_of(ask(opened, reader, "roles"), ask(opened, reader, "kinds"), language)
        if entity is not None:
            found = around(found, find(reader, entity, "organisation").value, hops)
    _write(draw_network(found, limit, language), output, language, font)


@plot_command.command(
    "targets",
    epilog="""\
\b
Examples:
  kg plot targets -o targets.svg
  kg plot targets --indicator 研发经费 -o research.html
""",
)
@click.option("--indicator", metavar="TEXT", help="Only indicators whose name holds this text.")
@goal_options
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=8,
    show_default=True,
    metavar="N",
    help="Draw so many groups of values that can be compared, those with the most goals.",
)
@picture_options
def targets_command(
    indicator: str | None, limit: int, output: Path, language: Language, font: Path | None, **asked: Any
) -> None:
    """Draw the numbers that goals set against the years in which they are due.

    One group for each indicator that several goals have, else for each unit; values in 亿元 and 万亿元 are converted.
    """
    from kg.plot.panels import draw_targets
    from kg.plot.targets import panels_of_all, panels_of_indicator

    goals = _goals(asked)
    panels = panels_of_indicator(goals, indicator) if indicator else panels_of_all(goals)
    _write(draw_targets(panels, indicator or "", limit, language), output, language, font)
