"""What the reader of one format hands back: the text of the file, and where its parts stand in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from extract.facts import Place

# Between the cells of a table row, in the text of every format.
CELL_MARK = "|"
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text that a reader took out of one file.

    Attributes:
        text: The characters that every published offset counts.
        places: Pages, paragraphs or table rows, in the order of the text; empty where the format has none.
        encoding: The encoding the bytes were read in; `""` where the format settles it.
    """

    text: str
    places: tuple[Place, ...] = ()
    encoding: str = ""


def text_of_paragraphs(paragraphs: Sequence[str]) -> tuple[str, list[int]]:
    """One text of many paragraphs, and where in it each begins.

    An empty line stands between them, so that none is taken for a line that an editor wrapped.
    """
    lengths = [len(paragraph) + len(_BETWEEN) for paragraph in paragraphs]
    return _BETWEEN.join(paragraphs) + "\n", list(accumulate(lengths, initial=0))[:-1]
