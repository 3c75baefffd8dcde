"""Where the organisations of a network stand, and where their names.

Each part that hangs together is laid out by itself with networkx's `kamada_kawai_layout`, which has no random numbers
and keeps the members of a group that are all tied to each other further apart than `spring_layout` does, so that there
is room for their names. The parts are put side by side, the largest first.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.plot.text import text_width

Point = tuple[float, float]

# The room of a part: so many points for the square root of the number of its nodes.
_SPACING = 92.0
_LEAST = 120.0
# Wider than high, as a page is and as names are.
_ASPECT = 1.45
_GAP = 14.0
# What a point of a line that a name covers costs, beside a square point of another name.
_LINE_COST = 0.3
# What each step down the list of places beside a node costs, so that a name stays where one looks for it first.
_RANK_COST = 6.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle that something takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Frame) -> float:
        """The area that two have in common, in square points."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0

    def crossing(self, start: Point, end: Point) -> float:
        """How long the part of a straight line is that is inside.

        >>> Frame(0, 0, 10, 10).crossing((-5, 5), (5, 5)), Frame(0, 0, 10, 10).crossing((-5, 0), (0, -5))
        (5.0, 0.0)
        """
        enter, leave = 0.0, 1.0
        for origin, step, low, high in (
            (start[0], end[0] - start[0], self.left, self.right),
            (start[1], end[1] - start[1], self.top, self.bottom),
        ):
            if not step:
                if not low < origin < high:
                    return 0.0
                continue
            first, last = sorted(((low - origin) / step, (high - origin) / step))
            enter, leave = max(enter, first), min(leave, last)
        return max(leave - enter, 0.0) * math.dist(start, end)


def place_nodes(
    nodes: Sequence[str], edges: Mapping[tuple[str, str], float], width: float
) -> tuple[dict[str, Point], float]:
    """A point for each node of a graph, within `width` points, and the height that they take up.

    Args:
        nodes: In an order that does not change from run to run.
        edges: Weights by pairs of nodes.
        width: Of the picture.
    """
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from((one, other, weight) for (one, other), weight in edges.items())
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(map(nodes.index, part))))
    places: dict[str, Point] = {}
    y = 0.0
    for row in _rows(list(map(len, parts)), width):
        x = (width - sum(part_width + _GAP for part_width, _ in row) + _GAP) / 2
        for part_width, part_height in row:
            part = parts.pop(0)
            members = [node for node in nodes if node in part]
            for node, (across, down) in _unit_layout(graph.subgraph(members), members).items():
                places[node] = (x + across * part_width, y + down * part_height)
            x += part_width + _GAP
        y += max(part_height for _, part_height in row) + _GAP
    return places, y - _GAP


def _rows(counts: Sequence[int], width: float) -> list[list[Point]]:
    """The rooms of the parts, width and height, in rows that are no wider than `width`."""
    rows: list[list[Point]] = []
    used = width
    for room in (_room(count, width) for count in counts):
        if used + _GAP + room[0] > width:
            rows.append([])
            used = -_GAP
        rows[-1].append(room)
        used += _GAP + room[0]
    return rows


def _room(count: int, width: float) -> Point:
    side = max(_LEAST, _SPACING * math.sqrt(count))
    part_width = min(width, side * _ASPECT)
    return part_width, max(side * side * _ASPECT / part_width * 0.8, 70.0 if count < 3 else _LEAST)


def _unit_layout(graph: Any, members: Sequence[str]) -> dict[str, Point]:
    """A layout within 0.1 to 0.9 both ways."""
    import networkx as nx

    if len(members) == 2:
        return dict(zip(members, ((0.1, 0.5), (0.9, 0.5)), strict=True))
    found = nx.kamada_kawai_layout(graph, pos=nx.circular_layout(members), weight=None)
    points = {node: (float(found[node][0]), float(found[node][1])) for node in members}
    axes = [sorted(point[axis] for point in points.values()) for axis in (0, 1)]
    low, extent = [axis[0] for axis in axes], [max(axis[-1] - axis[0], 1e-9) for axis in axes]
    # Rounded, so that the last digits of a processor's arithmetic do not show.
    x, y = (
        {node: round(0.1 + 0.8 * (points[node][axis] - low[axis]) / extent[axis], 4) for node in members}
        for axis in (0, 1)
    )
    return {node: (x[node], y[node]) for node in members}


def place_names(
    names: Mapping[str, str],
    discs: Mapping[str, Frame],
    lines: Sequence[tuple[Point, Point]],
    size: float,
    bounds: Frame,
) -> dict[str, Frame]:
    """The frame of each name beside its node: where it covers the least of other names, nodes and lines.

    Args:
        names: The text of each node; the first are placed first.
        discs: What each node takes up.
        lines: The edges.
        size: Of the font, in points.
        bounds: What no name leaves.
    """
    placed: dict[str, Frame] = {}
    for node, name in names.items():
        others = [disc for other, disc in discs.items() if other != node] + list(placed.values())
        candidates = [_inside(frame, bounds) for frame in _beside(discs[node], text_width(name, size), size * 1.25)]
        costs = [
            (
                sum(frame.overlap(other) for other in others)
                + 2 * frame.overlap(discs[node])
                + _LINE_COST * sum(frame.crossing(*line) for line in lines)
                + _RANK_COST * rank,
                rank,
            )
            for rank, frame in enumerate(candidates)
        ]
        placed[node] = candidates[min(costs)[1]]
    return placed


def _beside(disc: Frame, width: float, height: float) -> list[Frame]:
    """Where a name can stand: right, left, below, above, then the corners, the best first."""
    x, y = (disc.left + disc.right) / 2, (disc.top + disc.bottom) / 2
    gap = 2.0
    right, left = disc.right + gap, disc.left - gap - width
    above, below, level = disc.top - gap - height, disc.bottom + gap, y - height / 2
    corners = [(right, above), (right, below - gap), (left, above), (left, below - gap)]
    corners += [(x - width * part, edge) for part in (0.25, 0.75) for edge in (above, below)]
    corners += [(x - width / 2, edge + step) for edge, step in ((above, -height), (below, height))]
    starts = [(right, level), (left, level), (x - width / 2, below), (x - width / 2, above), *corners]
    return [Frame(start, top, start + width, top + height) for start, top in starts]


def _inside(frame: Frame, bounds: Frame) -> Frame:
    """A frame moved so far that it is inside another, as far as it can be."""
    across = max(bounds.left - frame.left, 0) + min(bounds.right - frame.right, 0)
    down = max(bounds.top - frame.top, 0) + min(bounds.bottom - frame.bottom, 0)
    return Frame(frame.left + across, frame.top + down, frame.right + across, frame.bottom + down)
