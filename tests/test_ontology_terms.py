"""Every term says what it is: names, definition, example, where it is defined and how settled it is."""

from __future__ import annotations

import re

import pytest
from ontology_files import HOME, KINDS, STP, TERMS, kinds, own_terms, read
from rdflib import RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

STATUS = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
# What version 0.2.0 added, and what a later reader of files may change.
NOT_SETTLED = """
    normalisedValue normalisedMaxValue standardUnit
    Bindingness bindingness binding anticipated baselineYear baselineValue goalOf confidence
    Extraction configuration setOutIn couldBe hasPart locationOf ledBy hasParticipant citedBy implementedBy repealedBy
    hasAttachment issuerOf setsOut place format
    Level level nationalLevel provincialLevel prefecturalLevel countyLevel GoalSeries inSeries effectiveDate expiryDate
    Edition edition draftEdition trialEdition interimEdition revisedEdition amendedEdition succeeds replaces
"""


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read(TERMS)


def texts(ontology: Graph, term: Node, predicate: URIRef) -> list[Literal]:
    return [text for text in ontology.objects(term, predicate) if isinstance(text, Literal)]


@pytest.mark.parametrize(
    ("predicate", "languages"),
    [(RDFS.label, ["en", "zh"]), (SKOS.definition, ["en", "zh"]), (SKOS.example, ["zh"])],
    ids=["label", "definition", "example"],
)
def test_every_term_has_one_text_in_each_language(ontology: Graph, predicate: URIRef, languages: list[str]) -> None:
    found = {term: texts(ontology, term, predicate) for term in own_terms(ontology)}
    assert {
        term: values for term, values in found.items() if sorted(str(v.language) for v in values) != languages
    } == {}
    assert [values for values in found.values() if not all(value.strip() for value in values)] == []


def test_texts_are_in_the_language_they_say(ontology: Graph) -> None:
    for term in own_terms(ontology):
        for predicate in (RDFS.label, SKOS.definition, SKOS.example):
            for text in texts(ontology, term, predicate):
                chinese = re.search("[\u4e00-\u9fff]", re.sub(r"\(.*?\)", "", text))
                assert text.language == "en" or chinese, (term, text)
                assert text.language == "zh" or re.match("[A-Za-z]", text), (term, text)


def test_examples_differ_and_are_not_those_of_the_definition(ontology: Graph) -> None:
    examples = [text for term in own_terms(ontology) for text in texts(ontology, term, SKOS.example)]
    assert len(set(examples)) == len(examples) > 100
    for term in own_terms(ontology):
        (example,) = texts(ontology, term, SKOS.example)
        assert not [text for text in texts(ontology, term, SKOS.definition) if example.rstrip("。") in text], term


def test_every_term_says_where_it_is_defined_and_how_settled_it_is(ontology: Graph) -> None:
    assert [term for term in own_terms(ontology) if set(ontology.objects(term, RDFS.isDefinedBy)) != {HOME}] == []
    found = {str(term).removeprefix(STP): list(ontology.objects(term, STATUS)) for term in own_terms(ontology)}
    unsettled = set(NOT_SETTLED.split())
    assert found == {name: [Literal("testing" if name in unsettled else "stable")] for name in found}
    assert unsettled <= found.keys()


def test_no_term_is_of_two_kinds_or_defined_in_two_places(ontology: Graph) -> None:
    declared = re.findall(r"^(\w+:\w+)\s+a owl:", TERMS.read_text("utf-8"), re.MULTILINE)
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
