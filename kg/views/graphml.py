"""GraphML (http://graphml.graphdrawing.org), for Gephi, yEd, Cytoscape, Tulip, igraph and networkx."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

from kg.views.colours import colours
from kg.views.model import PropertyGraph
from kg.views.names import node_id
from kg.views.properties import EDGE_TYPES, NODE_TYPES, Value, edge_properties, node_properties, text_of

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = f"{_NAMESPACE} http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"


def write_graphml(graph: PropertyGraph, file: BinaryIO) -> None:
    """Write a graph as GraphML: keys with types, and with names of their own for nodes and edges."""
    from lxml import etree

    root = etree.Element(f"{{{_NAMESPACE}}}graphml", nsmap={None: _NAMESPACE, "xsi": _XSI})
    root.set(f"{{{_XSI}}}schemaLocation", _SCHEMA)
    for scope, types in (("node", NODE_TYPES), ("edge", EDGE_TYPES)):
        for name, type_ in types.items():
            key = {"id": f"{scope}_{name}", "for": scope, "attr.name": name, "attr.type": type_}
            etree.SubElement(root, f"{{{_NAMESPACE}}}key", key)
    direction = "directed" if graph.directed else "undirected"
    content = etree.SubElement(root, f"{{{_NAMESPACE}}}graph", id=node_id(graph.name, ""), edgedefault=direction)
    colour_of = colours(graph)
    for node in graph.nodes:
        _add(etree, content, "node", {"id": node.id}, node_properties(node, colour_of[node.category]))
    for order, edge in enumerate(graph.edges):
        ends = {"id": f"e{order}", "source": edge.source, "target": edge.target}
        _add(etree, content, "edge", ends, edge_properties(edge))
    etree.ElementTree(root).write(file, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _add(etree: Any, graph: Any, name: str, attributes: Mapping[str, str], properties: Mapping[str, Value]) -> None:
    element = etree.SubElement(graph, f"{{{_NAMESPACE}}}{name}", attributes)
    for key, value in properties.items():
        etree.SubElement(element, f"{{{_NAMESPACE}}}data", key=f"{name}_{key}").text = text_of(value)
