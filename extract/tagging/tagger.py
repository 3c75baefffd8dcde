"""The learned recogniser: what the rules have found and what a trained model sees, weighed together.

`bench/tagging/train.py` trains it; the model's file holds weights only.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc

from extract.facts import Category, Entity
from extract.resources import resource
from extract.tagging.entities import entities
from extract.tagging.features import feature_codes
from extract.tagging.forms import FormEvidence, Judge, weigh_forms
from extract.tagging.model import CATEGORIES, Model
from extract.tagging.storage import read_weights

MODEL = "data/models/tagger.npz"
_SINGULAR: dict[str, Category] = {"organisations": "organisation", "programmes": "programme", "regions": "region"}


class Tagged(NamedTuple):
    """The entities of a file."""

    organisations: tuple[Entity, ...]
    programmes: tuple[Entity, ...]
    regions: tuple[Entity, ...]


class Tagger:
    """A trained model, and the judge over the forms that it and the rules propose."""

    def __init__(self, model: Model, judge: Judge) -> None:
        self._model, self._judge = model, judge

    def __call__(self, doc: Doc) -> Tagged:
        """The entities of a document whose rules have run: `doc._.layout` and `doc._.<category>` are there."""
        chosen = self._judge.places(evidence(doc, self._model))
        return Tagged(
            *(entities(doc._.layout, _SINGULAR[name], chosen[name], getattr(doc._, name)) for name in CATEGORIES)
        )


def evidence(doc: Doc, model: Model) -> dict[str, list[FormEvidence]]:
    """What model and rules say of the forms of a document."""
    candidates = model.candidates(feature_codes(doc), doc._.layout.sentences)
    by_rules = {
        name: {(span.start, span.end) for entity in getattr(doc._, name) for span in entity.spans}
        for name in CATEGORIES
    }
    return weigh_forms(doc._.clean.text, candidates, by_rules)


@cache
def load_tagger(path: Path | None = None) -> Tagger:
    """The tagger of a model file, by default the one that comes with the project; read once a process."""
    model, judge = read_weights(path or resource(MODEL)).parts
    return Tagger(model, judge)
