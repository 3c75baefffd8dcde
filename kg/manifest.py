"""The manifest: which graph holds the file at which path, and with which version and settings it was built.

A graph counts as built when the manifest has its fingerprint, and a fingerprint is written after the graph and taken
out before it: a build that is killed leaves, at most, graphs that do not count.
"""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.iris import Iris
from kg.mapping.sink import integer
from kg.store import MANIFEST_GRAPH_NAME, MANIFEST_TERMS

_HOLDS = NamedNode(MANIFEST_TERMS + "holds")
_FINGERPRINT = NamedNode(MANIFEST_TERMS + "fingerprint")
_STATEMENTS = NamedNode(MANIFEST_TERMS + "statements")


class Manifest:
    """The manifest of a store that is open for writing."""

    def __init__(self, store: Store, iris: Iris) -> None:
        """Read and write the manifest graph of `store`."""
        self._store = store
        self._graph = iris.graph(MANIFEST_GRAPH_NAME)
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

    def _is_held(self, graph: NamedNode) -> bool:
        return next(iter(self._store.quads_for_pattern(None, _HOLDS, graph, self._graph)), None) is not None

    def _matching(self, subject: NamedNode, predicate: NamedNode) -> list[Quad]:
        return list(self._store.quads_for_pattern(subject, predicate, None, self._graph))


def _node(path: Path) -> NamedNode:
    # Percent-encoded, so that any file name is an IRI.
    return NamedNode(path.absolute().as_uri())
