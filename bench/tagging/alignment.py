"""Where the programmes of a gold annotation, which has one row a file, stand in the file's text."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extract.structure.layout import Layout
from kg.evaluation.annotation import Annotation, EntityRow

Range = tuple[int, int]


def gold_places(doc: Doc, gold: Annotation) -> list[Range]:
    """The places of the programmes' names and mentions, the longest first; they do not overlap.

    As the guide has it, none inside the titles of documents in 《》.
    """
    layout: Layout = doc._.layout
    text = layout.clean.text
    titled = _mask(text, (m.span("inside") for m in re.finditer("《(?P<inside>[^《》\n]{1,120})》", text)))
    outside = ~_mask(text, ((p.start, p.end) for p in layout.paragraphs))
    return _occurrences(text, gold.programmes, outside | titled)


def _mask(text: str, ranges: Iterable[Range]) -> NDArray[np.bool_]:
    mask = np.zeros(len(text) + 1, dtype=np.bool_)
    for start, end in ranges:
        mask[start:end] = True
    return mask


def _occurrences(text: str, rows: Iterable[EntityRow], unwanted: NDArray[np.bool_]) -> list[Range]:
    forms = {re.sub(r"\s+", "", form) for row in rows for form in (row.name, *row.mentions)} - {""}
    taken, found = _mask(text, ()), []
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        # A long name may run over the end of a line.
        pattern = ("\n?" if len(form) > 6 else "").join(map(re.escape, form))
        for start, end in [match.span() for match in re.finditer(pattern, text)]:
            if not unwanted[start] and not taken[start:end].any():
                taken[start:end] = True
                found.append((start, end))
    return sorted(found)
