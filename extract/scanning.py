"""Searching with regular expressions where few characters can begin a match.

Python's `re` goes through a text fast where an expression begins with a set of characters, and slowly where it begins
with an alternative, an option or a look at what stands before. There the places come from something fast, and the
expression is tried at these only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def matches_at(pattern: re.Pattern[str], text: str, starts: Iterable[int], end: int) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` gives up to `end`, of matches that begin at `starts`, which ascend.

    >>> [match[0] for match in matches_at(re.compile("(?<!a)b+"), "abbabb bb", [1, 4, 7, 8], 9)]
    ['bb']
    """
    done = 0
    for start in starts:
        if start >= done and (match := pattern.match(text, start, end)):
            yield match
            done = match.end()


def places_of(characters: re.Pattern[str], text: str, start: int, end: int) -> Iterator[int]:
    """Where the characters of a set stand between two characters of a text."""
    return (found.start() for found in characters.finditer(text, start, end))


def places_before(words: re.Pattern[str], longest: int, text: str, start: int, end: int) -> Iterator[int]:
    """The characters of a text that stand at most `longest` characters before one of some words; they ascend."""
    done = start
    for word in words.finditer(text, start, end):
        yield from range(max(done, word.start() - longest), word.start())
        done = max(done, word.start())
