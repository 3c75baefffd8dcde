"""Virtuoso loads what `kg export` writes and answers every saved query; the answers are compared with those of Oxigraph.

    python -m bench.interop.virtuoso [QUERY...]

Installs Debian's `virtuoso-opensource`, as root, where it is missing. The five documents' graph is loaded as N-Quads, each query
of `queries/` is asked with its example values written into its text, as grlc does, and the rows are compared as multisets, numbers by
their value. `FAULTS` lists what Virtuoso is known to answer wrongly or not at all; it is a failure, too, if one of these is answered
rightly.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pyoxigraph import Literal, NamedNode, Store, Variable

from bench.interop._programs import five_documents, need_program, report
from bench.interop._virtuoso import CLIENT, PACKAGE, SERVER, Virtuoso, VirtuosoError, virtuoso
from extract.resources import resource
from kg.export import export
from kg.queries import SavedQuery, load_queries
from kg.query import Table, bind, run
from kg.reader import Reader
from kg.selection import REPEATABLE_GRAPHS
from kg.store import store_base
from kg.vocabulary import PREFIXES

FAULTS: dict[str, str] = {}
NUMBERS = {PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "float", "int", "nonNegativeInteger")}
Row = tuple[object, ...]


def with_values(query: SavedQuery, values: dict[Variable, NamedNode | Literal]) -> str:
    """The text of a query with values in place of its parameters."""
    text = query.text
    for variable, value in values.items():
        text = re.sub(rf"[?$]{re.escape(variable.value)}\b", lambda _, value=value: str(value), text)
    return text


def comparable(rows: Any, columns: tuple[str, ...]) -> Counter[Row]:
    """Rows as a multiset."""
    return Counter(tuple(cell(row.get(column)) for column in columns) for row in rows)


def cell(term: dict[str, str] | None) -> object:
    """A value so that two engines that mean the same write the same."""
    if term is None:
        return None
    datatype = term.get("datatype", "")
    if datatype in NUMBERS:
        return Decimal(term["value"]).normalize()
    plain = datatype in ("", PREFIXES["xsd"] + "string")
    kind = "literal" if term["type"] == "typed-literal" else term["type"]
    return kind, term["value"], "" if plain else datatype, term.get("xml:lang", "")


def compare(query: SavedQuery, store: Store, server: Virtuoso) -> tuple[int, str, str]:
    """The number of Oxigraph's rows and of Virtuoso's, and what is wrong, empty where nothing is."""
    values = bind(query, query.example, Reader(store, store_base(store)))
    answer = run(store, query, values)
    assert isinstance(answer, Table)
    ours = comparable(answer.rows, answer.columns)
    try:
        theirs = comparable(server.ask(with_values(query, values)), answer.columns)
    except VirtuosoError as error:
        return ours.total(), "-", str(error)
    if ours == theirs:
        return ours.total(), str(theirs.total()), ""
    missing, surplus = list((ours - theirs).elements()), list((theirs - ours).elements())
    return ours.total(), str(theirs.total()), f"missing {missing[:1]}, surplus {surplus[:1]}"


def main() -> None:
    """Print a line for each query."""
    need_program(SERVER, PACKAGE)
    need_program(CLIENT, PACKAGE)
    queries = load_queries(resource("queries"))
    rows, faults = [("query", "Oxigraph", "Virtuoso", "")], []
    with TemporaryDirectory() as name:
        folder = Path(name)
        store = five_documents(folder / "store")
        export(store, folder / "graph.nq", "nquads", REPEATABLE_GRAPHS)
        with virtuoso(folder) as server:
            server.load("graph.nq")
            for query in (queries[name] for name in sys.argv[1:] or queries):
                ours, theirs, wrong = compare(query, store, server)
                known = FAULTS.get(query.name, "")
                rows.append((query.name, str(ours), theirs, known or wrong or "same"))
                if bool(wrong) != bool(known):
                    faults.append(f"{query.name}: " + (wrong or "is answered rightly now; take it out of FAULTS"))
    report(rows, faults)


if __name__ == "__main__":
    main()
