"""The names that are known before any document is read, and how a name finds its entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, cached_property

from extract import gazetteers
from extract.gazetteers import Change, Entry, Membership
from kg.iris import digest, normalise

_DIGITS = 16


class NameIndex:
    """The entries of one gazetteer by name or code, else by alias; a name that several entries share finds none.

    >>> index = NameIndex([Entry("科学技术部", ("科技部",), "government", "", "", "")])
    >>> index.find("科技部").name
    '科学技术部'
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index `entries`."""
        self._by_name: dict[str, Entry | None] = {}
        self._by_alias: dict[str, Entry | None] = {}
        for entry in entries:
            _index(self._by_name, entry.name, entry)
            if entry.code:
                _index(self._by_name, entry.code, entry)
            for alias in {normalise(alias) for alias in entry.aliases}:
                _index(self._by_alias, alias, entry)

    def find(self, name: str) -> Entry | None:
        """The one entry of that name or code, else the one entry of that alias."""
        key = normalise(name)
        return self._by_name[key] if key in self._by_name else self._by_alias.get(key)


def _index(table: dict[str, Entry | None], name: str, entry: Entry) -> None:
    key = normalise(name)
    # Several things of one name: the name alone does not say which.
    table[key] = None if key in table else entry


class Gazetteer:
    """Known regions and organisations.

    Attributes:
        regions: Divisions, countries, clusters and zones; `parent` of a row is a code or a name.
        organisations: Organisations; `parent` of a row is a name.
        changes: Which organisation became which.
        members: Which region belongs to which cluster or group of countries.
    """

    def __init__(
        self,
        regions: Sequence[Entry],
        organisations: Sequence[Entry],
        changes: Sequence[Change] = (),
        members: Sequence[Membership] = (),
    ) -> None:
        """Hold these entries; `changes` name organisations of theirs, and `members` regions."""
        self.regions = tuple(regions)
        self.organisations = tuple(organisations)
        self.changes = tuple(changes)
        self.members = tuple(members)

    def entries(self, category: str) -> tuple[Entry, ...]:
        """The entries of a category; of programmes and documents there are none."""
        return {"region": self.regions, "organisation": self.organisations}.get(category, ())

    def find(self, category: str, name: str) -> Entry | None:
        """The entry that a name or an alias means, when it is the only one."""
        index = {"region": self._region_index, "organisation": self._organisation_index}.get(category)
        return index.find(name) if index else None

    @cached_property
    def digest(self) -> str:
        """Hexadecimal digest of everything that the gazetteers say."""
        return digest(self.regions, self.organisations, self.changes, self.members, digits=_DIGITS)

    @cached_property
    def _region_index(self) -> NameIndex:
        return NameIndex(self.regions)

    @cached_property
    def _organisation_index(self) -> NameIndex:
        return NameIndex(self.organisations)


@cache
def default_gazetteer() -> Gazetteer:
    """The gazetteers that travel with the code."""
    return Gazetteer(
        gazetteers.regions(),
        gazetteers.organisations(),
        gazetteers.organisation_changes(),
        gazetteers.region_members(),
    )
