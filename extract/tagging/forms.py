"""Which surface forms a file really names: the second step of the tagger, over the whole file.

A file names a form everywhere or nowhere, so what the model says of its places, what the rules say and what the
gazetteers know is put together for each form, and weighed by a logistic regression.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.names import county_names, organisation_names, programme_names, region_names, without_quotes
from extract.tagging.model import CATEGORIES, Candidate

Range = tuple[int, int]
Chosen = dict[Range, float | None]
_LIKELY = 0.3
# What the rules have found of these stays, before all that overlaps with it: nearly all of it is right, and what
# documents define or list is beyond the chains (docs/tagger.md has the figures).
_RULES_STAY = frozenset({"organisations", "regions"})
_PLACES = 20  # places of a form that are looked at for what overlaps with it


@dataclass(frozen=True, slots=True)
class FormEvidence:
    """One surface form in one file.

    Attributes:
        form: The characters, without line breaks.
        places: Where it may be a name, in clean characters.
        by_rules: Whether the rules have found it.
        values: What speaks for and against it, in the order of `_values`.
    """

    form: str
    places: tuple[Range, ...]
    by_rules: bool
    values: tuple[float, ...]


def weigh_forms(
    text: str,
    candidates: Iterable[Candidate],
    by_rules: dict[str, set[Range]],
    categories: Sequence[str] = CATEGORIES,
) -> dict[str, list[FormEvidence]]:
    """The evidence for each form that the model or the rules propose, by category, for those that are asked for."""
    likely: dict[str, dict[Range, float]] = {category: {} for category in CATEGORIES}
    for candidate in candidates:
        here, place = likely[candidate.category], (candidate.start, candidate.end)
        here[place] = max(candidate.probability, here.get(place, 0.0))
    programmes = [place for place, probability in likely["programmes"].items() if probability > _LIKELY]
    best = {category: _best_of_forms(text, likely[category]) for category in CATEGORIES}
    out: dict[str, list[FormEvidence]] = {}
    for category in categories:
        others = [best[other] for other in CATEGORIES if other != category]
        covers = programmes if category != "programmes" else []
        out[category] = list(_evidence(text, category, likely[category], by_rules[category], covers, others))
    return out


def _best_of_forms(text: str, likely: dict[Range, float]) -> dict[str, float]:
    best: dict[str, float] = {}
    for (start, end), probability in likely.items():
        form = text[start:end]
        best[form] = max(probability, best.get(form, 0.0))
    return best


def _evidence(
    text: str,
    category: str,
    likely: dict[Range, float],
    by_rules: set[Range],
    covers: Sequence[Range],
    others: Sequence[dict[str, float]],
) -> Iterator[FormEvidence]:
    all_places = {**dict.fromkeys(sorted(by_rules), 0.0), **likely}
    rivals, inside = _Rivals(all_places), _Covered(covers)
    places: dict[str, list[Range]] = defaultdict(list)
    for start, end in sorted(all_places):
        places[text[start:end].replace("\n", "")].append((start, end))
    for form, found in places.items():
        known = [place in by_rules for place in found]
        rival = max(rivals.best(place) for place in found[:_PLACES])
        within = sum(map(inside.within, found)) / len(found)
        other = max(best.get(form, 0.0) for best in others)
        total = max(text.count(form), len(found))
        values = _values(category, form, [all_places[p] for p in found], known, rival, within, other, total)
        yield FormEvidence(form, tuple(found), any(known), values)


def _values(
    category: str,
    form: str,
    probabilities: Sequence[float],
    known: Sequence[bool],
    rival: float,
    within: float,
    other: float,
    total: int,
) -> tuple[float, ...]:
    most = max(probabilities)
    any_one = 1 - math.prod(1 - p for p in probabilities)
    mean = sum(probabilities) / len(probabilities)
    rules = float(any(known))
    listed = float(_is_listed(category, form))
    county = float(category == "regions" and county_names().get(form) is not None)
    return (
        _logit(most), _logit(any_one), _logit(mean),
        rules, sum(known) / len(known), _logit(most) * rules, rules * (most < 0.05),
        listed, listed * rules, county,
        _logit(rival), float(rival > most), _logit(other), float(other > most),
        math.log(total), len(probabilities) / total,
        within, _logit(most) * within,
        float(len(form) <= 2), float(len(form) > 12), float("“" in form), float(most > 0),
    )  # fmt: skip


def _is_listed(category: str, form: str) -> bool:
    if category == "programmes":
        return programme_names().get(without_quotes(form)) is not None
    names = organisation_names() if category == "organisations" else region_names()
    return names.get(form) is not None


def _logit(probability: float) -> float:
    inside = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(inside / (1 - inside))


class _Rivals:
    """The likelihood of what overlaps with a place."""

    def __init__(self, places: dict[Range, float]) -> None:
        self._rows = sorted(places.items())
        self._starts = [start for (start, _), _ in self._rows]
        self._longest = max((end - start for start, end in places), default=0)

    def best(self, place: Range) -> float:
        start, end = place
        first = bisect_left(self._starts, start - self._longest)
        near = self._rows[first : bisect_left(self._starts, end)]
        return max((p for other, p in near if other[1] > start and other != place), default=0.0)


class _Covered:
    """Which places lie inside another, longer one."""

    def __init__(self, places: Iterable[Range]) -> None:
        self._ends: dict[int, list[Range]] = defaultdict(list)
        for place in places:
            for position in range(*place):
                self._ends[position].append(place)

    def within(self, place: Range) -> bool:
        return any(end >= place[1] and (start, end) != place for start, end in self._ends.get(place[0], ()))


@dataclass(frozen=True, slots=True)
class Judge:
    """A logistic regression over the evidence for forms, one a category.

    Attributes:
        weights: One row a category.
        biases: One a category.
        least: For each category the probability below which a form is no name.
    """

    weights: NDArray[np.float64]
    biases: NDArray[np.float64]
    least: NDArray[np.float64]

    def places(self, evidence: dict[str, list[FormEvidence]]) -> dict[str, Chosen]:
        """The places of the forms that are names, with the probability that they are; None where the rules' word holds.

        Those of one category do not overlap; they are in the order of the text.
        """
        out: dict[str, Chosen] = {}
        for number, category in enumerate(CATEGORIES):
            firm: list[Range] = []
            likely: dict[Range, float] = {}
            for form in evidence.get(category, ()):
                if form.by_rules and category in _RULES_STAY:
                    firm += form.places
                    continue
                score = float(self.weights[number] @ np.array(form.values) + self.biases[number])
                probability = 1 / (1 + math.exp(-score))
                if probability >= self.least[number]:
                    likely |= dict.fromkeys(form.places, probability)
            out[category] = _without_overlaps(firm, likely)
        return out


def _without_overlaps(firm: Sequence[Range], likely: dict[Range, float]) -> Chosen:
    """Of places that overlap, of the firm ones the longest, then of the others the likeliest."""
    taken: set[int] = set()
    kept: Chosen = {}
    longest = sorted(firm, key=lambda place: (place[0] - place[1], place[0]))
    likeliest = sorted(likely, key=lambda place: (-likely[place], place[0] - place[1], place[0]))
    for start, end in (*longest, *likeliest):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept[start, end] = likely.get((start, end))
    return dict(sorted(kept.items()))
