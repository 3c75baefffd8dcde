"""Finding things by name as one types: exact names first, then beginnings, then any part.

The names stand in one long text, those of things that many documents speak of first, so that a search is a search for a
string and the first hits are the best.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.iris import normalise
from kg.reader import LABEL, TYPE, Reader
from kg.serve.web_api import CATEGORIES
from kg.vocabulary import term

_FOUND = ("organisation", "programme", "region", "document", "indicator", "goal")
_OTHER_NAMES = tuple(term(curie) for curie in ("skos:altLabel", "dcterms:title", "stp:documentNumber", "skos:notation"))
_SAME = term("owl:sameAs")
_SPEAKING = tuple(term(f"stp:{name}") for name in ("mentions", "cites", "implements", "repeals"))
_GENERAL = set(CATEGORIES)


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be found.

    Attributes:
        iri: Of the thing.
        name: What it is called.
        category: Such as `region`.
        kinds: Names of its narrower classes.
        documents: How many documents speak of it.
    """

    iri: str
    name: str
    category: str
    kinds: tuple[str, ...]
    documents: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, and the name by which it was."""

    entry: Entry
    matched: str


class Index:
    """The names of a store's things."""

    def __init__(self, reader: Reader) -> None:
        """Read them all."""
        rows = sorted(
            _named(reader),
            key=lambda row: (_FOUND.index(row[0].category) == 5, -row[0].documents, len(row[1]), row[0].iri, row[1]),
        )
        self._entries = [entry for entry, _ in rows]
        self._names = [name for _, name in rows]
        lines = [_form(name) for name in self._names]
        self._text = "\n" + "".join(line + "\n" for line in lines)
        self._starts = [1]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def __len__(self) -> int:
        """How many names there are."""
        return len(self._names)

    def search(self, text: str, limit: int, category: str | None = None) -> list[Hit]:
        """The things that are called so, whose name begins so, or has that in it.

        Args:
            text: What was typed.
            limit: Hits.
            category: Only things of one, or None.
        """
        wanted = _form(text)
        if not wanted:
            return []
        hits: dict[str, Hit] = {}
        for pattern in (f"\n{wanted}\n", f"\n{wanted}", wanted):
            for row in self._rows(pattern):
                entry = self._entries[row]
                if category in (None, entry.category):
                    hits.setdefault(entry.iri, Hit(entry, self._names[row]))
                if len(hits) == limit:
                    return list(hits.values())
        return list(hits.values())

    def _rows(self, pattern: str) -> Iterator[int]:
        """The numbers of the names in whose lines a pattern stands, each once."""
        skipped = len(pattern) - len(pattern.lstrip("\n"))
        position = self._text.find(pattern)
        while position >= 0:
            row = bisect_right(self._starts, position + skipped) - 1
            yield row
            position = self._text.find(pattern, self._starts[row + 1] - 1)


def _form(name: str) -> str:
    """A name as names are compared."""
    return normalise(name).casefold()


def _named(reader: Reader) -> Iterator[tuple[Entry, str]]:
    speaking: Counter[NamedNode] = Counter()
    for predicate in _SPEAKING:
        speaking.update(quad.object for quad in reader.quads(None, predicate) if isinstance(quad.object, NamedNode))
    for class_, category in CATEGORIES.items():
        if category in _FOUND:
            for node in reader.subjects(TYPE, class_):
                # A citation's name for a document of the store leads to that document.
                whole = next(iter(reader.nodes(node, _SAME)), node)
                names = dict.fromkeys(_texts(reader, node))
                entry = Entry(whole.value, reader.label(whole), category, _kinds(reader, whole), speaking[node])
                yield from ((entry, name) for name in names)


def _texts(reader: Reader, node: NamedNode) -> Iterator[str]:
    for predicate in (LABEL, *_OTHER_NAMES):
        for value in reader.values(node, predicate):
            if isinstance(value, Literal) and value.value.strip():
                yield value.value


def _kinds(reader: Reader, node: NamedNode) -> tuple[str, ...]:
    return tuple(reader.label(class_) for class_ in reader.nodes(node, TYPE) if class_ not in _GENERAL)


def rows(hits: Sequence[Hit]) -> list[dict[str, object]]:
    """Hits as plain data."""
    return [
        {
            "iri": hit.entry.iri,
            "name": hit.entry.name,
            "matched": hit.matched,
            "category": hit.entry.category,
            "kinds": hit.entry.kinds,
            "documents": hit.entry.documents,
        }
        for hit in hits
    ]
