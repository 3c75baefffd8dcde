"""What the commands that read a store share: opening it, the format of plain data, errors of usage."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from pyoxigraph import Store

from kg.queries import QueryUsageError
from kg.reader import Reader
from kg.store import read_store, store_base

Command = TypeVar("Command", bound=Callable[..., Any])


def format_option(command: Command) -> Command:
    """Add `--format table|json` to a command whose result is plain data."""
    option = click.option(
        "--format",
        "format_",
        type=click.Choice(["table", "json"]),
        default="table",
        show_default=True,
        help="For a reader, or for a program.",
    )
    return option(command)


def open_reader(folder: Path) -> tuple[Store, Reader]:
    """The store in a folder, and its reader.

    Raises:
        StoreError: There is no store, or it cannot be read.
    """
    store = read_store(folder)
    return store, Reader(store, store_base(store))


def print_json(data: object) -> None:
    """Print plain data as JSON, Chinese as it is."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


@contextmanager
def usage_errors() -> Iterator[None]:
    """Turn a wrong call of a query into an error of usage, exit code 2."""
    try:
        yield
    except QueryUsageError as error:
        raise click.UsageError(str(error)) from error
