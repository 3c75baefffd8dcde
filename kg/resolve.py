"""One document, one thing: which document that a text cites by its title is a document of the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.iris import Iris
from kg.vocabulary import term

GRAPH_NAME = "links"
_DERIVED, _NUMBER, _SAME, _TITLE = (
    term(name) for name in ("prov:wasDerivedFrom", "stp:documentNumber", "owl:sameAs", "dcterms:title")
)


def remake_links(store: Store, iris: Iris) -> None:
    """Write the links between cited and stored documents, and take out those that no longer hold."""
    graph = iris.graph(GRAPH_NAME)
    links = link_quads(store, iris)
    if set(links) != set(store.quads_for_pattern(None, None, None, graph)):
        store.remove_graph(graph)
        store.extend(links)


def link_quads(store: Store, iris: Iris) -> list[Quad]:
    """`owl:sameAs` from each cited document to the one document of the store that has its title.

    Where several documents of the store have the title, it does not say which of them is meant, and there is no link.
    A cited document with a number is only linked to a document that prints none: those of equal number are one already.
    """
    meant: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
    for document, title in _own_titles(store):
        for cited in _cited_as(store, iris, document, title):
            meant[cited].add(document)
    graph = iris.graph(GRAPH_NAME)
    links = [Quad(cited, _SAME, documents.pop(), graph) for cited, documents in meant.items() if len(documents) == 1]
    return sorted(links, key=str)


def _own_titles(store: Store) -> Iterator[tuple[NamedNode, Literal]]:
    for derived in store.quads_for_pattern(None, _DERIVED, None, None):
        document = derived.subject
        if isinstance(document, NamedNode):
            for quad in store.quads_for_pattern(document, _TITLE, None, None):
                if isinstance(quad.object, Literal):
                    yield document, quad.object


def _cited_as(store: Store, iris: Iris, document: NamedNode, title: Literal) -> Iterator[NamedNode]:
    """What a document would be called, and is called somewhere, by those who know it only by this title."""
    by_title = iris.cited_document(title.value, None)
    if _has(store, by_title, _TITLE):
        yield by_title
    if not _has(store, document, _NUMBER):
        for quad in store.quads_for_pattern(None, _TITLE, title, None):
            subject = quad.subject
            if isinstance(subject, NamedNode) and _has(store, subject, _NUMBER) and not _has(store, subject, _DERIVED):
                yield subject


def _has(store: Store, subject: NamedNode, predicate: NamedNode) -> bool:
    return next(iter(store.quads_for_pattern(subject, predicate, None, None)), None) is not None
