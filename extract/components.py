"""The fact extractors as spaCy components: each reads `doc._.layout` and what earlier ones found, and adds its own.

Findings stand in `doc._.<kind>` as records of `extract.facts` with exact clean characters; `show_spans` shows the same
to spaCy's tools in `doc.spans[<kind>]`, widened to whole tokens. A component that is left out of the pipeline leaves
its kind empty. Its ways of finding them are settings: `subunits = false` below `[components.stp_organisations]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.confidence import Surroundings, load_calibration
from extract.deadlines import frames
from extract.facts import Entity
from extract.goal_programmes import with_programmes
from extract.goals import find_goals
from extract.indicator_tables import indicator_paragraphs
from extract.inside_names import with_freed_areas, without_parts_of_areas, without_parts_of_programmes
from extract.listed_places import with_listed_places
from extract.nested_places import with_nested_places
from extract.organisations import OrganisationParts, find_organisations
from extract.places import Places
from extract.programmes import ProgrammeParts, find_programmes
from extract.qualitative_goals import find_qualitative_goals
from extract.references import find_references
from extract.regions import RegionParts, find_regions
from extract.relations import RelationParts, find_relations
from extract.structure.layout import read_layout

KINDS = ("references", "organisations", "programmes", "regions", "goals", "qualitative_goals", "relations")
Component = Callable[[Doc], Doc]


def register_extensions() -> None:
    """Give `Doc` the attributes that the components use; calling it again changes nothing."""
    for name in ("clean", "layout", "places"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    for name in KINDS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())


def _publish(doc: Doc, kind: str, facts: Iterable[Any]) -> Doc:
    """Store the findings of one kind on the document."""
    setattr(doc._, kind, tuple(facts))
    return doc


def _places(doc: Doc) -> Places:
    """Which place is meant where in a document; made when first asked for."""
    if doc._.places is None:
        doc._.places = Places(doc._.layout, doc.to_array("IDX").tolist())
    return cast(Places, doc._.places)


def show_spans(doc: Doc) -> None:
    """Show the findings as `doc.spans`, widened to whole tokens."""
    for kind in KINDS:
        spans: list[Span] = []
        for fact in getattr(doc._, kind):
            label = getattr(fact, "kind", None) or getattr(fact, "relation", None) or kind
            for place in fact.spans if isinstance(fact, Entity) else (fact.span,):
                span = doc.char_span(place.start, place.end, label=label, alignment_mode="expand")
                if span is not None:
                    spans.append(span)
        doc.spans[kind] = spans


@Language.factory("stp_structure", assigns=["doc._.layout"])
def create_structure(nlp: Language, name: str) -> Component:
    """Documents, headers, outline and sentences of the clean text in `doc._.clean`."""

    def structure(doc: Doc) -> Doc:
        doc._.layout = read_layout(doc._.clean)
        return doc

    return structure


@Language.factory("stp_references", requires=["doc._.layout"], assigns=["doc._.references"])
def create_references(nlp: Language, name: str) -> Component:
    """Other documents that the text names."""
    return lambda doc: _publish(doc, "references", find_references(doc._.layout))


@Language.factory(
    "stp_organisations",
    requires=["doc._.layout"],
    assigns=["doc._.organisations"],
    default_config=asdict(OrganisationParts()),
)
def create_organisations(
    nlp: Language,
    name: str,
    gazetteer: bool,
    subunits: bool,
    local_bodies: bool,
    relative_bodies: bool,
    forms: bool,
    enterprises: bool,
    definitions: bool,
) -> Component:
    """Organisations; the settings are those of `OrganisationParts`."""
    parts = OrganisationParts(gazetteer, subunits, local_bodies, relative_bodies, forms, enterprises, definitions)
    return lambda doc: _publish(doc, "organisations", find_organisations(doc._.layout, parts))


@Language.factory(
    "stp_programmes",
    requires=["doc._.layout"],
    assigns=["doc._.programmes"],
    default_config=asdict(ProgrammeParts()),
)
def create_programmes(
    nlp: Language, name: str, gazetteer: bool, forms: bool, quoted: bool, lists: bool, definitions: bool
) -> Component:
    """Programmes; the settings are those of `ProgrammeParts`."""
    parts = ProgrammeParts(gazetteer, forms, quoted, lists, definitions)
    return lambda doc: _publish(doc, "programmes", find_programmes(doc._.layout, parts))


@Language.factory(
    "stp_regions",
    requires=["doc._.layout"],
    assigns=["doc._.regions"],
    default_config=asdict(RegionParts()),
)
def create_regions(
    nlp: Language,
    name: str,
    gazetteer: bool,
    zones: bool,
    counties: bool,
    outside_names: bool,
    definitions: bool,
) -> Component:
    """Regions; the settings are those of `RegionParts`."""
    parts = RegionParts(gazetteer, zones, counties, outside_names, definitions)

    def regions(doc: Doc) -> Doc:
        taken = doc._.organisations + doc._.programmes
        return _publish(doc, "regions", find_regions(doc._.layout, _places(doc), taken, parts))

    return regions


@Language.factory(
    "stp_tagger",
    requires=["doc._.layout"],
    assigns=["doc._.programmes", "doc._.regions"],
    default_config={"model": None},
)
def create_tagger(nlp: Language, name: str, model: str | None) -> Component:
    """The learned recogniser of programmes: it weighs what the rules have found, and adds what they do not see.

    `model` is a file of weights; without one, that of the project is used.
    """
    from extract.tagging.tagger import load_tagger

    tagger = load_tagger(Path(model) if model else None)

    def tag(doc: Doc) -> Doc:
        layout = doc._.layout
        possible = doc._.programmes
        programmes = with_listed_places(layout, tagger(doc), doc._.regions)
        regions = with_freed_areas(layout, doc._.regions, possible, programmes)
        regions = with_listed_places(layout, regions, regions)
        _publish(doc, "programmes", without_parts_of_areas(programmes, regions))
        return _publish(doc, "regions", without_parts_of_programmes(layout, regions, programmes))

    return tag


@Language.factory("stp_nested_places", requires=["doc._.layout"], assigns=["doc._.regions"])
def create_nested_places(nlp: Language, name: str) -> Component:
    """Of places inside other names those in which programmes and zones are by their names; for when all are known."""

    def nested(doc: Doc) -> Doc:
        return _publish(doc, "regions", with_nested_places(doc._.layout, _places(doc), doc._.regions, doc._.programmes))

    return nested


@Language.factory("stp_goals", requires=["doc._.layout"], assigns=["doc._.goals", "doc._.qualitative_goals"])
def create_goals(nlp: Language, name: str) -> Component:
    """Quantitative and qualitative goals."""

    def goals(doc: Doc) -> Doc:
        layout, programmes = doc._.layout, doc._.programmes
        tables = {row.start for row in indicator_paragraphs(layout)}
        held = [frame for frame in frames(layout) if frame.paragraph.start not in tables]
        _publish(doc, "goals", with_programmes(layout, find_goals(layout, held, programmes), programmes))
        qualitative = find_qualitative_goals(layout, held)
        return _publish(doc, "qualitative_goals", with_programmes(layout, qualitative, programmes))

    return goals


@Language.factory("stp_confidence", requires=["doc._.layout"])
def create_confidence(nlp: Language, name: str) -> Component:
    """How likely each finding is right; one that already has a confidence keeps it. Comes last."""
    calibration = load_calibration()

    def confidence(doc: Doc) -> Doc:
        entities = (*doc._.organisations, *doc._.programmes, *doc._.regions)
        around = Surroundings.of(doc._.layout.documents, entities)
        for kind in KINDS:
            setattr(doc._, kind, tuple(calibration.rated(fact, around) for fact in getattr(doc._, kind)))
        return doc

    return confidence


@Language.factory(
    "stp_relations",
    requires=["doc._.layout"],
    assigns=["doc._.relations"],
    default_config=asdict(RelationParts()),
)
def create_relations(
    nlp: Language,
    name: str,
    membership: bool,
    clauses: bool,
    duties: bool,
    locations_by_name: bool,
    locations_by_clause: bool,
    locations_by_home: bool,
) -> Component:
    """Who leads and takes part in what, what is part of what, what is where; settings as in `RelationParts`."""
    parts = RelationParts(membership, clauses, duties, locations_by_name, locations_by_clause, locations_by_home)

    def relations(doc: Doc) -> Doc:
        found = find_relations(doc._.layout, doc._.organisations, doc._.programmes, doc._.regions, parts)
        return _publish(doc, "relations", found)

    return relations
