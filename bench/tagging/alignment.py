"""Where the entities of a gold annotation, which has one row a file, stand in the file's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extract.structure.layout import Layout
from extract.tagging.model import CATEGORIES
from kg.evaluation.annotation import Annotation, EntityRow

Range = tuple[int, int]


def gold_places(doc: Doc, gold: Annotation) -> dict[str, list[Range]]:
    """The places of each category's names and mentions, the longest first, those of one category not overlapping.

    A form of one character counts only where it is a word of its own (`闽`, not in `闽江`). As the guide has it: no
    region inside an organisation's name, a document's title or a header line, no organisation inside a title in 《》
    unless the title begins with it. Regions and organisations inside programmes' names stay: most of the gold's rows
    of them stand nowhere else.
    """
    layout: Layout = doc._.layout
    text = layout.clean.text
    words = {(token.idx, token.idx + len(token)) for token in doc}
    titled = _mask(text, (m.span("inside") for m in re.finditer("《(?P<inside>[^《》\n]{1,120})》", text)))
    slots = (slot for document in layout.documents for slot in document.slots)
    header = _mask(text, ((s.span.start, s.span.end) for s in slots if s.name in {"title", "number", "addressee"}))
    outside = ~_mask(text, ((p.start, p.end) for p in layout.paragraphs))
    organisations = _occurrences(
        text,
        gold.organisations,
        lambda start, end: bool(outside[start] or end - start < 2 or (titled[start] and text[start - 1] != "《")),
    )
    programmes = _occurrences(text, gold.programmes, lambda start, end: bool(outside[start] or titled[start]))
    bodies = _mask(text, organisations)
    regions = _occurrences(
        text,
        gold.regions,
        lambda start, end: bool(
            outside[start]
            or titled[start]
            or header[start]
            or bodies[start:end].any()
            or (end - start == 1 and (start, end) not in words)
        ),
    )
    return dict(zip(CATEGORIES, (organisations, programmes, regions), strict=True))


def _mask(text: str, ranges: Iterable[Range]) -> NDArray[np.bool_]:
    mask = np.zeros(len(text) + 1, dtype=np.bool_)
    for start, end in ranges:
        mask[start:end] = True
    return mask


def _occurrences(text: str, rows: Iterable[EntityRow], unwanted: Callable[[int, int], bool]) -> list[Range]:
    forms = {re.sub(r"\s+", "", form) for row in rows for form in (row.name, *row.mentions)} - {""}
    taken, found = _mask(text, ()), []
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        # A long name may run over the end of a line.
        pattern = ("\n?" if len(form) > 6 else "").join(map(re.escape, form))
        for start, end in [match.span() for match in re.finditer(pattern, text)]:
            if not unwanted(start, end) and not taken[start:end].any():
                taken[start:end] = True
                found.append((start, end))
    return sorted(found)
