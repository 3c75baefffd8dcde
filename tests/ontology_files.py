"""What the tests of the ontology share: its three files, read by rdflib, and the checker of OWL 2 profiles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import pyhornedowl
import pyoxigraph
from pyhornedowl.profile import check_profile
from rdflib import OWL, RDF, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg import vocabulary
from kg.vocabulary import ONTOLOGY, PREFIXES

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "ontology"
TERMS, ALIGNMENTS, KINDS_OF_THINGS = (FOLDER / name for name in ("stp.ttl", "alignments.ttl", "kinds.ttl"))
FILES = (TERMS, ALIGNMENTS, KINDS_OF_THINGS)
STP = PREFIXES["stp"]
HOME = URIRef(ONTOLOGY)
PROPERTY_KINDS = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
KINDS = PROPERTY_KINDS | {OWL.Class, OWL.NamedIndividual}
Profile = Literal["DL", "RL"]
# For pieces of Turtle in tests: every prefix of the code, and those that only the ontology has.
HEADER = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items()) + (
    "@prefix vs: <http://www.w3.org/2003/06/sw-vocab-status/ns#> .\n"
)


def read(*paths: Path) -> Graph:
    """The triples of some files together."""
    graph = Graph()
    for path in paths:
        graph.parse(path)
    return graph


def stp(name: str) -> URIRef:
    """A term of the ontology."""
    return URIRef(STP + name)


def iri(curie: str) -> str:
    """What a CURIE with a prefix of the code stands for."""
    return vocabulary.term(curie).value


def own_terms(graph: Graph) -> list[URIRef]:
    """The classes, properties and individuals in the namespace of the ontology that a graph declares, sorted."""
    return sorted({s for s in graph.subjects(RDF.type) if isinstance(s, URIRef) and s.startswith(STP)})


def own_of_kind(graph: Graph, *kinds_wanted: URIRef) -> list[URIRef]:
    """Those of them that are declared as one of some kinds."""
    return [term for term in own_terms(graph) if kinds(graph, term) & set(kinds_wanted)]


def kinds(graph: Graph, term: Node) -> set[Node]:
    """As what a graph declares a term: class, one of three kinds of properties, or individual."""
    return set(graph.objects(term, RDF.type)) & KINDS


def members(graph: Graph, end: Node) -> set[Node]:
    """The classes that a domain or range is the union of; itself, where it is no union."""
    union = graph.value(end, OWL.unionOf)
    return set(Collection(graph, union)) if union else {end}


def named_terms(text: str, prefixes: str) -> set[str]:
    """The IRIs of the prefixed names in a text; `prefixes` are parted by `|`."""
    return {iri(curie) for curie in re.findall(rf"\b(?:{prefixes}):[A-Za-z]\w*", text)}


def violations(paths: Iterable[Path], profile: Profile, folder: Path, more: str = "") -> list[str]:
    """Every breach of an OWL 2 profile by some files taken as one ontology, and by `more` Turtle, sorted.

    A breach is its message, and the axiom or the term that it is about. The checker reads RDF/XML, not Turtle, and
    takes `owl:versionIRI` for an annotation unless it comes with the header: the triples are therefore written in the
    order of the files, and only the header of the first is.
    """
    triples = []
    for number, turtle in enumerate([*(path.read_text("utf-8") for path in paths), HEADER + more]):
        found = [quad.triple for quad in pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE)]
        headers = {t.subject for t in found if t.object == pyoxigraph.NamedNode(str(OWL.Ontology))} if number else set()
        triples += [triple for triple in found if triple.subject not in headers]
    path = folder / "ontology.owl"
    pyoxigraph.serialize(triples, path, format=pyoxigraph.RdfFormat.RDF_XML)
    report = check_profile(pyhornedowl.open_ontology_from_file(str(path)), profile)
    breaches = [(getattr(v, "message", v), getattr(v, "iri", "") or getattr(v, "axiom", "")) for v in report.violations]
    assert report.conformant == (not breaches)
    return sorted(f"{message} {about}".strip() for message, about in breaches)
