"""Which surface forms a file really names: the second step of the tagger, over the whole file.

A file names a form everywhere or nowhere, so what the model says of its places, what the rules say and what the
gazetteers know is put together for each form, and weighed by a logistic regression.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.names import county_names, organisation_names, programme_names, region_names, without_quotes
from extract.tagging.model import CATEGORIES, Candidate

Range = tuple[int, int]
Chosen = dict[Range, float | None]
_LIKELY = 0.3
_LEAST_SITED = 0.22
# What the rules have found of these stays, before all that overlaps with it: nearly all of it is right, and what
# documents define or list is beyond the chains (docs/tagger.md has the figures).
_RULES_STAY = frozenset({"organisations", "regions"})
_COUNTED = 14  # numbers of a form that its evidence is made of
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
    values: NDArray[np.float64]


def weigh_forms(
    text: str,
    candidates: Iterable[Candidate],
    by_rules: dict[str, set[Range]],
    categories: Sequence[str] = CATEGORIES,
    listed: Set[Range] = frozenset(),
) -> dict[str, list[FormEvidence]]:
    """The evidence for each form that the model or the rules propose, by category.

    Args:
        text: Clean text.
        candidates: What the model proposes.
        by_rules: The places of what the rules have found, by category.
        categories: Those that are asked for.
        listed: The parts of lists of projects and actions.
    """
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
        out[category] = _evidence(text, category, likely[category], by_rules[category], listed, covers, others)
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
    listed: Set[Range],
    covers: Sequence[Range],
    others: Sequence[dict[str, float]],
) -> list[FormEvidence]:
    all_places = {**dict.fromkeys(by_rules, 0.0), **likely}
    rivals, covered = _Near(all_places), _Near(dict.fromkeys(covers, 1.0))
    places: dict[str, list[Range]] = defaultdict(list)
    for start, end in sorted(all_places):
        places[text[start:end].replace("\n", "")].append((start, end))
    counts = _counts(text, places)
    rows, known = [], [by_rules.intersection(found) for found in places.values()]
    for (form, found), by_rule in zip(places.items(), known, strict=True):
        probabilities = [all_places[place] for place in found]
        rows.append((
            max(probabilities),
            1 - math.prod([1 - probability for probability in probabilities]),
            sum(probabilities) / len(found),
            len(by_rule) / len(found),
            _is_listed(category, form),
            category == "regions" and county_names().get(form) is not None,
            max(map(rivals.likeliest, found[:_PLACES])),
            max([best.get(form, 0.0) for best in others]),
            max(counts[form], len(found)),
            len(found),
            sum(map(covered.hold, found)) / len(found) if covers else 0.0,
            len(form),
            "“" in form,
            not listed.isdisjoint(found),
        ))  # fmt: skip
    values = _values(np.array(rows, dtype=np.float64).reshape(-1, _COUNTED))
    forms = zip(places.items(), known, values, strict=True)
    return [FormEvidence(form, tuple(found), bool(by_rule), row) for (form, found), by_rule, row in forms]


def _counts(text: str, forms: Collection[str]) -> dict[str, int]:
    """How often each form stands in the text, in one pass over it; places of one form do not overlap."""
    from daachorse import CharwiseDoubleArrayAhoCorasick

    listed, ends, counts = list(forms), [0] * len(forms), [0] * len(forms)
    found = CharwiseDoubleArrayAhoCorasick(listed).find_overlapping(text) if listed else []
    for start, end, number in found:
        if start >= ends[number]:
            counts[number] += 1
            ends[number] = end
    return dict(zip(listed, counts, strict=True))


def _values(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The evidence as the judge weighs it: one row a form, made of the numbers that `_evidence` counts."""
    most, any_one, mean, share, listed, county, rival, other, total, here, within, length, quoted, in_list = rows.T
    rules = (share > 0).astype(np.float64)
    sure = _logit(most)
    return np.stack((
        sure, _logit(any_one), _logit(mean),
        rules, share, sure * rules, rules * (most < 0.05),
        listed, listed * rules, county,
        _logit(rival), rival > most, _logit(other), other > most,
        np.log(total), here / total,
        within, sure * within,
        length <= 2, length > 12, quoted, most > 0,
        in_list, sure * in_list,
    ), axis=1)  # fmt: skip


def _is_listed(category: str, form: str) -> bool:
    if category == "programmes":
        return programme_names().get(without_quotes(form)) is not None
    names = organisation_names() if category == "organisations" else region_names()
    return names.get(form) is not None


def _logit(probability: NDArray[np.float64]) -> NDArray[np.float64]:
    inside = np.clip(probability, 1e-4, 1 - 1e-4)
    odds: NDArray[np.float64] = np.log(inside / (1 - inside))
    return odds


class _Near:
    """Places and how likely each is, to be asked for those that share characters with another place."""

    def __init__(self, places: dict[Range, float]) -> None:
        self._rows = sorted(places.items())
        self._starts = [start for (start, _), _ in self._rows]
        self._longest = max((end - start for start, end in places), default=0)

    def _around(self, place: Range, stop: int) -> list[tuple[Range, float]]:
        """The places that reach into a place and begin before `stop`, and some before it."""
        first = bisect_left(self._starts, place[0] - self._longest)
        return self._rows[first : bisect_left(self._starts, stop)]

    def likeliest(self, place: Range) -> float:
        """How likely the likeliest other place is that overlaps with this one; 0 without one."""
        begin, most = place[0], 0.0
        for other, likely in self._around(place, place[1]):
            if likely > most and other[1] > begin and other != place:
                most = likely
        return most

    def hold(self, place: Range) -> bool:
        """Whether another place has all characters of this one."""
        stop = place[1]
        return any(other[1] >= stop and other != place for other, _ in self._around(place, place[0] + 1))


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

    def places(
        self,
        evidence: dict[str, list[FormEvidence]],
        titles: Set[Range] = frozenset(),
        listed: Set[Range] = frozenset(),
        sited: Set[Range] = frozenset(),
    ) -> dict[str, Chosen]:
        """The places of the forms that are names, with the probability that they are; None where the rules' word holds.

        Those of one category do not overlap; they are in the order of the text. At `titles`, where whole headings
        stand, the rules' word holds for every category; at `listed`, where parts of lists stand, it holds where
        nothing likelier overlaps. At `sited`, where names begin with a place, less is enough.
        """
        out: dict[str, Chosen] = {}
        for number, category in enumerate(CATEGORIES):
            firm: list[Range] = []
            likely: dict[Range, float] = {}
            told: list[Range] = []
            forms = evidence.get(category, ())
            values = np.array([form.values for form in forms]).reshape(-1, self.weights.shape[1])
            scores = values @ self.weights[number] + self.biases[number]
            for form, probability in zip(forms, (1 / (1 + np.exp(-scores))).tolist(), strict=True):
                if form.by_rules and (category in _RULES_STAY or not titles.isdisjoint(form.places)):
                    firm += form.places
                elif probability >= self.least[number] or (
                    category == "programmes" and probability >= _LEAST_SITED and not sited.isdisjoint(form.places)
                ):
                    likely |= dict.fromkeys(form.places, probability)
                elif form.by_rules and not listed.isdisjoint(form.places):
                    likely |= dict.fromkeys(form.places, probability)
                    told += form.places
            chosen = _without_overlaps(firm, likely)
            out[category] = chosen | dict.fromkeys(chosen.keys() & set(told))
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
