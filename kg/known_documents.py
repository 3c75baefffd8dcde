"""The documents that a store names: those that it holds, and those that are only cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from kg.vocabulary import term

_TYPE, _DOCUMENT = term("rdf:type"), term("stp:PolicyDocument")
_TITLE, _NUMBER, _DERIVED = term("dcterms:title"), term("stp:documentNumber"), term("prov:wasDerivedFrom")
Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class KnownDocuments:
    """What links among documents are told by.

    Attributes:
        titles: Each document with each of its titles.
        held: The documents that come from a file of the store; the others are only cited.
        numbered: Those of which a 发文字号 is known.
    """

    titles: Set[tuple[NamedNode, Literal]]
    held: Set[NamedNode]
    numbered: Set[NamedNode]


def known_documents(store: Store) -> KnownDocuments:
    """All documents that a store names, in memory."""
    # Each node once in memory, however often it is read.
    every = {node: node for node in instances(store, _DOCUMENT)}
    titles = {(node, title) for node, title in _pairs(store, _TITLE, every) if isinstance(title, Literal)}
    held, numbered = ({node for node, _ in _pairs(store, said, every)} for said in (_DERIVED, _NUMBER))
    return KnownDocuments(titles, held, numbered)


def instances(store: Store, class_: NamedNode) -> set[NamedNode]:
    """The things of a class, each once, however many graphs say so: what many files cite must not cost its square."""
    typed = store.quads_for_pattern(None, _TYPE, class_, None)
    return {quad.subject for quad in typed if isinstance(quad.subject, NamedNode)}


def said_of(store: Store, predicate: NamedNode, things: Set[NamedNode]) -> dict[NamedNode, set[Term]]:
    """What a store says of some things with a property, each value once."""
    values: defaultdict[NamedNode, set[Term]] = defaultdict(set)
    for thing, value in _pairs(store, predicate, {thing: thing for thing in things}):
        values[thing].add(value)
    return dict(values)


def _pairs(
    store: Store, predicate: NamedNode, things: Mapping[NamedNode, NamedNode]
) -> Iterator[tuple[NamedNode, Term]]:
    """Each of `things` with what a store says of it with a property."""
    # All that a property says stands together in the store. To ask for thing after thing would go all over its index
    # by subjects, whose blocks then stay in memory.
    for quad in store.quads_for_pattern(None, predicate, None, None):
        if isinstance(quad.subject, NamedNode) and (thing := things.get(quad.subject)):
            yield thing, quad.object
