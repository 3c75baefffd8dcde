"""The ontology: in OWL 2 DL, documented in two languages, in step with the code and the description of the graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pyhornedowl
import pyoxigraph
import pytest
from pyhornedowl.profile import check_profile
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg import vocabulary
from kg.vocabulary import OPERATORS, PREFIXES

ROOT = Path(__file__).resolve().parents[1]
TURTLE = ROOT / "ontology" / "stp.ttl"
STP = PREFIXES["stp"]
SCHEMA_RANGE = URIRef(PREFIXES["schema"] + "rangeIncludes")
PROPERTY_KINDS = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
KINDS = PROPERTY_KINDS | {OWL.Class, OWL.NamedIndividual}

# The terms that other tools rely on; a name may join this list, but none may leave it.
PROMISED = """
    PolicyDocument Organisation Programme Region Goal QuantitativeGoal QualitativeGoal Indicator Section Mention
    Statement SourceFile Period Unit Operator
    documentNumber issuedBy addressedTo dateSigned datePublished coversPeriod attachedTo cites implements repeals
    mentions setsGoal indicator operator value maxValue unit deadline appliesTo leads participatesIn partOf locatedIn
    hasSection inSection sectionOrder sectionLevel sectionLabel parentSection startYear endYear sha256 encoding
    characterCount inDocument evidence subject predicate object objectValue
    Extraction configuration setOutIn couldBe hasPart locationOf ledBy hasParticipant citedBy implementedBy repealedBy
    hasAttachment issuerOf setsOut
    University ActionPlan RegionCluster atLeast atMost exactly increaseBy decreaseBy
"""
ALIGNED_WITH = ["org", "prov", "dcterms", "skos", "eli", "oa", "time", "qudt", "geo", "schema"]
LINKS = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)
# OWL 2 Structural Specification, section 4; and rdfs:Literal.
OWL2_DATATYPES = """
    owl:real owl:rational rdf:PlainLiteral rdf:XMLLiteral rdfs:Literal xsd:decimal xsd:integer xsd:nonNegativeInteger
    xsd:nonPositiveInteger xsd:positiveInteger xsd:negativeInteger xsd:long xsd:int xsd:short xsd:byte xsd:unsignedLong
    xsd:unsignedInt xsd:unsignedShort xsd:unsignedByte xsd:double xsd:float xsd:string xsd:normalizedString xsd:token
    xsd:language xsd:Name xsd:NCName xsd:NMTOKEN xsd:boolean xsd:hexBinary xsd:base64Binary xsd:anyURI xsd:dateTime
    xsd:dateTimeStamp
"""

# What the graph holds, with every property of docs/graph-model.md that is in the namespace of the ontology.
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
:law a stp:PolicyDocument, stp:Law ; stp:setsOut :award ; stp:implementedBy :plan ; stp:citedBy :plan .
:old a stp:PolicyDocument, stp:Plan, stp:Outline ; stp:repealedBy :plan .
:years a stp:Period ; stp:startYear "2018"^^xsd:gYear ; stp:endYear "2020"^^xsd:gYear .
:one a stp:Section ; stp:sectionOrder 1 ; stp:sectionLevel 1 ; stp:sectionLabel "一、" .
:two a stp:Section ; stp:sectionOrder 2 ; stp:sectionLevel 2 ; stp:sectionLabel "(一)" ; stp:parentSection :one ; stp:evidence :mention .
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
    stp:maxValue 300.0 ; stp:unit :yiyuan ; stp:deadline "2020"^^xsd:gYear ; stp:appliesTo :tianjin ;
    stp:inSection :two ; stp:evidence :mention .
:result a stp:Goal, stp:QualitativeGoal ; stp:deadline "2020"^^xsd:gYear ; stp:evidence :mention .
:scale a stp:Indicator .
:yiyuan a stp:Unit .
:mention a stp:Mention, oa:Annotation ; oa:hasBody :most ; stp:inDocument :plan ; stp:place "page 3" ;
    oa:hasTarget :target .
:fact a stp:Statement ; stp:subject :most ; stp:predicate stp:leads ; stp:object :award ; stp:evidence :mention .
:slot a stp:Statement ; stp:subject :plan ; stp:predicate dcterms:title ; stp:objectValue "计划"@zh ;
    stp:evidence :mention .
"""


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(TURTLE)


@pytest.fixture(scope="module")
def sample(ontology: Graph) -> Graph:
    header = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    graph = Graph().parse(data=header + SAMPLE, format="turtle")
    for triple in ontology.triples((None, RDF.type, URIRef(STP + "Operator"))):
        graph.add(triple)
    return graph


def own_terms(ontology: Graph) -> list[URIRef]:
    return sorted({s for s in ontology.subjects(RDF.type) if isinstance(s, URIRef) and s.startswith(STP)})


def kinds(ontology: Graph, term: Node) -> set[Node]:
    return set(ontology.objects(term, RDF.type)) & KINDS


