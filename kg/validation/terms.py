"""Between pyoxigraph, which holds the graph, and rdflib, which pySHACL checks."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib.namespace import XSD
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from kg.validation.result import Value


class Graph(rdflib.Graph):
    """A graph that parses a query once, not once for every graph and node that it is asked of."""

    def query(self, query_object: Any, *arguments: Any, **options: Any) -> Result:
        """The answer of a query."""
        prepared = _prepared(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *arguments, **options)


@cache
def _prepared(query: str) -> Query:
    return prepareQuery(query)


def rdflib_graph(statements: Iterable[Quad | Triple]) -> Graph:
    """The statements as a graph of rdflib; blank nodes are numbered in the order of the statements."""
    graph = Graph(bind_namespaces="none")
    terms: dict[object, Node] = {}
    numbers: dict[BlankNode, int] = {}

    def term(value: object) -> Node:
        if value not in terms:
            if isinstance(value, BlankNode):
                terms[value] = rdflib.BNode(f"b{numbers.setdefault(value, len(numbers) + 1)}")
            else:
                terms[value] = to_rdflib(value)
        return terms[value]

    for statement in statements:
        graph.add((term(statement.subject), term(statement.predicate), term(statement.object)))
    return graph


def to_rdflib(value: object) -> Node:
    """The term in rdflib.

    Raises:
        TypeError: It is a triple, which is no term of RDF 1.1.
    """
    if isinstance(value, BlankNode):
        return rdflib.BNode(value.value)
    if isinstance(value, NamedNode):
        return rdflib.URIRef(value.value)
    if not isinstance(value, Literal):
        raise TypeError(f"{value} is not a term of RDF 1.1")
    if value.language:
        return rdflib.Literal(value.value, lang=value.language)
    # rdflib takes "a" and "a"^^xsd:string for two literals, and its parsers make the first of both.
    datatype = rdflib.URIRef(value.datatype.value)
    return rdflib.Literal(value.value, datatype=None if datatype == XSD.string else datatype, normalize=False)


def from_rdflib(node: Node) -> Value:
    """The term in pyoxigraph."""
    if isinstance(node, rdflib.BNode):
        return BlankNode(str(node))
    if not isinstance(node, rdflib.Literal):
        return NamedNode(str(node))
    if node.language:
        return Literal(str(node), language=node.language)
    return Literal(str(node), datatype=NamedNode(str(node.datatype or XSD.string)))
