"""What the store holds: a card of one thing, and counts over all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.iris import Iris
from kg.reader import LABEL, TYPE, Reader
from kg.store import MANIFEST_GRAPH_NAME
from kg.vocabulary import CATEGORY_CLASSES, PREFIXES, term

_OTHER_NAMES = tuple(term(curie) for curie in ("skos:altLabel", "dcterms:title", "stp:documentNumber", "skos:notation"))
_BODY, _IN_DOCUMENT, _MENTIONS = term("oa:hasBody"), term("stp:inDocument"), term("stp:mentions")
_DERIVED, _TITLE, _SETS_GOAL = term("prov:wasDerivedFrom"), term("dcterms:title"), term("stp:setsGoal")
_REFERENCES = tuple(term(f"stp:{name}") for name in ("cites", "implements", "repeals"))
# Said elsewhere on the card, or of use to programs only.
_NOT_FACTS = {
    TYPE,
    LABEL,
    *_OTHER_NAMES,
    term("dcterms:source"),
    term("stp:evidence"),
    term("stp:hasSection"),
    term("stp:inSection"),
    term("stp:subject"),
    term("stp:object"),
    _BODY,
    _IN_DOCUMENT,
}
# Of these a store has many, and each belongs to one file: they are counted without a list of what was counted.
_OF_ONE_FILE = {term("stp:Mention"), term("stp:Statement"), term("stp:Section")}
_GENERAL_CLASSES = {term(curie) for curie in CATEGORY_CLASSES.values()} | {term("stp:Goal")}


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement about a thing, seen from the thing.

    Attributes:
        property: Short IRI.
        property_name: Name of the property in Chinese, or `""`.
        value: Short IRI of the other thing, or the text of a value.
        name: Name of the other thing, or `""`.
    """

    property: str
    property_name: str
    value: str
    name: str


@dataclass(frozen=True, slots=True)
class DocumentCount:
    """How often a document names a thing."""

    document: str
    title: str
    mentions: int


@dataclass(frozen=True, slots=True)
class Card:
    """What the store says of one thing.

    Attributes:
        iri: The whole IRI.
        short: The short one.
        name: Its name.
        other_names: Short and former names, titles, numbers and codes.
        kinds: Its classes, by their names, the general one first.
        facts: What it has or does.
        incoming: What others say of it; there, `value` and `name` are those of the other thing.
        documents: The documents that name it.
    """

    iri: str
    short: str
    name: str
    other_names: tuple[str, ...]
    kinds: tuple[str, ...]
    facts: tuple[Fact, ...]
    incoming: tuple[Fact, ...]
    documents: tuple[DocumentCount, ...]


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many things of a class the source files speak of."""

    class_: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What one document holds."""

    document: str
    title: str
    file: str
    goals: int
    entities: int
    references: int


@dataclass(frozen=True, slots=True)
class Stats:
    """What a store holds.

    Attributes:
        statements: Over all graphs, the manifest left out; a statement of two graphs counts twice.
        graphs: Short IRIs of the graphs, with the statements in each.
        classes: By number, most first.
        documents: By file and IRI.
    """

    statements: int
    graphs: dict[str, int]
    classes: tuple[ClassCount, ...]
    documents: tuple[DocumentSummary, ...]


def card(reader: Reader, node: NamedNode) -> Card:
    """The card of one thing, which may be known by several IRIs."""
    aliases = reader.aliases(node)
    names = {
        value.value
        for alias in aliases
        for predicate in (LABEL, *_OTHER_NAMES)
        for value in reader.values(alias, predicate)
        if isinstance(value, Literal)
    }
    name = reader.label(node)
    outgoing = {(quad.predicate, quad.object) for alias in aliases for quad in reader.quads(alias)}
    incoming = {(quad.predicate, quad.subject) for alias in aliases for quad in reader.quads(None, None, alias)}
    kinds = sorted({value for alias in aliases for value in reader.nodes(alias, TYPE)}, key=_rank)
    return Card(
        iri=node.value,
        short=reader.shorten(node),
        name=name,
        other_names=tuple(sorted(names - {name})),
        kinds=tuple(reader.label(value) for value in kinds),
        facts=_facts(reader, outgoing, set(aliases)),
        incoming=_facts(reader, {(p, s) for p, s in incoming if p != _MENTIONS}, set(aliases)),
        documents=_documents_naming(reader, aliases),
    )


