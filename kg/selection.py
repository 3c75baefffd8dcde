"""Which part of a store is meant: graphs by what they hold, files by their documents and dates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg import gazetteer_graph, infer, resolve
from kg.errors import SelectionError
from kg.file_names import Rename, naming_files
from kg.iris import Iris
from kg.manifest import RUNS_GRAPH_NAME
from kg.names import UnknownNameError, close_names, find_all
from kg.reader import Reader
from kg.store import store_base
from kg.vocabulary import ONTOLOGIES, term

GRAPHS = ("files", "links", "inferred", "gazetteers", "ontology", "runs")
DEFAULT_GRAPHS = GRAPHS[:2]
# When a file was read differs from run to run.
REPEATABLE_GRAPHS = GRAPHS[:-1]
# What these hold is about the files.
_DEPENDENT = ("links", "inferred", "runs")
_NODES_REMEMBERED = 10_000

_DERIVED = term("prov:wasDerivedFrom")
_FILE_NAME = term("dcterms:title")
_DATE = term("dcterms:date")


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the files of a store; without any attribute, all.

    Attributes:
        documents: Only the files that hold one of these documents (name, other name, number or IRI) or are called so.
        since: Only the files with a document dated (`dcterms:date`) on or after this: a year, month or day as in
            `2020`, `2020-09`, `2020-09-30`. Of a year and a day of that year, neither is the earlier.
    """

    documents: tuple[str, ...] = ()
    since: str = ""


WHOLE = Part()


class Selection:
    """Graphs of a store, and what of them is meant.

    Attributes:
        base: The base IRI of the store.
        files: The graphs of the files that were chosen; None for all.
        graphs: The names of the graphs, sorted.
        rename: What is to be done to IRIs in RDF's text before it is written; nothing, unless files go by name.
    """

    def __init__(
        self,
        store: Store,
        graphs: Collection[str] = DEFAULT_GRAPHS,
        part: Part = WHOLE,
        *,
        files_by_name: bool = False,
    ) -> None:
        """Choose from `store` those of `GRAPHS`, and of the files a part; say how the files are called.

        Raises:
            SelectionError: No file is in the part.
            UnknownNameError: The store has no document and no file of a name.
        """
        self._store = store
        self.base = store_base(store)
        iris = Iris(self.base)
        self.files = _files(store, iris, part)
        self.rename: Rename = naming_files(store, iris) if files_by_name else str
        own = {name: nodes for name, nodes in _own_graphs(iris).items() if name in graphs}
        self._dependent = {node for name in _DEPENDENT for node in own.get(name, ())}
        wanted = {node for nodes in own.values() for node in nodes}
        self.graphs = sorted(
            (
                node
                for node in store.named_graphs()
                if isinstance(node, NamedNode)
                and (node in wanted or ("files" in graphs and iris.is_file(node) and self._has(node)))
            ),
            key=lambda node: self.rename(str(node)),
        )
        self._is_described = lru_cache(_NODES_REMEMBERED)(self._look_up)

    def quads(self, graph: NamedNode) -> Iterator[Quad]:
        """The statements of one of the graphs.

        Where files were chosen, of the graphs that are about files only what is about a thing that one of them speaks
        of.
        """
        quads = self._store.quads_for_pattern(None, None, None, graph)
        if self.files is None or graph not in self._dependent:
            return iter(quads)
        return (quad for quad in quads if self._is_described(quad.subject) or self._is_described(quad.object))

    def _has(self, file: NamedNode) -> bool:
        return self.files is None or file in self.files

    def _look_up(self, node: object) -> bool:
        return isinstance(node, NamedNode) and any(
            isinstance(quad.graph_name, NamedNode) and self._has(quad.graph_name)
            for quad in self._store.quads_for_pattern(node, None, None, None)
        )


def _own_graphs(iris: Iris) -> dict[str, set[NamedNode]]:
    return {
        "links": {iris.graph(resolve.GRAPH_NAME)},
        "inferred": {iris.graph(infer.GRAPH_NAME)},
        "gazetteers": {iris.graph(gazetteer_graph.GRAPH_NAME)},
        "ontology": {NamedNode(iri) for iri in ONTOLOGIES.values()},
        "runs": {iris.graph(RUNS_GRAPH_NAME)},
    }


def _files(store: Store, iris: Iris, part: Part) -> frozenset[NamedNode] | None:
    chosen: frozenset[NamedNode] | None = None
    if part.documents:
        reader = Reader(store, iris.base)
        chosen = frozenset(file for name in part.documents for file in _holding(reader, iris, name))
    if part.since:
        dated = frozenset(_dated(store, iris, part.since))
        chosen = dated if chosen is None else chosen & dated
        if not chosen:
            which = "none of these documents" if part.documents else "no document"
            raise SelectionError(f"{which} is dated on or after {part.since}")
    return chosen


def _holding(reader: Reader, iris: Iris, name: str) -> Iterable[NamedNode]:
    """The files of a name, else those that hold the documents of that name."""
    files = [node for node in reader.subjects(_FILE_NAME, Literal(name)) if iris.is_file(node)]
    documents = [] if files else find_all(reader, name, "document")
    files += [file for document in documents for file in reader.nodes(document, _DERIVED) if iris.is_file(file)]
    if not files:
        raise UnknownNameError(name, close_names(reader, name, "document"), kind="no document of a file")
    return files


def _dated(store: Store, iris: Iris, since: str) -> Iterator[NamedNode]:
    for quad in store.quads_for_pattern(None, _DATE, None, None):
        file, date = quad.graph_name, quad.object
        if not iris.is_file(file) or not isinstance(date, Literal):
            continue
        # As far as both are told: 2020 may be after June 2020, as may 2020-06.
        told = min(len(date.value), len(since))
        if date.value[:told] >= since[:told] and any(store.quads_for_pattern(quad.subject, _DERIVED, file, file)):
            yield file
