"""DOCX: paragraphs, headings and tables in the order of the document, with automatic numbers written out.

The text is the final one: inserted revisions are in, deleted ones, comments, headers and footers are out. A footnote
stands behind the paragraph that refers to it, as `〔注：…〕`; so does the text of a text box, as paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import SourceError
from extract.facts import Place
from extract.read.extracted import CELL_MARK, Extracted, text_of_paragraphs

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from extract.read.docx_numbering import Numbering

_OFF = {"0", "false", "off"}
# What neither shows nor belongs to the final text. Field codes and deleted text have elements of their own.
_LEFT_OUT = {"del", "moveFrom", "rPr", "pPr", "rt", "sdtPr", "sectPr", "tblPr", "tcPr", "trPr"}
_DRAWINGS = {"drawing", "pict", "object"}
_CHARACTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


def read_docx(path: Path, data: bytes) -> Extracted:
    """The text of a DOCX file, one place a paragraph or table row.

    Raises:
        SourceError: The file is damaged, encrypted, no Word document, unreasonably large, or has no text.
    """
    from extract.read.docx_numbering import Numbering
    from extract.read.docx_package import DocxPackage

    package = DocxPackage(path, data)
    notes = {
        (kind, note.get("id", "")): note
        for kind in _NOTES.values()
        if (part := package.related(kind)) is not None
        for note in part
    }
    walk = _Walk(Numbering(package.related("numbering"), package.related("styles")), notes)
    for body in package.document.iterfind("body"):
        walk.blocks(body)
    if not walk.lines:
        raise SourceError(path, "is a Word document without text; if it holds pictures of pages, run OCR first")
    text, starts = text_of_paragraphs([line for _, line in walk.lines])
    return Extracted(text, tuple(Place(start, label) for start, (label, _) in zip(starts, walk.lines, strict=True)))


@dataclass(slots=True)
class _Paragraph:
    """A paragraph on its way: its text, and what is printed beside or below it."""

    text: str = ""
    boxes: list[Element] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)


class _Walk:
    """One walk over a document, collecting lines with the labels of their places."""

    def __init__(self, numbering: Numbering, notes: dict[tuple[str, str], Element]) -> None:
        self.lines: list[tuple[str, str]] = []
        self._numbering = numbering
        self._notes = notes
        self._counts = {"paragraph": 0, "table": 0, "text box": 0, "note": 0}
        self._open = _Paragraph()  # holds the text of paragraphs whose end is deleted

    def blocks(self, parent: Element, label: str = "") -> None:
        """The paragraphs and tables of a body, a text box or a note."""
        for element in _block_elements(parent):
            if element.tag == "tbl":
                self._table(element)
            else:
                place = label or f"paragraph {self._next('paragraph')}"
                self._read_paragraph(element)
                if not _is_marked(element, "pPr/rPr/del"):
                    self._close(place)
        if self._open.text:
            self._close(label or f"paragraph {self._counts['paragraph']}")

    def _next(self, kind: str) -> int:
        self._counts[kind] += 1
        return self._counts[kind]

    def _read_paragraph(self, element: Element) -> None:
        start = len(self._open.text)
        self._inline(element, self._open)
        if self._open.text[start:].strip():
            label = self._numbering.label(element)
            self._open.text = self._open.text[:start] + label + self._open.text[start:].lstrip()

    def _close(self, place: str) -> None:
        """End a paragraph: its lines, then those of its text boxes and notes."""
        paragraph, self._open = self._open, _Paragraph()
        for text in paragraph.text.split("\n"):
            self._line(place, text)
        self._beside(paragraph)

    def _beside(self, paragraph: _Paragraph) -> None:
        for box in paragraph.boxes:
            self.blocks(box, f"text box {self._next('text box')}")
        for note in paragraph.notes:
            texts = [self._cell_text(note, paragraph_of_note := _Paragraph())]
            self._line(f"note {self._next('note')}", f"〔注：{''.join(texts)}〕" if texts[0] else "")
            self._beside(_Paragraph(boxes=paragraph_of_note.boxes))

    def _line(self, place: str, text: str) -> None:
        if text.strip():
            self.lines.append((place, text.strip(" \n")))

    def _table(self, table: Element) -> None:
        number = self._next("table")
        for index, row in enumerate(_children(table, "tr"), 1):
            if _is_marked(row, "trPr/del"):
                continue
            beside = _Paragraph()
            cells = [self._cell_text(cell, beside) for cell in _children(row, "tc")]
            if any(cells):
                self.lines.append((f"table {number}, row {index}", CELL_MARK.join(cells)))
            self._beside(beside)

    def _cell_text(self, cell: Element, beside: _Paragraph) -> str:
        """The paragraphs of a cell or a note on one line; tables inside a cell too."""
        texts = []
        for element in _block_elements(cell):
            if element.tag == "tbl":
                for row in _children(element, "tr"):
                    texts += [self._cell_text(inner, beside) for inner in _children(row, "tc")]
                continue
            paragraph = _Paragraph()
            self._inline(element, paragraph)
            text = " ".join(paragraph.text.split())
            texts.append(self._numbering.label(element) + text if text else "")
            beside.boxes += paragraph.boxes
            beside.notes += paragraph.notes
        return " ".join(filter(None, texts))

    def _inline(self, element: Element, paragraph: _Paragraph) -> None:
        """Add what the children of an element print to a paragraph."""
        for child in element:
            if child.tag in _LEFT_OUT or (child.tag == "r" and _is_marked(child, "rPr/vanish")):
                continue
            if child.tag in {"t", "m-t"}:
                paragraph.text += child.text or ""
            elif child.tag == "br":
                paragraph.text += "\n" if child.get("type", "textWrapping") == "textWrapping" else ""
            elif child.tag in _CHARACTERS:
                paragraph.text += _CHARACTERS[child.tag]
            elif child.tag in _NOTES:
                note = self._notes.get((_NOTES[child.tag], child.get("id", "")))
                paragraph.notes += [note] if note is not None else []
            elif child.tag in _DRAWINGS:
                paragraph.boxes += _text_boxes(child)
            elif child.tag == "mc-AlternateContent":
                self._inline(_alternative(child), paragraph)
            else:
                self._inline(child, paragraph)


def _block_elements(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables, also those inside content controls and revisions."""
    for child in parent:
        if child.tag in {"p", "tbl"}:
            yield child
        elif child.tag == "mc-AlternateContent":
            yield from _block_elements(_alternative(child))
        elif child.tag not in _LEFT_OUT:
            yield from _block_elements(child)


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _children(child, tag)


def _alternative(element: Element) -> Element:
    """Of the forms of one content, the first: they print the same."""
    return next(iter(element), element)


def _text_boxes(drawing: Element) -> Iterator[Element]:
    for child in drawing:
        if child.tag == "txbxContent":
            yield child
        elif child.tag == "mc-AlternateContent":
            yield from _text_boxes(_alternative(child))
        else:
            yield from _text_boxes(child)


def _is_marked(element: Element, path: str) -> bool:
    """Whether a property is there and not switched off."""
    mark = element.find(path)
    return mark is not None and mark.get("val", "") not in _OFF
