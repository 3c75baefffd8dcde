"""The lines that a page shows: blocks and `br` end a line, a row of a table is one, its cells apart by tabs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.read.html_metadata import LONGEST_KEY, is_key
from extract.read.html_tree import Element, Page

_BLOCKS = re.compile(
    r"address|article|blockquote|body|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|form|h[1-6]|header|hr|html"
    r"|legend|li|main|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_HEADINGS = frozenset({"h1", "h2"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_LONGEST_CELL = 2000  # characters; a longer one lays out a page


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page.

    Attributes:
        text: Its characters, without white space around them.
        in_main: Whether it stands in the element that holds the document.
        heading: The element is `h1` or `h2`.
        broken: A `br` ends it, not the end of its block.
    """

    text: str
    in_main: bool
    heading: bool
    broken: bool


def page_lines(page: Page) -> list[Line]:
    """All lines of the page that hold something, in order."""
    writer = _Writer(page)
    for event, element in page.walk():
        if event == "start":
            writer.start(element)
            continue
        if event == "end":
            writer.end(element)
        writer.add(element.tail)
    writer.flush()
    return writer.lines


class _Writer:
    def __init__(self, page: Page) -> None:
        self.lines: list[Line] = []
        self._page = page
        self._parts: list[str] = []
        self._main = 0  # how many of the open elements are the main one
        self._headings = 0
        self._rows = 0  # open rows of tables that hold data
        self._preformatted = 0
        self._key_cell = False
        self._data_rows: set[Element] = set()

    def start(self, element: Element) -> None:
        tag = element.tag
        if _BLOCKS.fullmatch(tag):
            self._break(element)
        self._main += element is self._page.main
        self._headings += tag in _HEADINGS
        self._preformatted += tag == "pre"
        if tag == "tr" and self._is_data_row(element):
            self._data_rows.add(element)
            self._rows += 1
        if tag == "br":
            self._write(" ") if self._rows else self.flush(broken=True)
        self.add(element.text)

    def end(self, element: Element) -> None:
        tag = element.tag
        if element in self._data_rows:
            self._rows -= 1
            self.flush()
        elif tag in {"td", "th"} and self._rows:
            # A cell that is a key has set itself apart already.
            self._write("" if self._key_cell else "\t")
            self._key_cell = False
        elif self._is_key(element):
            self._write("\t")
            self._key_cell = self._rows > 0
        elif _BLOCKS.fullmatch(tag):
            self._break(element)
        self._main -= element is self._page.main
        self._headings -= tag in _HEADINGS
        self._preformatted -= tag == "pre"

    def flush(self, broken: bool = False) -> None:
        cells = [re.sub(" {2,}", " ", cell).strip() for cell in "".join(self._parts).split("\t")]
        self._parts.clear()
        text = "\t".join(cells).rstrip("\t")
        if text.strip():
            self.lines.append(Line(text, self._main > 0, self._headings > 0, broken))

    def add(self, text: str | None) -> None:
        """Text as it stands in the page."""
        if not text:
            return
        if self._preformatted and not self._rows:
            first, *others = text.replace("\t", " ").splitlines() or [""]
            self._write(first)
            for line in others:
                self.flush(broken=True)
                self._write(line)
        else:
            self._write(_SPACE.sub(" ", text))

    def _write(self, text: str) -> None:
        self._parts.append(text)

    def _break(self, element: Element) -> None:
        """End a line, but for a block inside a row of data, and between a key and its value."""
        if self._rows:
            self._write(" ")
        elif not (element.tag not in {"li", "tr", "table", "dl", "ul"} and self._after_key()):
            self.flush()

    def _after_key(self) -> bool:
        """Whether the line so far is the key of an item whose value is to come."""
        text = "".join(self._parts[-8:])
        return text.rstrip(" ").endswith("\t") and is_key(text.rstrip("\t ").rpartition("\t")[2])

    def _is_key(self, element: Element) -> bool:
        weight = self._page.weights[element]
        return (
            element.tag not in {"a", "li", "ul", "tr", "tbody", "table"}
            and 0 < weight.characters <= LONGEST_KEY + 1
            and not weight.links
            and not "".join(self._parts[-1:]).endswith("\t")
            and is_key("".join(element.itertext()))
        ) or (element.tag == "dt" and weight.characters > 0)

    def _is_data_row(self, row: Element) -> bool:
        cells = [cell for cell in row if cell.tag in {"td", "th"} and cell in self._page.weights]
        filled = [self._page.weights[cell].characters for cell in cells if self._page.weights[cell].characters]
        return (
            not self._rows
            and len(filled) > 1
            and max(filled) <= _LONGEST_CELL
            and not any(inner.tag in {"table", "h1"} or inner is self._page.main for inner in row.iter("*"))
        )
