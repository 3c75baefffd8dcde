"""The learned recogniser: what the rules have found and what a trained model sees, weighed together.

`bench/tagging/train.py` trains it; the model's file holds weights only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from spacy.tokens import Doc

from extract.facts import Category, Entity
from extract.local_bodies import lacks_place
from extract.mentions import NameRanges
from extract.names import organisation_names
from extract.places import Places
from extract.programme_edges import programme_edges
from extract.programme_lists import listed_programmes, with_parts_before, with_places_before
from extract.resources import resource
from extract.structure.layout import Layout
from extract.subunits import is_two_bodies
from extract.tagging.entities import entities
from extract.tagging.features import feature_columns
from extract.tagging.forms import Chosen, FormEvidence, weigh_forms
from extract.tagging.model import CATEGORIES, Candidate, Model
from extract.tagging.storage import Weights, read_weights

MODEL = "data/models/tagger.npz"
_LONGEST_QUOTATION = 30
_COUNT = re.compile(r"\d[\d.]*(?:[至到\-—～~]\d+)?(?:余|多)?[家个项批场条座所]")
# 从一个引号中间到另一个引号中间：甲超”联赛和“乙赛。
_BETWEEN_QUOTATIONS = re.compile("[^“”]*”[^“”]*“[^“”]*$")
# 写成一节标题的工程、行动等，就是这一节所实施的。
_WORKS = ("工程", "行动", "计划", "专项")
_MANAGED = re.compile("管理委员会|管委会|管理办公室")
_SINGULAR: dict[str, Category] = {"organisations": "organisation", "programmes": "programme", "regions": "region"}


class Tagger:
    """A trained model, the judge over the forms that it and the rules propose, and what tells their kinds."""

    def __init__(self, weights: Weights, categories: Sequence[str] = CATEGORIES) -> None:
        """Answer for these of `CATEGORIES`.

        Raises:
            ValueError: A category is none of them.
        """
        if unknown := sorted(set(categories).difference(CATEGORIES)):
            raise ValueError(f"the tagger knows {', '.join(CATEGORIES)}; it does not know {', '.join(unknown)}")
        self._model, self._judge, self._categories = weights.chains.model, weights.form_judge, categories
        self._kinds = dict(zip(CATEGORIES, weights.kinds, strict=True))

    def __call__(self, doc: Doc) -> dict[str, tuple[Entity, ...]]:
        """The entities of a document whose rules have run: `doc._.layout` and `doc._.<category>` are there."""
        titles = set(_headings_of_works(doc._.layout))
        chosen = self._judge.places(evidence(doc, self._model, self._categories), titles, _listed(doc))
        _leave_out_places_in_names(doc._.clean.text, chosen)
        return {
            name: entities(doc._.layout, _SINGULAR[name], chosen[name], getattr(doc._, name), self._kinds[name])
            for name in self._categories
        }


def evidence(doc: Doc, model: Model, categories: Sequence[str] = CATEGORIES) -> dict[str, list[FormEvidence]]:
    """What model and rules say of the forms of a document."""
    text, layout = doc._.clean.text, doc._.layout
    found = model.candidates(feature_columns(doc), len(text), layout.sentences) if text else []
    by_rules = {
        name: {(span.start, span.end) for entity in getattr(doc._, name) for span in entity.spans}
        for name in CATEGORIES
    }
    possible = _possible(layout, by_rules["organisations"])
    whole = (_with_whole_quotation(text, candidate) for candidate in found if possible(candidate))
    candidates = [_with_places(text, candidate) for candidate in whole]
    return weigh_forms(text, map(partial(_without_count, text), candidates), by_rules, categories, _listed(doc))


def _listed(doc: Doc) -> set[tuple[int, int]]:
    """The parts of lists of projects and actions."""
    text = doc._.clean.text
    return {(m.start, m.end) for p in doc._.layout.paragraphs for m in listed_programmes(text, p.start, p.end)}


def _leave_out_places_in_names(text: str, chosen: dict[str, Chosen]) -> None:
    """Take out the regions that are only a part of a body's name there, as the rules do for the bodies that they find.

    A zone stays before the word for those who manage it: `云岭高新区`管理委员会.
    """
    names = NameRanges(place for place, sure in chosen["organisations"].items() if sure is None or sure > 0.8)
    bodies = chosen["organisations"].keys()
    chosen["regions"] = {
        (start, end): probability
        for (start, end), probability in chosen["regions"].items()
        if (start, end) in bodies or not (names.cover(start) and names.cover(end - 1)) or _MANAGED.match(text, end)
    }


def _headings_of_works(layout: Layout) -> Iterator[tuple[int, int]]:
    """The titles of numbered headings that end as the names of works do: `（三）智能家居示范工程`."""
    for section in layout.sections:
        if section.label and section.title.endswith(_WORKS):
            yield section.heading.end - len(section.title), section.heading.end


def _possible(layout: Layout, bodies: set[tuple[int, int]]) -> Callable[[Candidate], bool]:
    """What can be a name: a document is no programme of its own, only places are called by one character.

    Nor is a body that the gazetteer knows one where the rules have left it out (`bodies` are what they have found), or
    one of a province or city that the document does not tell.
    """
    text, places = layout.clean.text, Places(layout)
    titles = {slot.span.start for d in layout.documents for slot in d.slots if slot.name == "title"}

    def possible(candidate: Candidate) -> bool:
        start, end = candidate.start, candidate.end
        if candidate.category == "programmes":
            return start not in titles and end - start > 1 and not _BETWEEN_QUOTATIONS.match(text, start, end)
        if candidate.category == "organisations" and (start, end) not in bodies:
            form = text[start:end]
            if end - start < 2 or organisation_names().get(form) or is_two_bodies(form):
                return False
            return not lacks_place(places, start, form)
        return True

    return possible


def _without_count(text: str, candidate: Candidate) -> Candidate:
    """A programme without the number of such that stands before it: 实施`100项`试点示范工程."""
    count = _COUNT.match(text, candidate.start, candidate.end) if candidate.category == "programmes" else None
    return replace(candidate, start=count.end()) if count and count.end() < candidate.end - 1 else candidate


def _with_places(text: str, candidate: Candidate) -> Candidate:
    """A programme of several places with all of them: `济南、青岛、枣庄算力枢纽`."""
    if candidate.category != "programmes":
        return candidate
    low = text.rfind("\n", 0, candidate.start) + 1
    start = with_places_before(text, candidate.start, low)
    start, end = programme_edges(text, with_parts_before(text, start, candidate.end, low), candidate.end)
    return replace(candidate, start=start, end=end)


def _with_whole_quotation(text: str, candidate: Candidate) -> Candidate:
    """A candidate that begins or ends inside a quotation, widened to both its marks: `“一县一品、一企一策”行动`."""
    start, end = candidate.start, candidate.end
    opened = text.count("“", start, end) - text.count("”", start, end)
    if not opened:
        return candidate
    if opened < 0:
        start = text.rfind("“", max(0, start - _LONGEST_QUOTATION), start)
    else:
        end = text.find("”", end, end + _LONGEST_QUOTATION) + 1
    if start < 0 or end == 0 or "\n" in text[start:end]:
        return candidate
    return replace(candidate, start=start, end=end)


_read = cache(read_weights)


def load_tagger(categories: Sequence[str] = CATEGORIES, model: Path | None = None) -> Tagger:
    """A trained tagger; its weights are read once a process.

    Args:
        categories: Those that it is to answer for.
        model: The file of weights; without one, that of the project.

    Raises:
        ValueError: A category is none of `CATEGORIES`.
        OSError: The file cannot be read.
    """
    return Tagger(_read(model or resource(MODEL)), categories)
