"""Reading a view: the rows of a query become a property graph.

The query is a SELECT with a column `source`, and of these what it has: `target`, `kind`, `weight`, `start`, `end`, and
`source_label`, `source_kind`, `target_label`, `target_kind`; or it is a CONSTRUCT, of which each statement about two
things is an edge. What it does not give of a node (label, kind, days) is looked up in the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Store, Triple, Variable

from extract.resources import resource
from kg.queries import QueryError, QueryUsageError, SavedQuery, load_queries, read_query
from kg.query import Graph, Table, bind, run
from kg.reader import LABEL, TYPE, Reader
from kg.views.assembly import Assembly, Term
from kg.views.model import PropertyGraph

DEFAULT_VIEW = "overview"
MAX_HOPS = 3
_ENTITY = "entity"
_UNDIRECTED = "undirected"
_NODE_COLUMNS = ("source", "target")


def saved_views() -> dict[str, SavedQuery]:
    """The views of `queries/views` by name."""
    return load_queries(resource("queries") / "views")


def find_view(name: str) -> SavedQuery:
    """A view by its name, or a file of the user's that ends in `.rq`.

    Raises:
        QueryUsageError: There is no such view or file.
        QueryError: The file is no view.
    """
    path = Path(name)
    if path.suffix != ".rq":
        views = saved_views()
        if name not in views:
            raise QueryUsageError(f"there is no view {name!r}; there are {', '.join(views)}, and files that end in .rq")
        return views[name]
    try:
        return read_query(path.read_text(encoding="utf-8"), path)
    except OSError as error:
        raise QueryUsageError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{path} is not UTF-8 text; a SPARQL file is") from error


def read_view(store: Store, reader: Reader, view: SavedQuery, given: Mapping[str, str], hops: int = 1) -> PropertyGraph:
    """The property graph that a view shows of a store.

    Args:
        store: Where to look.
        reader: The same store.
        view: The view.
        given: Values for its parameters, as typed.
        hops: How many steps to take from the entity of a view that has one (`--entity`): 1 to 3.

    Raises:
        QueryUsageError: A parameter is missing, unknown or of the wrong type, or the view has no entity to step from.
        QueryError: The store cannot answer, or the answer is not a view.
    """
    assembly = Assembly(reader, directed=_UNDIRECTED not in view.tags)
    for parameter in view.parameters:
        if parameter.required and parameter.name not in given:
            option = "--entity NAME" if parameter.name == _ENTITY else f"--param {parameter.name}=VALUE"
            raise QueryUsageError(f"{view.name} needs {option}")
    values = bind(view, given, reader)
    center = next((Variable(item.variable) for item in view.parameters if item.name == _ENTITY), None)
    if center is None or center not in values:
        if hops > 1:
            raise QueryUsageError(f"{view.name} takes no step from an entity: leave --hops out")
        _add_rows(assembly, store, view, values)
    else:
        _step(assembly, store, view, values, center, hops)
    return assembly.graph(view.name, view.summary or view.name)


def _step(
    assembly: Assembly, store: Store, view: SavedQuery, values: dict[Variable, Any], center: Variable, hops: int
) -> None:
    """Take the view's step from its entity, then from what was found; keep the edges between the things found."""
    entity = values[center]
    assembly.add_node(entity)
    frontier, known = [entity], {entity}
    for _ in range(hops):
        for node in frontier:
            _add_rows(assembly, store, view, {**values, center: node})
        frontier = [node for node in assembly.terms() if isinstance(node, NamedNode) and node not in known]
        known.update(frontier)
    for node in frontier:
        _add_rows(assembly, store, view, {**values, center: node}, within=known)


def _add_rows(
    assembly: Assembly,
    store: Store,
    view: SavedQuery,
    values: Mapping[Variable, Any],
    within: set[NamedNode] | None = None,
) -> None:
    answer = run(store, view, values)
    if isinstance(answer, Graph):
        rows: Iterable[Mapping[str, Any]] = _rows_of_triples(answer.triples)
    elif isinstance(answer, Table) and "source" in answer.columns:
        rows = answer.rows
    else:
        raise QueryError(f"{view.path}: a view is a SELECT with a column `source`, or a CONSTRUCT")
    if within is not None:
        inside = {node.value for node in within}
        rows = [row for row in rows if all(row[end]["value"] in inside for end in _NODE_COLUMNS if end in row)]
    try:
        assembly.add_rows(rows)
    except ValueError as error:
        raise QueryError(f"{view.path}: {error}") from error


def _rows_of_triples(triples: Iterable[Triple]) -> list[dict[str, Term]]:
    """The rows that say what a CONSTRUCT says; labels and classes are looked up like those of any other node."""
    return [
        {
            "source": {"type": "uri", "value": triple.subject.value},
            "kind": {"type": "uri", "value": triple.predicate.value},
            "target": {"type": "uri", "value": triple.object.value},
        }
        for triple in triples
        if isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, NamedNode)
        and triple.predicate not in (TYPE, LABEL)
    ]
