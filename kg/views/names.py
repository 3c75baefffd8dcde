"""Short names of things: local names of terms, and ids that every format takes as they are."""

from __future__ import annotations

import re
from urllib.parse import unquote

# What GraphML takes as an id (NMTOKEN of XML Schema), and of that what XML 1.0 had from its first edition on.
_NOT_IN_ID = re.compile("[^-.0-9:A-Z_a-z\u3007\u4e00-\u9fa5]|_(?=x[0-9A-F]+_)")


def local_name(iri: str) -> str:
    """The last part of the IRI of a term.

    >>> local_name("https://w3id.org/cn-stp/ontology#leads"), local_name("http://purl.org/dc/terms/title")
    ('leads', 'title')
    """
    return unquote(re.split(r"[#/]", iri.rstrip("#/"))[-1])


def node_id(iri: str, base: str) -> str:
    """An id for an IRI: what follows the base, with `:` behind its first part; different ones for different IRIs.

    A character that an id cannot hold is written as its number between `_x` and `_`.

    >>> node_id("https://w3id.org/cn-stp/organisation/科学技术部", "https://w3id.org/cn-stp/")
    'organisation:科学技术部'
    >>> node_id("https://w3id.org/cn-stp/programme/互联网+", "https://w3id.org/cn-stp/")
    'programme:互联网_x2B_'
    """
    kind, slash, local = iri.removeprefix(base).partition("/")
    readable = iri.startswith(base) and slash and kind.isalpha()
    return _NOT_IN_ID.sub(lambda match: f"_x{ord(match[0]):X}_", f"{kind}:{local}" if readable else iri)
