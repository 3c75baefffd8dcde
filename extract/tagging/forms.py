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

from extract.names import programme_names, without_quotes
from extract.tagging.model import Candidate

Range = tuple[int, int]
Chosen = dict[Range, float | None]
_LEAST_SITED = 0.22
_COUNTED = 12  # numbers of a form that its evidence is made of
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
    by_rules: Set[Range],
    others: Set[str] = frozenset(),
    listed: Set[Range] = frozenset(),
) -> list[FormEvidence]:
    """The evidence for each form that the model or the rules propose.

    Args:
        text: Clean text.
        candidates: What the model proposes.
        by_rules: The places of what the rules have found.
        others: The forms of the organisations and regions that the rules have found.
        listed: The parts of lists of projects and actions.
    """
    likely = _likeliest(candidates, by_rules)
    rivals, places = _Near(likely), _by_form(text, likely)
    rows, counts = [], _counts(text, places)
    known = [by_rules & set(found) for found in places.values()]
    for (form, found), by_rule in zip(places.items(), known, strict=True):
        probabilities = [likely[place] for place in found]
        rows.append((
            max(probabilities),
            1 - math.prod([1 - probability for probability in probabilities]),
            sum(probabilities) / len(found),
            len(by_rule) / len(found),
            programme_names().get(without_quotes(form)) is not None,
            max(map(rivals.likeliest, found[:_PLACES])),
            form in others,
            max(counts[form], len(found)),
            len(found),
            len(form),
            "“" in form,
            not listed.isdisjoint(found),
        ))  # fmt: skip
    values = _values(np.array(rows, dtype=np.float64).reshape(-1, _COUNTED))
    rated = zip(places.items(), known, values, strict=True)
    return [FormEvidence(form, tuple(found), bool(by_rule), row) for (form, found), by_rule, row in rated]


def _likeliest(candidates: Iterable[Candidate], by_rules: Set[Range]) -> dict[Range, float]:
    """The probability of each place, 0 where only the rules propose it."""
    likely = dict.fromkeys(by_rules, 0.0)
    for candidate in candidates:
        place = candidate.start, candidate.end
        likely[place] = max(candidate.probability, likely.get(place, 0.0))
    return likely


def _by_form(text: str, places: Iterable[Range]) -> dict[str, list[Range]]:
    """The places of each form, in the order of the text."""
    found: dict[str, list[Range]] = defaultdict(list)
    for start, end in sorted(places):
        found[text[start:end].replace("\n", "")].append((start, end))
    return found


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
    """The evidence as the judge weighs it: one row a form, made of the numbers that `weigh_forms` counts."""
    most, any_one, mean, share, listed, rival, other, total, here, length, quoted, in_list = rows.T
    rules = (share > 0).astype(np.float64)
    sure = _logit(most)
    return np.stack((
        sure, _logit(any_one), _logit(mean),
        rules, share, sure * rules, rules * (most < 0.05),
        listed, listed * rules,
        _logit(rival), rival > most, other,
        np.log(total), here / total,
        length <= 2, length > 12, quoted, most > 0,
        in_list, sure * in_list,
    ), axis=1)  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class Judge:
    """A logistic regression over the evidence for forms.

    Attributes:
        weights: One for each value of the evidence.
        bias: What is added to them.
        least: The probability below which a form is no name.
    """

    weights: NDArray[np.float64]
    bias: float
    least: float

    def places(
        self,
        forms: Sequence[FormEvidence],
        titles: Set[Range] = frozenset(),
        listed: Set[Range] = frozenset(),
        sited: Set[Range] = frozenset(),
    ) -> Chosen:
        """The places of the forms that are names, with the probability that they are; None where the rules' word holds.

        They do not overlap and are in the order of the text. At `titles`, where whole headings stand, the rules' word
        holds; at `listed`, where parts of lists stand, it holds where nothing likelier overlaps. At `sited`, where
        names begin with a place, less is enough.
        """
        firm: list[Range] = []
        likely: dict[Range, float] = {}
        told: list[Range] = []
        values = np.array([form.values for form in forms]).reshape(-1, len(self.weights))
        scores = values @ self.weights + self.bias
        for form, probability in zip(forms, (1 / (1 + np.exp(-scores))).tolist(), strict=True):
            if form.by_rules and not titles.isdisjoint(form.places):
                firm += form.places
            elif probability >= self.least or (probability >= _LEAST_SITED and not sited.isdisjoint(form.places)):
                likely |= dict.fromkeys(form.places, probability)
            elif form.by_rules and not listed.isdisjoint(form.places):
                likely |= dict.fromkeys(form.places, probability)
                told += form.places
        chosen = _without_overlaps(firm, likely)
        return chosen | dict.fromkeys(chosen.keys() & set(told))


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
