"""The sentences behind a fact or a thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.graph_reader import GraphReader
from kg.names import Names
from kg.queries import QueryError
from kg.vocabulary import PREFIXES, term

_EVIDENCE = term("stp:evidence")
_SUBJECT, _PREDICATE = term("stp:subject"), term("stp:predicate")
_OBJECTS = (term("stp:object"), term("stp:objectValue"))
_MENTIONS, _SETS_GOAL = term("stp:mentions"), term("stp:setsGoal")
_BODY, _IN_DOCUMENT = term("oa:hasBody"), term("stp:inDocument")
_LABEL = term("rdfs:label")


class FactError(QueryError):
    """The store does not say what was asked about; the text says what it says instead."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place of a source file that says something.

    Attributes:
        file: Name of the file.
        document: IRI of the document, or `""` outside all documents.
        title: Name of that document.
        start: First character of the hit in the decoded file, from 0.
        end: One past the last.
        prefix: The sentence before the hit.
        exact: The hit.
        suffix: The sentence after the hit.
    """

    file: str
    start: int
    end: int
    document: str
    title: str
    prefix: str
    exact: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is explained, and the places that say it.

    Attributes:
        about: The thing or the fact in words.
        places: In the order of the files and of their characters.
        graphs: Short IRIs of the graphs that say it; a fact without places comes from one that is not a file.
    """

    about: str
    places: tuple[Evidence, ...]
    graphs: tuple[str, ...]
