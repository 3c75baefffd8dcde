"""Several changes of a store as one: all of them happen, or none does."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad, Store


class Transaction:
    """Changes that are collected and made together, in their order, by `commit`.

    They are one SPARQL 1.1 update, which Oxigraph makes in one transaction. Its text is made of terms as N-Quads writes
    them, which is how SPARQL reads them; nothing of them can end a string or an IRI early.
    """

    def __init__(self, store: Store) -> None:
        """Begin changes of `store`."""
        self._store = store
        self._operations: list[str] = []

    def drop(self, graph: NamedNode) -> None:
        """Take out a graph, if it is there."""
        self._operations.append(f"DROP SILENT GRAPH {graph}")

    def remove(self, quads: Iterable[Quad]) -> None:
        """Take out statements."""
        self._data("DELETE DATA", quads)

    def add(self, quads: Iterable[Quad]) -> None:
        """Put in statements, without blank nodes."""
        self._data("INSERT DATA", quads)

    def add_graph(self, graph: NamedNode, nquads: bytes) -> None:
        """Put in the statements of one graph.

        Args:
            graph: The graph.
            nquads: Its statements, each on a line that ends in the name of the graph, without blank nodes.
        """
        # A line ends nowhere else: N-Quads escapes line ends inside literals.
        triples = nquads.decode("utf-8").replace(f" {graph} .\n", " .\n")
        self._operations.append(f"INSERT DATA {{ GRAPH {graph} {{\n{triples}}} }}")

    def commit(self) -> None:
        """Make the changes.

        Raises:
            OSError: The store cannot be written.
        """
        operations, self._operations = self._operations, []
        if operations:
            self._store.update(";\n".join(operations))

    def _data(self, verb: str, quads: Iterable[Quad]) -> None:
        lines = [f"GRAPH {quad.graph_name} {{ {quad.triple} }}" for quad in quads]
        if lines:
            self._operations.append(verb + " {\n" + "\n".join(lines) + "\n}")
