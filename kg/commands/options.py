"""Options and messages that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from extract.errors import printable
from extract.read.source import DEFAULT_MAX_BYTES
from kg.addresses import Place, place
from kg.visible import visible
from kg.workers import Failure

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_STORE = "kg-store"


def _places(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[Place, ...]:
    return tuple(map(place, values))


def store_option(command: Command) -> Command:
    """`--store DIR`, or the environment variable KG_STORE."""
    return click.option(
        "--store",
        type=click.Path(path_type=Path),
        default=DEFAULT_STORE,
        show_default=f"./{DEFAULT_STORE}",
        envvar="KG_STORE",
        show_envvar=True,
        metavar="DIR",
        help="Folder of the store.",
    )(command)


def sources_argument(command: Command) -> Command:
    """`SOURCE...`: files and folders."""
    # Whether they exist is found out one by one, so that a file that is missing does not keep the others out.
    return click.argument("sources", nargs=-1, required=True, type=click.Path(), callback=_places, metavar="SOURCE...")(
        command
    )


def workers_option(command: Command) -> Command:
    """`--workers N`."""
    return click.option(
        "--workers",
        type=click.IntRange(min=1),
        default=lambda: os.cpu_count() or 1,
        show_default="one for each processor",
        metavar="N",
        help="How many processes extract at a time.",
    )(command)


def config_option(command: Command) -> Command:
    """`--config FILE`."""
    return click.option(
        "--config",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="A spaCy configuration of the extraction pipeline, instead of the default one.",
    )(command)


def max_megabytes_option(command: Command) -> Command:
    """`--max-megabytes N`: the most that a file may hold, in MiB."""
    return click.option(
        "--max-megabytes",
        type=click.IntRange(min=1),
        default=DEFAULT_MAX_BYTES >> 20,
        show_default=True,
        metavar="N",
        help="Refuse larger files: a file takes some sixty times its size in memory.",
    )(command)


def counted(number: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "file"), counted(1200, "file")
    ('1 file', '1,200 files')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def shown(path: Path) -> str:
    """A path as messages show it, one in the current folder recognisable as a path."""
    return str(path) if path.is_absolute() or path.parts[:1] == ("..",) else f"./{path}"


def report_failures(failures: Iterable[Failure]) -> None:
    """Name each file that failed, with its reason, on standard error."""
    for failure in failures:
        click.echo(visible(f"Failed: {printable(str(failure.path))}: {failure.reason}"), err=True)
