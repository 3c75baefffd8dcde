"""The manifest: which graph holds the file at which path, and with which version and settings it was built.

A graph counts as built when the manifest has its fingerprint and a path that holds it. What replaces something comes in
one transaction with its entry; what is new is loaded first and entered then: a build that is killed leaves, at most,
new graphs that do not count.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.addresses import Address, Place
from kg.file_graph import FileGraph
from kg.iris import Iris, digest
from kg.mapping.sink import integer
from kg.store import MANIFEST_GRAPH_NAME, MANIFEST_TERMS
from kg.transaction import Transaction
from kg.vocabulary import term

RUNS_GRAPH_NAME = "runs"
_HOLDS = NamedNode(MANIFEST_TERMS + "holds")
_FINGERPRINT = NamedNode(MANIFEST_TERMS + "fingerprint")
_STATEMENTS = NamedNode(MANIFEST_TERMS + "statements")
_DIGEST = NamedNode(MANIFEST_TERMS + "digest")
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
        # Names of graphs first: they are few, and a statement that is not there is looked for in every file of RocksDB.
        return self._store.contains_named_graph(graph) and self.fingerprint_quad(graph, fingerprint) in self._store

    def holds(self, path: Place, graph: NamedNode) -> bool:
        """Whether a graph is that of the file at a path."""
        return self.path_quad(path, graph) in self._store

    def path_quad(self, path: Place, graph: NamedNode) -> Quad:
        """The statement that a graph is that of the file at a path."""
        return Quad(_node(path), _HOLDS, graph, self._graph)

    def fingerprint_quad(self, graph: NamedNode, fingerprint: str) -> Quad:
        """The statement that makes a graph count as built."""
        return Quad(graph, _FINGERPRINT, Literal(fingerprint), self._graph)

    def replace(self, graph: NamedNode, version: str, quads: Callable[[], Iterable[Quad]]) -> None:
        """Bring a graph that is made from others to a version, unless it has that one."""
        if not self.is_built(graph, version):
            self.drop([graph])
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
        return ((graph.value, fingerprint) for graph, fingerprint in self._said(_FINGERPRINT))

    def _said(self, predicate: NamedNode) -> Iterator[tuple[NamedNode, str]]:
        for quad in self._store.quads_for_pattern(None, predicate, None, self._graph):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield quad.subject, quad.object.value

    def is_known(self, path: Place, graph: NamedNode) -> bool:
        """Whether the store has something to be replaced: a graph of that name, or one of the file at that path."""
        return self._store.contains_named_graph(graph) or bool(self._matching(_node(path), _HOLDS))

    def put(self, path: Place, file: FileGraph, fingerprint: str) -> None:
        """Make the graph of a file that of the path, in place of what the path had, in one transaction.

        Args:
            path: Where the file is.
            file: Its graph; a graph of the same name that was built otherwise is replaced.
            fingerprint: Version and settings that it was built with.
        """
        transaction = Transaction(self._store)
        self._forget(transaction, path, file.graph)
        self._drop(transaction, file.graph)
        transaction.add_graph(file.graph, file.nquads)
        transaction.add(self._entry(path, file, fingerprint))
        transaction.commit()

    def enter(self, files: Iterable[tuple[Place, FileGraph]], fingerprint: str) -> None:
        """Make graphs of files that the store did not know, and has loaded, count as built, in one transaction."""
        self._store.extend(quad for path, file in files for quad in self._entry(path, file, fingerprint))

    def link(self, path: Place, graph: NamedNode) -> None:
        """Make a graph that is built that of another path too, in place of what the path had, in one transaction."""
        transaction = Transaction(self._store)
        self._forget(transaction, path, graph)
        transaction.add([self.path_quad(path, graph)])
        transaction.commit()

    def forget(self, path: Place) -> None:
        """Let go of the graph of the file at a path, in one transaction; it goes unless another path has it too."""
        transaction = Transaction(self._store)
        self._forget(transaction, path)
        transaction.commit()

    def drop(self, graphs: Iterable[NamedNode]) -> None:
        """Take graphs out of the store, with what the manifest says of them, each in one transaction."""
        for graph in graphs:
            transaction = Transaction(self._store)
            self._drop(transaction, graph)
            transaction.commit()

    def unfinished(self) -> list[NamedNode]:
        """What a killed build left: graphs of files that do not count as built, or that no path holds; sorted."""
        found = self._file_graphs()
        left = [graph for graph in found if not (self._matching(graph, _FINGERPRINT) and self._is_held(graph))]
        return sorted(left, key=lambda graph: graph.value)

    def file_graphs(self) -> list[NamedNode]:
        """The graphs of files that are in the store, sorted."""
        return sorted(self._file_graphs(), key=lambda graph: graph.value)

    def _file_graphs(self) -> Iterator[NamedNode]:
        found = (graph for graph in self._store.named_graphs() if isinstance(graph, NamedNode))
        return (graph for graph in found if graph.value.startswith(self._files))

    def entries(self) -> list[tuple[Place, NamedNode]]:
        """The paths of the files in the store, absolute, each with its graph; sorted."""
        held = self._store.quads_for_pattern(None, _HOLDS, None, self._graph)
        pairs = [
            (_path(quad.subject), quad.object)
            for quad in held
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
        ]
        return sorted(pairs, key=lambda pair: (str(pair[0]), pair[1].value))

    def counts(self) -> dict[NamedNode, int]:
        """How many statements each graph of a file has, by the manifest."""
        return {graph: int(count) for graph, count in self._said(_STATEMENTS)}

    def digests(self) -> dict[NamedNode, str]:
        """The digest of the statements of each graph of a file, by the manifest."""
        return dict(self._said(_DIGEST))

    def statement_count(self) -> int:
        """How many statements the graphs of all files have together."""
        return sum(int(count) for _, count in self._said(_STATEMENTS))

    def is_empty(self) -> bool:
        """Whether no graph at all counts as built."""
        return next(self._fingerprints(), None) is None

    def _entry(self, path: Place, file: FileGraph, fingerprint: str) -> list[Quad]:
        """What makes the graph of the file at a path count as built, and when the file was read.

        The time is in a graph that no repeatable export holds: it differs from run to run.
        """
        when = Literal(file.ended, datatype=_DATE_TIME)
        return [
            self.path_quad(path, file.graph),
            self.fingerprint_quad(file.graph, fingerprint),
            Quad(file.graph, _STATEMENTS, integer(file.statements), self._graph),
            Quad(file.graph, _DIGEST, Literal(file.digest), self._graph),
            Quad(file.extraction, _USED, file.graph, self._runs),
            Quad(file.extraction, _ENDED, when, self._runs),
        ]

    def _forget(self, transaction: Transaction, path: Place, but: NamedNode | None = None) -> None:
        """Let go of what a path has; a graph that no other path has goes, unless it is `but`."""
        for quad in self._matching(_node(path), _HOLDS):
            transaction.remove([quad])
            graph = quad.object
            if isinstance(graph, NamedNode) and graph != but and not self._is_held(graph, but=_node(path)):
                self._drop(transaction, graph)

    def _drop(self, transaction: Transaction, graph: NamedNode) -> None:
        for predicate in (_FINGERPRINT, _STATEMENTS, _DIGEST):
            transaction.remove(self._matching(graph, predicate))
        for used in self._store.quads_for_pattern(None, _USED, graph, self._runs):
            transaction.remove(self._store.quads_for_pattern(used.subject, None, None, self._runs))
        transaction.drop(graph)

    def _is_held(self, graph: NamedNode, but: NamedNode | None = None) -> bool:
        """Whether a path has a graph; one path `but` does not count."""
        held = self._store.quads_for_pattern(None, _HOLDS, graph, self._graph)
        return any(quad.subject != but for quad in held)

    def _matching(self, subject: NamedNode, predicate: NamedNode) -> list[Quad]:
        return list(self._store.quads_for_pattern(subject, predicate, None, self._graph))


def _node(path: Place) -> NamedNode:
    # Percent-encoded, so that any file name is an IRI.
    return NamedNode(path.absolute().as_uri())


def _path(node: NamedNode) -> Place:
    if not node.value.startswith("file://"):
        return Address(unquote(node.value))
    return Path(os.fsdecode(unquote_to_bytes(node.value.removeprefix("file://"))))
