"""The properties of nodes and edges under the names that the files have for them, and their types."""

from __future__ import annotations

from kg.views.model import Edge, Node, number

Value = str | float | int

NODE_TYPES = {
    "label": "string",
    "kind": "string",
    "category": "string",
    "iri": "string",
    "weight": "double",
    "start": "string",
    "end": "string",
    "color": "string",
}
EDGE_TYPES = {
    "label": "string",
    "kind": "string",
    "weight": "double",
    "start": "string",
    "end": "string",
    "year": "int",
}


def node_properties(node: Node, colour: str) -> dict[str, Value]:
    """What is known of a node, in the order of `NODE_TYPES`."""
    values: dict[str, Value | None] = {
        "label": node.label,
        "kind": node.kind,
        "category": node.category,
        "iri": node.iri,
        "weight": node.weight,
        "start": node.start,
        "end": node.end,
        "color": colour,
    }
    return {name: value for name, value in values.items() if value is not None and value != ""}


def edge_properties(edge: Edge) -> dict[str, Value]:
    """What is known of an edge, in the order of `EDGE_TYPES`; its label is its kind."""
    values: dict[str, Value | None] = {
        "label": edge.kind,
        "kind": edge.kind,
        "weight": edge.weight,
        "start": edge.start,
        "end": edge.end,
        "year": edge.year,
    }
    return {name: value for name, value in values.items() if value is not None}


def text_of(value: Value) -> str:
    """A value as files of text have it."""
    return number(value) if isinstance(value, float) else str(value)
