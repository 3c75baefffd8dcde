"""Colours by category, told apart by people who see few colours too (the set of Okabe and Ito, 2008)."""

from __future__ import annotations

from kg.views.model import PropertyGraph

_COLOURS = {
    "PolicyDocument": "#E69F00",
    "Organisation": "#0072B2",
    "Programme": "#009E73",
    "Region": "#CC79A7",
    "Goal": "#D55E00",
    "Indicator": "#F0E442",
}
_OTHERS = ("#56B4E9", "#999999")


def colours(graph: PropertyGraph) -> dict[str, str]:
    """The colour of each category of a graph, as `#0072B2`; categories of a user's own share two."""
    others = sorted({node.category for node in graph.nodes} - _COLOURS.keys())
    found = {category: _OTHERS[index % len(_OTHERS)] for index, category in enumerate(others)}
    return _COLOURS | found


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour, from 0 to 255.

    >>> channels("#0072B2")
    (0, 114, 178)
    """
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue
