"""Reading a store: what it says of a thing, over all graphs, and how an IRI is written in short."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.store import find_quads
from kg.vocabulary import PREFIXES, term

LABEL = term("rdfs:label")
TYPE = term("rdf:type")
_SAME = term("owl:sameAs")
_IRI = re.compile(r"(?:[a-z][a-z0-9+.-]*://|urn:)\S+", re.IGNORECASE)
_CURIE = re.compile(r"(?P<prefix>[a-z]*):(?P<local>\S+)")
_PATH = re.compile(r"[a-z]+/\S+")


class Reader:
    """A store that is only read.

    Attributes:
        base: What the IRIs of the store's individuals begin with.
    """

    def __init__(self, store: Store, base: str) -> None:
        """Read `store`, which was built under `base`."""
        self._store = store
        self.base = base

    def quads(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        value: NamedNode | Literal | None = None,
    ) -> Iterator[Quad]:
        """The statements of a pattern in any graph; a statement of several graphs comes several times."""
        return find_quads(self._store, subject, predicate, value)

    def values(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        """The distinct objects of a property, sorted."""
        objects = {quad.object for quad in self.quads(subject, predicate)}
        return sorted((value for value in objects if isinstance(value, NamedNode | Literal)), key=str)

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """Those of the objects of a property that are IRIs."""
        return [value for value in self.values(subject, predicate) if isinstance(value, NamedNode)]

    def text(self, subject: NamedNode, predicate: NamedNode) -> str:
        """The one literal of a property, or the first of them, or `""`."""
        return next((value.value for value in self.values(subject, predicate) if isinstance(value, Literal)), "")

    def subjects(self, predicate: NamedNode, value: NamedNode | Literal) -> list[NamedNode]:
        """The distinct subjects of which a property has a value, sorted."""
        subjects = {quad.subject for quad in self.quads(None, predicate, value)}
        return sorted((node for node in subjects if isinstance(node, NamedNode)), key=str)

    def says(self, subject: NamedNode | None, predicate: NamedNode | None, value: NamedNode | Literal | None) -> bool:
        """Whether any graph holds a statement of this pattern."""
        return next(self.quads(subject, predicate, value), None) is not None

    def knows(self, node: NamedNode) -> bool:
        """Whether anything is said of a thing."""
        return self.says(node, None, None) or self.says(None, None, node)

    def aliases(self, node: NamedNode) -> list[NamedNode]:
        """The thing itself, then the other IRIs that are the same thing by `owl:sameAs`."""
        return list(dict.fromkeys([node, *self.nodes(node, _SAME), *self.subjects(_SAME, node)]))

    def label(self, node: NamedNode) -> str:
        """The Chinese name of a thing, else any name, else its short IRI.

        Where files call a document by several names, the name that its own file gives goes first.
        """
        own = set(self.nodes(node, term("prov:wasDerivedFrom")))
        labels = [
            (quad.graph_name not in own, quad.object.language != "zh", quad.object.value)
            for quad in self.quads(node, LABEL)
            if isinstance(quad.object, Literal)
        ]
        return min(labels)[2] if labels else self.shorten(node)

    def expand(self, text: str) -> NamedNode | None:
        """The IRI that a text is, in full or as a CURIE; `:region/120000` and `region/120000` are under the base."""
        iri = text
        if not _IRI.fullmatch(text):
            match = _CURIE.fullmatch(text)
            if match and match["prefix"]:
                iri = PREFIXES.get(match["prefix"], "") + match["local"]
            elif match or _PATH.fullmatch(text):
                iri = self.base + text.removeprefix(":")
            else:
                return None
        try:
            return NamedNode(iri)
        except ValueError:
            return None

    def shorten(self, node: NamedNode) -> str:
        """An IRI as a CURIE; under the base, with an empty prefix.

        >>> Reader(Store(), "https://w3id.org/cn-stp/").shorten(NamedNode("https://w3id.org/cn-stp/region/120000"))
        ':region/120000'
        """
        # The ontology's namespace lies below the default base: the longest namespace goes first.
        namespaces = sorted([*PREFIXES.items(), ("", self.base)], key=lambda item: -len(item[1]))
        for prefix, namespace in namespaces:
            if node.value.startswith(namespace) and len(node.value) > len(namespace):
                return f"{prefix}:{node.value[len(namespace) :]}"
        return node.value
