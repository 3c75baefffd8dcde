"""What is where: programmes, zones and clusters named after a place, or in the region that the document is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from extract.facts import Entity, Participant, Relation
from extract.gazetteers import curated_regions
from extract.places import regions_by_document
from extract.structure.layout import Layout


def find_locations(layout: Layout, programmes: Sequence[Entity], regions: Sequence[Entity]) -> Iterator[Relation]:
    """Which programme, zone or cluster is located in which region that the file names."""
    counts = Counter(region.name for region in regions)  # 同名的不知是哪一个
    regions = [region for region in regions if counts[region.name] == 1]
    forms = {form: region for region in regions for form in (*region.mentions, region.name) if len(form) > 1}
    names_by_code = {region.code: region.name for region in regions if region.code}
    parents = {entry.name: names_by_code.get(entry.parent) for entry in curated_regions()}
    homes = regions_by_document(layout)
    for entity in (*programmes, *(region for region in regions if region.kind in {"zone", "cluster"})):
        document = layout.document_at(entity.spans[0].start)
        home = homes.get(document.key) if document else None
        if entity.name in parents:
            places = [parents[entity.name]]
        else:
            places = list(_named_places(entity, forms)) if entity.kind != "cluster" else []
            if not places and entity.category == "region" and home:
                places = [names_by_code.get(home.code)]
        for place in filter(None, places):
            subject = Participant(entity.category, entity.name)
            yield Relation(subject, "locatedIn", Participant("region", place), entity.spans[0])


def _named_places(entity: Entity, forms: dict[str, Entity]) -> Iterator[str]:
    """The region that a name begins with, and those in brackets or in a list: `中国（甘肃）自由贸易试验区`."""
    name = entity.name.lstrip("“")
    others = {form: region.name for form, region in forms.items() if region.name != entity.name}
    first = max((form for form in others if name.startswith(form)), key=len, default=None)
    if first:
        yield others[first]
    for form, region in others.items():
        if (f"（{form}）" in name or f"、{form}" in name) and (first is None or region != others[first]):
            yield region
