"""What is where: programmes, zones and clusters named after a place, or in the region that the document is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.facts import Entity, Participant, Relation
from extract.gazetteers import curated_regions
from extract.places import regions_by_document
from extract.structure.layout import Layout


def find_locations(layout: Layout, programmes: Sequence[Entity], regions: Sequence[Entity]) -> Iterator[Relation]:
    """Which programme, zone or cluster is located in which region that the file names."""
    forms = {form: region for region in regions for form in (*region.mentions, region.name) if len(form) > 1}
    national = {entry.name for entry in curated_regions() if not entry.parent}
    names = {region.name for region in regions}
    homes = regions_by_document(layout)
    for entity in (*programmes, *(region for region in regions if region.kind in {"zone", "cluster"})):
        document = layout.document_at(entity.spans[0].start)
        home = homes.get(document.key) if document else None
        places = [] if entity.kind == "cluster" else _named_places(entity, forms)
        if not places and entity.category == "region" and entity.name not in national and home and home.name in names:
            places = [home.name]
        for place in places:
            subject = Participant(entity.category, entity.name)
            yield Relation(subject, "locatedIn", Participant("region", place), entity.spans[0])


def _named_places(entity: Entity, forms: dict[str, Entity]) -> list[str]:
    """The regions that a name begins with, or names in brackets or in a list: `中国（甘肃）自由贸易试验区`."""
    name = entity.name.lstrip("“")
    found = [
        region.name
        for form, region in forms.items()
        if region.name != entity.name and (name.startswith(form) or f"（{form}）" in name or f"、{form}" in name)
    ]
    return list(dict.fromkeys(found))
