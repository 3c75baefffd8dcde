"""What `kg query` asks in a process of its own, and how the answer reaches the user."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from kg.answer_formats import GRAPH_FORMATS, TABLE_FORMATS
from kg.answer_pages import PAGE_FORMATS
from kg.output import STDOUT, open_output
from kg.queries import QueryError, QueryUsageError
from kg.query_messages import Layout, QueryRequest
from kg.query_process import Answer, QueryTimeoutError, QueryWorker

FORMATS = [*PAGE_FORMATS, *TABLE_FORMATS, *GRAPH_FORMATS]
# The format of a table and that of a graph, by the ending of a file.
_ENDINGS = {
    ".csv": ("csv", "csv"),
    ".tsv": ("tsv", "tsv"),
    ".json": ("json", "jsonld"),
    ".srj": ("json", "jsonld"),
    ".xml": ("xml", "rdfxml"),
    ".srx": ("xml", "xml"),
    ".md": ("markdown", "markdown"),
    ".html": ("html", "html"),
    ".ttl": ("turtle", "turtle"),
    ".nt": ("ntriples", "ntriples"),
    ".rdf": ("rdfxml", "rdfxml"),
    ".jsonld": ("jsonld", "jsonld"),
    ".trig": ("trig", "trig"),
    ".nq": ("nquads", "nquads"),
    ".n3": ("n3", "n3"),
}
_NARROWEST = 20


def request_of(
    text: str,
    path: Path,
    given: Mapping[str, str],
    format_: str | None,
    output: Path,
    layout: Layout,
    explain: bool,
) -> QueryRequest:
    """What to ask.

    Args:
        text: The query.
        path: The file that it comes from.
        given: Values of its parameters, as they were typed.
        format_: As it was typed; None: by the ending of `output`, else for people.
        output: Where the answer goes.
        layout: What the user said of it; the size of the terminal is added.
        explain: Whether the plan is wanted instead of the answer.

    Raises:
        QueryUsageError: `layout` does not go with the format.
    """
    formats = (format_, format_) if format_ else _ENDINGS.get(output.suffix.lower(), ("table", "turtle"))
    if layout.bom and formats[0] != "csv":
        raise QueryUsageError("--bom is for Excel; it goes with --format csv")
    if output == STDOUT and sys.stdout.isatty():
        width = max(_NARROWEST, shutil.get_terminal_size().columns)
        layout = replace(layout, width=width, colour="NO_COLOR" not in os.environ)
    return QueryRequest(
        text,
        source=str(path),
        with_head=True,
        given=given,
        table_format=formats[0],
        graph_format=formats[1],
        explain=explain,
        layout=layout,
    )


def answer_to(output: Path, store: Path, request: QueryRequest, timeout: float) -> None:
    """Ask, and write the answer as it comes.

    Args:
        output: Where to; `-` is standard output.
        store: Folder of the store.
        request: What to ask.
        timeout: The most seconds that it may take; 0: as many as it takes.

    Raises:
        QueryError: It cannot be answered, or not in time.
        OutputError: The answer cannot be written.
    """
    try:
        with QueryWorker(store) as worker:
            answer = worker.answer(request, timeout)
            with open_output(output) as file:
                for piece in answer:
                    file.write(piece)
                    file.flush()
    except QueryTimeoutError as error:
        advice = "ask for less (one region, one year, a LIMIT), or give it longer with --timeout SECONDS (0: no limit)"
        raise QueryError(f"{request.source}: {error}; {advice}") from error
    _report(answer)


def _report(answer: Answer) -> None:
    if answer.summary is not None and answer.head.format == "table" and answer.head.kind != "boolean":
        noun = "triples" if answer.head.kind == "graph" else "rows"
        click.echo(f"{noun}: {answer.summary.rows}", err=True)
