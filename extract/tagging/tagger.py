"""The learned recogniser: what the rules have found and what a trained model sees, weighed together.

`bench/tagging/train.py` trains it; the model's file holds weights only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from spacy.tokens import Doc

from extract.facts import Category, Entity
from extract.resources import resource
from extract.tagging.entities import entities
from extract.tagging.features import feature_codes
from extract.tagging.forms import FormEvidence, weigh_forms
from extract.tagging.model import CATEGORIES, Candidate, Model
from extract.tagging.storage import Weights, read_weights

MODEL = "data/models/tagger.npz"
_LONGEST_QUOTATION = 30
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
        chosen = self._judge.places(evidence(doc, self._model, self._categories))
        return {
            name: entities(doc._.layout, _SINGULAR[name], chosen[name], getattr(doc._, name), self._kinds[name])
            for name in self._categories
        }


def evidence(doc: Doc, model: Model, categories: Sequence[str] = CATEGORIES) -> dict[str, list[FormEvidence]]:
    """What model and rules say of the forms of a document."""
    text, layout = doc._.clean.text, doc._.layout
    found = model.candidates(feature_codes(doc), layout.sentences) if text else []
    # A document is not a programme of its own, and only places are called by one character.
    titles = {slot.span.start for d in layout.documents for slot in d.slots if slot.name == "title"}
    unwanted = {c for c in found if c.start in titles and c.category == "programmes"}
    unwanted |= {c for c in found if c.end - c.start == 1 and c.category != "regions"}
    candidates = [_with_whole_quotation(text, c) for c in found if c not in unwanted]
    by_rules = {
        name: {(span.start, span.end) for entity in getattr(doc._, name) for span in entity.spans}
        for name in CATEGORIES
    }
    return weigh_forms(text, candidates, by_rules, categories)


def _with_whole_quotation(text: str, candidate: Candidate) -> Candidate:
    """A candidate that begins or ends inside a quotation, widened to both its marks: `“一县一品、一企一策”行动`."""
    start, end = candidate.start, candidate.end
    opened = text.count("“", start, end) - text.count("”", start, end)
    if opened < 0:
        start = text.rfind("“", max(0, start - _LONGEST_QUOTATION), start)
    elif opened > 0:
        end = text.find("”", end, end + _LONGEST_QUOTATION) + 1
    if start < 0 or end == 0 or "\n" in text[start:end]:
        return candidate
    return replace(candidate, start=start, end=end)


@cache
def _read(path: Path) -> Weights:
    return read_weights(path)


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
