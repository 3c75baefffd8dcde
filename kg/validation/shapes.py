"""The shapes: reading them, and what they say of themselves."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rdflib
from pyoxigraph import RdfFormat, parse
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.term import Node

from extract.resources import resource
from kg.errors import ShapesError
from kg.validation.terms import Graph, rdflib_graph
from kg.vocabulary import PREFIXES

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_MARKS = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def default_shapes() -> Path:
    """The shapes that travel with the code."""
    return resource("ontology/shapes.ttl")


def load_shapes(path: Path) -> Graph:
    """The shapes of a file, blank nodes numbered in the order of the file.

    Raises:
        ShapesError: The file cannot be read, is not RDF, or holds no shapes.
    """
    rdf_format = RdfFormat.from_extension(path.suffix.removeprefix(".")) or RdfFormat.TURTLE
    try:
        shapes = rdflib_graph(parse(path.read_bytes(), format=rdf_format))
    except OSError as error:
        raise ShapesError(f"{path}: {error.strerror}") from error
    except (SyntaxError, ValueError) as error:
        raise ShapesError(f"{path}: this is not RDF that can be read: {error}") from error
    if not any((None, target, None) in shapes for target in _TARGETS):
        raise ShapesError(f"{path}: there are no SHACL shapes with a target in this file")
    return shapes


def give_targets_to_properties(shapes: Graph) -> None:
    """Let each property shape have the targets of its node shape, which means the same and is checked faster.

    pySHACL checks a property shape that has targets on all its focus nodes at once; one that it reaches by sh:property,
    node by node, and makes its constraints anew for each.
    """
    for node in set(shapes.subjects(SH.property)):
        targets = [(kind, target) for kind in _TARGETS for target in shapes.objects(node, kind)]
        if targets and not _is_more_than_a_target(shapes, node):
            for property_shape in list(shapes.objects(node, SH.property)):
                shapes.remove((node, SH.property, property_shape))
                for kind, target in targets:
                    shapes.add((property_shape, kind, target))


def _is_more_than_a_target(shapes: Graph, node: Node) -> bool:
    """Whether a shape is used by another one, switched off, or a class and so a target by itself (SHACL 2.1.3.3)."""
    is_class = any((node, RDF.type, kind) in shapes for kind in (RDFS.Class, OWL.Class))
    return is_class or (None, None, node) in shapes or (node, SH.deactivated, None) in shapes


def without_class_targets(shapes: Graph) -> Graph:
    """The shapes that ask nothing of a node because of its class."""
    kept = Graph(bind_namespaces="none")
    for triple in shapes:
        if triple[1] != SH.targetClass:
            kept.add(triple)
    return kept


def messages(shapes: Graph, shape: Node) -> dict[str, str]:
    """What a shape says is wrong, by language; a SPARQL constraint's message counts as its shape's."""
    said = [*shapes.objects(shape, SH.message)]
    for constraint in shapes.objects(shape, SH.sparql):
        said.extend(shapes.objects(constraint, SH.message))
    return by_language(said)


def by_language(texts: Iterable[Node]) -> dict[str, str]:
    """The texts by language, `""` for none; of several in one language the first in the order of characters."""
    literals = sorted((text for text in texts if isinstance(text, rdflib.Literal)), key=str, reverse=True)
    return {text.language or "": str(text) for text in literals}


def path_text(shapes: Graph, path: Node) -> str:
    """A path as SPARQL 1.1 writes it (SHACL 2.3.1).

    >>> shapes = Graph()
    >>> path_text(shapes, SH.path)
    '<http://www.w3.org/ns/shacl#path>'
    """
    if isinstance(path, rdflib.URIRef):
        return _short(str(path))
    if (inner := shapes.value(path, SH.inversePath)) is not None:
        return f"^{path_text(shapes, inner)}"
    if (members := shapes.value(path, SH.alternativePath)) is not None:
        return "|".join(path_text(shapes, member) for member in Collection(shapes, members))
    for kind, mark in _MARKS.items():
        if (inner := shapes.value(path, kind)) is not None:
            return f"({path_text(shapes, inner)}){mark}"
    return "/".join(path_text(shapes, member) for member in Collection(shapes, path))


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"
