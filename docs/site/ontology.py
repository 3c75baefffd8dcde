"""What its page and its diagram ask of the ontology: terms, their names, and which classes a property joins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SDO, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.vocabulary import PREFIXES

FOLDER = Path(__file__).resolve().parents[2] / "ontology"
LANGUAGES = ("zh", "en")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual)
STP = PREFIXES["stp"]


def read() -> Graph:
    """The three files of the ontology together, with the prefixes of the code."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, override=True, replace=True)
    for name in ("stp.ttl", "alignments.ttl", "kinds.ttl"):
        graph.parse(data=(FOLDER / name).read_bytes(), format="turtle")
    return graph


def own_terms(graph: Graph, kind: URIRef) -> list[URIRef]:
    """The terms of a kind (of `KINDS`) in the namespace of the ontology, in the order of the file."""
    return [term for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef) and term.startswith(STP)]


def local_name(term: Node) -> str:
    """The name of a term behind its namespace."""
    return str(term).removeprefix(STP)


def text(graph: Graph, term: Node, prop: URIRef, language: str) -> str:
    """The one text in a language that a property gives a term.

    Raises:
        ValueError: There are several, or none.
    """
    (found,) = (str(value) for value in graph.objects(term, prop) if getattr(value, "language", None) == language)
    return found


def label(graph: Graph, term: Node) -> str:
    """Both names of a term: `政策文件 policy document`."""
    return " ".join(text(graph, term, RDFS.label, language) for language in LANGUAGES)


def ends(graph: Graph, prop: Node, side: URIRef) -> list[Node]:
    """The classes that the domain or the range (`side`) of a property is the union of.

    Of a range that is no more than rdfs:Literal, the datatype that schema:rangeIncludes names.
    """
    end = graph.value(prop, side)
    named = list(graph.objects(prop, SDO.rangeIncludes)) if end == RDFS.Literal else []
    union = graph.value(end, OWL.unionOf) if end is not None else None
    return list(Collection(graph, union)) if union else named or ([end] if end is not None else [])


def restrictions(graph: Graph, cls: Node) -> Iterator[tuple[Node, Node]]:
    """The properties of which a class allows values of one class only, each with that class."""
    for above in graph.objects(cls, RDFS.subClassOf):
        prop, only = graph.value(above, OWL.onProperty), graph.value(above, OWL.allValuesFrom)
        if prop is not None and only is not None:
            yield prop, only


def kinds_of(graph: Graph, cls: Node) -> list[Node]:
    """The classes directly below a class, in the order of the file."""
    return [below for below in own_terms(graph, OWL.Class) if (below, RDFS.subClassOf, cls) in graph]


def schemes(graph: Graph) -> list[Node]:
    """The concept schemes of the kinds, in the order of the file."""
    return list(graph.subjects(RDF.type, SKOS.ConceptScheme))
