"""The terms of the ontology and of the vocabularies it is aligned with, by name.

The only place in the code where a class or property of `ontology/stp.ttl` is named; a test holds the two together.
"""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

ONTOLOGY = "https://w3id.org/cn-stp/ontology"
# The ontologies by file of `ontology/`: the terms, their links to other vocabularies, the kinds as concepts.
ONTOLOGIES = {
    "stp.ttl": ONTOLOGY,
    "alignments.ttl": ONTOLOGY + "/alignments",
    "kinds.ttl": ONTOLOGY + "/kinds",
}
DEFAULT_BASE = "https://w3id.org/cn-stp/"

PREFIXES = {
    "stp": ONTOLOGY + "#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "oa": "http://www.w3.org/ns/oa#",
    "time": "http://www.w3.org/2006/time#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "qudt": "http://qudt.org/schema/qudt/",
    "unit": "http://qudt.org/vocab/unit/",
    "schema": "https://schema.org/",
}


@cache
def term(curie: str) -> NamedNode:
    """The term a CURIE stands for.

    >>> term("stp:Goal").value
    'https://w3id.org/cn-stp/ontology#Goal'
    """
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


DOCUMENT_CLASSES = {
    "notice": "stp:Notice",
    "opinions": "stp:Opinions",
    "plan": "stp:Plan",
    "outline": "stp:Outline",
    "action-plan": "stp:ActionPlan",
    "scheme": "stp:Scheme",
    "measures": "stp:Measures",
    "guidelines": "stp:Guidelines",
    "reply": "stp:Reply",
    "report": "stp:Report",
    "law": "stp:Law",
    "order": "stp:Order",
    "letter": "stp:Letter",
    "other": "stp:OtherDocument",
}

ORGANISATION_CLASSES = {
    "government": "stp:GovernmentBody",
    "party": "stp:PartyBody",
    "mass": "stp:MassOrganisation",
    "society": "stp:Society",
    "university": "stp:University",
    "institute": "stp:Institute",
    "enterprise": "stp:Enterprise",
    "international": "stp:InternationalOrganisation",
    "alliance": "stp:Alliance",
    "military": "stp:MilitaryBody",
    "committee": "stp:Committee",
    "other": "stp:OtherOrganisation",
}

PROGRAMME_CLASSES = {
    "plan": "stp:ProgrammePlan",
    "project": "stp:ProgrammeProject",
    "action": "stp:ProgrammeAction",
    "fund": "stp:ProgrammeFund",
    "event": "stp:ProgrammeEvent",
    "award": "stp:ProgrammeAward",
    "platform": "stp:ProgrammePlatform",
    "pilot": "stp:ProgrammePilot",
    "mechanism": "stp:ProgrammeMechanism",
}

REGION_CLASSES = {
    "country": "stp:RegionCountry",
    "province": "stp:RegionProvince",
    "prefecture": "stp:RegionPrefecture",
    "county": "stp:RegionCounty",
    "zone": "stp:RegionZone",
    "cluster": "stp:RegionCluster",
    "international": "stp:RegionInternational",
}

KIND_CLASSES = {
    "document": DOCUMENT_CLASSES,
    "organisation": ORGANISATION_CLASSES,
    "programme": PROGRAMME_CLASSES,
    "region": REGION_CLASSES,
}

CATEGORY_CLASSES = {
    "document": "stp:PolicyDocument",
    "organisation": "stp:Organisation",
    "programme": "stp:Programme",
    "region": "stp:Region",
}

# Operators are named individuals of stp:Operator; skos:notation holds the sign.
OPERATORS = {
    ">=": "stp:atLeast",
    "<=": "stp:atMost",
    "=": "stp:exactly",
    "+": "stp:increaseBy",
    "-": "stp:decreaseBy",
}

RELATION_PROPERTIES = {
    "leads": "stp:leads",
    "participates": "stp:participatesIn",
    "partOf": "stp:partOf",
    "locatedIn": "stp:locatedIn",
    "cites": "stp:cites",
    "implements": "stp:implements",
    "repeals": "stp:repeals",
}

SLOT_PROPERTIES = {
    "title": "dcterms:title",
    "number": "stp:documentNumber",
    "issuer": "stp:issuedBy",
    "addressee": "stp:addressedTo",
    "copy_to": "stp:copiedTo",
    "date_signed": "stp:dateSigned",
    "date_published": "stp:datePublished",
    "period": "stp:coversPeriod",
    "region": "stp:appliesTo",
    "attached_to": "stp:attachedTo",
    "level": "stp:level",
    "edition": "stp:edition",
    "effective": "stp:effectiveDate",
    "expires": "stp:expiryDate",
}

LEVELS = {
    "national": "stp:nationalLevel",
    "province": "stp:provincialLevel",
    "prefecture": "stp:prefecturalLevel",
    "county": "stp:countyLevel",
}

EDITIONS = {
    "draft": "stp:draftEdition",
    "trial": "stp:trialEdition",
    "interim": "stp:interimEdition",
    "revised": "stp:revisedEdition",
    "amended": "stp:amendedEdition",
}
