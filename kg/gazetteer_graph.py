"""The gazetteers as a graph: names, kinds and codes of what they know, what is in what, and what became of what."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import NamedNode, Quad

from extract.gazetteers import Entry
from kg.gazetteer import Gazetteer
from kg.iris import Iris, normalise
from kg.mapping.description import describe_entity
from kg.mapping.sink import QuadSink, text, year

GRAPH_NAME = "gazetteers"


def gazetteer_quads(gazetteer: Gazetteer, iris: Iris) -> list[Quad]:
    """Everything the gazetteers know, in the order of their rows; each node with the source of its row."""
    sink = QuadSink(iris.graph(GRAPH_NAME))
    regions = _nodes_by_reference(gazetteer, "region", iris)
    _add_entries(sink, gazetteer, "region", regions, iris)
    _add_entries(sink, gazetteer, "organisation", _nodes_by_reference(gazetteer, "organisation", iris), iris)
    for member in gazetteer.members:
        node = regions[normalise(member.member)]
        sink.add(node, "stp:partOf", regions[normalise(member.cluster)])
        sink.add(node, "dcterms:source", text(member.source))
    _add_changes(sink, gazetteer, iris)
    return sink.quads


def _add_entries(
    sink: QuadSink, gazetteer: Gazetteer, category: str, nodes: Mapping[str, NamedNode], iris: Iris
) -> None:
    for entry in gazetteer.entries(category):
        node = iris.entity(category, entry.name, entry.code)
        describe_entity(sink, node, category, entry.name, entry.kind, entry.aliases, entry.code)
        sink.add(node, "dcterms:source", text(entry.source))
        if parent := nodes.get(normalise(entry.parent)):
            sink.add(node, _parent_property(entry), parent)


def _parent_property(entry: Entry) -> str:
    """A zone lies in a division without being one of its parts, unless it has a division's code (浦东新区)."""
    return "stp:locatedIn" if entry.kind == "zone" and not entry.code else "stp:partOf"


def _add_changes(sink: QuadSink, gazetteer: Gazetteer, iris: Iris) -> None:
    for change in gazetteer.changes:
        node = iris.change(change.former, change.successor, change.year)
        sink.add_types(node, "org:ChangeEvent")
        sink.add(node, "org:originalOrganization", iris.entity("organisation", change.former))
        sink.add(node, "org:resultingOrganization", iris.entity("organisation", change.successor))
        sink.add(node, "dcterms:date", year(change.year))
        sink.add(node, "dcterms:source", text(change.source))


def _nodes_by_reference(gazetteer: Gazetteer, category: str, iris: Iris) -> dict[str, NamedNode]:
    """Entries by what a `parent` or `member` cell may say: a name, or a code, which goes before a name."""
    nodes: dict[str, NamedNode] = {}
    for entry in gazetteer.entries(category):
        nodes.setdefault(normalise(entry.name), iris.entity(category, entry.name, entry.code))
    for entry in gazetteer.entries(category):
        if entry.code:
            nodes[entry.code] = iris.entity(category, entry.name, entry.code)
    return nodes
