"""The manifest: which graph holds the file at which path, and with which version and settings it was built.

A graph counts as built when the manifest has its fingerprint, and a fingerprint is written after the graph and taken
out before it: a build that is killed leaves, at most, graphs that do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.iris import Iris, digest
from kg.mapping.sink import integer
from kg.store import MANIFEST_GRAPH_NAME, MANIFEST_TERMS
from kg.vocabulary import term

RUNS_GRAPH_NAME = "runs"
_HOLDS = NamedNode(MANIFEST_TERMS + "holds")
_FINGERPRINT = NamedNode(MANIFEST_TERMS + "fingerprint")
_STATEMENTS = NamedNode(MANIFEST_TERMS + "statements")
_USED, _ENDED, _DATE_TIME = term("prov:used"), term("prov:endedAtTime"), term("xsd:dateTime")
_STATE_DIGITS = 16


class Manifest:
    """The manifest of a store that is open for writing."""

    def __init__(self, store: Store, iris: Iris) -> None:
        """Read and write the manifest graph of `store`."""
        self._store = store
        self._graph = iris.graph(MANIFEST_GRAPH_NAME)
        self._runs = iris.graph(RUNS_GRAPH_NAME)
        self._files = iris.files

    def is_built(self, graph: NamedNode, fingerprint: str) -> bool:
        """Whether a graph is there, whole, and was built with this version and these settings."""
        marked = self.fingerprint_quad(graph, fingerprint) in self._store
        return marked and self._store.contains_named_graph(graph)

    def holds(self, path: Path, graph: NamedNode) -> bool:
        """Whether a graph is that of the file at a path."""
        return self.path_quad(path, graph) in self._store

    def path_quad(self, path: Path, graph: NamedNode) -> Quad:
        """The statement that a graph is that of the file at a path."""
        return Quad(_node(path), _HOLDS, graph, self._graph)

    def fingerprint_quad(self, graph: NamedNode, fingerprint: str) -> Quad:
        """The statement that makes a graph count as built."""
        return Quad(graph, _FINGERPRINT, Literal(fingerprint), self._graph)

    def run_quads(self, graph: NamedNode, extraction: NamedNode, ended: str) -> list[Quad]:
        """When the file of a graph was read, for a graph that no export holds: it differs from run to run.

        Args:
            graph: The graph, which is called as the file is.
            extraction: The reading of the file.
            ended: ISO 8601, in UTC.
        """
        when = Literal(ended, datatype=_DATE_TIME)
        return [Quad(extraction, _USED, graph, self._runs), Quad(extraction, _ENDED, when, self._runs)]

    def replace(self, graph: NamedNode, version: str, quads: Callable[[], Iterable[Quad]]) -> None:
        """Bring a graph that is made from others to a version, unless it has that one."""
        if not self.is_built(graph, version):
            self.drop(graph)
            self._store.bulk_extend(quads())
            self._store.extend([self.fingerprint_quad(graph, version)])

    def state(self, derived: NamedNode) -> str:
        """A digest of which graphs are in the store and of how they were built, but for a graph `derived` from them."""
        others = sorted(pair for pair in self._fingerprints() if pair[0] != derived.value)
        return digest(*others, digits=_STATE_DIGITS)

    def stale(self, fingerprint: str) -> int:
        """How many graphs of files were built by another version or with other settings."""
        files = (built for graph, built in self._fingerprints() if graph.startswith(self._files))
        return sum(built != fingerprint for built in files)

    def _fingerprints(self) -> Iterator[tuple[str, str]]:
        for quad in self._store.quads_for_pattern(None, _FINGERPRINT, None, self._graph):
            graph, fingerprint = quad.subject, quad.object
            if isinstance(graph, NamedNode) and isinstance(fingerprint, Literal):
                yield graph.value, fingerprint.value

    def quads(self, path: Path, graph: NamedNode, fingerprint: str, statements: int) -> list[Quad]:
        """The statements that make the graph of the file at a path count as built."""
        return [
            self.path_quad(path, graph),
            self.fingerprint_quad(graph, fingerprint),
            Quad(graph, _STATEMENTS, integer(statements), self._graph),
        ]

    def forget_path(self, path: Path) -> None:
        """Let go of the graph of the file at a path, and drop it unless another path holds the same content."""
        for quad in self._matching(_node(path), _HOLDS):
            self._store.remove(quad)
            if isinstance(quad.object, NamedNode) and not self._is_held(quad.object):
                self.drop(quad.object)

    def drop(self, graph: NamedNode) -> None:
        """Take a graph out of the store."""
        for predicate in (_FINGERPRINT, _STATEMENTS):
            for quad in self._matching(graph, predicate):
                self._store.remove(quad)
        for used in list(self._store.quads_for_pattern(None, _USED, graph, self._runs)):
            for quad in list(self._store.quads_for_pattern(used.subject, None, None, self._runs)):
                self._store.remove(quad)
        self._store.remove_graph(graph)

    def drop_unfinished(self) -> None:
        """Take out what a killed build left: graphs of files that do not count as built, or that no path holds."""
        for graph in list(self._store.named_graphs()):
            if isinstance(graph, NamedNode) and graph.value.startswith(self._files):
                built = bool(self._matching(graph, _FINGERPRINT))
                if not built or not self._is_held(graph):
                    self.drop(graph)

    def statement_count(self) -> int:
        """How many statements the graphs of all files have together."""
        counts = self._store.quads_for_pattern(None, _STATEMENTS, None, self._graph)
        return sum(int(quad.object.value) for quad in counts if isinstance(quad.object, Literal))

    def is_empty(self) -> bool:
        """Whether no graph at all counts as built."""
        return next(self._fingerprints(), None) is None

    def paths(self) -> Iterator[tuple[Path, NamedNode]]:
        """The path of each file that was built, with the graph that holds it."""
        for quad in self._store.quads_for_pattern(None, _HOLDS, None, self._graph):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                yield Path(unquote(urlsplit(quad.subject.value).path)), quad.object

    def _is_held(self, graph: NamedNode) -> bool:
        return next(iter(self._store.quads_for_pattern(None, _HOLDS, graph, self._graph)), None) is not None

    def _matching(self, subject: NamedNode, predicate: NamedNode) -> list[Quad]:
        return list(self._store.quads_for_pattern(subject, predicate, None, self._graph))


def _node(path: Path) -> NamedNode:
    # Percent-encoded, so that any file name is an IRI.
    return NamedNode(path.absolute().as_uri())
