"""The part of `kg export` that writes views: property graphs for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from kg.commands.options import Command
from kg.commands.reading import open_reader, usage_errors
from kg.output import STDOUT
from kg.queries import QueryUsageError
from kg.views.read import DEFAULT_VIEW, MAX_HOPS, find_view, read_view
from kg.views.write import ENDINGS, FOLDER_FORMATS, FORMATS, write_view

VIEW_FORMATS, VIEW_ENDINGS = FORMATS, ENDINGS

_OPTIONS = (
    click.option(
        "--view",
        metavar="NAME|FILE.rq",
        help="For viewers: which part of the graph as nodes and edges. overview, citations, collaboration, programmes, "
        f"goals or ego (queries/views), or a query of your own.  [default: {DEFAULT_VIEW}]",
    ),
    click.option("--entity", metavar="NAME", help="Of ego: the thing to start from, by name, number, code or IRI."),
    click.option("--hops", type=click.IntRange(1, MAX_HOPS), help="Of ego: how many steps to take.  [default: 1]"),
    click.option("--param", "parameters", metavar="NAME=VALUE", multiple=True, help="Another parameter of a view."),
    click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, by which Excel knows UTF-8."),
)


def view_options(command: Command) -> Command:
    """The options of `kg export` that are about views."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def export_view(store: Path, output: Path, format_name: str, settings: Mapping[str, Any]) -> None:
    """Write a view of the store and say how large it is.

    Args:
        store: Folder of the store.
        output: File, or folder of those formats that are several files.
        format_name: One of `VIEW_FORMATS`.
        settings: The values of `view_options` by name.
    """
    if settings["bom"] and format_name != "csv":
        raise click.UsageError("--bom is for --format csv")
    if format_name in FOLDER_FORMATS and output == STDOUT:
        raise click.UsageError(f"{format_name} is several files; name a folder with -o")
    with usage_errors():
        view = find_view(settings["view"] or DEFAULT_VIEW)
        opened, reader = open_reader(store)
        graph = read_view(opened, reader, view, _values(settings), settings["hops"] or 1)
    write_view(graph, output, format_name, settings["bom"])
    click.echo(f"{graph.name}: {len(graph.nodes)} nodes, {len(graph.edges)} edges", err=True)


def refuse_view_options(settings: Mapping[str, Any]) -> None:
    """Say that an option of views does not go with RDF.

    Raises:
        click.UsageError: One was given.
    """
    given = [name for name, value in settings.items() if value]
    if given:
        option = "param" if given[0] == "parameters" else given[0]
        raise click.UsageError(f"--{option} goes with a format for viewers: {', '.join(VIEW_FORMATS)}")


def _values(settings: Mapping[str, Any]) -> dict[str, str]:
    """The parameters of the view, from `--param name=value` and `--entity value`."""
    given = [*settings["parameters"], *([f"entity={settings['entity']}"] if settings["entity"] else [])]
    values: dict[str, str] = {}
    for parameter in given:
        name, _, value = parameter.partition("=")
        if not (name and value):
            raise QueryUsageError(f"--param {parameter}: write name=value, for example year=2020")
        if name in values:
            raise QueryUsageError(f"the parameter {name} is given twice")
        values[name] = value
    return values
