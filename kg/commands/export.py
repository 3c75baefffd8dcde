"""`kg export`."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import click

from kg.commands.options import store_option
from kg.commands.view_export import VIEW_ENDINGS, VIEW_FORMATS, export_view, refuse_view_options, view_options
from kg.export import COMPACT, FORMATS, JELLY, export
from kg.output import COMPRESSED, STDOUT
from kg.prefixes import read_prefixes
from kg.selection import DEFAULT_GRAPHS, GRAPHS, REPEATABLE_GRAPHS, Part
from kg.store import read_store

_ENDINGS = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".nt": "ntriples",
    ".rdf": "rdfxml",
    ".owl": "rdfxml",
    ".xml": "rdfxml",
    ".jsonld": "jsonld",
    ".jelly": JELLY,
    **VIEW_ENDINGS,
}
_DATE_FORM = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_FIRST_DAY = "-01-01"

_EXAMPLES = """\
\b
Examples:
  kg export -o graph.ttl
  kg export --all -o graph.nq.gz
  kg export --document 国科发规〔2020〕254号 -o one.ttl
  kg export --since 2021-07 --graph files --prefixes ex=https://example.org/ -o late.trig
  kg export -o overview.gexf
  kg export --view collaboration -o who.graphml
  kg export --view ego --entity 科学技术部 --hops 2 -o most.cyjs
  kg export --view goals --format csv --bom -o goals
"""


def _checked_date(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """A year, a month or a day that there is, as it was given."""
    try:
        if value and not _DATE_FORM.fullmatch(value):
            raise ValueError(value)
        if value:
            date.fromisoformat(value + _FIRST_DAY[len(value) - len("2020") :])
        return value
    except ValueError as error:
        raise click.BadParameter("give a year, month or day, such as 2020, 2020-09 or 2020-09-30") from error


@click.command("export", epilog=_EXAMPLES)
@click.option(
    "--format",
    "format_name",
    type=click.Choice([*FORMATS, COMPACT, JELLY, *VIEW_FORMATS]),
    show_default="by the ending of OUT, else turtle",
    help="RDF: trig, nquads, jsonld, jsonld-compact (short keys) and jelly (binary; needs the package pyjelly) say "
    "which file states what; turtle, ntriples and rdfxml merge all graphs into one. For viewers: graphml, gexf, "
    "cytoscape, cx2, dot; neo4j and csv, which are folders.",
)
@click.option(
    "--graph",
    "graphs",
    type=click.Choice(GRAPHS),
    multiple=True,
    help="Which graphs, can be given several times: what the files say, links between cited and stored documents, what "
    "follows by the ontology, known names, the ontology, when each file was read.  [default: files and links]",
)
@click.option("--all", "all_graphs", is_flag=True, help="All of these graphs but runs, which differ from run to run.")
@click.option(
    "--document",
    "documents",
    multiple=True,
    metavar="NAME",
    help="Only what the file of this document says: a title, a number, an IRI, or the name of the file; can be given "
    "several times. Of links, inferences and runs, those about a thing that the file speaks of.",
)
@click.option(
    "--since",
    default="",
    callback=_checked_date,
    metavar="DATE",
    help="Only what the files say of which a document is dated on or after this year, month or day: signed, else in "
    "force, published, or first year covered. A file without any date is left out.",
)
@click.option(
    "--prefixes",
    multiple=True,
    metavar="PREFIX=IRI|FILE",
    help="A prefix to use beside or instead of the usual ones, or a Turtle file that declares some; can be given "
    "several times.",
)
@click.option(
    "--files-by-name",
    is_flag=True,
    help="Call files, and the places in them, by the names of the files and not by a digest of their content, so that "
    "the exports of two states of a text differ in no more than the text does.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(allow_dash=True, path_type=Path),
    default=str(STDOUT),
    show_default="standard output",
    metavar="OUT",
    help="File to write; a name in .gz is compressed. Of neo4j and csv a folder.",
)
@view_options
@store_option
def export_command(
    format_name: str | None,
    graphs: tuple[str, ...],
    all_graphs: bool,
    documents: tuple[str, ...],
    since: str,
    prefixes: tuple[str, ...],
    files_by_name: bool,
    output: Path,
    store: Path,
    **view_settings: Any,
) -> None:
    """Write the graph as RDF, or a view of it for a viewer; the same bytes for the same graph.

    RDF is sorted. What the files say is written, and which cited document is which; the ontology and the known names
    (regions and organisations that no file need mention) only on request.
    """
    name = output.with_suffix("") if output.suffix.lower() == COMPRESSED else output
    format_name = format_name or _ENDINGS.get(name.suffix.lower(), "turtle")
    if format_name in VIEW_FORMATS:
        if all_graphs or graphs or documents or since or prefixes or files_by_name:
            raise click.UsageError(
                "--graph, --all, --document, --since, --prefixes and --files-by-name are for RDF, not for a view"
            )
        export_view(store, output, format_name, view_settings)
        return
    refuse_view_options(view_settings)
    if all_graphs and graphs:
        raise click.UsageError("--all and --graph exclude each other")
    chosen = REPEATABLE_GRAPHS if all_graphs else graphs or DEFAULT_GRAPHS
    export(
        read_store(store),
        output,
        format_name,
        chosen,
        Part(documents, since),
        read_prefixes(prefixes),
        files_by_name=files_by_name,
    )
