"""One named graph against the shapes, by pySHACL."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

import rdflib
from pyoxigraph import BlankNode, NamedNode, Quad
from pyshacl import ShapesGraph, Validator
from pyshacl.errors import ReportableRuntimeError, ShapeLoadError, ValidationFailure
from pyshacl.graph_abstraction import DataGraph
from rdflib.namespace import SH
from rdflib.term import Node

from kg.errors import ShapesError
from kg.validation.result import Resource, Result, Severity, result_order
from kg.validation.shapes import (
    by_language,
    give_targets_to_properties,
    load_shapes,
    messages,
    path_text,
    without_class_targets,
)
from kg.validation.terms import Graph, from_rdflib, rdflib_graph

_SEVERITIES: dict[Node, Severity] = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}
_OPTIONS = {"inference": "none", "advanced": False}


class Checker:
    """Checks graphs against the shapes of one file, which are read and prepared once."""

    def __init__(self, shapes_file: Path) -> None:
        """Read the shapes.

        Raises:
            ShapesError: They cannot be read.
        """
        # A date that does not exist is a result of the validation, not a warning with a traceback.
        logging.getLogger("rdflib.term").setLevel(logging.ERROR)
        self._file = shapes_file
        self._shapes = load_shapes(shapes_file)
        # Of the two: whole, and for graphs of statements about nodes that other graphs describe.
        everything = load_shapes(shapes_file)
        give_targets_to_properties(everything)
        self._prepared = {True: everything, False: without_class_targets(everything)}
        self._loaded: dict[bool, ShapesGraph] = {}

    def __call__(self, graph: NamedNode, quads: Iterable[Quad], described: bool = True) -> list[Result]:
        """The results for a graph, sorted.

        Args:
            graph: Its name.
            quads: Its statements.
            described: Whether the graph describes the nodes that it speaks of; False leaves out what the shapes ask of
                the nodes of a class.

        Raises:
            ShapesError: The shapes cannot be used.
        """
        report = self._validate(rdflib_graph(quads), described)
        return sorted((self._result(graph, report, node) for node in report.objects(None, SH.result)), key=result_order)

    def _validate(self, data: Graph, described: bool) -> rdflib.Graph:
        try:
            validator = Validator(
                DataGraph.from_rdflib_graph(data), shacl_graph=self._prepared[described], options=dict(_OPTIONS)
            )
            # What one validator has made of the shapes serves all of them.
            validator.shacl_graph = self._loaded.setdefault(described, validator.shacl_graph)
            _, report, _ = validator.run()  # type: ignore[no-untyped-call]
        except (ReportableRuntimeError, ShapeLoadError, ValidationFailure) as error:
            raise ShapesError(f"{self._file}: these shapes cannot be used: {error}") from error
        if not isinstance(report, rdflib.Graph):
            raise ShapesError(f"{self._file}: these shapes cannot be used: {report}")
        return report

    def _result(self, graph: NamedNode, report: rdflib.Graph, node: Node) -> Result:
        said = dict(report.predicate_objects(node))
        shape = said[SH.sourceShape]
        path = self._shapes.value(shape, SH.path) if SH.resultPath in said else None
        if path is None:
            # A SPARQL constraint can name a path of its own, which is always one property (SHACL 5.3.2).
            path = said.get(SH.resultPath)
        value = from_rdflib(said[SH.value]) if SH.value in said else None
        return Result(
            graph=graph,
            severity=_SEVERITIES.get(said[SH.resultSeverity], Severity.VIOLATION),
            shape=_resource(shape),
            component=NamedNode(str(said[SH.sourceConstraintComponent])),
            focus=from_rdflib(said[SH.focusNode]),
            path=None if path is None else _resource(path),
            path_text="" if path is None else path_text(self._shapes, path),
            value=value,
            # Those of a SPARQL constraint come back without their language.
            messages=messages(self._shapes, shape) or by_language(report.objects(node, SH.resultMessage)),
        )


def _resource(node: Node) -> Resource:
    return BlankNode(str(node)) if isinstance(node, rdflib.BNode) else NamedNode(str(node))
