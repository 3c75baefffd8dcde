"""A document for a reader: the text of its file, and what was found in it and where."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from pyoxigraph import NamedNode

from extract.clean import clean_source
from extract.errors import SourceError
from extract.read.source import read_source, sha256_of
from extract.structure.layout import read_layout
from kg.reader import TYPE, Reader
from kg.serve.errors import RequestError
from kg.serve.web_api import category, known, named
from kg.sources import find_files
from kg.vocabulary import term

_EVIDENCE, _BODY = term("stp:evidence"), term("oa:hasBody")
_DERIVED, _SOURCE, _TARGET = term("prov:wasDerivedFrom"), term("oa:hasSource"), term("oa:hasTarget")
_SELECTOR, _START, _END = term("oa:hasSelector"), term("oa:start"), term("oa:end")
_STATEMENT, _PREDICATE = term("stp:Statement"), term("stp:predicate")
_ORDER, _SECTION_LEVEL, _SECTION_LABEL = (term(f"stp:section{name}") for name in ("Order", "Level", "Label"))
_KEPT_TEXTS = 16


def document(reader: Reader, iri: str) -> dict[str, object]:
    """What was found in the file of a document; without its text, see `Texts`.

    Raises:
        RequestError: 404, it is none that was built from a file.
    """
    node = known(reader, iri)
    own = next((alias for alias in reader.aliases(node) if reader.nodes(alias, _DERIVED)), None)
    if own is None:
        raise RequestError(HTTPStatus.NOT_FOUND, f"{iri} is known only from what others say of it; there is no text")
    file = reader.nodes(own, _DERIVED)[0]
    return {
        **named(reader, own),
        "file": {
            "iri": file.value,
            "name": reader.text(file, term("dcterms:title")),
            "sha256": reader.text(file, term("stp:sha256")),
            "documents": [
                named(reader, other) for other in reader.subjects(_DERIVED, file) if _is_document(reader, other)
            ],
        },
        "sections": _sections(reader, own),
        "mentions": _mentions(reader, file),
    }


def _is_document(reader: Reader, node: NamedNode) -> bool:
    return category(reader, node) == "document"


def _sections(reader: Reader, own: NamedNode) -> list[dict[str, object]]:
    sections: list[dict[str, object]] = [
        {
            "iri": section.value,
            "order": int(reader.text(section, _ORDER) or 0),
            "level": int(reader.text(section, _SECTION_LEVEL) or 1),
            "label": reader.text(section, _SECTION_LABEL),
            "title": reader.text(section, term("dcterms:title")),
            "start": min(
                (place[0] for mention in reader.nodes(section, _EVIDENCE) for place in _place(reader, mention)),
                default=None,
            ),
        }
        for section in reader.nodes(own, term("stp:hasSection"))
    ]
    return sorted(sections, key=lambda section: str(section["order"]).zfill(9))


def _mentions(reader: Reader, file: NamedNode) -> list[dict[str, object]]:
    """Every place of a file where something was found, in their order."""
    mentions = {mention for target in reader.subjects(_SOURCE, file) for mention in reader.subjects(_TARGET, target)}
    rows = []
    for mention in mentions:
        for start, end in _place(reader, mention):
            for about, kind in _about(reader, mention):
                rows.append(
                    {"iri": mention.value, "start": start, "end": end, "kind": kind, "about": about.value,
                     "name": reader.label(about)}
                )  # fmt: skip
    return sorted(rows, key=lambda row: (row["start"], row["end"], row["kind"], row["about"]))


def _place(reader: Reader, mention: NamedNode) -> list[tuple[int, int]]:
    """First character and one past the last of a mention, in the decoded source."""
    selectors = [selector for target in reader.nodes(mention, _TARGET) for selector in reader.nodes(target, _SELECTOR)]
    places = ((reader.text(selector, _START), reader.text(selector, _END)) for selector in selectors)
    return [(int(start), int(end)) for start, end in places if start and end]


def _about(reader: Reader, mention: NamedNode) -> list[tuple[NamedNode, str]]:
    """What a mention is there for, with a word for the kind: a thing that it names, or what it is the evidence of."""
    found = [(body, category(reader, body)) for body in reader.nodes(mention, _BODY)]
    for node in reader.subjects(_EVIDENCE, mention):
        if reader.says(node, TYPE, _STATEMENT):
            predicates = reader.nodes(node, _PREDICATE)
            found.append((node, reader.shorten(predicates[0]).partition(":")[2] if predicates else "statement"))
        else:
            found.append((node, category(reader, node)))
    return found


@dataclass(frozen=True, slots=True)
class Text:
    """The decoded text of a source file.

    Attributes:
        text: Its characters.
        sentences: First character and one past the last of each sentence that is read for facts, in their order.
    """

    text: str
    sentences: tuple[tuple[int, int], ...]


class Texts:
    """The texts of source files, by their digests; those that were asked for last are kept."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Look for files that are no longer where they were built from in `folders`."""
        self._folders = folders
        self._kept: OrderedDict[str, Text] = OrderedDict()
        self._found: dict[str, Path] | None = None
        self._lock = threading.Lock()

    def text(self, sha256: str, places: Iterable[Path]) -> Text | None:
        """The decoded text of the file with a digest; None if it is not to be found any more.

        Args:
            sha256: In hexadecimal, of the bytes of the file.
            places: Where the file was when it was built.
        """
        with self._lock:
            if sha256 in self._kept:
                self._kept.move_to_end(sha256)
                return self._kept[sha256]
            for path in (*places, *self._elsewhere(sha256)):
                text = _text_of(path, sha256)
                if text is not None:
                    self._kept[sha256] = text
                    if len(self._kept) > _KEPT_TEXTS:
                        self._kept.popitem(last=False)
                    return text
        return None

    def _elsewhere(self, sha256: str) -> list[Path]:
        if self._found is None:
            self._found = dict(_digests(path for path in find_files(self._folders) if isinstance(path, Path)))
        return [self._found[sha256]] if sha256 in self._found else []


def _digests(paths: Iterable[Path]) -> Iterable[tuple[str, Path]]:
    for path in paths:
        try:
            yield sha256_of(path), path
        except SourceError:
            continue


def _text_of(path: Path, sha256: str) -> Text | None:
    """The text of a file, if it is the one that was built: what is another by now has other characters."""
    try:
        source = read_source(path)
    except SourceError:
        return None
    if source.sha256 != sha256:
        return None
    clean = clean_source(source)
    return Text(source.text, tuple(clean.to_source(start, end) for start, end in read_layout(clean).sentences))
