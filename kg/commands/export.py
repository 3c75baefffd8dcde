"""`kg export`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import store_option
from kg.export import DEFAULT_GRAPHS, FORMATS, GRAPHS, REPEATABLE_GRAPHS, export
from kg.output import STDOUT
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
}

_EXAMPLES = """\
\b
Examples:
  kg export -o graph.ttl
  kg export --format nquads --all -o - | gzip > graph.nq.gz
"""


@click.command("export", epilog=_EXAMPLES)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    show_default="by the ending of OUT, else turtle",
    help="Format of RDF. trig, nquads and jsonld say which file states what; the others merge all graphs into one.",
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
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    default=str(STDOUT),
    show_default="standard output",
    metavar="OUT",
    help="File to write.",
)
@store_option
def export_command(
    format_name: str | None, graphs: tuple[str, ...], all_graphs: bool, output: Path, store: Path
) -> None:
    """Write the graph as RDF, sorted, the same bytes for the same graph.

    What the files say is written, and which cited document is which; the ontology and the known names (regions and
    organisations that no file need mention) only on request.
    """
    if all_graphs and graphs:
        raise click.UsageError("--all and --graph exclude each other")
    chosen = REPEATABLE_GRAPHS if all_graphs else graphs or DEFAULT_GRAPHS
    export(read_store(store), output, format_name or _ENDINGS.get(output.suffix.lower(), "turtle"), chosen)
