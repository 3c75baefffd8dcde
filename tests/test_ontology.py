"""The ontology's three files: their profiles, their headers, and that code, documents and files name the same terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from ontology_files import (
    ALIGNMENTS,
    FILES,
    FOLDER,
    KINDS_OF_THINGS,
    PROPERTY_KINDS,
    ROOT,
    STP,
    TERMS,
    Profile,
    iri,
    kinds,
    members,
    named_terms,
    own_of_kind,
    own_terms,
    read,
    stp,
    violations,
)
from pyoxigraph import BlankNode, NamedNode
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef

from kg.reference_graphs import ontology_quads
from kg.vocabulary import ONTOLOGIES, OPERATORS, PREFIXES

SCHEMA_RANGE = URIRef(PREFIXES["schema"] + "rangeIncludes")
OUTSIDE_RL = (
    "Use of a class expression that is not allowed in superclass position (?:Object|Data)Property(Domain|Range)"
)
# Each set of files that can be taken as one ontology.
TOGETHER = [
    [TERMS],
    [TERMS, ALIGNMENTS],
    [TERMS, KINDS_OF_THINGS],
    [TERMS, ALIGNMENTS, KINDS_OF_THINGS],
]
together = pytest.mark.parametrize("paths", TOGETHER, ids=lambda paths: "+".join(path.stem for path in paths))

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
# OWL 2 Structural Specification, section 4; and rdfs:Literal.
OWL2_DATATYPES = """
    owl:real owl:rational rdf:PlainLiteral rdf:XMLLiteral rdfs:Literal xsd:decimal xsd:integer xsd:nonNegativeInteger
    xsd:nonPositiveInteger xsd:positiveInteger xsd:negativeInteger xsd:long xsd:int xsd:short xsd:byte xsd:unsignedLong
    xsd:unsignedInt xsd:unsignedShort xsd:unsignedByte xsd:double xsd:float xsd:string xsd:normalizedString xsd:token
    xsd:language xsd:Name xsd:NCName xsd:NMTOKEN xsd:boolean xsd:hexBinary xsd:base64Binary xsd:anyURI xsd:dateTime
    xsd:dateTimeStamp
