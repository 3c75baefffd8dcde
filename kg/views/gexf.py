"""GEXF 1.3 (https://gexf.net), for Gephi: with days for its timeline, and colours by category."""

from __future__ import annotations

import math
from typing import Any, BinaryIO

from kg.views.colours import channels, colours
from kg.views.model import Edge, Node, PropertyGraph, number

_NAMESPACE, _VIZ = "http://gexf.net/1.3", "http://gexf.net/1.3/viz"
_NODE_ATTRIBUTES = {"kind": "string", "category": "string", "iri": "string", "weight": "double"}
_EDGE_ATTRIBUTES = {"year": "integer"}
_LEAST_SIZE = 10.0


def write_gexf(graph: PropertyGraph, file: BinaryIO) -> None:
    """Write a graph as GEXF 1.3; it is a dynamic one if any node or edge has a day."""
    from lxml import etree

    root = etree.Element(_tag("gexf"), version="1.3", nsmap={None: _NAMESPACE, "viz": _VIZ})
    meta = etree.SubElement(root, _tag("meta"))
    etree.SubElement(meta, _tag("creator")).text = "kg"
    etree.SubElement(meta, _tag("description")).text = graph.title
    items: tuple[Node | Edge, ...] = (*graph.nodes, *graph.edges)
    dynamic = any(item.start or item.end for item in items)
    settings = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"} if dynamic else {}
    direction = "directed" if graph.directed else "undirected"
    content = etree.SubElement(root, _tag("graph"), {"defaultedgetype": direction, **settings})
    for scope, types in (("node", _NODE_ATTRIBUTES), ("edge", _EDGE_ATTRIBUTES)):
        attributes = etree.SubElement(content, _tag("attributes"), {"class": scope})
        for name, type_ in types.items():
            etree.SubElement(attributes, _tag("attribute"), id=name, title=name, type=type_)
    colour_of = colours(graph)
    nodes = etree.SubElement(content, _tag("nodes"), count=str(len(graph.nodes)))
    for node in graph.nodes:
        _add_node(etree, nodes, node, colour_of[node.category])
    edges = etree.SubElement(content, _tag("edges"), count=str(len(graph.edges)))
    for order, edge in enumerate(graph.edges):
        _add_edge(etree, edges, f"e{order}", edge)
    etree.ElementTree(root).write(file, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _add_node(etree: Any, nodes: Any, node: Node, colour: str) -> None:
    element = etree.SubElement(nodes, _tag("node"), {"id": node.id, "label": node.label, **_span(node)})
    values = {"kind": node.kind, "category": node.category, "iri": node.iri, "weight": number(node.weight)}
    _add_values(etree, element, values)
    red, green, blue = channels(colour)
    etree.SubElement(element, f"{{{_VIZ}}}color", r=str(red), g=str(green), b=str(blue))
    # The area of a disc grows with the weight, not its width.
    size = _LEAST_SIZE * math.sqrt(1 + max(node.weight, 0.0))
    etree.SubElement(element, f"{{{_VIZ}}}size", value=f"{size:.2f}")


def _add_edge(etree: Any, edges: Any, identifier: str, edge: Edge) -> None:
    attributes = {
        "id": identifier,
        "source": edge.source,
        "target": edge.target,
        "weight": number(edge.weight),
        "kind": edge.kind,
        "label": edge.kind,
    }
    element = etree.SubElement(edges, _tag("edge"), attributes | _span(edge))
    _add_values(etree, element, {"year": str(edge.year)} if edge.year else {})


def _add_values(etree: Any, element: Any, values: dict[str, str]) -> None:
    given = {name: value for name, value in values.items() if value}
    if given:
        holder = etree.SubElement(element, _tag("attvalues"))
        for name, value in given.items():
            etree.SubElement(holder, _tag("attvalue"), {"for": name, "value": value})


def _span(item: Node | Edge) -> dict[str, str]:
    """The days on which it is there; of those that end before they start, which Gephi refuses, the first only."""
    reversed_ = bool(item.start and item.end and item.end < item.start)
    days = {"start": item.start, "end": None if reversed_ else item.end}
    return {name: day for name, day in days.items() if day}
