"""Which document is the next of its name: a later edition, or the one for later years."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.iris import normalise
from kg.known_documents import KnownDocuments, Term, said_of
from kg.vocabulary import term

_DATE, _ISSUER = term("dcterms:date"), term("stp:issuedBy")
_EDITION, _DRAFT = term("stp:edition"), term("stp:draftEdition")
_SUCCEEDS, _REPLACES = term("stp:succeeds"), term("stp:replaces")
_EDITION_WORDS = r"试行|暂行|修订|修正|征求意见稿|送审稿|讨论稿|草案"
_EDITIONS = re.compile(rf"\([^()]*(?:{_EDITION_WORDS})[^()]*\)|试行|暂行|修订[版本]|征求意见稿$|送审稿$|草案$")
_YEARS = re.compile(r"\(?(?:19|20)\d\d年?(?:[-—–~至到]+(?:19|20)\d\d)?(?:年度?)?\)?|十[一二三四五六]五")


@dataclass(frozen=True, slots=True)
class _Print:
    """A document of the store, as far as its succession needs it."""

    node: NamedNode
    title: str
    date: str
    issuers: frozenset[NamedNode]
    editions: frozenset[NamedNode]

    @property
    def name(self) -> str:
        """The title without its edition."""
        return _EDITIONS.sub("", self.title)


def successions(store: Store, known: KnownDocuments, graph: NamedNode) -> Iterator[Quad]:
    """`stp:succeeds` from each document to the one of its name before it, `stp:replaces` if only the edition differs.

    They have an issuer in common and are of different dates; names are compared without years and editions. A title
    that is the very same does not tell that the later one is an edition of the earlier, unless the later one says so.
    """
    by_name: defaultdict[str, list[_Print]] = defaultdict(list)
    for document in _prints(store, known):
        by_name[_YEARS.sub("#", document.name)].append(document)
    for documents in by_name.values():
        for later in documents:
            for earlier, replaced in _predecessors(later, documents):
                yield Quad(later.node, _SUCCEEDS, earlier.node, graph)
                if replaced:
                    yield Quad(later.node, _REPLACES, earlier.node, graph)


def _predecessors(later: _Print, documents: list[_Print]) -> Iterator[tuple[_Print, bool]]:
    """The nearest documents before one, and whether it replaces them."""
    for replacing in (True, False):
        follows = _replaces if replacing else _continues
        before = [
            d for d in documents if _is_earlier(d.date, later.date) and d.issuers & later.issuers and follows(later, d)
        ]
        nearest = max((document.date for document in before), default="")
        yield from ((document, replacing) for document in before if document.date == nearest)


def _is_earlier(day: str, other: str) -> bool:
    """Whether a day, month or year is before another; of a year and a day of that year, neither is."""
    return day < other and not other.startswith(day)


def _replaces(later: _Print, earlier: _Print) -> bool:
    edition = later.title != earlier.title or later.editions
    return bool(edition) and later.name == earlier.name and _DRAFT not in later.editions


def _continues(later: _Print, earlier: _Print) -> bool:
    return later.name != earlier.name


def _prints(store: Store, known: KnownDocuments) -> Iterator[_Print]:
    """The documents of the store that have a title and a date."""
    dates, issuers, editions = (said_of(store, said, known.held) for said in (_DATE, _ISSUER, _EDITION))
    titles: dict[NamedNode, str] = {}
    for node, title in known.titles:
        if node in dates:
            titles[node] = min(title.value, titles.get(node, title.value))
    for node, first_title in titles.items():
        if told := [date.value for date in dates[node] if isinstance(date, Literal)]:
            bodies, stages = _nodes(issuers.get(node, ())), _nodes(editions.get(node, ()))
            yield _Print(node, normalise(first_title), min(told), bodies, stages)


def _nodes(values: Iterable[Term]) -> frozenset[NamedNode]:
    return frozenset(value for value in values if isinstance(value, NamedNode))
