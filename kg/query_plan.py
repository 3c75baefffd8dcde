"""How a query is understood: its SPARQL algebra as an indented tree, and how long each step took.

Oxigraph reorders joins and pushes filters down by itself, and its Python interface shows nothing of that. What can be
shown is the algebra of section 18 of SPARQL 1.1, which says what a query means; rdflib's translation is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pyoxigraph import NamedNode
from rdflib import BNode, Literal, URIRef, Variable
from rdflib.paths import Path as PropertyPath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.reader import Reader

_STEPS = {
    "ready": "store opened, parameters bound",
    "planned": "parsed and planned",
    "first": "first row",
    "done": "all rows",
}
_PATTERNS = ("p", "p1", "p2")
_CONDITIONS = {"ConditionalAndExpression": "&&", "ConditionalOrExpression": "||"}
# Nodes that only hold others.
_BARE = {"OrderCondition", "GroupGraphPatternSub", "RelationalExpression"}
_IRI = re.compile(r"<([^<>\s]+)>")
# What every node has beside its parts, and what stands on lines of its own.
_HIDDEN = {"_vars", "lazy", "datasetClause", "triples", *_PATTERNS}
_QUERIES = {"SelectQuery": "Select", "AskQuery": "Ask", "ConstructQuery": "Construct", "DescribeQuery": "Describe"}


def plan(text: str, reader: Reader) -> str:
    """The algebra of a query, an operation a line, what it works on below it.

    Raises:
        Exception: rdflib cannot read it, for example for LATERAL.
    """
    names = _Names(reader)
    return "\n".join(_lines(prepareQuery(text).algebra, 0, names))


def timing(seconds: Mapping[str, float], rows: int) -> str:
    """The steps with the milliseconds that each took, and how many rows there were."""
    lines = []
    before = 0.0
    for step, words in _STEPS.items():
        if step in seconds:
            lines.append(f"{words:<32}{(seconds[step] - before) * 1000:>10.1f} ms")
            before = seconds[step]
    return "\n".join([*lines, f"{'together':<32}{before * 1000:>10.1f} ms", f"rows: {rows}"])


class _Names:
    """Writes terms in short; blank nodes are numbered, since rdflib calls them otherwise each time."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._blank: dict[str, str] = {}

    def term(self, term: Any) -> str:
        if isinstance(term, BNode):
            return self._blank.setdefault(str(term), f"_:b{len(self._blank) + 1}")
        if isinstance(term, Variable):
            return f"?{term}"
        if isinstance(term, URIRef):
            return self._short(str(term))
        if isinstance(term, Literal | PropertyPath):
            return _IRI.sub(lambda match: self._short(match[1]), term.n3())
        return str(term)

    def _short(self, iri: str) -> str:
        short = self._reader.shorten(NamedNode(iri))
        return f"<{iri}>" if short == iri else short


def _lines(node: Any, depth: int, names: _Names) -> Iterator[str]:
    if not isinstance(node, CompValue):
        return
    parts: dict[str, Any] = dict(node)
    details = ""
    if "PV" in parts:
        # Of SELECT * a set, in another order each time.
        parts["PV"] = sorted(parts["PV"])
    if node.name == "Extend":
        details = f"{_text(parts['var'], names)} := {_text(parts['expr'], names)}"
    elif node.name not in _QUERIES:
        details = " ".join(filter(None, (_text(part, names) for key, part in parts.items() if key not in _HIDDEN)))
    yield f"{'  ' * depth}{_QUERIES.get(node.name, node.name)} {details}".rstrip()
    for triple in _in_threes(parts.get("triples", ())):
        yield f"{'  ' * (depth + 1)}{' '.join(map(names.term, triple))}"
    for key in _PATTERNS:
        yield from _lines(parts.get(key), depth + 1, names)


def _in_threes(triples: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """Triples, which the algebra has one by one, and an expression in runs of three terms each."""
    for run in triples:
        yield from (run[place : place + 3] for place in range(0, len(run), 3))


def _text(value: Any, names: _Names, separator: str = " ") -> str:
    """An expression, or a list of them, on one line."""
    if value is None:
        return ""
    if isinstance(value, CompValue):
        return _expression(value, names)
    if isinstance(value, dict):
        pairs = (f"{names.term(key)} = {_text(part, names)}" for key, part in value.items())
        return f"({', '.join(pairs)})"
    if isinstance(value, list | tuple | set):
        return separator.join(filter(None, (_text(part, names) for part in value)))
    return names.term(value)


def _expression(value: CompValue, names: _Names) -> str:
    parts: dict[str, Any] = {key: part for key, part in dict(value).items() if key != "_vars"}
    name = value.name.removeprefix("Builtin_").removeprefix("Aggregate_").rstrip("_")
    if name == "TrueFilter":
        return ""
    if "triples" in parts:
        return " . ".join(" ".join(map(names.term, triple)) for triple in _in_threes(parts["triples"]))
    if "graph" in parts:
        return f"{name.replace('NOT', 'NOT ')} {{ {_text(parts['graph'], names)} }}"
    if "expr" in parts and "other" in parts:
        return _infix(name, parts, names)
    if name in _BARE:
        return _text(list(parts.values()), names)
    return f"{name}({', '.join(filter(None, (_text(part, names, ', ') for part in parts.values())))})"


def _infix(name: str, parts: Mapping[str, Any], names: _Names) -> str:
    """A comparison, a sum, a product, or conditions side by side."""
    first, others, operators = _text(parts["expr"], names), parts["other"], parts.get("op")
    if others is None:
        return first
    if operators in ("IN", "NOT IN"):
        return f"{first} {operators} ({_text(others, names, ', ')})"
    if not isinstance(others, list):
        others, operators = [others], [operators]
    operators = operators or [_CONDITIONS[name]] * len(others)
    rest = (f"{operator} {_text(other, names)}" for operator, other in zip(operators, others, strict=True))
    return f"({' '.join([first, *rest])})"
