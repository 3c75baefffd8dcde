"""The network of organisations that work together, as a drawing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from kg.errors import PlotError
from kg.plot.drawing import GREY, MARGIN, ORANGE, PALETTE, SMALL_SIZE, Drawing, Line, Mark, Text, legend
from kg.plot.layout import Frame, Point, place_names, place_nodes
from kg.plot.text import shorten
from kg.plot.ties import Body, Network, Tie, strongest, table
from kg.plot.words import Language, word

_WIDTH = 800.0
_LEAST_DISC, _MOST_DISC = 8.0, 30.0
_LEAST_LINE, _MOST_LINE = 0.8, 5.0
# What fewer ties are compared with, so that three do not look like a hundred.
_MANY_TIES, _MANY_TIMES = 20, 6
_NAME_WIDTH = 150.0
_TIE_COLOR = "#9AA5AD"
_MAX_TIP_THINGS = 8


def draw_network(network: Network, limit: int, language: Language) -> Drawing:
    """The picture of a network.

    Args:
        network: All organisations and ties that are asked for.
        limit: How many organisations are drawn, those with the most ties.
        language: Of the words that are not from the documents.

    Raises:
        PlotError: No two organisations have a tie.
    """
    if not network.ties:
        raise PlotError("no two organisations issue or lead anything together in this store")
    shown = strongest(network, limit)
    pairs = len({(tie.one, tie.other) for tie in shown.ties})
    drawing = Drawing(word(language, "network"), word(language, "ties", len(shown.bodies), pairs), _WIDTH)
    drawing.columns, drawing.rows = table(shown, language)
    left_out = len(network.bodies) - len(shown.bodies)
    if left_out:
        drawing.notes.append(word(language, "left out", len(shown.bodies), left_out))
    drawing.notes.append(word(language, "size"))
    top = drawing.add_title()
    colors = _colors(shown)
    y = _add_legends(drawing, shown, colors, language, top)
    weights = {(tie.one.iri, tie.other.iri): 1.0 for tie in shown.ties}
    places, height = place_nodes([body.iri for body in shown.bodies], weights, _WIDTH - 2 * MARGIN)
    points = {iri: (x + MARGIN, down + y) for iri, (x, down) in places.items()}
    _add_ties(drawing, shown, points, language)
    _add_bodies(drawing, shown, points, colors, y + height, language)
    drawing.finish(y + height)
    return drawing


def _colors(network: Network) -> dict[str, str]:
    """A colour for each of the most frequent kinds; the others share the grey."""
    counts = Counter(body.kind for body in network.bodies if body.kind)
    ranked = sorted(counts, key=lambda kind: (-counts[kind], kind))
    return dict(zip(ranked, PALETTE, strict=False))


def _add_legends(
    drawing: Drawing, network: Network, colors: Mapping[str, str], language: Language, top: float
) -> float:
    """What the colours and lines mean; returns where the network can begin."""
    kinds: list[tuple[Mark | Line, str]] = [(Mark(0, 0, "o", 9, color), kind) for kind, color in colors.items()]
    if any(body.kind not in colors for body in network.bodies):
        kinds.append((Mark(0, 0, "o", 9, GREY), word(language, "other")))
    ways: list[tuple[Mark | Line, str]] = [
        (Line((), (), _TIE_COLOR, 2.2), word(language, "issuing")),
        (Line((), (), ORANGE, 2.2, dashed=True), word(language, "leading")),
    ]
    drawing.add(*legend(kinds, top), *legend(ways, top + 16))
    return top + 30


def _add_ties(drawing: Drawing, network: Network, points: Mapping[str, Point], language: Language) -> None:
    most = max(_MANY_TIMES, *(len(tie.things) for tie in network.ties))
    pairs = Counter((tie.one, tie.other) for tie in network.ties)
    for tie in network.ties:
        (x1, y1), (x2, y2) = points[tie.one.iri], points[tie.other.iri]
        # Two ways of one pair lie side by side.
        length = math.hypot(x2 - x1, y2 - y1) or 1.0
        aside = (pairs[tie.one, tie.other] - 1) * (1.5 if tie.way == "leading" else -1.5)
        dx, dy = aside * (y1 - y2) / length, aside * (x2 - x1) / length
        share = math.sqrt((len(tie.things) - 1) / (most - 1))
        width = _LEAST_LINE + (_MOST_LINE - _LEAST_LINE) * share
        color, dashed = (ORANGE, True) if tie.way == "leading" else (_TIE_COLOR, False)
        xs, ys = (x1 + dx, x2 + dx), (y1 + dy, y2 + dy)
        drawing.add(Line(xs, ys, color, width, dashed, _tie_tip(tie, language)))


def _add_bodies(
    drawing: Drawing,
    network: Network,
    points: Mapping[str, Point],
    colors: Mapping[str, str],
    bottom: float,
    language: Language,
) -> None:
    most = max(_MANY_TIES, network.weight(network.bodies[0]))
    sizes = {body.iri: _disc(network.weight(body), most) for body in network.bodies}
    for body in network.bodies:
        x, y = points[body.iri]
        color = colors.get(body.kind, GREY)
        drawing.add(Mark(x, y, "o", sizes[body.iri], color, tip=_body_tip(network, body, language)))
    discs = {
        iri: Frame(x - sizes[iri] / 2, y - sizes[iri] / 2, x + sizes[iri] / 2, y + sizes[iri] / 2)
        for iri, (x, y) in points.items()
    }
    names = {body.iri: shorten(body.name, SMALL_SIZE, _NAME_WIDTH) for body in network.bodies}
    top = min(disc.top for disc in discs.values()) - 12
    lines = [(points[tie.one.iri], points[tie.other.iri]) for tie in network.ties]
    frames = place_names(names, discs, lines, SMALL_SIZE, Frame(4, top, _WIDTH - 4, bottom))
    for body in network.bodies:
        frame = frames[body.iri]
        y = (frame.top + frame.bottom) / 2
        drawing.add(Text(frame.left, y, names[body.iri], SMALL_SIZE, tip=_body_tip(network, body, language), halo=True))


def _disc(weight: int, most: int) -> float:
    """The width of a disc whose area grows with its weight."""
    return _LEAST_DISC + (_MOST_DISC - _LEAST_DISC) * math.sqrt((weight - 1) / (most - 1))


def _body_tip(network: Network, body: Body, language: Language) -> str:
    kind = body.kind or word(language, "other")
    return word(language, "partners", body.name, kind, len(network.partners(body)), network.weight(body))


def _tie_tip(tie: Tie, language: Language) -> str:
    more = len(tie.things) - _MAX_TIP_THINGS
    lines = [f"{tie.one.name} — {tie.other.name}", f"{word(language, tie.way)}: {len(tie.things)}"]
    lines += tie.things[:_MAX_TIP_THINGS]
    return "\n".join(lines + ([word(language, "more points", more)] if more > 0 else []))
