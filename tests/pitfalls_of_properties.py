"""Pitfalls of properties."""

from __future__ import annotations

import re

from ontology_files import PROPERTY_KINDS, kinds
from pitfalls import (
    above,
    end,
    is_a,
    is_vocabulary,
    lists,
    local,
    own_object_properties,
    own_properties,
    pairs_of,
    pitfall,
    texts,
)
from rdflib import OWL, RDFS, Graph
from rdflib.term import Node

# P13: properties that rightly have no inverse, each with the reason.
WITHOUT_INVERSE = {
    "mentions": "asked from the mention, which knows the place, and would double the largest set of statements",
    "hasSection": "a section's IRI says its document, and parentSection leads up",
    "parentSection": "an outline is read from hasSection and sectionOrder",
    "setsGoal": "a goal's IRI says its document, and its evidence leads to it",
    "coversPeriod": "a period is a value with two years, not a thing that documents belong to",
    "appliesTo": "a region has locationOf; what is for it is asked from documents and goals",
    "couldBe": "a division is not described by the names that do not tell it apart",
    "indicator": "part of the description of one goal",
    "operator": "part of the description of one goal; the operators are five for all goals",
    "unit": "part of the description of one goal",
    "bindingness": "part of the description of one goal; there are two for all goals",
    "goalOf": "asked from the goal; a programme is not described by the goals that documents set for it",
    "level": "part of the description of one document; the levels are four for all documents",
    "edition": "part of the description of one document; the editions are five for all documents",
    "succeeds": "remade after each build; what comes after a document is asked from what succeeds it",
    "replaces": "remade after each build, as succeeds",
    "inSeries": "a series is only what its goals have in common",
    "inSection": "tells the place of one goal or mention",
    "inDocument": "tells the place of one mention",
    "evidence": "leads from what is stated to its place; the place says what it is of by oa:hasBody",
    "standardUnit": "leads out of the graph, to a unit of QUDT",
    "subject": "part of a statement, as rdf:subject, which has none",
    "predicate": "part of a statement, as rdf:predicate, which has none",
    "object": "part of a statement, as rdf:object, which has none",
}


@pitfall(
    ("INSERT DATA { stp:isA a owl:ObjectProperty }", "isA"),
    ("INSERT DATA { stp:subClassOf a owl:ObjectProperty }", "subClassOf"),
)
def p03_a_relation_in_place_of_subclass_or_type(graph: Graph) -> list[str]:
    names = re.compile("(is|is_?a|isKindOf|sub_?class_?of|instance_?of|type|type_?of)", re.IGNORECASE)
    return [local(prop) for prop in own_properties(graph) if names.fullmatch(local(prop))]


@pitfall(
    (
        "DELETE WHERE { stp:ledBy rdfs:range ?c } ; INSERT DATA { stp:ledBy rdfs:range stp:Programme }",
        "ledBy",
    ),
    ("INSERT DATA { stp:setsOut owl:inverseOf stp:cites }", "setsOut"),
)
def p05_wrong_inverses(graph: Graph) -> list[str]:
    """Inverses of which one's domain is not the other's range."""
    return [
        local(one)
        for one, other in pairs_of(graph, OWL.inverseOf)
        if end(graph, one, RDFS.domain) != end(graph, other, RDFS.range)
        or end(graph, one, RDFS.range) != end(graph, other, RDFS.domain)
    ]


@pitfall(
    ("DELETE WHERE { stp:subject rdfs:range ?c }", "subject"),
    ("INSERT DATA { stp:budget a owl:DatatypeProperty ; rdfs:range xsd:decimal }", "budget"),
)
def p11_missing_domain_or_range(graph: Graph) -> list[str]:
    return [
        local(prop)
        for prop in own_properties(graph)
        if not (end(graph, prop, RDFS.domain) and end(graph, prop, RDFS.range))
    ]


@pitfall(
    ('INSERT DATA { stp:refersTo a owl:ObjectProperty ; rdfs:label "cites"@en , "参引"@zh }', "refersTo"),
    ('INSERT DATA { stp:amount a owl:DatatypeProperty ; rdfs:label "amount"@en , "数值"@zh }', "amount"),
)
def p12_equivalent_properties_not_declared(graph: Graph) -> list[str]:
    """Two properties that are called the same and not said to be equivalent."""
    labelled = [(label, prop) for prop in own_properties(graph) for label in texts(graph, prop, RDFS.label).items()]
    return [
        local(one)
        for label, one in labelled
        if [other for also, other in labelled if also == label and other != one and not equivalent(graph, one, other)]
    ]


def equivalent(graph: Graph, one: Node, other: Node) -> bool:
    return (one, OWL.equivalentProperty, other) in graph or (other, OWL.equivalentProperty, one) in graph


