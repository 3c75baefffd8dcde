"""The gazetteers as a graph: names, kinds and codes of what they know, and what is in what."""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad

from kg.gazetteer import Gazetteer
from kg.iris import Iris, normalise
from kg.mapping.description import describe_entity
from kg.mapping.sink import QuadSink

GRAPH_NAME = "gazetteers"
_PARENT_PROPERTIES = {"region": "stp:locatedIn", "organisation": "stp:partOf"}


def gazetteer_quads(gazetteer: Gazetteer, iris: Iris) -> list[Quad]:
    """Everything the gazetteers know, in the order of their rows."""
    sink = QuadSink(iris.graph(GRAPH_NAME))
    for category, parent_property in _PARENT_PROPERTIES.items():
        nodes = _nodes_by_reference(gazetteer, category, iris)
        for entry in gazetteer.entries(category):
            node = iris.entity(category, entry.name, entry.code)
            describe_entity(sink, node, category, entry.name, entry.kind, entry.aliases, entry.code)
            if parent := nodes.get(normalise(entry.parent)):
                sink.add(node, parent_property, parent)
    return sink.quads


def _nodes_by_reference(gazetteer: Gazetteer, category: str, iris: Iris) -> dict[str, NamedNode]:
    """Entries by what a `parent` cell may say: a name, or a code, which goes before a name."""
    nodes: dict[str, NamedNode] = {}
    for entry in gazetteer.entries(category):
        nodes.setdefault(normalise(entry.name), iris.entity(category, entry.name, entry.code))
    for entry in gazetteer.entries(category):
        if entry.code:
            nodes[entry.code] = iris.entity(category, entry.name, entry.code)
    return nodes
