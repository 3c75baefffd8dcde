"""Linked data: the IRIs of the graph's things as addresses of this server, and what it says of each.

A thing is no document: `/id/region/120000` sends on (303) to `/page/...` for people or to `/data/...` for programs, as
the W3C note "Cool URIs for the Semantic Web" has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from http import HTTPStatus
from itertools import islice
from urllib.parse import quote, unquote_to_bytes

from pyoxigraph import NamedNode, Triple

from kg.iris import escape
from kg.reader import LABEL, Reader
from kg.serve.errors import RequestError
from kg.serve.protocol import utf8
from kg.show import card

# What RFC 3986 allows in a path, so that addresses stay as they are where they can.
_SAFE_IN_PATH = "/:@!$&'()*+,;=~%"


def path_of(iri: str, base: str) -> str | None:
    """What follows `/id/` in the address of a thing, or None if it is not one of ours.

    >>> path_of("https://w3id.org/cn-stp/region/京津冀", "https://w3id.org/cn-stp/")
    'region/%E4%BA%AC%E6%B4%A5%E5%86%80'
    """
    if not iri.startswith(base) or len(iri) == len(base):
        return None
    return quote(iri.removeprefix(base), safe=_SAFE_IN_PATH)


def iri_of(raw_path: bytes, base: str) -> str:
    """The IRI of the thing that an address is about.

    Args:
        raw_path: What follows `/id/`, as it was sent: a slash and a percent sign in a name are still escaped there.
        base: What the IRIs of the store's individuals begin with.

    Raises:
        RequestError: 400, the address is not UTF-8.

    >>> iri_of("region/%E4%BA%AC%E6%B4%A5%E5%86%80".encode(), "https://w3id.org/cn-stp/")
    'https://w3id.org/cn-stp/region/京津冀'
    """
    names = (utf8(unquote_to_bytes(part), "the address") for part in raw_path.split(b"/"))
    iri = base + "/".join(escape(name) for name in names)
    try:
        return NamedNode(iri).value
    except ValueError as error:
        raise RequestError(HTTPStatus.BAD_REQUEST, "the address is not that of a thing") from error


def description_of(reader: Reader, node: NamedNode, most: int) -> list[Triple]:
    """What the store says of a thing: as subject, as object, of its parts (`#…`), and what the others are called.

    Args:
        reader: The store.
        node: The thing.
        most: Triples.
    """
    triples = dict.fromkeys(islice(_about(reader, node), most + 1))
    others = {term for triple in triples for term in (triple.subject, triple.object) if isinstance(term, NamedNode)}
    names = (quad.triple for other in sorted(others, key=str) for quad in reader.quads(other, LABEL))
    return [*triples, *names] if triples else []


def _about(reader: Reader, node: NamedNode) -> Iterator[Triple]:
    parts = [node]
    while parts:
        part = parts.pop()
        for quad in reader.quads(part):
            yield quad.triple
            if isinstance(quad.object, NamedNode) and quad.object.value.startswith(f"{node.value}#"):
                parts.append(quad.object)
    for quad in reader.quads(None, None, node):
        yield quad.triple


def shown_card(reader: Reader, iri: str) -> dict[str, object]:
    """The card of a thing, as `kg show` has it.

    Raises:
        RequestError: 404, nothing is said of it.
    """
    node = NamedNode(iri)
    if not reader.knows(node):
        raise RequestError(HTTPStatus.NOT_FOUND, f"nothing is said of {iri}")
    return asdict(card(reader, node))
