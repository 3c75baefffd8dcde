"""Where the statements of one graph are collected, and how values become literals."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kg.vocabulary import term

_RDF_TYPE = term("rdf:type")
_DECIMAL = term("xsd:decimal")
_INTEGER = term("xsd:integer")
_YEAR = term("xsd:gYear")
# ISO 8601 dates may leave out the day, or month and day.
_DATE_TYPES = {4: _YEAR, 7: term("xsd:gYearMonth"), 10: term("xsd:date")}


class QuadSink:
    """The statements of one graph, each once, in the order in which they were first made."""

    def __init__(self, graph: NamedNode) -> None:
        """Collect statements for `graph`."""
        self._graph = graph
        self._quads: dict[Quad, None] = {}
        self._rated: dict[NamedNode, tuple[float, Quad]] = {}

    def add(self, subject: NamedNode, predicate: str, value: NamedNode | Literal) -> None:
        """State one thing; `predicate` is a CURIE of `kg.vocabulary.PREFIXES`."""
        self._quads[Quad(subject, term(predicate), value, self._graph)] = None

    def add_types(self, subject: NamedNode, *classes: str) -> None:
        """State the classes of a thing, as CURIEs."""
        for name in classes:
            self._quads[Quad(subject, _RDF_TYPE, term(name), self._graph)] = None

    def rate(self, subject: NamedNode, confidence: float | None) -> None:
        """State how likely a thing is right; of something found twice, the higher confidence holds."""
        if confidence is None or confidence <= self._rated.get(subject, (-1.0,))[0]:
            return
        if subject in self._rated:
            del self._quads[self._rated[subject][1]]
        quad = Quad(subject, term("stp:confidence"), decimal(Decimal(str(confidence))), self._graph)
        self._rated[subject] = (confidence, quad)
        self._quads[quad] = None

    @property
    def quads(self) -> list[Quad]:
        """What was stated so far."""
        return list(self._quads)


def text(value: str) -> Literal:
    """A plain string; what is not a character (of a file name that is not UTF-8) becomes `?`."""
    return Literal(value.encode("utf-8", "replace").decode("utf-8"))


def chinese(value: str) -> Literal:
    """A Chinese text."""
    return Literal(value, language="zh")


def integer(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), datatype=_INTEGER)


def decimal(value: Decimal) -> Literal:
    """A number in the canonical form of xsd:decimal, which is the form a store gives back.

    >>> decimal(Decimal("1E+2")).value, decimal(Decimal("7.50")).value
    ('100', '7.5')
    """
    plain = f"{value:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return Literal("0" if plain in {"-0", ""} else plain, datatype=_DECIMAL)


def year(value: str) -> Literal:
    """A year of four digits."""
    return Literal(value, datatype=_YEAR)


def date(value: str) -> Literal:
    """An ISO 8601 date, month or year."""
    return Literal(value, datatype=_DATE_TYPES[len(value)])
