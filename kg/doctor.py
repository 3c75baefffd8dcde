"""Is a store whole? What is wrong with it, and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse, serialize

from kg import gazetteer_graph, infer, resolve
from kg.errors import StoreError
from kg.file_graph import digest_of_lines
from kg.iris import Iris
from kg.lock import holder
from kg.manifest import RUNS_GRAPH_NAME, Manifest
from kg.progress import OnProgress, ignore_progress
from kg.store import FORMAT, MANIFEST_GRAPH_NAME, UNFINISHED_LOADS, find_quads, read_store, store_bases, store_format
from kg.vocabulary import ONTOLOGIES

Severity = Literal["error", "warning"]
_REBUILD = "run `kg build` on the sources again"
_RESTORE = "`kg restore` a backup; without one set the folder aside and run `kg build` on the sources"
_LEAST_FREE = 64 << 20  # bytes
_SHARE_FREE = 0.1  # of the size of the store: what a build of changes may need while it goes on
_OWN_GRAPHS = (MANIFEST_GRAPH_NAME, RUNS_GRAPH_NAME, resolve.GRAPH_NAME, infer.GRAPH_NAME, gazetteer_graph.GRAPH_NAME)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong.

    Attributes:
        check: Which check found it: a key of what `examine` counts.
        severity: `error` for what makes answers wrong, `warning` for what may stop the next build, or is nobody's.
        message: What is wrong.
        remedy: What to do.
    """

    check: str
    severity: Severity
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Examination:
    """What was looked at, and what was found.

    Attributes:
        store: Folder of the store.
        files: How many files the manifest has.
        graphs: How many graphs were read.
        statements: How many statements they have together.
        findings: What is wrong, in the order of the checks.
    """

    store: Path
    files: int
    graphs: int
    statements: int
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong but what a warning says."""
        return not any(finding.severity == "error" for finding in self.findings)


def examine(store_dir: Path, on_progress: OnProgress = ignore_progress) -> Examination:
    """Look at all of a store: it opens, its graphs are those of the manifest, every statement can be read and exported.

    Raises:
        StoreError: There is no store.
    """
    around = [*_around(store_dir)]
    try:
        store = read_store(store_dir)
        bases = store_bases(store)
    except StoreError as error:
        if not (store_dir / "CURRENT").is_file():
            raise
        return Examination(store_dir, 0, 0, 0, (Finding("opens", "error", error.reason, _RESTORE), *around))
    if len(bases) != 1 or store_format(store) != FORMAT:
        found = tuple(_form(bases, store_format(store)))
        return Examination(store_dir, 0, 0, 0, (*found, *around))
    examiner = _Examiner(store, Iris(bases[0]))
    findings = [*examiner.manifest(), *examiner.graphs(on_progress), *around]
    return Examination(store_dir, examiner.files, examiner.read, examiner.statements, tuple(findings))


def _form(bases: list[str], version: str) -> Iterator[Finding]:
    if not bases:
        yield Finding(
            "base", "error", "the store has no manifest: it was not made by kg, or its first build was killed", _REBUILD
        )
    if len(bases) > 1:
        yield Finding("base", "error", f"the store has several bases ({', '.join(bases)})", _RESTORE)
    if bases and version != FORMAT:
        message = f"the store has format {version}, and this version of kg writes and reads format {FORMAT}"
        yield Finding("format", "error", message, "use the version of kg that made it, or build anew with this one")


def _around(store_dir: Path) -> Iterator[Finding]:
    """What is wrong with the folder."""
    if process := holder(store_dir):
        message = f"the store is in use by {process}; what is found may be half of a change"
        yield Finding("folder", "warning", message, "wait for it, and ask again")
    elif left := [path.name for path in store_dir.glob(UNFINISHED_LOADS)]:
        yield Finding(
            "folder",
            "warning",
            f"a load that was killed left {len(left)} files",
            "the next `kg build` clears them away",
        )
    if store_dir.is_dir():
        size = sum(path.stat().st_size for path in store_dir.iterdir() if path.is_file())
        free = shutil.disk_usage(store_dir).free
        if free < max(_LEAST_FREE, int(size * _SHARE_FREE)):
            message = f"{free >> 20:,} MiB of the disk are free, and the store has {size >> 20:,} MiB"
            yield Finding("disk", "warning", message, "free some space before the next `kg build`")


class _Examiner:
    """One look at a store whose manifest is known."""

    def __init__(self, store: Store, iris: Iris) -> None:
        self._store = store
        self._iris = iris
        self._manifest = Manifest(store, iris)
        self._counts, self._digests = self._manifest.counts(), self._manifest.digests()
        self._entries = self._manifest.entries()
        self.files = len({path for path, _ in self._entries})
        self.read = 0
        self.statements = 0

    def manifest(self) -> Iterator[Finding]:
        """What the manifest says, against the graphs that are there."""
        there = set(self._store.named_graphs())
        for graph in self._manifest.unfinished():
            message = f"graph {graph.value} has no whole entry in the manifest: a build was killed"
            yield Finding("manifest", "error", message, "the next `kg build` takes it out")
        for path, graph in self._entries:
            if graph not in there:
                yield Finding("manifest", "error", f"the graph of {path} is missing ({graph.value})", _REBUILD)
        known = {NamedNode(iri) for iri in ONTOLOGIES.values()} | {self._iris.graph(name) for name in _OWN_GRAPHS}
        for name in sorted(map(str, there - known - set(self._manifest.file_graphs()))):
            message = f"graph {name} is none of kg's"
            yield Finding("manifest", "warning", message, "take it out, if you did not put it there")
        if self._entries:
            expected = {graph.value for graph in known if graph.value in ONTOLOGIES.values()}
            expected.add(self._iris.graph(gazetteer_graph.GRAPH_NAME).value)
            for name in sorted(expected - {graph.value for graph in there if isinstance(graph, NamedNode)}):
                yield Finding("manifest", "error", f"graph {name} is missing", _REBUILD)

    def graphs(self, on_progress: OnProgress) -> Iterator[Finding]:
        """Every graph by itself: it can be read, it is what was written, it survives an export."""
        graphs = sorted((g for g in self._store.named_graphs() if isinstance(g, NamedNode)), key=lambda g: g.value)
        for number, graph in enumerate(graphs, 1):
            try:
                yield from self._graph(graph)
            except (OSError, RuntimeError, ValueError) as error:
                yield Finding("graphs", "error", f"graph {graph.value} cannot be read: {error}", _RESTORE)
            on_progress(len(graphs), number, Path(graph.value))

    def _graph(self, graph: NamedNode) -> Iterator[Finding]:
        quads = list(self._store.quads_for_pattern(None, None, None, graph))
        self.read += 1
        self.statements += len(quads)
        name = graph.value
        expected = self._counts.get(graph, len(quads))
        if expected != len(quads):
            message = f"graph {name} has {len(quads):,} statements, and {expected:,} by the manifest"
            yield Finding("graphs", "error", message, _REBUILD)
        lines = [f"{quad} .".encode() for quad in quads]
        if expected == len(quads) and self._digests.get(graph, found := digest_of_lines(lines)) != found:
            yield Finding("graphs", "error", f"graph {name} has other statements than those that were built", _REBUILD)
        if parse_back(quads) != set(quads):
            yield Finding("exports", "error", f"graph {name} is not what its export says", _REBUILD)
        if set(self._in_indexes(graph, quads)) != {len(quads)}:
            yield Finding("indexes", "error", f"not every index of the store has the whole graph {name}", _RESTORE)

    def _in_indexes(self, graph: NamedNode, quads: list[Quad]) -> tuple[int, int, int]:
        """How many statements of a graph are found by asking for each of its subjects, predicates and objects."""
        store = self._store
        return (
            sum(1 for term in {quad.subject for quad in quads} for _ in find_quads(store, term, None, None, graph)),
            sum(1 for term in {quad.predicate for quad in quads} for _ in find_quads(store, None, term, None, graph)),
            sum(1 for term in {quad.object for quad in quads} for _ in find_quads(store, None, None, term, graph)),
        )


def parse_back(quads: list[Quad]) -> set[Quad]:
    """The statements that a reader of their export gets."""
    nquads = serialize(quads, format=RdfFormat.N_QUADS)
    return set(parse(nquads, format=RdfFormat.N_QUADS))
