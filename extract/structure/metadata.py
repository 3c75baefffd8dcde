"""The table of metadata that government sites print above a document: where it is, and what it says of the header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract import dates
from extract import metadata_names as names
from extract.issuers import split_joint
from extract.structure.header import Header, Printed, normal_number
from extract.structure.paragraphs import Paragraph

# The slots of a header that the items fill; the others say nothing that a header has.
_FIELDS = {
    "title": names.TITLES,
    "number": names.NUMBERS,
    "issuer": names.ISSUERS,
    "date_signed": names.DATES_SIGNED,
    "date_published": names.DATES_PUBLISHED,
    "other": names.OTHERS,
}
_SLOTS = {name: slot for slot, called in _FIELDS.items() for name in called}
_RULE = re.compile(r"[=+\-_*]{3,}")
# Fewer lines than this can be text of the document: 名称：… in a list.
_SHORTEST_TABLE = 3
_LOOK_AHEAD = 30


def find_metadata(paragraphs: Sequence[Paragraph]) -> range:
    """Indices of the table of metadata at the head of a file; empty where there is none."""
    lines = [index for index, p in enumerate(paragraphs[:_LOOK_AHEAD]) if names.ITEM_NAME.match(p.text)]
    if len(lines) < _SHORTEST_TABLE or lines[0] > 2:
        return range(0)
    last = lines[0]
    for index in range(lines[0], min(len(paragraphs), lines[0] + _LOOK_AHEAD)):
        if names.ITEM_NAME.match(paragraphs[index].text) or _RULE.fullmatch(paragraphs[index].text):
            last = index
        elif not any(index < line <= index + 2 for line in lines):
            break
    return range(lines[0], last + 1)


def mark_metadata(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, those of the table of metadata marked as part of the page."""
    table = find_metadata(paragraphs)
    return [replace(p, page=True) if index in table else p for index, p in enumerate(paragraphs)]


def read_metadata(paragraphs: Sequence[Paragraph]) -> Header:
    """What the table of metadata says of the file's first document."""
    header = Header()
    for index in find_metadata(paragraphs):
        for name, value in _items(paragraphs[index]):
            _fill(header, _SLOTS[name], value)
    return header


def _items(paragraph: Paragraph) -> Iterator[tuple[str, Printed]]:
    """The items of one line, most often one: (name, value); those without a value are left out."""
    printed = list(names.ITEM_NAME.finditer(paragraph.text))
    edges = pairwise([*(match.start() for match in printed), len(paragraph.text)])
    for match, (_, end) in zip(printed, edges, strict=True):
        if value := paragraph.text[match.end() : end]:
            yield match["name"], Printed(value, paragraph.start + match.end(), paragraph.start + end)


def _fill(header: Header, field: str, value: Printed) -> None:
    if field == "title":
        header.title = header.title or value
    elif field == "number":
        header.number = header.number or value._replace(value=normal_number(value.value))
    elif field == "issuer":
        issuers = split_joint(value.value) or tuple(filter(None, re.split(r"[、,，;；]", value.value)))
        header.issuers = header.issuers or [_within(value, issuer) for issuer in issuers]
    elif field == "date_signed":
        header.date_signed = header.date_signed or _dated(value)
    elif field == "date_published":
        header.date_published = header.date_published or _dated(value)


def _within(value: Printed, name: str) -> Printed:
    start = value.start + value.value.index(name)
    return Printed(name, start, start + len(name))


def _dated(value: Printed) -> Printed | None:
    match = dates.PAGE_DATE.match(value.value)
    iso = dates.iso_date(match) if match else None
    return Printed(iso, value.start, value.start + match.end()) if match and iso else None
