"""Writes docs/queries.md: every saved query with its example answer over the five documents of data/documents.

python -m docs.site.queries
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from extract.resources import resource
from kg.parameters import Parameter
from kg.queries import SavedQuery, load_queries
from kg.query import Table, bind, example_command, run
from kg.query_head import GROUPS
from kg.reader import Reader
from kg.tables import cell_text
from kg.vocabulary import PREFIXES

PAGE = Path(__file__).parents[1] / "queries.md"
_ROWS = 5
_CELL = 40
_COLUMNS = 7
_HEAD = """\
# The saved queries

What each file of [`queries/`](../queries/README.md) answers, by group, with the beginning of its answer over the five
documents of [`data/documents`](../data/documents/README.md). `python -m docs.site.queries` makes this page; columns of
IRIs and the ends of long cells are left out of it, `kg query` gives the whole.

Where the value of a parameter is a thing, its name will do, another of its names, a document's number or a region's
code. Press the tab key for the values that a store has ([README.md](../README.md) says how to set that up).
"""


def page(store: Store, base: str) -> str:
    """The page, with answers from a store built under `base`."""
    queries = list(load_queries(resource("queries")).values())
    reader = Reader(store, base)
    lines = [_HEAD]
    for group in GROUPS:
        lines += [f"## {group.capitalize()}", ""]
        for query in queries:
            if query.group == group:
                lines += _section(query, store, reader)
    return "\n".join(lines)


def _section(query: SavedQuery, store: Store, reader: Reader) -> Iterator[str]:
    yield f"### {query.name}\n\n**{query.summary}** {query.description}\n"
    if query.parameters:
        yield "| parameter | type | | values in a store |\n| --- | --- | --- | --- |"
        yield from map(_parameter_row, query.parameters)
        yield ""
    yield f"```sh\n{example_command(query)}\n```\n"
    answer = run(store, query, bind(query, query.example, reader))
    assert isinstance(answer, Table)
    yield from _answer(answer, reader)


def _parameter_row(parameter: Parameter) -> str:
    need = "needed" if parameter.required else "optional"
    need = need if parameter.default is None else f"default {parameter.default}"
    values = _escaped(f"`{parameter.values}`") if parameter.values else ""
    return f"| `--{parameter.name}` | {parameter.type} | {need} | {values} |"


def _answer(table: Table, reader: Reader) -> Iterator[str]:
    if not table.rows:
        yield "No rows over the five documents.\n"
        return
    filled = {column for row in table.rows for column, value in row.items() if _tells(value)}
    columns = [column for column in table.columns if column in filled][:_COLUMNS]
    yield "| " + " | ".join(columns) + " |\n|" + " --- |" * len(columns)
    for row in table.rows[:_ROWS]:
        yield "| " + " | ".join(_cell(cell_text(row.get(column), reader)) for column in columns) + " |"
    more = len(table.rows) - _ROWS
    yield f"\n{more} more.\n" if more > 0 else ""


def _tells(value: Mapping[str, Any]) -> bool:
    """Whether a value tells a reader something: IRIs do not, but for the terms of the ontology."""
    return bool(value["value"]) and (value["type"] != "uri" or value["value"].startswith(PREFIXES["stp"]))


def _cell(text: str) -> str:
    return _escaped(text if len(text) <= _CELL else text[: _CELL - 1] + "…")


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def main() -> int:
    """Build the graph of the five documents and write the page."""
    from kg.build import build
    from kg.store import read_store, store_base

    with tempfile.TemporaryDirectory() as folder:
        build([resource("data/documents")], Path(folder) / "store")
        store = read_store(Path(folder) / "store")
        PAGE.write_text(page(store, store_base(store)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
