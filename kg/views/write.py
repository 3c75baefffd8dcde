"""The formats that views are written in, by name and by the ending of a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from kg.errors import OutputError
from kg.output import STDOUT, open_output
from kg.views.cytoscape import write_cx2, write_cytoscape
from kg.views.dot import write_dot
from kg.views.gexf import write_gexf
from kg.views.graphml import write_graphml
from kg.views.model import PropertyGraph
from kg.views.neo4j import write_neo4j
from kg.views.tables import write_lists

_FILE_FORMATS: dict[str, Callable[[PropertyGraph, BinaryIO], None]] = {
    "graphml": write_graphml,
    "gexf": write_gexf,
    "cytoscape": write_cytoscape,
    "cx2": write_cx2,
    "dot": write_dot,
}
FOLDER_FORMATS = ("neo4j", "csv")
FORMATS = (*_FILE_FORMATS, *FOLDER_FORMATS)
ENDINGS = {
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".cyjs": "cytoscape",
    ".cx2": "cx2",
    ".dot": "dot",
    ".gv": "dot",
}


def write_view(graph: PropertyGraph, output: Path, format_name: str, bom: bool = False) -> None:
    """Write a graph to a file, or to several in a folder.

    Args:
        graph: What to write.
        output: The file, `-` for standard output; of `FOLDER_FORMATS` the folder, which is made if it is not there.
        format_name: One of `FORMATS`.
        bom: Of `csv` only: begin each file with a byte order mark, by which Excel knows UTF-8.

    Raises:
        OutputError: It cannot be written.
    """
    if format_name not in FOLDER_FORMATS:
        with open_output(output) as file:
            _FILE_FORMATS[format_name](graph, file)
        return
    if output == STDOUT:
        raise OutputError(output, f"{format_name} is several files; name a folder with -o")
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(output, error.strerror or str(error)) from error
    if format_name == "csv":
        write_lists(graph, output, bom)
    else:
        write_neo4j(graph, output)
