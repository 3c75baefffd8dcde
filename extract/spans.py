"""The characters of a source file, and stretches of them: what every fact points to."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file of pages or paragraphs a stretch of its text comes from.

    Attributes:
        start: First character of `SourceText.text` that stands there; it goes on to the next place.
        label: What a reader calls it: `page 3`, `paragraph 12`, `table 1, row 2`.
    """

    start: int
    label: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """One source file as characters: of a text file as they stand in it, of other formats as its reader took them out.

    Attributes:
        name: File name, without folders.
        text: The characters, line ends as they stand in the file.
        encoding: The encoding the bytes were read in, for example `utf-8` or `gb18030`; of PDF and DOCX `""`.
        sha256: Hexadecimal digest of the bytes of the file.
        format: `text`, `html`, `pdf` or `docx`.
        places: For PDF the pages, for DOCX the paragraphs and table rows, in the order of the text; else empty.
    """

    name: str
    text: str
    encoding: str
    sha256: str
    format: str = "text"
    places: tuple[Place, ...] = ()

    def place_at(self, position: int) -> str:
        """What a reader calls the place that the character at `position` comes from, or `""`."""
        index = bisect_right(self.places, position, key=lambda place: place.start) - 1
        return self.places[index].label if index >= 0 else ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, half-open: `text` is the cleaned form of the characters from `start` to `end`.

    Attributes:
        start: First character (code points, from 0).
        end: One past the last character.
        text: The cleaned quote: simplified characters, noise and line breaks out.
        prefix: Clean text of the same sentence before the quote.
        suffix: Clean text of the same sentence after the quote.
    """

    start: int
    end: int
    text: str
    prefix: str = ""
    suffix: str = ""
