"""Content negotiation: which of the media types that we have a client would like best (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Media types in the order in which we prefer them, with the name of the format that each is written in.
RESULT_TYPES = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPH_TYPES = {
    "text/turtle": "turtle",
    "application/x-turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/trig": "trig",
    "application/n-quads": "nquads",
    "text/n3": "n3",
    "application/xml": "rdfxml",
    "application/json": "jsonld",
    "text/plain": "ntriples",
}
# What the text formats are called in full: RDF is always UTF-8, CSV is not unless it says so.
_WITH_CHARSET = re.compile(r"text/.*")
_RANGE = re.compile(r"(?P<type>[\w!#$%&'*+.^`|~-]+)/(?P<subtype>[\w!#$%&'*+.^`|~-]+)")
_QUALITY = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")
_PARAMETER = re.compile(r";\s*+(?P<name>[\w!#$%&'*+.^`|~-]++)\s*+=\s*+(?P<value>\"(?:[^\"\\]|\\.)*\"|[^;,\s]*)")


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One entry of an `Accept` header.

    Attributes:
        type: `text`, or `*`.
        subtype: `turtle`, or `*`.
        quality: From 0, not acceptable, to 1.
    """

    type: str
    subtype: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """How closely the range fits a media type: 0 not at all, 1 by `*/*`, 2 by `type/*`, 3 exactly."""
        type_, _, subtype = media_type.partition("/")
        if self.type == "*" and self.subtype == "*":
            return 1
        if self.type != type_ or self.subtype not in ("*", subtype):
            return 0
        return 2 if self.subtype == "*" else 3


def parse_accept(header: str) -> list[MediaRange]:
    """The media ranges of an `Accept` header; what is not one is passed over.

    >>> parse_accept("text/csv;q=0.5, */*;q=0.1")
    [MediaRange(type='text', subtype='csv', quality=0.5), MediaRange(type='*', subtype='*', quality=0.1)]
    """
    ranges = []
    for part in header.split(","):
        match = _RANGE.match(part.strip())
        if match is None:
            continue
        quality = 1.0
        for parameter in _PARAMETER.finditer(part):
            if parameter["name"].lower() == "q":
                quality = float(parameter["value"]) if _QUALITY.fullmatch(parameter["value"]) else 0.0
        ranges.append(MediaRange(match["type"].lower(), match["subtype"].lower(), quality))
    return ranges


def choose(header: str | None, offers: Sequence[str]) -> str | None:
    """The media type of `offers` that an `Accept` header likes best; of equals, the first; None if it takes none.

    A missing or empty header takes everything.

    >>> choose("text/csv;q=0.5, application/*", ["text/csv", "application/json"])
    'application/json'
    >>> choose("image/png", ["text/csv"]) is None
    True
    """
    if header is None or not header.strip():
        return offers[0]
    ranges = parse_accept(header)
    best, best_quality = None, 0.0
    for offer in offers:
        # The most specific range decides, even where it says no.
        fitting = [(entry.specificity(offer), entry.quality) for entry in ranges if entry.specificity(offer)]
        quality = max(fitting)[1] if fitting else 0.0
        if quality > best_quality:
            best, best_quality = offer, quality
    return best


def type_of_format(types: Mapping[str, str], name: str) -> str | None:
    """The first media type of `types` for the format of a name, or None.

    >>> type_of_format(GRAPH_TYPES, "rdfxml")
    'application/rdf+xml'
    """
    return next((media_type for media_type, format_ in types.items() if format_ == name), None)


def content_type(media_type: str) -> str:
    """A media type as the header `Content-Type` gives it: texts with their encoding.

    >>> content_type("text/csv"), content_type("application/n-triples")
    ('text/csv; charset=utf-8', 'application/n-triples')
    """
    return f"{media_type}; charset=utf-8" if _WITH_CHARSET.fullmatch(media_type) else media_type