def violations(turtle: str, folder: Path) -> list[str]:
    """The messages of every breach of OWL 2 DL, sorted.

    The checker reads RDF/XML, not Turtle, and takes `owl:versionIRI` for an annotation unless it comes with the header:
    the triples are therefore written in the order of the file.
    """
    path = folder / "ontology.owl"
    quads = pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE)
    pyoxigraph.serialize((quad.triple for quad in quads), path, format=pyoxigraph.RdfFormat.RDF_XML)
    report = check_profile(pyhornedowl.open_ontology_from_file(str(path)), "DL")
    found = sorted(f"{getattr(v, 'message', v)} {getattr(v, 'iri', '')}".strip() for v in report.violations)
    assert report.conformant == (not found)
    return found


def named_terms(text: str, prefixes: str) -> set[str]:
    """The IRIs of the prefixed names in a text; `prefixes` are parted by `|`."""
    return {iri(curie) for curie in re.findall(rf"\b(?:{prefixes}):[A-Za-z]\w*", text)}


def iri(curie: str) -> str:
    return vocabulary.term(curie).value


def test_two_parsers_read_the_same_triples_and_the_prefixes_of_the_code(ontology: Graph) -> None:
    parser = pyoxigraph.parse(path=TURTLE, format=pyoxigraph.RdfFormat.TURTLE)
    assert len(list(parser)) == len(ontology) > 0
    for prefix in [*ALIGNED_WITH, "stp", "rdf", "rdfs", "owl", "xsd"]:
        assert parser.prefixes[prefix] == PREFIXES[prefix]


def test_ontology_is_in_owl_2_dl_without_imports(ontology: Graph, tmp_path: Path) -> None:
    assert list(ontology.objects(None, OWL.imports)) == []
    assert violations(TURTLE.read_text("utf-8"), tmp_path) == []


@pytest.mark.parametrize(
    ("axiom", "message"),
    [
        ("stp:partOf a owl:FunctionalProperty .", "Use of a non-simple property in a FunctionalObjectProperty axiom"),
        ("stp:leads a owl:DatatypeProperty .", f"Use of an IRI as more than one kind of entity .* {STP}leads"),
        ("stp:Goal rdfs:subClassOf stp:Undeclared .", f"Use of an undeclared class {STP}Undeclared"),
    ],
    ids=["transitive-and-functional", "object-and-data-property", "undeclared-class"],
)
def test_planted_breach_of_owl_2_dl_is_found(tmp_path: Path, axiom: str, message: str) -> None:
    found = violations(TURTLE.read_text("utf-8") + axiom, tmp_path)
    assert len(found) == 1
    assert re.fullmatch(message, found[0])


def test_every_datatype_is_in_the_owl_2_datatype_map(ontology: Graph) -> None:
    used = {o for o in ontology.objects(None, RDFS.range) if not kinds(ontology, o)}
    used |= {o for o in ontology.objects(None, OWL.someValuesFrom) if not kinds(ontology, o)} - {OWL.Thing}
    used |= {o.datatype for o in ontology.objects() if isinstance(o, Literal) and o.datatype}
    assert {XSD.decimal, RDFS.Literal} <= used
    assert {str(datatype) for datatype in used} <= {iri(curie) for curie in OWL2_DATATYPES.split()}


def test_dates_and_years_name_the_datatype_that_is_written(ontology: Graph) -> None:
    written = {str(s).removeprefix(STP): o for s, o in ontology.subject_objects(SCHEMA_RANGE)}
    dates = dict.fromkeys(["dateSigned", "datePublished"], XSD.date)
    assert written == dates | dict.fromkeys(["startYear", "endYear", "deadline"], XSD.gYear)


def test_every_term_has_label_and_definition_in_both_languages(ontology: Graph) -> None:
    incomplete = [
        (term, predicate, languages)
        for term in own_terms(ontology)
        for predicate in (RDFS.label, SKOS.definition)
        if (languages := sorted(str(o.language) for o in ontology.objects(term, predicate) if isinstance(o, Literal)))
        != ["en", "zh"]
    ]
    assert incomplete == []
    assert all(str(text).strip() for text in ontology.objects(None, SKOS.definition))
    home = URIRef(vocabulary.ONTOLOGY)
    assert [term for term in own_terms(ontology) if (term, RDFS.isDefinedBy, home) not in ontology] == []


def test_no_term_is_of_two_kinds_or_defined_in_two_places(ontology: Graph) -> None:
    declared = re.findall(r"^(\w+:\w+)\s+a owl:", TURTLE.read_text("utf-8"), re.MULTILINE)
    assert sorted(declared) == sorted(set(declared))
    subjects = {s for s in ontology.subjects() if isinstance(s, URIRef)}
    assert {s: kinds(ontology, s) for s in subjects if len(kinds(ontology, s)) > 1} == {}
    assert [s for s in subjects if s.startswith(STP) and not kinds(ontology, s)] == []


def test_labels_tell_terms_of_a_kind_apart(ontology: Graph) -> None:
    labels = [
        (kind, label)
        for kind in KINDS
        for term in ontology.subjects(RDF.type, kind)
        for label in ontology.objects(term, RDFS.label)
    ]
    assert sorted({x for x in labels if labels.count(x) > 1}) == []


