"""Expressions that are tried only where a match can begin find what they find everywhere."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from extract.scanning import matches_at, places_before, places_of

TEXTS = st.text(alphabet="新城区一1a，", max_size=40)
ZONE = re.compile("[新城区一]{1,3}?城区")
NUMBER = re.compile("(?<!a)(?:一|1)+a?")


@given(TEXTS, st.integers(0, 10))
def test_places_of_the_first_characters_are_enough(text: str, start: int) -> None:
    begins = places_of(re.compile("[一1]"), text, start, len(text))
    found = [match.span() for match in matches_at(NUMBER, text, begins, len(text))]
    assert found == [match.span() for match in NUMBER.finditer(text, start)]


@given(TEXTS, st.integers(0, 10))
def test_places_before_a_word_are_enough(text: str, start: int) -> None:
    begins = places_before(re.compile("城区"), 3, text, start, len(text))
    found = [match.span() for match in matches_at(ZONE, text, begins, len(text))]
    assert found == [match.span() for match in ZONE.finditer(text, start)]


def test_a_name_of_many_words_counts_once() -> None:
    assert [m[0] for m in matches_at(ZONE, "新城区城区", range(5), 5)] == ["新城区"]
