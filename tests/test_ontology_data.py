"""The graph and the axioms: what is written is within domains and ranges, and in no two disjoint classes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from ontology_files import HEADER, PROPERTY_KINDS, TERMS, kinds, members, own_of_kind, read, stp
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from extract.facts import FileFacts
from kg.gazetteer import Gazetteer
from kg.iris import Iris
from kg.mapping import map_facts

# What the graph holds, with every property of docs/graph-model.md that is in the namespace of the ontology, and what
# can be inferred with the inverse properties.
SAMPLE = """
@prefix : <https://w3id.org/cn-stp/> .
:file a stp:SourceFile ; stp:sha256 "00" ; stp:format "text" ; stp:encoding "utf-8" ; stp:characterCount 10509 .
:notice a stp:PolicyDocument, stp:Notice ; stp:hasAttachment :plan .
:run a stp:Extraction, prov:Activity ; prov:used :file ; prov:wasAssociatedWith :tool ; stp:configuration "0123abcd" .
:tool a prov:SoftwareAgent ; schema:softwareVersion "0.1.0" .
:plan a stp:PolicyDocument, stp:ActionPlan ; stp:documentNumber "国科发规〔2020〕254号" ; stp:issuedBy :most ;
    stp:addressedTo "各省、自治区、直辖市科技厅"@zh ; stp:copiedTo "教育部"@zh ; stp:dateSigned "2020-09-29"^^xsd:date ;
    stp:datePublished "2020-10-30"^^xsd:date ; stp:coversPeriod :years ; stp:attachedTo :notice ;
    prov:wasDerivedFrom :file ; stp:hasSection :one, :two ; stp:mentions :most, :award, :tianjin ;
    stp:cites :notice ; stp:implements :law ; stp:repeals :old ; stp:setsGoal :goal, :result .
:plan stp:level stp:nationalLevel ; stp:edition stp:trialEdition ; stp:effectiveDate "2020-10-01"^^xsd:date ;
    stp:expiryDate "2025-09-30"^^xsd:date ; dcterms:date "2020-09-29"^^xsd:date ;
    stp:succeeds :old ; stp:replaces :old .
:law a stp:PolicyDocument, stp:Law ; stp:setsOut :award ; stp:implementedBy :plan ; stp:citedBy :plan .
:old a stp:PolicyDocument, stp:Plan, stp:Outline ; stp:repealedBy :plan .
:years a stp:Period ; stp:startYear "2018"^^xsd:gYear ; stp:endYear "2020"^^xsd:gYear .
:one a stp:Section ; stp:sectionOrder 1 ; stp:sectionLevel 1 ; stp:sectionLabel "一、" .
:two a stp:Section ; stp:sectionOrder 2 ; stp:sectionLevel 2 ; stp:sectionLabel "(一)" ; stp:parentSection :one ;
    stp:evidence :mention .
:most a stp:Organisation, stp:GovernmentBody ; stp:leads :award, :plan, :group ; stp:partOf :council ;
    stp:locatedIn :heping ; stp:issuerOf :plan .
:council a stp:Organisation, stp:GovernmentBody ; stp:participatesIn :award ; stp:hasPart :most .
:group a stp:Organisation, stp:Committee, stp:PartyBody .
:award a stp:Programme, stp:ProgrammeAward ; stp:locatedIn :binhai ; stp:setOutIn :law ; stp:ledBy :most ;
    stp:hasParticipant :council .
:tianjin a stp:Region, stp:RegionProvince ; stp:partOf :jingjinji ; skos:notation "120000" .
:heping a stp:Region, stp:RegionCounty ; stp:partOf :tianjin ; stp:locationOf :most .
:hepingqu a stp:Region ; stp:couldBe :heping .
:binhai a stp:Region, stp:RegionZone, stp:RegionCounty ; stp:locatedIn :tianjin .
:jingjinji a stp:Region, stp:RegionCluster .
:goal a stp:Goal, stp:QuantitativeGoal ; stp:indicator :scale ; stp:operator stp:atLeast ; stp:value 200.0 ;
    stp:maxValue 300.0 ;
    stp:normalisedValue 20000000000.0 ; stp:normalisedMaxValue 30000000000.0 ;
    stp:unit :yiyuan ; stp:deadline "2020"^^xsd:gYear ; stp:appliesTo :tianjin ;
    stp:inSection :two ; stp:evidence :mention .
:forest a stp:Goal, stp:QuantitativeGoal ; stp:bindingness stp:binding ; stp:baselineYear "2020"^^xsd:gYear ;
    stp:baselineValue 35.0 ; stp:goalOf :award ; stp:confidence 0.95 .
