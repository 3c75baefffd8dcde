"""What is on a picture, before any library draws it: texts, lines, boxes and marks.

All lengths are in points (1/72 inch), x to the right and y downwards from the upper left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

# Okabe and Ito's colours, which people with any kind of colour vision can tell apart.
BLUE, ORANGE, GREEN, PINK, AMBER, SKY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"
PALETTE = (BLUE, ORANGE, GREEN, PINK, AMBER, SKY)
# Grey for what has no colour of its own; text, text of less weight (7:1 on white), rules, stripes.
GREY, INK, SOFT, RULE, STRIPE = "#8C8C8C", "#1A1A1A", "#555555", "#D0D0D0", "#F4F4F4"

TITLE_SIZE, TEXT_SIZE, SMALL_SIZE = 15.0, 9.5, 8.0
MARGIN = 18.0

Align = Literal["left", "center", "right"]
Form = Literal["o", "^", "v", "s", "D", "_", "<", ">", "P", "X"]


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text.

    Attributes:
        x, y: The point to which `align` refers; `y` is the middle of the line.
        text: What is drawn; `tip` is what a pointer on it shows.
        halo: Whether it has a white ground, so that it can stand on a line.
    """

    x: float
    y: float
    text: str
    size: float = TEXT_SIZE
    color: str = INK
    align: Align = "left"
    tip: str = ""
    halo: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    color: str = RULE
    width: float = 0.8
    dashed: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    color: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a form of matplotlib's markers, `size` wide."""

    x: float
    y: float
    form: Form
    size: float
    color: str
    hollow: bool = False
    tip: str = ""


Item = Text | Line | Box | Mark


@dataclass(slots=True)
class Drawing:
    """A picture with its words.

    Attributes:
        title: Of the whole picture.
        description: What it shows, in one sentence; also the message of the command.
        width, height: In points.
        items: In the order in which they are drawn.
        columns, rows: The data of the picture as a table, for those who read rather than look.
        notes: Lines below the picture.
    """

    title: str
    description: str
    width: float
    height: float = 0.0
    items: list[Item] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    notes: list[str] = field(default_factory=list)

    def add(self, *items: Item) -> None:
        """Draw these on top of what is there."""
        self.items.extend(items)

    def add_title(self) -> float:
        """Draw the title and the description; returns where the picture below can begin."""
        self.add(Text(MARGIN, MARGIN + TITLE_SIZE / 2, self.title, TITLE_SIZE))
        self.add(Text(MARGIN, MARGIN + TITLE_SIZE + 14, self.description, TEXT_SIZE, SOFT))
        return MARGIN + TITLE_SIZE + 30

    def finish(self, bottom: float) -> None:
        """Draw the notes below `bottom` and set the height."""
        for note in self.notes:
            bottom += 13
            self.add(Text(MARGIN, bottom, note, SMALL_SIZE, SOFT))
        self.height = bottom + MARGIN

    def texts(self) -> list[str]:
        """Every text that is drawn, in order."""
        return [item.text for item in self.items if isinstance(item, Text)]

    def tips(self) -> list[str]:
        """Every text that a pointer shows, in order."""
        return [item.tip for item in self.items if item.tip]


def legend(entries: Sequence[tuple[Mark | Line | Box, str]], y: float) -> list[Item]:
    """A row of signs, drawn at x = 0, with their words; begins at the left margin."""
    from kg.plot.text import text_width

    items: list[Item] = []
    x = MARGIN
    for sign, label in entries:
        items.append(_moved(sign, x + 8, y))
        items.append(Text(x + 20, y, label, SMALL_SIZE, SOFT))
        x += 20 + text_width(label, SMALL_SIZE) + 18
    return items


def _moved(sign: Mark | Line | Box, x: float, y: float) -> Item:
    if isinstance(sign, Mark):
        return Mark(x, y, sign.form, sign.size, sign.color, sign.hollow)
    if isinstance(sign, Line):
        return Line((x - 9, x + 7), (y, y), sign.color, sign.width, sign.dashed)
    return Box(x - 8, y - sign.height / 2, sign.width, sign.height, sign.color)
