"""The two files beside the terms: links to other vocabularies, and the kinds as SKOS concepts."""

from __future__ import annotations

from itertools import chain

import pytest
from ontology_files import ALIGNMENTS, FILES, KINDS_OF_THINGS, STP, TERMS, iri, kinds, own_terms, read, stp
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from kg.vocabulary import CATEGORY_CLASSES, KIND_CLASSES, ONTOLOGY, PREFIXES

ALIGNED_WITH = ["org", "prov", "dcterms", "skos", "eli", "oa", "time", "qudt", "geo", "schema"]
LINKS = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)
# Where each category of things has its kinds, below the IRI of kinds.ttl.
SCHEMES = {
    "document": "documents",
    "organisation": "organisations",
    "programme": "programmes",
    "region": "regions",
}


@pytest.fixture(scope="module")
def alignments() -> Graph:
    return read(ALIGNMENTS)


@pytest.fixture(scope="module")
def concepts() -> Graph:
    return read(KINDS_OF_THINGS)


def linked(graph: Graph) -> set[tuple[URIRef, URIRef, URIRef]]:
    """The links from a term of the ontology to one of another vocabulary."""
    return {
        (term, link, other)
        for link in LINKS
        for term, other in graph.subject_objects(link)
        if isinstance(term, URIRef) and isinstance(other, URIRef) and not other.startswith(STP)
    }


def test_links_to_other_vocabularies_stand_in_their_own_file_only(alignments: Graph) -> None:
    assert linked(read(TERMS)) == linked(read(KINDS_OF_THINGS)) == set()
    about_links = {s for s, _, _ in linked(alignments)}
    declared = {s for s in alignments.subjects(RDF.type) if kinds(alignments, s)}
    header = {URIRef(f"{ONTOLOGY}/alignments")}
    assert set(alignments.subjects()) - declared - header == about_links <= set(own_terms(read(TERMS)))
    assert declared.isdisjoint(about_links)


@pytest.mark.parametrize("prefix", ALIGNED_WITH)
def test_every_vocabulary_is_linked_to(alignments: Graph, prefix: str) -> None:
    assert [other for _, _, other in linked(alignments) if other.startswith(PREFIXES[prefix])]


def test_a_link_joins_terms_of_the_same_kind() -> None:
    merged = read(TERMS, ALIGNMENTS)
    for term, link, other in linked(merged):
        assert kinds(merged, term) == kinds(merged, other) != set(), (term, link, other)
        assert (link == RDFS.subClassOf) <= (OWL.Class in kinds(merged, term)), (term, link, other)


@pytest.mark.parametrize(
    ("term", "link", "other"),
    [
        ("stp:PolicyDocument", RDFS.subClassOf, "eli:LegalResource"),
        ("stp:Organisation", RDFS.subClassOf, "org:Organization"),
        ("stp:Extraction", RDFS.subClassOf, "prov:Activity"),
        ("stp:Mention", RDFS.subClassOf, "oa:Annotation"),
        ("stp:Indicator", RDFS.subClassOf, "skos:Concept"),
        ("stp:Region", RDFS.subClassOf, "geo:Feature"),
        ("stp:Period", RDFS.subClassOf, "time:ProperInterval"),
        ("stp:Unit", RDFS.subClassOf, "qudt:Unit"),
        ("stp:issuedBy", RDFS.subPropertyOf, "prov:wasAttributedTo"),
        ("stp:hasPart", RDFS.subPropertyOf, "dcterms:hasPart"),
        ("stp:repealedBy", RDFS.subPropertyOf, "eli:repealed_by"),
        ("stp:partOf", SKOS.closeMatch, "org:subOrganizationOf"),
    ],
)
def test_link(alignments: Graph, term: str, link: URIRef, other: str) -> None:
    assert (URIRef(iri(term)), link, URIRef(iri(other))) in alignments


@pytest.mark.parametrize("category", SCHEMES)
def test_kinds_are_concepts_of_a_scheme_below_their_category(concepts: Graph, category: str) -> None:
    scheme, top = URIRef(f"{ONTOLOGY}/kinds/{SCHEMES[category]}"), URIRef(iri(CATEGORY_CLASSES[category]))
    assert (scheme, RDF.type, SKOS.ConceptScheme) in concepts
    assert list(concepts.objects(scheme, SKOS.hasTopConcept)) == [top]
    assert list(concepts.objects(top, SKOS.topConceptOf)) == [scheme]
    below = {URIRef(iri(curie)) for curie in KIND_CLASSES[category].values()}
    assert set(concepts.subjects(SKOS.broader, top)) == below
    assert set(concepts.subjects(SKOS.inScheme, scheme)) == below | {top}
    for concept in below | {top}:
        assert (concept, RDF.type, SKOS.Concept) in concepts


def test_broader_is_above(concepts: Graph) -> None:
    terms = read(TERMS)
    assert len(list(concepts.subject_objects(SKOS.broader))) == 14 + 12 + 9 + 7
    for narrow, broad in concepts.subject_objects(SKOS.broader):
        assert (narrow, RDFS.subClassOf, broad) in terms


def test_preferred_labels_are_the_labels_of_the_classes(concepts: Graph) -> None:
    terms = read(TERMS)
    for concept in concepts.subjects(RDF.type, SKOS.Concept):
        assert set(concepts.objects(concept, SKOS.prefLabel)) == set(terms.objects(concept, RDFS.label)), concept
    for scheme in concepts.subjects(RDF.type, SKOS.ConceptScheme):
        assert len(set(concepts.objects(scheme, SKOS.prefLabel))) == 2


def test_nothing_is_said_of_a_term_but_as_a_concept(concepts: Graph) -> None:
    said = {p for term in own_terms(concepts) for p in concepts.predicates(term)}
    assert said == {RDF.type, SKOS.prefLabel, SKOS.inScheme, SKOS.broader, SKOS.topConceptOf}
    assert set(chain.from_iterable(concepts.objects(t, RDF.type) for t in own_terms(concepts))) == {SKOS.Concept}


def test_merged_files_keep_one_label_a_language() -> None:
    merged = read(*FILES)
    assert [term for term in own_terms(merged) if len(set(merged.objects(term, RDFS.label))) != 2] == []
    assert (stp("Plan"), RDF.type, OWL.Class) in merged
    assert (stp("Plan"), RDF.type, SKOS.Concept) in merged
