"""`kg export`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.commands.options import store_option
from kg.commands.view_export import VIEW_ENDINGS, VIEW_FORMATS, export_view, refuse_view_options, view_options
from kg.compact_jsonld import FORMAT as COMPACT
from kg.compact_jsonld import export_compact
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
    **VIEW_ENDINGS,
}

_EXAMPLES = """\
\b
Examples:
  kg export -o graph.ttl
  kg export --format nquads --all -o - | gzip > graph.nq.gz
  kg export -o overview.gexf
  kg export --view collaboration -o who.graphml
  kg export --view ego --entity 科学技术部 --hops 2 -o most.cyjs
  kg export --view goals --format csv --bom -o goals
"""


@click.command("export", epilog=_EXAMPLES)
@click.option(
    "--format",
    "format_name",
    type=click.Choice([*FORMATS, COMPACT, *VIEW_FORMATS]),
    show_default="by the ending of OUT, else turtle",
    help="RDF: trig, nquads, jsonld and jsonld-compact (short keys) say which file states what; turtle, ntriples and "
    "rdfxml merge all graphs. For viewers: graphml, gexf, cytoscape, cx2, dot; neo4j and csv, which are folders.",
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
    type=click.Path(allow_dash=True, path_type=Path),
    default=str(STDOUT),
    show_default="standard output",
    metavar="OUT",
    help="File to write; of neo4j and csv a folder.",
)
@view_options
@store_option
def export_command(
    format_name: str | None,
    graphs: tuple[str, ...],
    all_graphs: bool,
    output: Path,
    store: Path,
    **view_settings: Any,
) -> None:
    """Write the graph as RDF, or a view of it for a viewer; the same bytes for the same graph.

    RDF is sorted. What the files say is written, and which cited document is which; the ontology and the known names
    (regions and organisations that no file need mention) only on request.
    """
    if all_graphs and graphs:
        raise click.UsageError("--all and --graph exclude each other")
    chosen_format = format_name or _ENDINGS.get(output.suffix.lower(), "turtle")
    if chosen_format in VIEW_FORMATS:
        if all_graphs or graphs:
            raise click.UsageError("--graph and --all are for RDF; a view says itself what it shows")
        export_view(store, output, chosen_format, view_settings)
        return
    refuse_view_options(view_settings)
    chosen = REPEATABLE_GRAPHS if all_graphs else graphs or DEFAULT_GRAPHS
    if chosen_format == COMPACT:
        export_compact(read_store(store), output, chosen)
    else:
        export(read_store(store), output, chosen_format, chosen)
