"""From the forms that the tagger has chosen to entities: their official names, their kinds, and all their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial

from extract.definitions import with_short_names
from extract.facts import Category, Entity
from extract.gazetteers import Entry, is_within
from extract.local_bodies import with_region
from extract.mentions import Mention, longest_first, to_entities
from extract.names import (
    county_names,
    organisation_names,
    programme_names,
    region_names,
    shared_names,
    without_quotes,
)
from extract.places import Places, regions_by_document
from extract.programme_kinds import kind_of_head, listed_kind
from extract.structure.layout import Layout
from extract.subunits import with_parents
from extract.tagging.forms import Chosen
from extract.tagging.kinds import KindModel

_HAN = re.compile("[\u4e00-\u9fff]")
_QUOTED = re.compile("“([^“”]+)”")
# F1 of two careful readers of the same texts against each other: nothing that is found can be surer.
_AGREEMENT: dict[Category, float] = {"organisation": 0.99, "programme": 0.93, "region": 0.97}
# Lists that the gazetteers have whole: no other name is one of these.
_CLOSED = frozenset({"country", "province"})


def entities(
    layout: Layout, category: Category, chosen: Chosen, by_rules: Sequence[Entity], kinds: KindModel
) -> tuple[Entity, ...]:
    """The entities of one category that stand at `chosen`: clean characters, with the probability of a name there.

    What the rules have found of the same form gives its name and kind; else the gazetteers; else the form itself is
    the name, and `kinds` tells its kind.
    """
    places = Places(layout)
    kind_of = cache(partial(kinds.kind_of, barred=_CLOSED))
    known: dict[tuple[int, int], Mention] = {}
    by_form: dict[str, Mention] = {}
    for entity in by_rules:
        for span in entity.spans:
            mention = Mention(span.start, span.end, entity.name, entity.kind, entity.code or "", entity.candidates)
            known[span.start, span.end] = mention
            by_form.setdefault(without_quotes(span.text), mention)
    mentions = []
    for start, end in sorted(chosen):
        form = layout.clean.text[start:end].replace("\n", "")
        if not _HAN.search(form):
            continue  # 1+5+N：没有汉字的，不成名称
        like = known.get((start, end)) or by_form.get(without_quotes(form))
        if like is None:
            like = _named(layout, places, category, start, form, kind_of)
        kind = (_told(layout, start, end) if category == "programme" else "") or like.kind
        mentions.append(Mention(start, end, like.name, kind, like.code, like.candidates))
    found = to_entities(longest_first(with_short_names(layout, mentions)), category, layout)
    rated = [(entity, _confidence(entity, chosen)) for entity in found]
    found = tuple(entity if sure is None else replace(entity, confidence=sure) for entity, sure in rated)
    return with_parents(found) if category == "organisation" else found


def _told(layout: Layout, start: int, end: int) -> str:
    """The kind that the text tells of a programme: by its head, or by the list that it stands in; else `""`."""
    text = layout.clean.text
    if told := kind_of_head(text[start:end]):
        return told
    known = programme_names().get(without_quotes(text[start:end]))
    return "" if known else listed_kind(text, start, end)


def _confidence(entity: Entity, chosen: Chosen) -> float | None:
    """The highest probability of its places, as far as readers agree with each other on such names.

    None where the rules' word holds for one or a definition tells it.
    """
    likely = [chosen[span.start, span.end] for span in entity.spans if (span.start, span.end) in chosen]
    told = [probability for probability in likely if probability is not None]
    return round(max(told) * _AGREEMENT[entity.category], 2) if told and len(told) == len(likely) else None


def _named(
    layout: Layout, places: Places, category: Category, start: int, form: str, kind_of: Callable[[str], str]
) -> Mention:
    entry = _entry(layout, category, form)
    if entry is not None:
        code = entry.code if category == "region" and form not in shared_names() else ""
        return Mention(0, 0, entry.name, entry.kind, code)
    if category == "organisation":
        return Mention(0, 0, with_region(places, start, form), kind_of(form))
    quoted = _QUOTED.fullmatch(form)  # the marks around a whole name are none of it
    return Mention(0, 0, quoted[1] if quoted else form, kind_of(form))


def _entry(layout: Layout, category: Category, form: str) -> Entry | None:
    """The row of the gazetteers for a form; of counties only the one in a region that the file is about."""
    if category == "organisation":
        return organisation_names().get(form)
    if category == "programme":
        return programme_names().get(without_quotes(form))
    if found := region_names().get(form):
        return found
    own = [region.code for region in regions_by_document(layout).values() if region]
    inside = [c for c in county_names().get(form) or () if any(is_within(c.code, code) for code in own)]
    return inside[0] if len(inside) == 1 else None
