"""The graphs that do not come from source files: the ontologies and the gazetteers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TypeVar

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from extract.resources import resource
from kg.errors import BuildError
from kg.gazetteer import Gazetteer
from kg.gazetteer_graph import GRAPH_NAME, gazetteer_quads
from kg.iris import Iris, digest
from kg.manifest import Manifest
from kg.vocabulary import ONTOLOGIES

_DIGITS = 16
Term = TypeVar("Term")


def refresh(iris: Iris, manifest: Manifest, gazetteer: Gazetteer) -> None:
    """Write the ontologies and the gazetteers into the manifest's store where they are missing or out of date.

    Raises:
        BuildError: The installation is incomplete.
    """
    for file_name, iri in ONTOLOGIES.items():
        turtle = _ontology(file_name)
        version = digest(turtle.decode("utf-8"), digits=_DIGITS)
        manifest.replace(NamedNode(iri), version, partial(ontology_quads, turtle, NamedNode(iri)))
    manifest.replace(iris.graph(GRAPH_NAME), gazetteer.digest, partial(gazetteer_quads, gazetteer, iris))


def reference_graphs(iris: Iris, gazetteer: Gazetteer) -> Iterator[tuple[NamedNode, list[Quad]]]:
    """The graphs of the ontologies and of the gazetteers, each with its statements.

    Raises:
        BuildError: The installation is incomplete.
    """
    for file_name, iri in ONTOLOGIES.items():
        yield NamedNode(iri), ontology_quads(_ontology(file_name), NamedNode(iri))
    yield iris.graph(GRAPH_NAME), list(gazetteer_quads(gazetteer, iris))


def ontology_quads(turtle: bytes, graph: NamedNode) -> list[Quad]:
    """The statements of an ontology, those about blank nodes (class expressions) under numbered IRIs of the graph."""
    # A store and an exporter may name blank nodes as they like; numbers in the order of the file stay the same.
    names: dict[BlankNode, NamedNode] = {}

    def named(value: Term) -> Term | NamedNode:
        if isinstance(value, BlankNode):
            return names.setdefault(value, NamedNode(f"{graph.value}#genid-{len(names) + 1}"))
        return value

    parsed = parse(turtle, format=RdfFormat.TURTLE)
    return [Quad(named(quad.subject), quad.predicate, named(quad.object), graph) for quad in parsed]


def _ontology(file_name: str) -> bytes:
    try:
        return resource(f"ontology/{file_name}").read_bytes()
    except FileNotFoundError as error:
        raise BuildError(str(error)) from error
