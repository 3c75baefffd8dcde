#!/usr/bin/env python3
"""Each saved query on a million statements: through the process of `kg query`, and sent to pyoxigraph directly.

    python -m bench.queries [--statements 1000000] [--repeats 5] [--store FOLDER] [NAME ...]

The store is that of data/documents with the graphs of the five files written again and again, each time under IRIs and
titles of their own; organisations, programmes, regions and indicators stay one, as in a real store, and so are named by
ever more documents. Both sides run in one run, in turns, with warm caches; the best of the repeats counts. Of
`kg query` that is everything from the request to the last byte: reading the query and its parameters, asking, choosing
the columns, writing CSV, and the way between the processes. Both are given the same IRIs; what it takes to look up the
names that a user would type stands in the last column, the start of the process in the last lines.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, QuerySolutions, Store, Variable

from bench._record import Ratio, record
from extract.resources import resource
from kg.build import BuildOptions, build
from kg.queries import SavedQuery, load_queries
from kg.query import bind
from kg.query_messages import QueryRequest
from kg.query_process import QueryWorker
from kg.reader import Reader
from kg.store import read_store, store_base, write_store

ROOT = Path(__file__).resolve().parent.parent
# What each file has of its own; everything else is shared among files.
OWN_KINDS = ("document", "extraction", "file", "goal", "mention", "section", "statement")
NAMES = ("title", "label", "altLabel", "documentNumber")
STREAMED = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"
LIMIT = 1.2
MILLISECONDS = 1000
SHORT_SECONDS = 8
MOST_REPEATS = 1000


def copied(quad: Quad, number: int, base: str) -> Quad:
    """A statement of a file's graph as another file would say it."""

    def own(term: object) -> bool:
        return isinstance(term, NamedNode) and term.value.removeprefix(base).split("/")[0] in OWN_KINDS

    def renamed(term: object) -> object:
        if not isinstance(term, NamedNode) or not own(term):
            return term
        iri, mark, fragment = term.value.partition("#")
        return NamedNode(f"{iri}-{number}{mark}{fragment}")

    value = renamed(quad.object)
    if own(quad.subject) and isinstance(value, Literal) and quad.predicate.value.endswith(NAMES):
        text = f"{value.value}（{number}）"
        value = Literal(text, language=value.language) if value.language else Literal(text)
    return Quad(renamed(quad.subject), quad.predicate, value, renamed(quad.graph_name))  # type: ignore[arg-type]


def make_store(folder: Path, statements: int) -> None:
    """A store of that many statements: the five documents, and copies of them."""
    build([ROOT / "data" / "documents"], folder, BuildOptions(workers=1))
    store = write_store(folder)
    base = store_base(store)
    files = [graph for graph in store.named_graphs() if graph.value.startswith(f"{base}file/")]
    quads = sorted((quad for file in files for quad in store.quads_for_pattern(None, None, None, file)), key=str)
    links = list(store.quads_for_pattern(None, None, None, NamedNode(f"{base}graph/links")))
    number = 1
    while len(store) < statements:
        number += 1
        store.bulk_extend([copied(quad, number, base) for quad in quads])
        store.extend([copied(quad, number, base) for quad in links])
    store.optimize()


def best(repeats: int, *works: Callable[[], object]) -> list[float]:
    """The least seconds of each work, done in turns: so many, and of short work more, which disturbs more easily."""
    times: list[list[float]] = [[] for _ in works]
    while len(times[0]) < repeats or (sum(map(sum, times)) < SHORT_SECONDS and len(times[0]) < MOST_REPEATS):
        for work, taken in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    return [min(taken) for taken in times]


@dataclass(frozen=True, slots=True)
class Measured:
    """One query: how much it answers, and the seconds of each way to ask it."""

    name: str
    size: int
    direct: float
    by_kg: float
    names: float

    @property
    def ratio(self) -> float:
        """How many times longer `kg query` takes."""
        return self.by_kg / self.direct