def _rank(class_: NamedNode) -> tuple[bool, str]:
    return class_ not in _GENERAL_CLASSES, class_.value


def _facts(reader: Reader, said: Iterable[tuple[NamedNode, object]], aliases: set[NamedNode]) -> tuple[Fact, ...]:
    facts = [
        _fact(reader, predicate, value)
        for predicate, value in said
        if predicate not in _NOT_FACTS and value not in aliases and isinstance(value, NamedNode | Literal)
    ]
    return tuple(sorted(facts, key=lambda fact: (fact.property, fact.value)))


def _fact(reader: Reader, predicate: NamedNode, value: NamedNode | Literal) -> Fact:
    property_, property_name = reader.shorten(predicate), reader.label(predicate)
    if isinstance(value, NamedNode):
        short, name = reader.shorten(value), reader.label(value)
    else:
        short, name = value.value, ""
    return Fact(property_, "" if property_name == property_ else property_name, short, "" if name == short else name)


def _documents_naming(reader: Reader, aliases: list[NamedNode]) -> tuple[DocumentCount, ...]:
    counts: Counter[NamedNode] = Counter()
    for alias in aliases:
        for document in reader.subjects(_MENTIONS, alias):
            counts[document] += 0
        for mention in reader.subjects(_BODY, alias):
            counts.update(reader.nodes(mention, _IN_DOCUMENT))
    rows = [DocumentCount(reader.shorten(node), reader.label(node), count) for node, count in counts.items()]
    return tuple(sorted(rows, key=lambda row: (-row.mentions, row.document)))


def stats(reader: Reader) -> Stats:
    """Counts over the whole store."""
    iris = Iris(reader.base)
    manifest = iris.graph(MANIFEST_GRAPH_NAME)
    graphs: Counter[NamedNode] = Counter()
    counts: Counter[NamedNode] = Counter()
    members: defaultdict[NamedNode, set[str]] = defaultdict(set)
    for quad in reader.quads():
        graph, class_ = quad.graph_name, quad.object
        if not isinstance(graph, NamedNode) or graph == manifest:
            continue
        graphs[graph] += 1
        if quad.predicate == TYPE and graph.value.startswith(iris.files) and isinstance(class_, NamedNode):
            if class_ in _OF_ONE_FILE:
                counts[class_] += 1
            elif class_.value.startswith(PREFIXES["stp"]):
                members[class_].add(str(quad.subject))
    counts.update({class_: len(of_class) for class_, of_class in members.items()})
    classes = sorted(counts.items(), key=lambda item: (-item[1], item[0].value))
    return Stats(
        statements=graphs.total(),
        graphs={reader.shorten(graph): graphs[graph] for graph in sorted(graphs, key=lambda graph: graph.value)},
        classes=tuple(ClassCount(reader.shorten(node), reader.label(node), count) for node, count in classes),
        documents=_documents(reader),
    )


def _documents(reader: Reader) -> tuple[DocumentSummary, ...]:
    rows = [
        DocumentSummary(
            document=reader.shorten(document),
            title=reader.label(document),
            file=reader.text(file, _TITLE),
            goals=len(reader.nodes(document, _SETS_GOAL)),
            entities=len(reader.nodes(document, _MENTIONS)),
            references=len({target for property_ in _REFERENCES for target in reader.nodes(document, property_)}),
        )
        for document, file in {(quad.subject, quad.object) for quad in reader.quads(None, _DERIVED)}
        if isinstance(document, NamedNode) and isinstance(file, NamedNode)
    ]
    return tuple(sorted(rows, key=lambda row: (row.file, row.document)))
