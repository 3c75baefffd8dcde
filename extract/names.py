"""Finding known names in text: all names of a gazetteer in one pass, of those that begin at one place the longest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from extract import gazetteers
from extract.gazetteers import Entry

if TYPE_CHECKING:
    from daachorse import CharwiseDoubleArrayAhoCorasick

Value = TypeVar("Value")


class NameIndex(Generic[Value]):
    """Surface forms and the gazetteer entries that they stand for.

    >>> index = NameIndex([("北京", "a"), ("北京市", "b")])
    >>> [(start, end, value) for start, end, value in index.finditer("在北京市和北京")]
    [(1, 4, 'b'), (5, 7, 'a')]
    """

    def __init__(self, pairs: Iterable[tuple[str, Value]]) -> None:
        """Index (surface form, value) pairs; of two with the same form, the first is kept."""
        self._values: dict[str, Value] = {}
        self._lengths: dict[str, list[int]] = {}
        for name, value in pairs:
            if name in self._values:
                continue
            self._values[name] = value
            lengths = self._lengths.setdefault(name[:2], [])
            if len(name) not in lengths:
                lengths.append(len(name))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)
        # The text that was scanned last: its paragraphs are asked for one by one, by one component after the other.
        self._scanned: tuple[str, _Hits] = ("", _Hits([]))

    @property
    def names(self) -> Iterable[str]:
        """The surface forms."""
        return self._values.keys()

    @cached_property
    def _automaton(self) -> CharwiseDoubleArrayAhoCorasick:
        from daachorse import CharwiseDoubleArrayAhoCorasick

        return CharwiseDoubleArrayAhoCorasick(list(self._values))

    def _hits(self, text: str) -> _Hits:
        scanned, hits = self._scanned
        if scanned is not text:
            hits = _Hits(self._automaton.find_overlapping(text) if self._values else [])
            self._scanned = text, hits
        return hits

    def match(self, text: str, start: int) -> tuple[int, Value] | None:
        """The longest name that begins at `start`: (its end, its value)."""
        return next(self.matches(text, start), None)

    def matches(self, text: str, start: int) -> Iterator[tuple[int, Value]]:
        """Every name that begins at `start`, longest first."""
        for length in self._lengths.get(text[start : start + 2], ()):
            name = text[start : start + length]
            if len(name) == length and name in self._values:
                yield start + length, self._values[name]

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, Value]]:
        """Non-overlapping names from left to right, each the longest at its place: (start, end, value)."""
        ends = self._hits(text).ends
        stop = len(text) if end is None else end
        done = start
        for first in self.places(text, start, stop):
            last = ends[first]
            if first >= done and last <= stop:
                yield first, last, self._values[text[first:last]]
                done = last

    def places(self, text: str, start: int, end: int) -> list[int]:
        """Where names begin between two characters of a text, those inside others too."""
        starts = self._hits(text).starts
        return starts[bisect_left(starts, start) : bisect_left(starts, end)]

    def get(self, name: str) -> Value | None:
        """The value of exactly this name."""
        return self._values.get(name)


class _Hits:
    """Where names begin in a text, and where the longest at each of these places ends."""

    def __init__(self, found: Iterable[tuple[int, int, int]]) -> None:
        self.ends = {start: end for start, end, _ in found}  # in the order of their ends: the longest comes last
        self.starts = sorted(self.ends)


def _forms(entries: Iterable[Entry]) -> Iterator[tuple[str, Entry]]:
    entries = tuple(entries)
    for entry in entries:
        yield entry.name, entry
    for entry in entries:
        for alias in entry.aliases:
            yield alias, entry


@cache
def organisation_names() -> NameIndex[Entry]:
    """Names and aliases of the organisations that the gazetteer knows."""
    return NameIndex((form, entry) for form, entry in _forms(gazetteers.organisations()) if len(form) > 1)


@cache
def region_names() -> NameIndex[Entry]:
    """Names of two and more characters of the regions that the gazetteers know.

    Short forms of counties are left out: many are everyday words (和平, 城关, 南山).
    """
    entries = gazetteers.curated_regions() + gazetteers.divisions() + gazetteers.countries()

    def pairs() -> Iterator[tuple[str, Entry]]:
        for entry in entries:
            yield entry.name, entry
        for entry in entries:
            if not (entry.kind == "county" and entry.code):
                yield from ((alias, entry) for alias in entry.aliases if len(alias) > 1)

    return NameIndex(pairs())


@cache
def programme_names() -> NameIndex[Entry]:
    """Names and aliases of the programmes that the gazetteer knows, without their quotation marks."""
    return NameIndex((without_quotes(form), entry) for form, entry in _forms(gazetteers.programmes()))


def without_quotes(text: str) -> str:
    """The text without Chinese quotation marks, which one print of a name has and another has not.

    >>> without_quotes("“数据要素×”行动")
    '数据要素×行动'
    """
    return text.replace("“", "").replace("”", "")


@cache
def department_names() -> NameIndex[Entry]:
    """Names and short forms of the bodies that every local government has (科学技术局, 科技局)."""
    return NameIndex(_forms(gazetteers.local_departments()))


@cache
def county_names() -> NameIndex[tuple[Entry, ...]]:
    """Short forms of counties and districts (武清, 北辰), for places in the text that can only mean a place."""
    return NameIndex(_owners((alias, e) for e in gazetteers.divisions() if e.kind == "county" for alias in e.aliases))


@cache
def run_names() -> NameIndex[tuple[Entry, ...]]:
    """Runs of one-letter names of places, each with the places in the order of the letters."""
    known = {entry.name: entry for entry in (gazetteers.CHINA, *gazetteers.regions())}
    return NameIndex((run, tuple(known[name] for name in names)) for run, names in gazetteers.region_runs().items())


@cache
def shared_names() -> dict[str, tuple[Entry, ...]]:
    """The full names that several divisions have (朝阳区), each with these divisions in the order of their codes."""
    owners = _owners((entry.name, entry) for entry in gazetteers.divisions())
    return {name: entries for name, entries in owners if len(entries) > 1}


@cache
def prefecture_namesakes() -> dict[str, Entry]:
    """Short names that a prefecture has and a province too (海南, 吉林), each with the prefecture."""
    provinces = {alias for e in gazetteers.divisions() if e.kind == "province" for alias in e.aliases}
    cities = (entry for entry in gazetteers.divisions() if entry.kind == "prefecture")
    return {alias: entry for entry in cities for alias in entry.aliases if alias in provinces}


def _owners(pairs: Iterable[tuple[str, Entry]]) -> list[tuple[str, tuple[Entry, ...]]]:
    owners: dict[str, list[Entry]] = {}
    for form, entry in pairs:
        owners.setdefault(form, []).append(entry)
    return [(form, tuple(entries)) for form, entries in owners.items()]


def place_end(text: str, start: int) -> int | None:
    """Where the longest name of a region, else the short one of a county, ends that begins at a character."""
    found = region_names().match(text, start) or county_names().match(text, start)
    return found[0] if found else None


def is_place(name: str) -> bool:
    """Whether a region has that name, or a county that short one."""
    return name in _names_of_places()


@cache
def _names_of_places() -> frozenset[str]:
    return frozenset((*region_names().names, *county_names().names))