def measure(query: SavedQuery, store: Store, reader: Reader, worker: QueryWorker, repeats: int) -> Measured:
    """Ask a query with its example in both ways, with the same terms; and look up the names of the example."""
    terms = bind(query, query.example, reader)
    iris = {
        parameter.name: terms[Variable(parameter.variable)].value
        for parameter in query.parameters
        if Variable(parameter.variable) in terms
    }
    request = QueryRequest(query.text, query.name, with_head=True, given=iris, table_format="csv")

    def directly() -> bytes:
        answer = store.query(query.text, use_default_graph_as_union=True, substitutions=terms)  # type: ignore[arg-type]
        assert isinstance(answer, QuerySolutions)
        return answer.serialize(format=QueryResultsFormat.CSV) or b""

    def by_kg() -> bytes:
        return b"".join(worker.answer(request, None))

    size = len(by_kg())
    assert directly().count(b"\n") == by_kg().count(b"\n")
    times = best(repeats, directly, by_kg, lambda: bind(query, query.example, reader))
    return Measured(query.name, size, *times)


def start_seconds(folder: Path) -> float:
    """How long it takes to start a process, open the store and answer the simplest of all queries."""
    with QueryWorker(folder) as worker:
        start = time.perf_counter()
        b"".join(worker.answer(QueryRequest("ASK {}"), None))
        return time.perf_counter() - start


def report(folder: Path, names: Sequence[str], repeats: int) -> bool:
    """Print a line a query; whether all are within the limit."""
    # Before the store is opened here: a process with the threads of a store does not fork.
    forked = min(start_seconds(folder) for _ in range(repeats))
    worker = QueryWorker(folder)
    worker.start()
    store = read_store(folder)
    reader = Reader(store, store_base(store))
    print(f"{len(store):,} statements; Python {platform.python_version()}, {platform.machine()}")
    print(f"{'query':<32}{'bytes':>10}{'pyoxigraph ms':>15}{'kg query ms':>13}{'ratio':>7}{'names ms':>10}")
    queries = [query for name, query in load_queries(resource("queries")).items() if not names or name in names]
    results = []
    with worker:
        for query in queries:
            result = measure(query, store, reader, worker, repeats)
            results.append(result)
            milliseconds = [f"{seconds * MILLISECONDS:.2f}" for seconds in (result.direct, result.by_kg)]
            row = "{:>15}{:>13}".format(*milliseconds)
            print(
                f"{result.name:<32}{result.size:>10,}{row}{result.ratio:>7.2f}{result.names * MILLISECONDS:>10.2f}",
                flush=True,
            )
        worst = max(results, key=lambda result: result.ratio)
        worst_ratio = Ratio("kg query against pyoxigraph, worst query", worst.ratio, LIMIT, at_most=True)
        print(f"worst: {worst.name}")
        record("queries", [worst_ratio], {result.name: result.ratio for result in results})
        start = time.perf_counter()
        answer = worker.answer(QueryRequest(STREAMED, table_format="csv"), None)
        size, first = len(next(answer)), time.perf_counter() - start
        size += sum(map(len, answer))
        whole = time.perf_counter() - start
        times = f"first piece after {first * MILLISECONDS:.1f} ms, {size:,} bytes after {whole:.1f} s"
        print(f"every statement as CSV: {times}")
    spawned = min(start_seconds(folder) for _ in range(repeats))
    print(f"process started, store opened, ASK {{}} answered: {forked * MILLISECONDS:.0f} ms by fork, as in kg query;")
    print(f"{spawned * MILLISECONDS:.0f} ms by a new interpreter, as beside threads")
    return worst.ratio <= LIMIT


def main() -> int:
    """Measure; exit code 1 where a query is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="saved queries; default: all")
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=10)
    parser.add_argument("--store", type=Path, help="a folder to keep the store in, or the store of an earlier run")
    arguments = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = arguments.store or Path(temporary, "store")
        if not folder.exists():
            print(f"Making a store of {arguments.statements:,} statements ...", file=sys.stderr)
            # In a process of its own: one with the threads of a store does not fork.
            making = get_context("spawn").Process(target=make_store, args=(folder, arguments.statements))
            making.start()
            making.join()
        return 0 if report(folder, arguments.names, arguments.repeats) else 1


if __name__ == "__main__":
    sys.exit(main())
