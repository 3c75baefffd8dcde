"""Virtuoso loads what `kg export` writes and answers every saved query as Oxigraph does.

    python -m bench.interop.virtuoso [QUERY...]

Installs Debian's `virtuoso-opensource`, as root, where it is missing. Two graphs are loaded as N-Quads, one after the
other: the sample of the tests, in which the example of every query has an answer, and the five documents with all that
can be exported. Each query of `queries/` is asked with its example values written into its text, as grlc does, and the
rows are compared as multisets, numbers by their value.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Variable

from bench.interop._programs import five_documents, need_program, report
from bench.interop._virtuoso import CLIENT, PACKAGE, SERVER, Virtuoso, VirtuosoError, virtuoso
from extract.resources import resource
from kg.export import export
from kg.names import UnknownNameError
from kg.queries import SavedQuery, load_queries
from kg.query import Table, bind, run
from kg.reader import Reader
from kg.selection import REPEATABLE_GRAPHS
from kg.store import store_base
from kg.vocabulary import PREFIXES

SAMPLES = [Path(__file__).parents[2] / "tests" / "data" / name for name in ("sample.trig", "sample-plans.trig")]
Line = tuple[str, str, str, str, str]
NUMBERS = {PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "float", "int", "nonNegativeInteger")}
Row = tuple[object, ...]


def with_values(query: SavedQuery, values: dict[Variable, NamedNode | Literal]) -> str:
    """The text of a query with values in place of its parameters."""
    terms = {variable.value: str(value) for variable, value in values.items()}
    return re.sub(r"[?$](\w+)", lambda match: terms.get(match[1], match[0]), query.text)


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


def compare(query: SavedQuery, store: Store, server: Virtuoso) -> tuple[str, str, str]:
    """The number of Oxigraph's rows and of Virtuoso's, and what is wrong, empty where nothing is."""
    try:
        values = bind(query, query.example, Reader(store, store_base(store)))
    except UnknownNameError:
        return "-", "-", ""
    answer = run(store, query, values)
    assert isinstance(answer, Table)
    ours = comparable(answer.rows, answer.columns)
    try:
        theirs = comparable(server.ask(with_values(query, values)), answer.columns)
    except VirtuosoError as error:
        return str(ours.total()), "-", str(error)
    missing, surplus = list((ours - theirs).elements()), list((theirs - ours).elements())
    wrong = f"missing {missing[:1]}, surplus {surplus[:1]}" if missing or surplus else ""
    return str(ours.total()), str(theirs.total()), wrong


def sample() -> Store:
    """The sample of the tests."""
    store = Store()
    for path in SAMPLES:
        store.load(path=str(path), format=RdfFormat.TRIG)
    return store


def compare_all(
    graph: str, store: Store, folder: Path, queries: Mapping[str, SavedQuery]
) -> tuple[list[Line], list[str]]:
    """A line for each query, and what is wrong, over one graph in a server of its own."""
    folder.mkdir()
    export(store, folder / "graph.nq", "nquads", REPEATABLE_GRAPHS)
    lines: list[Line] = []
    faults: list[str] = []
    with virtuoso(folder) as server:
        server.load("graph.nq")
        for query in queries.values():
            ours, theirs, wrong = compare(query, store, server)
            verdict = wrong or ("same" if ours != "-" else "the example is not in this graph")
            lines.append((graph, query.name, ours, theirs, verdict))
            if wrong:
                faults.append(f"{graph}, {query.name}: {wrong}")
    return lines, faults


def main() -> None:
    """Print a line for each query over each graph."""
    need_program(SERVER, PACKAGE)
    need_program(CLIENT, PACKAGE)
    saved = load_queries(resource("queries"))
    queries = {name: saved[name] for name in sys.argv[1:] or saved}
    rows: list[tuple[str, ...]] = [("graph", "query", "Oxigraph", "Virtuoso", "")]
    faults: list[str] = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        graphs = {"sample": sample(), "five documents": five_documents(folder / "store")}
        for number, (graph, store) in enumerate(graphs.items()):
            lines, wrong = compare_all(graph, store, folder / str(number), queries)
            rows += lines
            faults += wrong
    report(rows, faults)


if __name__ == "__main__":
    main()
