"""Putting a property graph together from rows: one node a thing, one edge a pair and kind."""

from __future__ import annotations

import calendar
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pyoxigraph import NamedNode

from kg.reader import TYPE, Reader
from kg.views.model import Edge, Node, PropertyGraph, one_line
from kg.views.names import local_name, node_id
from kg.vocabulary import CATEGORY_CLASSES, PREFIXES, term

Term = dict[str, Any]
"""A value in the form of the SPARQL 1.1 Query Results JSON Format."""

_CATEGORIES = {term(curie) for curie in CATEGORY_CLASSES.values()} | {term("stp:Goal")}
_FIRST_DAY, _LAST_DAYS = term("dcterms:date"), (term("stp:expiryDate"), term("stp:deadline"))
_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?:T.*|Z|[+-]\d{2}:\d{2})?")
_UNKNOWN_KIND, _VALUE_KIND, _UNKNOWN_EDGE = "Thing", "Value", "related"


class Assembly:
    """A property graph in the making."""

    def __init__(self, reader: Reader, directed: bool) -> None:
        """Look up in `reader` what rows do not say of nodes."""
        self._reader = reader
        self._directed = directed
        self._terms: dict[str, NamedNode | str] = {}
        self._said: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._edges: dict[tuple[str, str, str], Edge] = {}

    def add_node(self, value: NamedNode | str, said: Mapping[str, str] | None = None) -> str:
        """A node, which is a thing or a text, and what is said of it; its id."""
        is_thing = isinstance(value, NamedNode)
        text = value.value if isinstance(value, NamedNode) else f"value:{value}"
        identifier = node_id(text, self._reader.base if is_thing else "value:")
        self._terms[identifier] = value
        for key, word in sorted((said or {}).items()):
            # Files may differ; the first in the order of characters is taken, whatever the order of rows.
            self._said[identifier][key] = min(word, self._said[identifier].get(key, word))
        return identifier

    def add_rows(self, rows: Iterable[Mapping[str, Term]]) -> None:
        """The rows of one answer: what several say of one edge is counted together. Edges of an earlier answer stay.

        Raises:
            ValueError: A row has no source, or a weight, start or end that is none.
        """
        found: dict[tuple[str, str, str], Edge] = {}
        for row in rows:
            if "source" not in row:
                raise ValueError("a row has no `source`")
            source = self._end(row, "source")
            if "target" not in row:
                continue
            target = self._end(row, "target")
            if not self._directed and target < source:
                source, target = target, source
            edge = _edge(source, target, row)
            key = (source, target, edge.kind)
            found[key] = _together(found[key], edge) if key in found else edge
        self._edges = found | self._edges

    def terms(self) -> list[NamedNode | str]:
        """What the nodes stand for, in the order of their ids."""
        return [self._terms[identifier] for identifier in sorted(self._terms)]

    def graph(self, name: str, title: str) -> PropertyGraph:
        """The graph of all that was added."""
        edges = tuple(self._edges[key] for key in sorted(self._edges))
        at: defaultdict[str, list[Edge]] = defaultdict(list)
        for edge in edges:
            at[edge.source].append(edge)
            if edge.target != edge.source:
                at[edge.target].append(edge)
        nodes = tuple(self._node(identifier, at[identifier]) for identifier in sorted(self._terms))
        return PropertyGraph(name, one_line(title), self._directed, nodes, edges)

    def _end(self, row: Mapping[str, Term], end: str) -> str:
        value = row[end]
        said = {key: _word(row[f"{end}_{key}"]) for key in ("label", "kind") if f"{end}_{key}" in row}
        return self.add_node(NamedNode(value["value"]) if value["type"] == "uri" else one_line(value["value"]), said)

    def _node(self, identifier: str, edges: list[Edge]) -> Node:
        value, said = self._terms[identifier], self._said[identifier]
        weight = math.fsum(edge.weight for edge in edges)
        # A thing without a first day of its own is there from its first edge on; an edge without one was always there.
        starts = [edge.start for edge in edges]
        first = min((start for start in starts if start), default=None) if all(starts) else None
        if not isinstance(value, NamedNode):
            kind = said.get("kind", _VALUE_KIND)
            return Node(identifier, said.get("label") or value, kind, kind, "", weight, first)
        kind, category = self._classes(value)
        if "kind" in said:
            kind = category = said["kind"]
        label = said.get("label") or one_line(self._reader.label(value))
        first = self._day(value, (_FIRST_DAY,), last=False) or first
        last = self._day(value, _LAST_DAYS, last=True)
        return Node(identifier, label or identifier, kind, category, value.value, weight, first, last)

    def _classes(self, node: NamedNode) -> tuple[str, str]:
        """The kind and the category, of the project's own ontology if it can be; of several kinds the first by name."""
        classes = self._reader.nodes(node, TYPE)
        own = [item for item in classes if item.value.startswith(PREFIXES["stp"])] or classes
        categories = [local_name(item.value) for item in own if item in _CATEGORIES]
        kinds = [local_name(item.value) for item in own if item not in _CATEGORIES] or categories or [_UNKNOWN_KIND]
        return kinds[0], (categories or kinds)[0]

    def _day(self, node: NamedNode, properties: Iterable[NamedNode], last: bool) -> str | None:
        texts = (self._reader.text(node, name) for name in properties)
        return next((day(text, last) for text in texts if text), None)


def day(text: str, last: bool) -> str:
    """A day as `2020-12-31`: of a year or a month its first or last one.

    Raises:
        ValueError: The text is no date.

    >>> day("2020", last=True), day("2020-02", last=True), day("2020", last=False)
    ('2020-12-31', '2020-02-29', '2020-01-01')
    """
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no date; a start or end is a year, a month or a day, as 2020-09-29")
    year, month = int(match["year"]), int(match["month"] or (12 if last else 1))
    try:
        length = calendar.monthrange(year, month)[1]
    except (calendar.IllegalMonthError, ValueError) as error:
        raise ValueError(f"{text!r} is no date") from error
    number = int(match["day"] or (length if last else 1))
    if not 1 <= number <= length:
        raise ValueError(f"{text!r} is no date")
    return f"{year:04}-{month:02}-{number:02}"


def _edge(source: str, target: str, row: Mapping[str, Term]) -> Edge:
    kind = _word(row["kind"]) if "kind" in row else _UNKNOWN_EDGE
    start, end = (day(row[key]["value"], key == "end") if key in row else None for key in ("start", "end"))
    return Edge(source, target, kind, _weight(row["weight"]["value"]) if "weight" in row else 1.0, start, end)


def _weight(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        weight = math.nan
    if not math.isfinite(weight):
        raise ValueError(f"{text!r} is no weight; a weight is a number")
    return weight


def _together(one: Edge, other: Edge) -> Edge:
    """What two rows say of one edge: the weights add up, and it holds from the first start to the last end."""
    start = min(one.start, other.start) if one.start and other.start else None
    end = max(one.end, other.end) if one.end and other.end else None
    return replace(one, weight=one.weight + other.weight, start=start, end=end)


def _word(value: Term) -> str:
    """A kind or a label: of a term its local name, of a literal its text."""
    return local_name(value["value"]) if value["type"] == "uri" else one_line(value["value"])
