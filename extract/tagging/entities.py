"""From the forms that the tagger has chosen to entities: their official names, their kinds, and all their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from extract.facts import Category, Entity
from extract.gazetteers import Entry, is_within, kind_endings
from extract.mentions import Mention, longest_first, to_entities
from extract.names import county_names, organisation_names, region_names, shared_names
from extract.places import regions_by_document
from extract.structure.layout import Layout
from extract.subunits import with_parents

Places = Iterable[tuple[int, int]]


def entities(layout: Layout, category: Category, chosen: Places, by_rules: Sequence[Entity]) -> tuple[Entity, ...]:
    """The entities of one category that stand at `chosen`, in clean characters.

    What the rules have found of the same form gives its name and kind; else the gazetteers; else the form itself is
    the name, and its ending tells the kind.
    """
    known: dict[tuple[int, int], Mention] = {}
    by_form: dict[str, Mention] = {}
    for entity in by_rules:
        for span in entity.spans:
            mention = Mention(span.start, span.end, entity.name, entity.kind, entity.code or "", entity.candidates)
            known[span.start, span.end] = mention
            by_form.setdefault(_bare(span.text), mention)
    mentions = []
    for start, end in sorted(chosen):
        form = layout.clean.text[start:end].replace("\n", "")
        like = known.get((start, end)) or by_form.get(_bare(form))
        if like is None:
            like = _named(layout, category, form)
        mentions.append(Mention(start, end, like.name, like.kind, like.code, like.candidates))
    found = to_entities(longest_first(mentions), category, layout)
    return with_parents(found) if category == "organisation" else found


def _bare(form: str) -> str:
    """A form without quotation marks: `“一带一路”` is `一带一路`."""
    return form.translate({ord(mark): None for mark in "“”"})


def _named(layout: Layout, category: Category, form: str) -> Mention:
    entry = _entry(layout, category, form)
    if entry is not None:
        code = "" if category == "organisation" or form in shared_names() else entry.code
        return Mention(0, 0, entry.name, entry.kind, code)
    return Mention(0, 0, form, kind_of(category, form))


def _entry(layout: Layout, category: Category, form: str) -> Entry | None:
    """The row of the gazetteers for a form; of counties only the one in a region that the file is about."""
    if category == "organisation":
        return organisation_names().get(form)
    if category == "programme":
        return None
    if found := region_names().get(form):
        return found
    own = [region.code for region in regions_by_document(layout).values() if region]
    inside = [c for c in county_names().get(form) or () if any(is_within(c.code, code) for code in own)]
    return inside[0] if len(inside) == 1 else None


def kind_of(category: Category, name: str) -> str:
    """The kind that a name's ending tells, the longest ending first.

    >>> kind_of("organisation", "青海省人民政府"), kind_of("programme", "某某湖保卫战"), kind_of("region", "某某大学城")
    ('government', 'action', 'zone')
    """
    endings = _endings()[category]
    bare = name.rstrip("”）)")
    return next(endings[bare[start:]] for start in range(len(bare) + 1) if bare[start:] in endings)


@cache
def _endings() -> dict[str, dict[str, str]]:
    by_category: dict[str, dict[str, str]] = {}
    for row in kind_endings():
        by_category.setdefault(row.category, {})[row.ending] = row.kind
    return by_category
