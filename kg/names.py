"""From what a reader types to the thing it means.

UnknownNameError            a QueryError: nothing in the store is called so
AmbiguousNameError          a QueryError: several things are
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from kg.iris import number_segment, segment
from kg.queries import QueryError
from kg.reader import LABEL, TYPE, Reader
from kg.vocabulary import CATEGORY_CLASSES, PREFIXES, term

_OTHER_LABEL = term("skos:altLabel")
_OTHER_NAMES = (_OTHER_LABEL, term("dcterms:title"), term("stp:documentNumber"), term("skos:notation"))
_DISTINGUISHING = (term("stp:locatedIn"), term("stp:partOf"), term("stp:documentNumber"), term("stp:dateSigned"))
_SAME = term("owl:sameAs")
_PROPERTY_CLASSES = (term("owl:ObjectProperty"), term("owl:DatatypeProperty"), term("rdf:Property"))
# What the name of a parameter says of the class of its values.
_CLASSES = {
    name: term(curie)
    for name, curie in {
        **CATEGORY_CLASSES,
        "target": CATEGORY_CLASSES["document"],
        "indicator": "stp:Indicator",
        "goal": "stp:Goal",
        "unit": "stp:Unit",
        "period": "stp:Period",
    }.items()
}
_MAX_CLOSE = 5


class UnknownNameError(QueryError):
    """Nothing in the store is called so.

    Attributes:
        name: What was asked for.
        close: Names that the store has, closest first.
    """

    def __init__(self, name: str, close: Iterable[str], kind: str = "nothing in the store") -> None:
        self.name = name
        self.close = tuple(close)
        hint = f"; did you mean {' or '.join(self.close)}?" if self.close else ""
        super().__init__(f"{kind} is called {name!r}{hint}")


class AmbiguousNameError(QueryError):
    """Several things in the store are called so.

    Attributes:
        name: What was asked for.
        candidates: One line for each of the things, which begins with its short IRI.
    """

    def __init__(self, name: str, candidates: Iterable[str]) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        rows = "".join(f"\n  {candidate}" for candidate in self.candidates)
        super().__init__(f"several things are called {name!r}; give the IRI of one:{rows}")


def find(reader: Reader, name: str, category: str | None = None) -> NamedNode:
    """The thing that an IRI, a CURIE, a name, another name, a number or a code means.

    Args:
        reader: The store.
        name: What a reader typed.
        category: `region`, `organisation`, `programme`, `document`, `indicator` or `goal`: which to prefer;
            `predicate`: a property.

    Raises:
        UnknownNameError: Nothing is called so; of an IRI, nothing is said.
        AmbiguousNameError: Several things are called so.
    """
    if category == "predicate":
        return find_property(reader, name)
    candidates = find_all(reader, name, category)
    if not candidates:
        raise UnknownNameError(name, close_names(reader, name, category))
    if len(candidates) > 1:
        raise AmbiguousNameError(name, (describe(reader, node) for node in candidates))
    return candidates[0]


def find_all(reader: Reader, name: str, category: str | None = None) -> list[NamedNode]:
    """Every thing that is called so, in the order of the IRIs; see `find`."""
    iri = reader.expand(name)
    if iri is not None and reader.knows(iri):
        return [_canonical(reader, iri)]
    ways = [set(_named(reader, name, LABEL)), set(_named(reader, name, *_OTHER_NAMES)), set(_built(reader, name))]
    wanted = _CLASSES.get(category or "")
    if wanted is not None:
        of_class = [{node for node in found if reader.says(node, TYPE, wanted)} for found in ways]
        ways = of_class if any(of_class) else ways
    found = next((found for found in ways if found), set())
    return sorted({_canonical(reader, node) for node in found}, key=lambda node: node.value)


def find_property(reader: Reader, name: str) -> NamedNode:
    """The property that a CURIE, a local name (`leads`) or a name in the ontology (`牵头`) means.

    Raises:
        UnknownNameError: There is none.
    """
    iri = reader.expand(name)
    locals_ = [NamedNode(namespace + segment(name)) for namespace in PREFIXES.values()] if segment(name) else []
    for node in [iri] * (iri is not None) + locals_:
        if node is not None and _is_property(reader, node):
            return node
    named = {
        quad.subject
        for language in ("zh", "en")
        for quad in reader.quads(None, LABEL, Literal(name, language=language))
        if isinstance(quad.subject, NamedNode) and _is_property(reader, quad.subject)
    }
    if not named:
        raise UnknownNameError(name, _close_properties(reader, name), kind="no property")
    return min(named, key=lambda node: node.value)


def describe(reader: Reader, node: NamedNode) -> str:
    """A thing in one line: short IRI, name, and what tells it from others of the same name."""
    details = [
        reader.label(value) if isinstance(value, NamedNode) else value.value
        for predicate in _DISTINGUISHING
        for value in reader.values(node, predicate)
    ]
    return f"{reader.shorten(node)}  {reader.label(node)}" + (f" ({', '.join(details)})" if details else "")


def close_names(reader: Reader, name: str, category: str | None = None) -> list[str]:
    """Names in the store that look like `name` or hold it."""
    wanted = _CLASSES.get(category or "")
    known = {
        quad.object.value
        for predicate in (LABEL, _OTHER_LABEL)
        for quad in reader.quads(None, predicate)
        if isinstance(quad.object, Literal)
        and isinstance(quad.subject, NamedNode)
        and (wanted is None or reader.says(quad.subject, TYPE, wanted))
    }
    return _closest(name, known)


def _canonical(reader: Reader, node: NamedNode) -> NamedNode:
    """The document of the store, of an IRI by which others cite it; of any other IRI, itself."""
    return next(iter(reader.nodes(node, _SAME)), node)


def _closest(name: str, known: set[str]) -> list[str]:
    holding = sorted((other for other in known if name and name in other), key=lambda other: (len(other), other))
    close = get_close_matches(name, sorted(known), n=_MAX_CLOSE, cutoff=0.5)
    return list(dict.fromkeys(close + holding))[:_MAX_CLOSE]


def _close_properties(reader: Reader, name: str) -> list[str]:
    properties = [node for class_ in _PROPERTY_CLASSES for node in reader.subjects(TYPE, class_)]
    names = {reader.shorten(node).partition(":")[2] for node in properties} | {
        reader.label(node) for node in properties
    }
    return _closest(name, names)


def _is_property(reader: Reader, node: NamedNode) -> bool:
    return reader.says(None, node, None) or any(reader.says(node, TYPE, class_) for class_ in _PROPERTY_CLASSES)


def _named(reader: Reader, name: str, *properties: NamedNode) -> Iterator[NamedNode]:
    for value in (Literal(name, language="zh"), Literal(name)):
        for predicate in properties:
            yield from reader.subjects(predicate, value)


def _built(reader: Reader, name: str) -> Iterator[NamedNode]:
    """Things whose IRI is made of the name: found whatever quotation marks and brackets were typed."""
    for local in {segment(name), number_segment(name)} - {""}:
        for category in _CLASSES:
            node = NamedNode(f"{reader.base}{category}/{local}")
            if reader.knows(node):
                yield node
