"""Where a clause puts something: 支持包头打造钢材基地, 在甘其毛都实施试点, 满洲里、二连浩特等口岸提升工程."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.facts import Entity, Span
from extract.structure.layout import Layout

_KINDS = frozenset({"pilot", "platform", "project", "mechanism", "zone", "enterprise"})
_LONGEST_REACH = 40
_LIST = re.compile(r"[、和与及]")
# 地名与名称之间只有这些字：包头、阿拉善等6个
_OF = re.compile(r"等?(?:地|地区|市|省市|口岸|盟市|县市)?(?:[\d一二两三四五六七八九十]+[个项条座])?的?")
_VERB = re.compile(
    r"(?:市|等地?|等口岸)?(?:加快|积极|高水平|高标准|高质量|率先|联合|共同|深入|全面|推进|推动|深化)*"
    r"(?:打造|建设|建成|开展|创建|争创|申创|申建|实施|建立|设立|组建|布局|培育|获批|申报)(?:了|好)?[^，。；：、]*"
)


@dataclass(frozen=True, slots=True)
class Site:
    """An entity, the place that a clause gives for it, and the words that say so."""

    entity: Entity
    place: Entity
    span: Span


def find_sites(layout: Layout, entities: Sequence[Entity], regions: Sequence[Entity]) -> Iterator[Site]:
    """The places that clauses of the file give for programmes, zones and enterprises."""
    places = sorted(
        ((span.start, span.end, region) for region in regions for span in region.spans), key=lambda row: row[:2]
    )
    starts = [start for start, _, _ in places]
    for entity in entities:
        if entity.kind not in _KINDS:
            continue
        for span in entity.spans:
            first = layout.sentence_at(span.start)[0]
            before = places[bisect_right(starts, first - 1) : bisect_right(starts, span.start - 1)]
            for start, place in _sites(layout.clean.text, entity, span.start, before):
                yield Site(entity, place, layout.span(start, span.end))


def _sites(
    text: str, entity: Entity, start: int, before: Sequence[tuple[int, int, Entity]]
) -> Iterator[tuple[int, Entity]]:
    """The list of places that ends where the clause goes on to `start`."""
    edge = None
    for first, last, place in reversed(before):
        if last > (start if edge is None else edge) or place.name == entity.name:
            continue
        if edge is None:
            between = text[last:start].rstrip("“")
            if len(between) > _LONGEST_REACH or not _leads_to(entity, between):
                return
        elif not _LIST.fullmatch(text, last, edge):
            return
        yield first, place
        edge = first


def _leads_to(entity: Entity, between: str) -> bool:
    if entity.kind == "enterprise":
        return not between
    return bool(_OF.fullmatch(between) or _VERB.fullmatch(between))