@pitfall(
    ("INSERT DATA { stp:funds a owl:ObjectProperty }", "funds"),
    ("DELETE WHERE { stp:ledBy owl:inverseOf ?p }", "leads"),
    ("INSERT DATA { stp:unitOf owl:inverseOf stp:unit }", "unit"),
    ("DELETE WHERE { stp:couldBe ?p ?o }", "couldBe"),
)
def p13_inverse_not_declared(graph: Graph) -> list[str]:
    """Properties without an inverse that the table gives no reason for; and entries of the table that do not hold."""
    inverses = {prop for pair in graph.subject_objects(OWL.inverseOf) for prop in pair}
    without = {
        local(prop)
        for prop in own_object_properties(graph)
        if prop not in inverses and not is_a(graph, prop, OWL.SymmetricProperty)
    }
    return sorted(without ^ WITHOUT_INVERSE.keys())


@pitfall(
    ("INSERT DATA { stp:cites rdfs:domain stp:Programme }", "cites"),
    ("INSERT DATA { stp:sha256 rdfs:range xsd:token }", "sha256"),
)
def p19_multiple_domains_or_ranges(graph: Graph) -> list[str]:
    """OWL takes several for their intersection, and who writes them mostly means the union."""
    sides = (RDFS.domain, RDFS.range)
    return [local(prop) for prop in own_properties(graph) for side in sides if len(set(graph.objects(prop, side))) > 1]


@pitfall(
    ("INSERT DATA { stp:cites owl:inverseOf stp:cites }", "cites"),
)
def p25_inverse_of_itself(graph: Graph) -> list[str]:
    return [local(one) for one, other in pairs_of(graph, OWL.inverseOf) if one == other]


@pitfall(
    ("INSERT DATA { stp:hasAttachment a owl:SymmetricProperty }", "hasAttachment"),
)
def p26_inverse_of_a_symmetric_property(graph: Graph) -> list[str]:
    return [
        local(prop)
        for pair in pairs_of(graph, OWL.inverseOf)
        for prop in pair
        if is_a(graph, prop, OWL.SymmetricProperty)
    ]


@pitfall(
    ("INSERT DATA { stp:cites owl:equivalentProperty stp:leads }", "cites"),
)
def p27_wrong_equivalent_properties(graph: Graph) -> list[str]:
    """Equivalent properties of one ontology that are of other things, or that the ontology has twice."""
    own = set(own_properties(graph))
    return [local(one) for one, other in pairs_of(graph, OWL.equivalentProperty) if {one, other} <= own]


@pitfall(
    ("INSERT DATA { stp:leads a owl:SymmetricProperty }", "leads"),
)
def p28_wrong_symmetric_properties(graph: Graph) -> list[str]:
    """A symmetric property has one domain and range."""
    return [
        local(prop)
        for prop in own_object_properties(graph)
        if is_a(graph, prop, OWL.SymmetricProperty) and end(graph, prop, RDFS.domain) != end(graph, prop, RDFS.range)
    ]


@pitfall(
    ("INSERT DATA { stp:issuedBy a owl:TransitiveProperty }", "issuedBy"),
    ("INSERT DATA { stp:setsGoal a owl:TransitiveProperty }", "setsGoal"),
)
def p29_wrong_transitive_properties(graph: Graph) -> list[str]:
    """What a transitive property points to must be able to point on: its range is within its domain."""
    return [
        local(prop)
        for prop in own_object_properties(graph)
        if is_a(graph, prop, OWL.TransitiveProperty)
        and not all(above(graph, node) & end(graph, prop, RDFS.domain) for node in end(graph, prop, RDFS.range))
    ]


@pitfall(
    ("INSERT DATA { stp:cites owl:propertyChainAxiom ( stp:repeals ) }", "cites"),
)
def p33_chain_of_one_property(graph: Graph) -> list[str]:
    return [local(prop) for prop, chain in lists(graph, OWL.propertyChainAxiom) if len(chain) < 2]


@pitfall(
    ('INSERT DATA { stp:Goal stp:note "…" }', "note"),
    ("INSERT DATA { stp:cites rdfs:subPropertyOf stp:refersTo }", "refersTo"),
    ("INSERT DATA { stp:locatedIn owl:propertyChainAxiom ( stp:locatedIn stp:within ) }", "within"),
)
def p35_untyped_properties(graph: Graph) -> list[str]:
    """What stands where a property has to, and is declared as none."""
    used = set(graph.predicates()) | {
        node
        for link in (RDFS.subPropertyOf, OWL.inverseOf, OWL.onProperty, OWL.equivalentProperty)
        for node in graph.objects(None, link)
    }
    used |= {node for _, chain in lists(graph, OWL.propertyChainAxiom) for node in chain}
    return [local(node) for node in used if is_vocabulary(node) and not kinds(graph, node) & PROPERTY_KINDS]
