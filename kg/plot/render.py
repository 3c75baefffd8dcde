"""A drawing as SVG or PNG, by matplotlib.

Texts become outlines (`svg.fonttype: path`): the picture looks the same where no Chinese font is installed, in a
browser, in a word processor, in print. What an outline loses, search and copying, the `<title>` of each mark and the
table of the HTML page give back.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kg.errors import PlotError
from kg.plot.drawing import Box, Drawing, Line, Mark, Text
from kg.plot.fonts import ChineseFont

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_LIBRARIES = ("matplotlib", "networkx", "scipy")
_POINTS_PER_INCH = 72
_PIXELS_PER_INCH = 144
_SVG = "{http://www.w3.org/2000/svg}"
_TIP = "tip-"


def require_libraries() -> None:
    """See that what pictures need is installed, and keep it quiet.

    Raises:
        PlotError: It is not.
    """
    missing = [name for name in _LIBRARIES if find_spec(name) is None]
    if missing:
        raise PlotError(f"pictures need {' and '.join(missing)}; pip install 'cn-stp-kg[plot]'")
    # "Building the font cache", "not a writable directory": nothing that a reader could act on. Matplotlib keeps its
    # cache in the user's own folder; where that cannot be written, in a private one that it removes at the end.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)


def svg(drawing: Drawing, font: ChineseFont) -> bytes:
    """The drawing as an SVG document; each mark has what a pointer shows as its `<title>`."""
    from lxml import etree

    with _style():
        figure, tips = _figure(drawing, font)
        draft = BytesIO()
        figure.savefig(draft, format="svg", metadata={"Date": None, "Creator": None})
    root = etree.fromstring(draft.getvalue(), etree.XMLParser(load_dtd=False, no_network=True, remove_comments=True))
    for metadata in root.findall(f"{_SVG}metadata"):
        root.remove(metadata)
    for group in root.iter(f"{_SVG}g"):
        tip = tips.get(group.get("id", ""))
        if tip is not None:
            group.insert(0, _element("title", tip))
    root.set("role", "img")
    root.insert(0, _element("desc", drawing.description))
    root.insert(0, _element("title", drawing.title))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8")) + b"\n"


def png(drawing: Drawing, font: ChineseFont) -> bytes:
    """The drawing as a PNG image of 144 pixels an inch."""
    with _style():
        figure, _ = _figure(drawing, font)
        image = BytesIO()
        figure.savefig(image, format="png", dpi=_PIXELS_PER_INCH, metadata={"Software": None})
    return image.getvalue()


@contextmanager
def _style() -> Iterator[None]:
    """Matplotlib's own defaults, whatever the user's `matplotlibrc` says; the same bytes from run to run."""
    import matplotlib

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(
            {"svg.fonttype": "path", "svg.hashsalt": "cn-stp-kg", "text.parse_math": False, "axes.unicode_minus": False}
        )
        yield


def _figure(drawing: Drawing, font: ChineseFont) -> tuple[Figure, dict[str, str]]:
    """The drawing as a figure, and the tip of each group of its SVG by the group's name."""
    import warnings

    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontPath, FontProperties

    figure = Figure(figsize=(drawing.width / _POINTS_PER_INCH, drawing.height / _POINTS_PER_INCH), facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, drawing.width)
    axes.set_ylim(drawing.height, 0)
    properties = FontProperties(fname=FontPath(str(font.path), font.face))
    tips = {}
    for number, item in enumerate(drawing.items):
        artist = _draw(axes, item, properties, number)
        if item.tip:
            name = f"{_TIP}{number}"
            artist.set_gid(name)
            tips[name] = item.tip
    # The command itself says which characters the font lacks.
    warnings.filterwarnings("ignore", message="Glyph .* missing from font", category=UserWarning)
    return figure, tips


def _draw(axes: Axes, item: Text | Line | Box | Mark, font: Any, order: int) -> Any:
    match item:
        case Text():
            return _draw_text(axes, item, font, order)
        case Line():
            (line,) = axes.plot(
                item.xs,
                item.ys,
                color=item.color,
                linewidth=item.width,
                linestyle=(0, (4, 2)) if item.dashed else "-",
                solid_capstyle="butt",
                zorder=order,
            )
            return line
        case Box():
            from matplotlib.patches import Rectangle

            box = Rectangle((item.x, item.y), item.width, item.height, facecolor=item.color, linewidth=0, zorder=order)
            return axes.add_patch(box)
        case Mark():
            (mark,) = axes.plot(
                [item.x],
                [item.y],
                linestyle="",
                marker=item.form,
                markersize=item.size,
                markerfacecolor="white" if item.hollow else item.color,
                markeredgecolor=item.color if item.hollow else "white",
                markeredgewidth=1.2 if item.hollow else 0.6,
                zorder=order,
            )
            return mark


def _draw_text(axes: Axes, item: Text, font: Any, order: int) -> Any:
    text = axes.text(
        item.x,
        item.y,
        _plain(item.text).replace("\n", " "),
        fontproperties=font,
        fontsize=item.size,
        color=item.color,
        ha=item.align,
        va="center_baseline",
        zorder=order,
    )
    if item.halo:
        # Not a stroke around the letters: it would write each of them twice, as a path of its own.
        text.set_bbox({"facecolor": "white", "alpha": 0.75, "linewidth": 0, "pad": 0.4})
    return text


def _element(name: str, text: str) -> Any:
    from lxml import etree

    element = etree.Element(f"{_SVG}{name}")
    element.text = _plain(text)
    return element


def _plain(text: str) -> str:
    """A text without control characters, which XML cannot hold; line ends stay."""
    return "".join(character for character in text if character == "\n" or unicodedata.category(character)[0] != "C")
