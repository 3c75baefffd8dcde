"""The results as a validation report of SHACL, in Turtle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.validation.result import Resource, Result, Severity
from kg.validation.shapes import load_shapes
from kg.validation.terms import Graph, from_rdflib, to_rdflib
from kg.vocabulary import PREFIXES, term

_SH = "http://www.w3.org/ns/shacl#"
_SEVERITIES = {Severity.VIOLATION: "Violation", Severity.WARNING: "Warning", Severity.INFO: "Info"}
_BOOLEAN = term("xsd:boolean")


def report_turtle(results: Sequence[Result], shapes_file: Path, base: str) -> bytes:
    """The standard report (SHACL 3.6) of all graphs together, the same bytes for the same results.

    Each result has its graph as dcterms:source, for which SHACL has no property.

    Args:
        results: In the order in which they are to be numbered.
        shapes_file: The shapes that were used, from which paths are taken.
        base: What the IRIs of the graph begin with.
    """
    prefixes = {**PREFIXES, "sh": _SH, "shapes": "https://w3id.org/cn-stp/shapes#", "": base}
    turtle = BytesIO()
    serialize(_report(results, load_shapes(shapes_file)), turtle, format=RdfFormat.TURTLE, prefixes=prefixes)
    return turtle.getvalue()


def _report(results: Sequence[Result], shapes: Graph) -> Iterator[Triple]:
    report = BlankNode("report")
    yield Triple(report, term("rdf:type"), _sh("ValidationReport"))
    yield Triple(report, _sh("conforms"), Literal("false" if results else "true", datatype=_BOOLEAN))
    nodes = [BlankNode(f"result{number}") for number in range(1, len(results) + 1)]
    for node in nodes:
        yield Triple(report, _sh("result"), node)
    for node, result in zip(nodes, results, strict=True):
        yield from _statements(node, result)
    paths = {result.path: None for result in results if isinstance(result.path, BlankNode)}
    for path in paths:
        yield from _description(shapes, path)


def _statements(node: BlankNode, result: Result) -> Iterator[Triple]:
    yield Triple(node, term("rdf:type"), _sh("ValidationResult"))
    yield Triple(node, _sh("resultSeverity"), _sh(_SEVERITIES[result.severity]))
    yield Triple(node, _sh("focusNode"), result.focus)
    if result.path is not None:
        yield Triple(node, _sh("resultPath"), result.path)
    if result.value is not None:
        yield Triple(node, _sh("value"), result.value)
    yield Triple(node, _sh("sourceShape"), result.shape)
    yield Triple(node, _sh("sourceConstraintComponent"), result.component)
    for language, message in sorted(result.messages.items(), reverse=True):
        text = Literal(message, language=language) if language else Literal(message)
        yield Triple(node, _sh("resultMessage"), text)
    yield Triple(node, term("dcterms:source"), result.graph)


def _description(shapes: Graph, node: Resource) -> Iterator[Triple]:
    """A path, with the lists and paths that it is made of."""
    said = [
        (from_rdflib(predicate), from_rdflib(value)) for predicate, value in shapes.predicate_objects(to_rdflib(node))
    ]
    for predicate, value in sorted(said, key=str):
        if isinstance(predicate, NamedNode):
            yield Triple(node, predicate, value)
        if isinstance(value, BlankNode):
            yield from _description(shapes, value)


def _sh(name: str) -> NamedNode:
    return NamedNode(_SH + name)
