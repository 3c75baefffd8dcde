#!/usr/bin/env python3
"""Each saved query on a million statements: through the process of `kg query`, and sent to pyoxigraph directly.

    python -m bench.queries [--statements 1000000] [--repeats 5] [--store FOLDER] [NAME ...]

The store is that of data/documents with the graphs of the five files written again and again, each time under IRIs and
titles of their own; organisations, programmes, regions and indicators stay one, as in a real store, and so are named by
ever more documents. Both sides run in one run, in turns, with warm caches; the best of the repeats counts. Of
`kg query` that is everything from the request to the last byte: reading the query and its parameters, looking up names,
asking, writing CSV, and the way between the processes. The start of the process is measured by itself, at the end.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, QuerySolutions, Store

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
    """The least seconds of each work, done in turns."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(repeats):
        for work, taken in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    return [min(taken) for taken in times]


def measured(
    queries: Sequence[SavedQuery], store: Store, reader: Reader, worker: QueryWorker, repeats: int
) -> Iterator[tuple[str, int, float, float]]:
    """(name, bytes of the answer, seconds of pyoxigraph, seconds of `kg query`) of each query, with its example."""
    for query in queries:
        terms = bind(query, query.example, reader)
        sizes = []

        def directly(query: SavedQuery = query, terms: object = terms) -> None:
            answer = store.query(query.text, use_default_graph_as_union=True, substitutions=terms)  # type: ignore[arg-type]
            assert isinstance(answer, QuerySolutions)
            answer.serialize(format=QueryResultsFormat.CSV)

        request = QueryRequest(query.text, query.name, with_head=True, given=query.example, table_format="csv")

        def by_kg(request: QueryRequest = request, sizes: list[int] = sizes) -> None:
            sizes.append(sum(map(len, worker.answer(request, None))))

        by_pyoxigraph, by_process = best(repeats, directly, by_kg)
        yield query.name, sizes[0], by_pyoxigraph, by_process


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
    print(f"{'query':<32}{'bytes':>10}{'pyoxigraph ms':>15}{'kg query ms':>13}{'ratio':>7}")
    queries = [query for name, query in load_queries(resource("queries")).items() if not names or name in names]
    ratios = {}
    with worker:
        for name, size, direct, by_kg in measured(queries, store, reader, worker, repeats):
            ratios[name] = by_kg / direct
            row = f"{name:<32}{size:>10,}{direct * MILLISECONDS:>15.2f}{by_kg * MILLISECONDS:>13.2f}"
            print(f"{row}{ratios[name]:>7.2f}", flush=True)
        worst = max(ratios, key=lambda name: ratios[name])
        print(f"worst: {worst}, {ratios[worst]:.2f}; asked: at most {LIMIT}")
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
    return ratios[worst] <= LIMIT


def main() -> int:
    """Measure; exit code 1 where a query is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="saved queries; default: all")
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=5)
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
