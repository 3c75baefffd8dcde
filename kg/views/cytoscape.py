"""The two JSON formats of Cytoscape: that of Cytoscape.js, and CX2 of Cytoscape 3.10 and NDEx."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from kg.views.colours import colours
from kg.views.model import PropertyGraph
from kg.views.properties import EDGE_TYPES, NODE_TYPES, edge_properties, node_properties

# What Cytoscape calls the label of a node and the kind of an edge.
_NAME, _INTERACTION = "name", "interaction"
_CX2_TYPES = {"string": "string", "double": "double", "int": "integer"}


def write_cytoscape(graph: PropertyGraph, file: BinaryIO) -> None:
    """Write a graph as Cytoscape JSON, for Cytoscape.js (`cytoscape({elements: ...})`) and Cytoscape."""
    colour_of = colours(graph)
    nodes = [
        {"data": {"id": node.id, _NAME: node.label, **node_properties(node, colour_of[node.category])}}
        for node in graph.nodes
    ]
    edges = [
        {
            "data": {
                "id": f"e{order}",
                "source": edge.source,
                "target": edge.target,
                _INTERACTION: edge.kind,
                **edge_properties(edge),
            }
        }
        for order, edge in enumerate(graph.edges)
    ]
    document = {
        "format_version": "1.0",
        "generated_by": "kg",
        "target_cytoscapejs_version": "~3.0",
        "data": {_NAME: graph.title, "shared_name": graph.name, "directed": graph.directed},
        "elements": {"nodes": nodes, "edges": edges},
    }
    _write(document, file)


def write_cx2(graph: PropertyGraph, file: BinaryIO) -> None:
    """Write a graph as CX2, with a style that colours nodes by category."""
    colour_of = colours(graph)
    number_of = {node.id: order for order, node in enumerate(graph.nodes)}
    nodes = [
        {
            "id": number_of[node.id],
            "v": {_NAME: node.label, "id": node.id, **_named(node_properties(node, colour_of[node.category]))},
        }
        for node in graph.nodes
    ]
    edges = [
        {
            "id": order,
            "s": number_of[edge.source],
            "t": number_of[edge.target],
            "v": {_INTERACTION: edge.kind, **_named(edge_properties(edge))},
        }
        for order, edge in enumerate(graph.edges)
    ]
    aspects: dict[str, list[Any]] = {
        "attributeDeclarations": [
            {
                "networkAttributes": {_NAME: {"d": "string"}, "directed": {"d": "boolean"}},
                "nodes": _declared({_NAME: "string", "id": "string", **NODE_TYPES}),
                "edges": _declared({_INTERACTION: "string", **EDGE_TYPES}),
            }
        ],
        "networkAttributes": [{_NAME: graph.title, "directed": graph.directed}],
        "nodes": nodes,
        "edges": edges,
        "visualProperties": [_style({node.category: colour_of[node.category] for node in graph.nodes})],
    }
    metadata = [{"name": name, "elementCount": len(elements)} for name, elements in aspects.items()]
    parts = [{name: elements} for name, elements in aspects.items()]
    head = {"CXVersion": "2.0", "hasFragments": False}
    _write([head, {"metaData": metadata}, *parts, {"status": [{"success": True, "error": ""}]}], file)


def _named(properties: dict[str, Any]) -> dict[str, Any]:
    """The properties without the label, which is there as the name."""
    return {name: value for name, value in properties.items() if name != "label"}


def _declared(types: dict[str, str]) -> dict[str, dict[str, str]]:
    return {name: {"d": _CX2_TYPES[type_]} for name, type_ in types.items() if name != "label"}


def _style(colour_of: dict[str, str]) -> dict[str, Any]:
    by_category = [{"v": category, "vp": colour} for category, colour in sorted(colour_of.items())]
    return {
        "default": {"network": {}, "node": {"NODE_SHAPE": "ellipse"}, "edge": {"EDGE_TARGET_ARROW_SHAPE": "delta"}},
        "nodeMapping": {
            "NODE_LABEL": {"type": "PASSTHROUGH", "definition": {"attribute": _NAME, "type": "string"}},
            "NODE_BACKGROUND_COLOR": {
                "type": "DISCRETE",
                "definition": {"attribute": "category", "type": "string", "map": by_category},
            },
        },
        "edgeMapping": {
            "EDGE_LABEL": {"type": "PASSTHROUGH", "definition": {"attribute": _INTERACTION, "type": "string"}}
        },
    }


def _write(document: object, file: BinaryIO) -> None:
    encoder = json.JSONEncoder(ensure_ascii=False, indent=1)
    for part in encoder.iterencode(document):
        file.write(part.encode())
    file.write(b"\n")
