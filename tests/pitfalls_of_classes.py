"""Pitfalls of classes and of their hierarchy."""

from __future__ import annotations

import re
from itertools import combinations

from ontology_files import STP
from pitfalls import above, end, is_a, is_vocabulary, lists, local, own_classes, own_properties, pairs_of, pitfall
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.term import Node

# P21: classes for the rest, each with the reason why there has to be one.
FOR_THE_REST = {
    "OtherDocument": "every document of a file has a kind, and the list of kinds of documents (文种) is open",
    "OtherOrganisation": "every organisation has a kind; hospitals and museums are too few for kinds of their own",
}
_CLASS_LINKS = (RDFS.subClassOf, RDFS.domain, OWL.disjointWith, OWL.equivalentClass, OWL.allValuesFrom)


@pitfall(
    ("INSERT DATA { stp:Plan owl:equivalentClass stp:Outline }", "Plan"),
)
def p02_synonyms_as_classes(graph: Graph) -> list[str]:
    return [local(one) for one, other in pairs_of(graph, OWL.equivalentClass) if one != other]


@pitfall(
    ("INSERT DATA { stp:Budget a owl:Class }", "Budget"),
    ("INSERT DATA { stp:spends a owl:ObjectProperty ; rdfs:range prov:Activity }", "spends"),
)
def p04_unconnected_elements(graph: Graph) -> list[str]:
    """A class in no axiom with another of the ontology; a property whose ends name none."""
    own: set[Node] = set(own_classes(graph))
    linked: set[Node] = {node for pair in pairs_of(graph, RDFS.subClassOf) if own.issuperset(pair) for node in pair}
    for prop in own_properties(graph):
        if ends := own & (end(graph, prop, RDFS.domain) | end(graph, prop, RDFS.range)):
            linked |= ends | {prop}
    return [local(term) for term in [*own, *own_properties(graph)] if term not in linked]


@pitfall(
    ("INSERT DATA { stp:PolicyDocument rdfs:subClassOf stp:Notice }", "Notice"),
    ("INSERT DATA { stp:cites rdfs:subPropertyOf stp:repeals }", "cites"),
)
def p06_cycles_in_the_hierarchy(graph: Graph) -> list[str]:
    return [
        local(term)
        for link in (RDFS.subClassOf, RDFS.subPropertyOf)
        for term, direct in pairs_of(graph, link)
        if term in set(graph.transitive_objects(direct, link))
    ]


@pitfall(
    ("INSERT DATA { stp:PlanAndScheme a owl:Class ; rdfs:subClassOf stp:PolicyDocument }", "PlanAndScheme"),
    ("INSERT DATA { stp:BankOrFund a owl:Class ; rdfs:subClassOf stp:Organisation }", "BankOrFund"),
)
def p07_merged_concepts_in_a_name(graph: Graph) -> list[str]:
    return [local(term) for term in own_classes(graph) if re.search(r"[a-z](And|Or)[A-Z]", local(term))]


@pitfall(
    ("INSERT DATA { stp:Budget a owl:Class }", "Budget Goal"),
)
def p10_missing_disjointness(graph: Graph) -> list[str]:
    """Two classes with none of the ontology above them that are not disjoint; the catalogue asks for one such axiom."""
    own = own_classes(graph)
    top = [term for term in own if not [node for node in above(graph, term) - {term} if str(node).startswith(STP)]]
    disjoint: set[frozenset[Node]] = {frozenset(pair) for pair in pairs_of(graph, OWL.disjointWith)}
    for _, nodes in lists(graph, OWL.members):
        disjoint |= {frozenset(pair) for pair in combinations(nodes, 2)}
    return [f"{local(one)} {local(other)}" for one, other in combinations(top, 2) if {one, other} not in disjoint]


@pitfall(
    ("INSERT DATA { stp:MiscellaneousRegion a owl:Class ; rdfs:subClassOf stp:Region }", "MiscellaneousRegion"),
    ("INSERT DATA { stp:OtherProgramme a owl:Class ; rdfs:subClassOf stp:Programme }", "OtherProgramme"),
    ("DELETE WHERE { stp:OtherDocument ?p ?o }", "OtherDocument"),
)
def p21_miscellaneous_classes(graph: Graph) -> list[str]:
    """Classes for the rest that the table does not give a reason for; and classes of the table that are gone."""
    found = {local(term) for term in own_classes(graph) if re.match("Other|Misc|Various|Unknown", local(term))}
    return sorted(found ^ FOR_THE_REST.keys())


@pitfall(
    (
        "INSERT DATA { stp:Goal owl:equivalentClass "
        "[ a owl:Restriction ; owl:onProperty stp:evidence ; owl:someValuesFrom stp:Goal ] }",
        "Goal",
    ),
)
def p24_recursive_axioms(graph: Graph) -> list[str]:
    """A class that is used in the expression it is defined by."""
    return [
        local(term)
        for term, expression in graph.subject_objects(OWL.equivalentClass)
        if term in {node for part in reachable(graph, expression) for node in graph.objects(part)}
    ]


def reachable(graph: Graph, node: Node) -> set[Node]:
    """The blank nodes of a class expression."""
    found: set[Node] = set()
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if not isinstance(part, URIRef) and part not in found:
            found.add(part)
            waiting += graph.objects(part)
    return found


@pitfall(
    ("INSERT DATA { stp:Universities a owl:Class ; rdfs:subClassOf stp:Organisation }", "Universities"),
    ("INSERT DATA { stp:policyDocument a owl:Class ; rdfs:subClassOf stp:Goal }", "policyDocument"),
)
def p30_equivalent_classes_not_declared(graph: Graph) -> list[str]:
    """Two classes whose names differ in nothing but case or number."""
    names: dict[str, str] = {}
    for term in own_classes(graph):
        stem = re.sub(r"(ies|y|s)$", "", local(term).lower())
        if stem in names:
            return [local(term), names[stem]]
        names[stem] = local(term)
    return []


@pitfall(
    ('INSERT DATA { stp:Budget a owl:Class ; rdfs:label "goal"@en }', "goal@en"),
)
def p32_several_classes_with_the_same_label(graph: Graph) -> list[str]:
    labels = [label.n3() for term in own_classes(graph) for label in set(graph.objects(term, RDFS.label))]
    return sorted({label.replace('"', "") for label in labels if labels.count(label) > 1})


@pitfall(
    ("INSERT DATA { stp:Goal rdfs:subClassOf stp:Aim }", "Aim"),
    ("INSERT DATA { stp:setsAim a owl:ObjectProperty ; rdfs:range stp:Aim }", "Aim"),
    ("INSERT DATA { stp:aim a stp:Aim }", "Aim"),
)
def p34_untyped_classes(graph: Graph) -> list[str]:
    """What stands where a class has to, and is declared as none."""
    used = {node for link in _CLASS_LINKS for node in graph.objects(None, link)}
    used |= {node for prop in own_properties(graph) for node in graph.objects(prop, RDFS.range)}
    used |= {node for _, nodes in [*lists(graph, OWL.members), *lists(graph, OWL.unionOf)] for node in nodes}
    used |= set(graph.objects(None, RDF.type))
    return [local(node) for node in used if is_vocabulary(node) and not is_a(graph, node, OWL.Class)]