def test_promised_terms_are_defined(ontology: Graph) -> None:
    assert {STP + name for name in PROMISED.split()} <= {str(term) for term in own_terms(ontology)}


@pytest.mark.parametrize("path", ["kg/vocabulary.py", "docs/graph-model.md"])
def test_terms_that_code_and_documents_name_are_declared(ontology: Graph, path: str) -> None:
    named = named_terms((ROOT / path).read_text("utf-8"), "stp|oa|dcterms|org|prov|schema|skos")
    assert len(named) > 10
    assert sorted(name for name in named if not kinds(ontology, URIRef(name))) == []


def test_terms_of_other_vocabularies_are_declared_and_needed(ontology: Graph) -> None:
    external = {s for s in ontology.subjects(RDF.type) if isinstance(s, URIRef) and kinds(ontology, s)}
    external -= set(own_terms(ontology))
    named = named_terms((ROOT / "docs/graph-model.md").read_text("utf-8"), "oa|dcterms|org|prov|schema|skos")
    used = set(ontology.predicates()) | set(ontology.objects()) | {URIRef(name) for name in named}
    assert external - used == set()
    links = {o for p in LINKS for o in ontology.objects(None, p)}
    assert {o for o in links if isinstance(o, URIRef) and not kinds(ontology, o)} == set()


@pytest.mark.parametrize("prefix", ALIGNED_WITH)
def test_alignment_is_used(ontology: Graph, prefix: str) -> None:
    links = {o for p in LINKS for o in ontology.objects(None, p)}
    assert [o for o in links if str(o).startswith(PREFIXES[prefix])]


def test_a_link_joins_terms_of_the_same_kind(ontology: Graph) -> None:
    for link in LINKS:
        for term, other in ontology.subject_objects(link):
            if isinstance(other, URIRef):
                assert kinds(ontology, term) == kinds(ontology, other), (term, link, other)


def test_operators_have_the_sign_of_the_code(ontology: Graph) -> None:
    found = {str(s): str(o) for s, o in ontology.subject_objects(SKOS.notation)}
    signs = {"atLeast": ">=", "atMost": "<=", "exactly": "=", "increaseBy": "+", "decreaseBy": "-"}
    assert found == {STP + name: sign for name, sign in signs.items()}
    assert found == {STP + curie.removeprefix("stp:"): sign for sign, curie in OPERATORS.items()}
    for operator in map(URIRef, found):
        assert (operator, RDF.type, URIRef(STP + "Operator")) in ontology


def test_cites_is_above_implements_and_repeals(ontology: Graph) -> None:
    below = ontology.subjects(RDFS.subPropertyOf, URIRef(STP + "cites"))
    assert set(below) == {URIRef(STP + "implements"), URIRef(STP + "repeals")}


def ends(ontology: Graph, term: Node, side: URIRef) -> Iterator[set[Node]]:
    """The domains or ranges of a property and of those above it, each as the set of classes it is the union of."""
    for above in ontology.transitive_objects(term, RDFS.subPropertyOf):
        for end in ontology.objects(above, side):
            union = ontology.value(end, OWL.unionOf)
            yield set(Collection(ontology, union)) if union else {end}


def disjoint_pairs(ontology: Graph) -> set[frozenset[Node]]:
    pairs = {frozenset(pair) for pair in ontology.subject_objects(OWL.disjointWith)}
    for predicate in (OWL.members, OWL.disjointUnionOf):
        for head in ontology.objects(None, predicate):
            pairs |= {frozenset(pair) for pair in combinations(Collection(ontology, head), 2)}
    return pairs


def classes(ontology: Graph, data: Graph, node: Node) -> set[Node]:
    """The classes that the data give a node, and all above them."""
    direct = data.objects(node, RDF.type)
    return {above for cls in direct for above in ontology.transitive_objects(cls, RDFS.subClassOf) if above is not None}


def test_sample_uses_every_property(ontology: Graph, sample: Graph) -> None:
    own = {term for term in own_terms(ontology) if kinds(ontology, term) & PROPERTY_KINDS}
    assert own - set(sample.predicates()) == set()


def test_sample_is_within_domains_and_ranges(ontology: Graph, sample: Graph) -> None:
    for s, p, o in sample:
        for domain in ends(ontology, p, RDFS.domain):
            assert domain & classes(ontology, sample, s), (s, p, domain)
        for allowed in ends(ontology, p, RDFS.range):
            if OWL.ObjectProperty in kinds(ontology, p):
                assert allowed & classes(ontology, sample, o), (p, o, allowed)
            elif allowed.isdisjoint({RDFS.Literal, RDF.PlainLiteral}):
                assert isinstance(o, Literal)
                assert (o.datatype or XSD.string) in allowed, (p, o, allowed)


def test_sample_is_in_no_two_disjoint_classes(ontology: Graph, sample: Graph) -> None:
    pairs = disjoint_pairs(ontology)
    assert frozenset({URIRef(STP + "Organisation"), URIRef(STP + "Programme")}) in pairs
    for node in set(sample.subjects()):
        found = classes(ontology, sample, node)
        assert [set(pair) for pair in pairs if pair <= found] == []
