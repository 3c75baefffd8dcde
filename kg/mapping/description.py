"""How an entity is described, wherever its name comes from: a file or a gazetteer."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.errors import MappingError
from kg.mapping.sink import QuadSink, chinese, text
from kg.vocabulary import CATEGORY_CLASSES, KIND_CLASSES


def kind_class(category: str, kind: str) -> str:
    """The class, as a CURIE, of one kind of a category.

    Raises:
        MappingError: The ontology has no such kind.
    """
    classes = KIND_CLASSES[category]
    if kind not in classes:
        raise MappingError(f"{kind!r} is not a kind of {category}; the kinds are {', '.join(classes)}")
    return classes[kind]


def describe_entity(
    sink: QuadSink,
    node: NamedNode,
    category: str,
    name: str,
    kind: str | None,
    other_names: Iterable[str] = (),
    code: str | None = None,
) -> None:
    """State the classes, names and code of an organisation, programme or region; `kind` None where it is not known.

    Raises:
        MappingError: The ontology has no such kind.
    """
    sink.add_types(node, CATEGORY_CLASSES[category])
    if kind is not None:
        sink.add_types(node, kind_class(category, kind))
    sink.add(node, "rdfs:label", chinese(name))
    for other in other_names:
        if other != name:
            sink.add(node, "skos:altLabel", chinese(other))
    if code:
        sink.add(node, "skos:notation", text(code))
