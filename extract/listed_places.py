"""Names whose place is a list: 青岛、烟台智算中心 is one programme of two cities, not one of the last of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.facts import Entity, Span
from extract.gazetteers import DIVISION_KINDS
from extract.mentions import EntityMentions
from extract.names import programme_names, region_names
from extract.records import changed
from extract.sited_names import forms_of, tells_place
from extract.structure.layout import Layout

_JOINT = re.compile("[、和与及]")
# 甲至乙的线路、甲等地的、甲打造的，前面的地名不属于这个名称。
_NOT_SHARED = re.compile("[至到—-]|等|建设|打造|发展|创建|开展|推进|实施|加快|建成")
# 每地各有一个的：包头、鄂尔多斯高新区是两个区。
_ONE_EACH = re.compile(
    "(?!.*[0-9一二两三四五六七八九十][个大]).*(?:开发区|高新区|经开区|新区|综合保税区|综保区|国家公园)$"
)
_PLACES = DIVISION_KINDS | {"cluster"}
_LEAST_BEHIND = 3
_LONGEST_LIST = 30


def with_listed_places(layout: Layout, entities: Sequence[Entity], regions: Sequence[Entity]) -> tuple[Entity, ...]:
    """Programmes and zones, those that begin with the last place of a list widened to the whole list.

    Args:
        layout: The file.
        entities: Programmes, or regions of which the zones are looked at.
        regions: The regions of the file: the places before a name are mentions of these, or divisions by their names.
    """
    places = EntityMentions(listed := [region for region in regions if region.kind in _PLACES])
    forms = forms_of(listed)

    def begins_with_place(span: Span) -> bool:
        text = span.text
        if programme_names().get(text):
            return False  # 京津冀、海南自由贸易港：后一个自己就是全名
        ends = range(len(text) - _LEAST_BEHIND, 1, -1)
        first = next((end for end in ends if text[:end] in forms or _is_division(text[:end])), None)
        return first is not None and not _NOT_SHARED.match(text, first) and not _ONE_EACH.match(text, first)

    def widened(entity: Entity) -> Entity:
        behind_joint = [_JOINT.match(layout.clean.text, span.start - 1) for span in entity.spans if span.start]
        if not any(behind_joint):
            return entity
        spans = tuple(_with_list(layout, places, span) if begins_with_place(span) else span for span in entity.spans)
        gone = {span.text for span in entity.spans}.difference(span.text for span in spans)
        return changed(entity, name=spans[0].text if entity.name in gone else entity.name, spans=spans)

    return tuple(widened(entity) if entity.kind != "cluster" and tells_place(entity) else entity for entity in entities)


def _is_division(form: str) -> bool:
    known = region_names().get(form)
    return known is not None and known.kind in _PLACES


def _with_list(layout: Layout, places: EntityMentions, span: Span) -> Span:
    """A mention together with the places, one by one, that are listed right before it."""
    start = span.start
    for _, place in reversed(places.within(max(0, start - _LONGEST_LIST), start)):
        if place.end + 1 != start or not _JOINT.match(layout.clean.text, place.end):
            break
        start = place.start
    return layout.span(start, span.end) if start < span.start else span
