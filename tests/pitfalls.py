"""What a check for a pitfall is, and what the checks read of an ontology.

The numbers are those of the OOPS! catalogue: María Poveda-Villalón, Asunción Gómez-Pérez and Mari Carmen
Suárez-Figueroa, "OOPS! (OntOlogy Pitfall Scanner!): An On-line Tool for Ontology Evaluation", International Journal on
Semantic Web and Information Systems 10(2), 2014. The checks are this project's own; some ask for more than the
catalogue does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ontology_files import STP, members, own_of_kind
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

Check = Callable[[Graph], list[str]]
_BUILT_IN = re.compile("http://www.w3.org/(1999/02/22-rdf-syntax-ns|2000/01/rdf-schema|2002/07/owl|2001/XMLSchema)#")


@dataclass(frozen=True)
class Fault:
    """A pitfall put in on purpose.

    Attributes:
        update: A SPARQL update that makes the ontology fall into it.
        found: What the check has to find then: the name of a term without its prefix, or an IRI.
    """

    update: str
    found: str


@dataclass(frozen=True)
class Pitfall:
    """A check, and the faults that show that it finds something."""

    check: Check
    faults: tuple[Fault, ...]


# Filled by the modules pitfalls_of_*.
PITFALLS: list[Pitfall] = []


def pitfall(*faults: tuple[str, str]) -> Callable[[Check], Check]:
    """Register a check with its planted faults: pairs of a SPARQL update and what is to be found."""
    assert faults

    def register(check: Check) -> Check:
        PITFALLS.append(Pitfall(check, tuple(Fault(*fault) for fault in faults)))
        return check

    return register


def local(term: Node) -> str:
    """A term of the ontology without its namespace; any other in full."""
    return str(term).removeprefix(STP)


def own_classes(graph: Graph) -> list[URIRef]:
    return own_of_kind(graph, OWL.Class)


def own_properties(graph: Graph) -> list[URIRef]:
    return own_of_kind(graph, OWL.ObjectProperty, OWL.DatatypeProperty)


def own_object_properties(graph: Graph) -> list[URIRef]:
    return own_of_kind(graph, OWL.ObjectProperty)


def end(graph: Graph, prop: Node, side: URIRef) -> set[Node]:
    """The classes that the domain or range of a property is made of; of several domains, all of them."""
    return {member for node in graph.objects(prop, side) for member in members(graph, node)}


def above(graph: Graph, node: Node) -> set[Node]:
    """A class and all above it."""
    return {found for found in graph.transitive_objects(node, RDFS.subClassOf) if found is not None}


def pairs_of(graph: Graph, link: URIRef) -> Iterator[tuple[URIRef, URIRef]]:
    """The pairs of named things that a property links."""
    for one, other in graph.subject_objects(link):
        if isinstance(one, URIRef) and isinstance(other, URIRef):
            yield one, other


def lists(graph: Graph, predicate: URIRef) -> Iterator[tuple[Node, list[Node]]]:
    """The lists that a property points to, each with its subject."""
    for subject, head in graph.subject_objects(predicate):
        yield subject, list(Collection(graph, head))


def texts(graph: Graph, term: Node, predicate: URIRef) -> dict[str, str]:
    """The literals of a property by language; without one, under the empty string."""
    found = (text for text in graph.objects(term, predicate) if isinstance(text, Literal))
    return {text.language or "": str(text) for text in found}


def is_vocabulary(node: Node) -> bool:
    """Whether something is a name that has to be declared: no class expression, and not of RDF, RDFS, OWL or XSD."""
    return isinstance(node, URIRef) and not _BUILT_IN.match(node)


def is_a(graph: Graph, term: Node, kind: URIRef) -> bool:
    return (term, RDF.type, kind) in graph