:goal stp:inSeries :series .
:series a stp:GoalSeries ; stp:appliesTo :tianjin ; stp:standardUnit <http://qudt.org/vocab/unit/CCY_CNY> .
:result a stp:Goal, stp:QualitativeGoal ; stp:deadline "2020"^^xsd:gYear ; stp:evidence :mention .
:scale a stp:Indicator .
:yiyuan a stp:Unit ; stp:standardUnit <http://qudt.org/vocab/unit/CCY_CNY> .
<http://qudt.org/vocab/unit/CCY_CNY> a qudt:Unit .
:mention a stp:Mention, oa:Annotation ; oa:hasBody :most ; stp:inDocument :plan ; stp:place "page 3" ;
    oa:hasTarget :target .
:fact a stp:Statement ; stp:subject :most ; stp:predicate stp:leads ; stp:object :award ; stp:evidence :mention .
:slot a stp:Statement ; stp:subject :plan ; stp:predicate dcterms:title ; stp:objectValue "计划"@zh ;
    stp:evidence :mention .
"""


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read(TERMS)


@pytest.fixture(params=["described", "written"])
def data(request: pytest.FixtureRequest, ontology: Graph, sample_facts: FileFacts) -> Graph:
    """The sample of the description, and what the code writes of a small file."""
    if request.param == "described":
        graph = Graph().parse(data=HEADER + SAMPLE, format="turtle")
    else:
        triples = "".join(f"{quad.triple} .\n" for quad in map_facts(sample_facts, Iris(), Gazetteer([], [])))
        graph = Graph().parse(data=triples, format="nt")
    for name in ("Operator", "Level", "Edition", "Bindingness"):
        for triple in ontology.triples((None, RDF.type, stp(name))):
            graph.add(triple)
    return graph


def ends(ontology: Graph, term: Node, side: URIRef) -> Iterator[set[Node]]:
    """The domains or ranges of a property and of those above it, each as the set of classes it is the union of."""
    for above in ontology.transitive_objects(term, RDFS.subPropertyOf):
        for end in ontology.objects(above, side):
            if end != OWL.Thing:
                yield members(ontology, end)


def disjoint_pairs(ontology: Graph) -> set[frozenset[Node]]:
    pairs = {frozenset(pair) for pair in ontology.subject_objects(OWL.disjointWith)}
    for head in ontology.objects(None, OWL.members):
        pairs |= {frozenset(pair) for pair in combinations(Collection(ontology, head), 2)}
    return pairs


def classes(ontology: Graph, data: Graph, node: Node) -> set[Node]:
    """The classes that the data give a node, and all above them."""
    direct = data.objects(node, RDF.type)
    return {above for cls in direct for above in ontology.transitive_objects(cls, RDFS.subClassOf) if above is not None}


def test_sample_uses_every_property(ontology: Graph) -> None:
    used = set(Graph().parse(data=HEADER + SAMPLE, format="turtle").predicates())
    assert set(own_of_kind(ontology, *PROPERTY_KINDS)) - used == set()


def test_data_are_within_domains_and_ranges(ontology: Graph, data: Graph) -> None:
    for s, p, o in data:
        for domain in ends(ontology, p, RDFS.domain):
            assert domain & classes(ontology, data, s), (s, p, domain)
        for allowed in ends(ontology, p, RDFS.range):
            if OWL.ObjectProperty in kinds(ontology, p):
                assert allowed & classes(ontology, data, o), (p, o, allowed)
            elif allowed.isdisjoint({RDFS.Literal, RDF.PlainLiteral}):
                assert isinstance(o, Literal)
                assert (o.datatype or XSD.string) in allowed, (p, o, allowed)


def test_data_are_in_no_two_disjoint_classes(ontology: Graph, data: Graph) -> None:
    pairs = disjoint_pairs(ontology)
    assert frozenset({stp("Organisation"), stp("Programme")}) in pairs
    assert frozenset({stp("QuantitativeGoal"), stp("QualitativeGoal")}) in pairs
    for node in set(data.subjects()):
        found = classes(ontology, data, node)
        assert [set(pair) for pair in pairs if pair <= found] == []


def test_inverse_properties_are_never_written(ontology: Graph, sample_facts: FileFacts) -> None:
    inferred = {str(prop) for prop in ontology.subjects(OWL.inverseOf)}
    assert len(inferred) == 10
    written = {quad.predicate.value for quad in map_facts(sample_facts, Iris(), Gazetteer([], []))}
    assert not inferred & written
