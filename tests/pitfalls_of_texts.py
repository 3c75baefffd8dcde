"""Pitfalls of names, labels and definitions, and of the ontology as a thing that is published."""

from __future__ import annotations

import re

from ontology_files import STP, own_of_kind, own_terms
from pitfalls import local, own_classes, own_properties, pitfall, texts
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, URIRef

from kg.vocabulary import ONTOLOGY

_NAMESPACE = URIRef("http://purl.org/vocab/vann/preferredNamespaceUri")
_LANGUAGES = {"zh", "en"}


@pitfall(
    ("DELETE WHERE { stp:Goal rdfs:label ?text }", "Goal"),
    ('DELETE DATA { stp:atLeast rdfs:label "至少"@zh }', "atLeast"),
    ("DELETE WHERE { stp:cites skos:definition ?text }", "cites"),
)
def p08_missing_annotations(graph: Graph) -> list[str]:
    """A term without a label or a definition in each of the two languages."""
    return [
        local(term)
        for term in own_terms(graph)
        if not all(texts(graph, term, kind).keys() >= _LANGUAGES for kind in (RDFS.label, SKOS.definition))
    ]


@pitfall(
    (
        "DELETE WHERE { stp:Goal rdfs:label ?old } ; INSERT { stp:Goal rdfs:label ?text } "
        "WHERE { stp:Goal skos:definition ?text }",
        "Goal",
    ),
    ('INSERT DATA { stp:Aim a owl:Class ; rdfs:label "What a document sets out to reach."@en }', "Aim"),
    ('INSERT DATA { stp:Aim a owl:Class ; skos:definition "aim" }', "Aim"),
)
def p20_misused_annotations(graph: Graph) -> list[str]:
    """A label that is a sentence or a definition; a text of which the language is not said."""
    wrong = []
    for term in own_terms(graph):
        labels, definitions = texts(graph, term, RDFS.label), texts(graph, term, SKOS.definition)
        sentence = [label for label in labels.values() if re.search(r"[。.；;!?]$", label) or len(label.split()) > 4]
        if sentence or set(labels.values()) & set(definitions.values()) or "" in labels | definitions:
            wrong.append(local(term))
    return wrong


@pitfall(
    ("INSERT DATA { stp:policyAim a owl:Class }", "policyAim"),
    ("INSERT DATA { stp:Policy_Aim a owl:Class }", "Policy_Aim"),
    ("INSERT DATA { stp:SetsAim a owl:ObjectProperty }", "SetsAim"),
    ("INSERT DATA { stp:AtLeast a owl:NamedIndividual , stp:Operator }", "AtLeast"),
)
def p22_different_naming_conventions(graph: Graph) -> list[str]:
    """Classes are named LikeThis, properties and individuals likeThis."""
    others = [*own_properties(graph), *own_of_kind(graph, OWL.NamedIndividual)]
    return [local(term) for term in own_classes(graph) if not re.fullmatch("([A-Z][a-z]+)+", local(term))] + [
        local(term) for term in others if not re.fullmatch("[a-z]+[0-9]*([A-Z][a-z]+)*", local(term))
    ]


@pitfall(
    ('INSERT DATA { stp:Aim a owl:Class ; rdfs:label "aim"@en ; skos:definition "An aim."@en }', "Aim"),
    ('INSERT DATA { stp:Aim a owl:Class ; rdfs:label "意图"@zh ; skos:definition "即意图。"@zh }', "Aim"),
)
def p24_definition_that_only_repeats_the_label(graph: Graph) -> list[str]:
    repeating = []
    for term in own_terms(graph):
        labels, definitions = texts(graph, term, RDFS.label), texts(graph, term, SKOS.definition)
        for language in labels.keys() & definitions.keys():
            rest = definitions[language].casefold().replace(labels[language].casefold(), "")
            if not re.sub(r"\b(an?|the|of|is|that|which)\b|[即指是为的]|\W", "", rest):
                repeating.append(local(term))
    return repeating


@pitfall(
    ("INSERT DATA { <https://w3id.org/cn-stp/stp.owl> a owl:Ontology }", "https://w3id.org/cn-stp/stp.owl"),
    ("INSERT DATA { <https://w3id.org/cn-stp/stp.ttl#Aim> a owl:Class }", "https://w3id.org/cn-stp/stp.ttl#Aim"),
)
def p36_file_extension_in_an_iri(graph: Graph) -> list[str]:
    named = {node for node in graph.subjects() if isinstance(node, URIRef)}
    return sorted(str(node) for node in named if re.search(r"\.(owl|ttl|rdf|n3|xml|jsonld)\b", node))


@pitfall(
    (f"DELETE DATA {{ <{ONTOLOGY}> a owl:Ontology }}", ONTOLOGY),
    ("DELETE WHERE { ?o owl:versionIRI ?v }", ONTOLOGY),
)
def p38_no_ontology_declaration(graph: Graph) -> list[str]:
    """Something that terms are said to be defined by is no ontology, or has no version."""
    homes = set(graph.objects(None, RDFS.isDefinedBy)) | {URIRef(ONTOLOGY)}
    return [
        str(home)
        for home in homes
        if (home, RDF.type, OWL.Ontology) not in graph or not list(graph.objects(home, OWL.versionIRI))
    ]


@pitfall(
    ("DELETE WHERE { ?o vann:preferredNamespaceUri ?n }", STP),
    ('INSERT DATA { <https://w3id.org/cn-stp/ontology> vann:preferredNamespaceUri "urn:x#" }', STP),
)
def p39_ambiguous_namespace(graph: Graph) -> list[str]:
    """The ontology does not say that its terms begin with their namespace."""
    return [STP] if [str(text) for text in graph.objects(URIRef(ONTOLOGY), _NAMESPACE)] != [STP] else []


@pitfall(
    ("INSERT DATA { prov:Entity rdfs:subClassOf stp:SourceFile }", "http://www.w3.org/ns/prov#Entity"),
    ('INSERT DATA { eli:cites rdfs:label "cites"@en }', "http://data.europa.eu/eli/ontology#cites"),
)
def p40_namespace_hijacking(graph: Graph) -> list[str]:
    """Something is said of a term of another vocabulary, beyond what kind of term it is."""
    said = {s for s, p in graph.subject_predicates() if isinstance(s, URIRef) and p != RDF.type}
    return sorted(str(term) for term in said if not term.startswith(ONTOLOGY))


@pitfall(
    ("DELETE WHERE { ?o dcterms:license ?l }", ONTOLOGY),
    ("DELETE WHERE { <https://w3id.org/cn-stp/ontology/kinds> dcterms:license ?l }", f"{ONTOLOGY}/kinds"),
)
def p41_no_licence(graph: Graph) -> list[str]:
    headers = graph.subjects(RDF.type, OWL.Ontology)
    return [str(header) for header in headers if not list(graph.objects(header, DCTERMS.license))]
