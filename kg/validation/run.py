"""A whole store against the shapes, graph by graph, in several processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Store

from kg.engines.local import map_in_processes
from kg.iris import Iris
from kg.progress import OnProgress, ignore_progress
from kg.store import MANIFEST_GRAPH_NAME, read_store, store_base
from kg.validation.result import Result, Severity, result_order

if TYPE_CHECKING:
    from kg.validation.check import Checker

# They state things of nodes that other graphs describe.
_UNDESCRIBED = ("inferred", "runs")
# Fewer graphs are checked sooner than a second process has loaded pySHACL.
_GRAPHS_WORTH_A_PROCESS = 16


@dataclass(frozen=True, slots=True)
class Validation:
    """What the validation of a store found.

    Attributes:
        graphs: How many graphs were checked.
        results: All results, the weightiest first.
    """

    graphs: int
    results: tuple[Result, ...]

    def count(self, severity: Severity) -> int:
        """How many results are of a severity."""
        return Counter(result.severity for result in self.results)[severity]


def graphs_to_check(store: Store) -> list[NamedNode]:
    """Graphs of files, and the store's own ones without the manifest, sorted; ontologies are not data."""
    iris = Iris(store_base(store))
    starts = (iris.files, iris.graph("").value)
    manifest = iris.graph(MANIFEST_GRAPH_NAME)
    named = [graph for graph in store.named_graphs() if isinstance(graph, NamedNode) and graph != manifest]
    return sorted((graph for graph in named if graph.value.startswith(starts)), key=str)


def validate(
    store_dir: Path,
    shapes_file: Path,
    graphs: Sequence[NamedNode],
    workers: int = 1,
    on_progress: OnProgress = ignore_progress,
) -> Validation:
    """Check graphs of a store, each alone.

    Args:
        store_dir: Folder of the store.
        shapes_file: The shapes.
        graphs: Names of the graphs.
        workers: How many processes check.
        on_progress: Told after every graph.

    Raises:
        StoreError: The store cannot be read.
        ShapesError: The shapes cannot be used.
        BuildError: A worker process ended before its time.
    """
    results: list[Result] = []
    for done, (graph, found) in enumerate(_checked(store_dir, shapes_file, graphs, workers), start=1):
        results.extend(found)
        on_progress(len(graphs), done, Path(graph.value))
    return Validation(len(graphs), tuple(sorted(results, key=result_order)))


def _checked(
    store_dir: Path, shapes_file: Path, graphs: Iterable[NamedNode], workers: int
) -> Iterator[tuple[NamedNode, list[Result]]]:
    graphs = list(graphs)
    start = (store_dir, shapes_file)
    if workers > 1 and len(graphs) >= _GRAPHS_WORTH_A_PROCESS:
        from kg.validation.shapes import load_shapes

        # What a process raises when it starts reaches nobody but the terminal.
        load_shapes(shapes_file)
        yield from map_in_processes(_check_in_worker, graphs, workers, _start_worker, start)
        return
    work = _Work(*start)
    for graph in graphs:
        yield graph, work.check(graph)


class _Work:
    """The checking of the graphs of one store by one process."""

    worker: _Work

    def __init__(self, store_dir: Path, shapes_file: Path) -> None:
        # pySHACL comes with it: whoever only asks for help does not wait for that.
        from kg.validation.check import Checker

        self._store = read_store(store_dir)
        self._check: Checker = Checker(shapes_file)
        iris = Iris(store_base(self._store))
        self._undescribed = {iris.graph(name) for name in _UNDESCRIBED}

    def check(self, graph: NamedNode) -> list[Result]:
        """The results for a graph."""
        quads = self._store.quads_for_pattern(None, None, None, graph)
        return self._check(graph, quads, described=graph not in self._undescribed)


def _start_worker(store_dir: Path, shapes_file: Path) -> None:
    _Work.worker = _Work(store_dir, shapes_file)


def _check_in_worker(graph: NamedNode) -> list[Result]:
    return _Work.worker.check(graph)
