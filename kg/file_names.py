"""Calling files by their names instead of by their content, so that two states of a text can be compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from pyoxigraph import Literal, NamedNode, Store

from kg.iris import FILE_DIGITS, Iris, segment
from kg.vocabulary import term

_FILE_NAME = term("dcterms:title")
_IN_FILES = "file|mention|statement|extraction"
Rename = Callable[[str], str]


def naming_files(store: Store, iris: Iris) -> Rename:
    """What puts, in RDF's text, the name of a file in place of the digest by which IRIs know it.

    A file that shares its name with another keeps the digest behind it.
    """
    names = {
        quad.subject.value.removeprefix(iris.files): segment(quad.object.value)
        for quad in store.quads_for_pattern(None, _FILE_NAME, None, None)
        if iris.is_file(quad.subject) and isinstance(quad.object, Literal)
    }
    times = Counter(names.values())
    names = {digest: name if times[name] == 1 else f"{name}-{digest}" for digest, name in names.items()}
    digest_in_iri = re.compile(rf"(?<=<){re.escape(iris.base)}({_IN_FILES})/([0-9a-f]{{{FILE_DIGITS}}})(?=[->#])")

    def renamed(match: re.Match[str]) -> str:
        return f"{iris.base}{match[1]}/{names.get(match[2], match[2])}"

    return lambda text: digest_in_iri.sub(renamed, text)


def renamed_node(node: NamedNode, rename: Rename) -> NamedNode:
    """An IRI after the renaming."""
    return NamedNode(rename(str(node))[1:-1])