"""


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read(TERMS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_two_parsers_read_the_same_triples_and_the_prefixes_of_the_code(path: Path) -> None:
    parser = pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE)
    assert len(list(parser)) == len(read(path)) > 0
    assert parser.prefixes["stp"] == STP
    shared = parser.prefixes.keys() & PREFIXES.keys()
    assert {prefix: parser.prefixes[prefix] for prefix in shared} == {prefix: PREFIXES[prefix] for prefix in shared}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_header(path: Path) -> None:
    graph, home = read(path), URIRef(ONTOLOGIES[path.name])
    assert list(graph.subjects(RDF.type, OWL.Ontology)) == [home]
    assert graph.value(home, OWL.versionIRI) == URIRef(f"{home}/0.2.0")
    assert graph.value(home, OWL.versionInfo) == Literal("0.2.0")
    assert graph.value(home, DCTERMS.license) == URIRef("https://www.apache.org/licenses/LICENSE-2.0")
    for predicate in (DCTERMS.title, DCTERMS.description):
        assert sorted(str(text.language) for text in graph.objects(home, predicate) if isinstance(text, Literal)) == [
            "en",
            "zh",
        ]
    for predicate in (DCTERMS.created, DCTERMS.modified):
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(graph.value(home, predicate)))
    assert list(graph.objects(None, OWL.imports)) == []


def test_versions_are_in_order_and_the_last_is_described(ontology: Graph) -> None:
    home = URIRef(ONTOLOGIES["stp.ttl"])
    assert ontology.value(home, OWL.priorVersion) == URIRef(f"{home}/0.1.0")
    notes = [note for note in ontology.objects(home, SKOS.historyNote) if isinstance(note, Literal)]
    versions = {(str(note)[:5], note.language) for note in notes}
    assert versions == {("0.1.0", "zh"), ("0.1.0", "en"), ("0.2.0", "zh"), ("0.2.0", "en")}


@together
def test_files_are_in_owl_2_dl(paths: list[Path], tmp_path: Path) -> None:
    assert violations(paths, "DL", tmp_path) == []


@together
def test_only_unions_and_a_thing_as_domains_and_ranges_are_outside_owl_2_rl(
    ontology: Graph, paths: list[Path], tmp_path: Path
) -> None:
    unions = [
        (side, prop)
        for side in (RDFS.domain, RDFS.range)
        for prop, end in ontology.subject_objects(side)
        if end == OWL.Thing or members(ontology, end) != {end}
    ]
    found = violations(paths, "RL", tmp_path)
    assert {re.match(OUTSIDE_RL, breach) is not None for breach in found} == {True}
    assert len(found) == len(unions)
    for side, prop in unions:
        name = "Domain" if side == RDFS.domain else "Range"
        assert [breach for breach in found if f"Property{name}(<{prop}>" in breach], (side, prop)


@pytest.mark.parametrize(
    ("profile", "axiom", "message"),
    [
        (
            "DL",
            "stp:partOf a owl:FunctionalProperty .",
            "Use of a non-simple property in a FunctionalObjectProperty axiom.*",
        ),
        (
            "DL",
            "stp:attachedTo owl:propertyChainAxiom ( stp:issuedBy stp:attachedTo ) .",
            "Use of a property in a property chain causing a cycle in the role hierarchy",
        ),
        ("DL", "stp:leads a owl:DatatypeProperty .", f"Use of an IRI as more than one kind of entity .*{STP}leads"),
        ("DL", "stp:Goal rdfs:subClassOf stp:Undeclared .", f"Use of an undeclared class {STP}Undeclared"),
        (
            "RL",
            "stp:Goal rdfs:subClassOf [ a owl:Restriction ; owl:onProperty stp:evidence ; "
            "owl:someValuesFrom stp:Mention ] .",
            "Use of a class expression that is not allowed in superclass position SubClassOf.*",
        ),
    ],
    ids=[
        "transitive-and-functional",
        "irregular-chains",
        "object-and-data-property",
        "undeclared-class",
        "must-have-some",
    ],
)
def test_planted_breach_of_a_profile_is_found(tmp_path: Path, profile: Profile, axiom: str, message: str) -> None:
    found = set(violations([TERMS], profile, tmp_path, axiom)) - set(violations([TERMS], profile, tmp_path))
    assert len(found) >= 1
    assert all(re.fullmatch(message, breach) for breach in found), found


def test_every_datatype_is_in_the_owl_2_datatype_map() -> None:
    merged = read(*FILES)
    used = {o for prop in own_of_kind(merged, OWL.DatatypeProperty) for o in merged.objects(prop, RDFS.range)}
    used |= {o.datatype for o in merged.objects() if isinstance(o, Literal) and o.datatype}
    assert {XSD.decimal, RDFS.Literal} <= used
    assert {str(datatype) for datatype in used} <= {iri(curie) for curie in OWL2_DATATYPES.split()}


def test_dates_and_years_name_the_datatype_that_is_written(ontology: Graph) -> None:
    written = {str(s).removeprefix(STP): o for s, o in ontology.subject_objects(SCHEMA_RANGE)}
    dates = dict.fromkeys(["dateSigned", "datePublished", "effectiveDate", "expiryDate"], XSD.date)
    assert written == dates | dict.fromkeys(["startYear", "endYear", "deadline", "baselineYear"], XSD.gYear)


def test_promised_terms_are_defined(ontology: Graph) -> None:
    assert {STP + name for name in PROMISED.split()} <= {str(term) for term in own_terms(ontology)}


@pytest.mark.parametrize("path", ["kg/vocabulary.py", "docs/graph-model.md"])
def test_terms_that_code_and_documents_name_are_declared(ontology: Graph, path: str) -> None:
    named = named_terms((ROOT / path).read_text("utf-8"), "stp|oa|dcterms|org|prov|schema|skos")
    assert len(named) > 10
    assert sorted(name for name in named if not kinds(ontology, URIRef(name))) == []


def external_terms(*paths: Path) -> Iterator[URIRef]:
    """The terms of other vocabularies that some files declare."""
    graph = read(*paths)
    for term in graph.subjects(RDF.type):
        if isinstance(term, URIRef) and kinds(graph, term) and not term.startswith(ONTOLOGIES["stp.ttl"]):
            yield term


def test_terms_of_other_vocabularies_are_written_by_the_graph_or_describe_the_ontology(ontology: Graph) -> None:
    named = named_terms((ROOT / "docs/graph-model.md").read_text("utf-8"), "oa|dcterms|org|prov|qudt|schema|skos")
    assert {str(term) for term in external_terms(TERMS)} - set(map(str, ontology.predicates())) - named == set()


@pytest.mark.parametrize("path", [ALIGNMENTS, KINDS_OF_THINGS], ids=lambda path: path.stem)
def test_terms_of_other_vocabularies_are_declared_once_and_needed(path: Path) -> None:
    graph = read(path)
    used = set(graph.predicates()) | {o for p, o in graph.predicate_objects() if o not in PROPERTY_KINDS}
    assert set(external_terms(path)) - used == set()
    others = [other for other in FILES if other is not path]
    assert set(external_terms(path)) & set(external_terms(*others)) - {SKOS.Concept} == set()


def test_every_file_of_the_folder_is_known() -> None:
    ontologies = {path.name for path in FOLDER.glob("*.ttl") if list(read(path).subjects(RDF.type, OWL.Class))}
    assert ontologies == set(ONTOLOGIES) == {path.name for path in FILES}


def test_readme_gives_the_size(ontology: Graph) -> None:
    sizes = [
        f"{len(own_of_kind(ontology, kind))} {name}"
        for kind, name in [
            (OWL.Class, "classes"),
            (OWL.ObjectProperty, "object properties"),
            (OWL.DatatypeProperty, "datatype properties"),
            (OWL.NamedIndividual, "individuals"),
        ]
    ]
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert f"| size | {', '.join(sizes)} |" in readme
    ends = [end for side in (RDFS.domain, RDFS.range) for end in ontology.objects(None, side)]
    assert f"({len([end for end in ends if members(ontology, end) != {end}])} of them) are `owl:unionOf`" in readme


def test_operators_have_the_sign_of_the_code(ontology: Graph) -> None:
    found = {str(s): str(o) for s, o in ontology.subject_objects(SKOS.notation)}
    signs = {"atLeast": ">=", "atMost": "<=", "exactly": "=", "increaseBy": "+", "decreaseBy": "-"}
    assert found == {STP + name: sign for name, sign in signs.items()}
    assert found == {STP + curie.removeprefix("stp:"): sign for sign, curie in OPERATORS.items()}
    for operator in map(URIRef, found):
        assert (operator, RDF.type, stp("Operator")) in ontology


def test_cites_is_above_implements_and_repeals(ontology: Graph) -> None:
    assert set(ontology.subjects(RDFS.subPropertyOf, stp("cites"))) == {stp("implements"), stp("repeals")}
    assert set(ontology.subjects(RDFS.subPropertyOf, stp("citedBy"))) == {stp("implementedBy"), stp("repealedBy")}


def test_class_expressions_of_two_ontologies_have_different_names() -> None:
    turtle = b"<urn:a> <urn:p> [ <urn:q> <urn:b> ] , [ <urn:q> <urn:c> ] ."
    found = [ontology_quads(turtle, NamedNode(graph)) for graph in ("urn:one", "urn:two")]
    names = [{quad.subject for quad in quads} - {NamedNode("urn:a")} for quads in found]
    assert [len(own) for own in names] == [2, 2]
    assert not names[0] & names[1]
    assert not any(isinstance(name, BlankNode) for name in names[0] | names[1])
