"""The sentences behind a fact or a thing.

FactError                   a QueryError: the store does not say that fact
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.names import find, find_all, find_property
from kg.queries import QueryError
from kg.reader import TYPE, Reader
from kg.vocabulary import term

_EVIDENCE = term("stp:evidence")
_SUBJECT, _PREDICATE, _OBJECT, _VALUE = (
    term(f"stp:{name}") for name in ("subject", "predicate", "object", "objectValue")
)
_MENTION, _MENTIONS = term("stp:Mention"), term("stp:mentions")
_PARTS = (term("stp:setsGoal"), term("stp:hasSection"))
_BODY, _IN_DOCUMENT = term("oa:hasBody"), term("stp:inDocument")
_TARGET, _SOURCE, _SELECTOR = term("oa:hasTarget"), term("oa:hasSource"), term("oa:hasSelector")
_TITLE, _PLACE, _ROW = term("dcterms:title"), term("stp:place"), term("dcterms:source")


class FactError(QueryError):
    """The store does not say what was asked about; the text tells what it says instead."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place of a source file that says something.

    Attributes:
        file: Name of the file.
        start: First character of the hit in the decoded file, from 0.
        end: One past the last.
        place: Page, paragraph or table row in a PDF or DOCX file, else `""`.
        document: Short IRI of the document, or `""` outside all documents.
        title: Name of that document, or `""`.
        prefix: The sentence before the hit.
        exact: The hit.
        suffix: The sentence after the hit.
    """

    file: str
    start: int
    end: int
    place: str
    document: str
    title: str
    prefix: str
    exact: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is explained, and the places that say it.

    Attributes:
        about: The thing or the fact in words.
        graphs: Short IRIs of the graphs that speak of it; what no place says comes from one that is not a file's.
        places: In the order of the files and of their characters.
        sources: Laws, lists and registers from which the gazetteers know it.
    """

    about: str
    graphs: tuple[str, ...]
    places: tuple[Evidence, ...]
    sources: tuple[str, ...] = ()


def explain_thing(reader: Reader, name: str) -> Explanation:
    """The places that speak of a thing: that name an entity, set a goal, or say what a document's header says.

    Args:
        reader: The store.
        name: An IRI, a CURIE or a name.

    Raises:
        UnknownNameError: Nothing is called so.
        AmbiguousNameError: Several things are.
    """
    node = find(reader, name)
    mentions = {node} if reader.says(node, TYPE, _MENTION) else set()
    for alias in reader.aliases(node):
        mentions.update(reader.nodes(alias, _EVIDENCE))
        mentions.update(reader.subjects(_BODY, alias))
        for role in (_SUBJECT, _OBJECT):
            for statement in reader.subjects(role, alias):
                mentions.update(reader.nodes(statement, _EVIDENCE))
    graphs = {quad.graph_name for quad in reader.quads(node) if isinstance(quad.graph_name, NamedNode)}
    return _explanation(reader, f"{reader.shorten(node)}  {reader.label(node)}", graphs, mentions, [node])


def explain_fact(reader: Reader, subject: str, predicate: str, value: str) -> Explanation:
    """The places that say a fact.

    Args:
        reader: The store.
        subject: An IRI, a CURIE or a name.
        predicate: A property, by CURIE, local name or name.
        value: A thing as `subject`, or the text of a value.

    Raises:
        UnknownNameError: Nothing has one of the names.
        AmbiguousNameError: Several things are called as the subject is.
        FactError: The store does not say so.
    """
    subject_node, property_ = find(reader, subject), find_property(reader, predicate)
    subjects = reader.aliases(subject_node)
    said = {stated for node in subjects for stated in reader.values(node, property_)}
    wanted = {alias for node in find_all(reader, value) for alias in reader.aliases(node)}
    hits = {stated for stated in said if stated in wanted or (isinstance(stated, Literal) and stated.value == value)}
    about = f"{reader.label(subject_node)} {_property_words(reader, property_)}"
    if not hits:
        others = "、".join(sorted(_words(reader, stated) for stated in said))
        raise FactError(f"the store does not say: {about} {value}" + (f"; it says: {about} {others}" if others else ""))
    mentions: set[NamedNode] = set()
    graphs: set[NamedNode] = set()
    for node in subjects:
        for hit in hits:
            mentions.update(_mentions_of_fact(reader, node, property_, hit))
            graphs.update(
                quad.graph_name for quad in reader.quads(node, property_, hit) if isinstance(quad.graph_name, NamedNode)
            )
    words = "、".join(sorted(_words(reader, hit) for hit in hits))
    return _explanation(reader, f"{about} {words}", graphs, mentions, subjects)


def _mentions_of_fact(
    reader: Reader, subject: NamedNode, property_: NamedNode, value: NamedNode | Literal
) -> list[NamedNode]:
    if not reader.says(subject, property_, value):
        return []
    if property_ == _MENTIONS:
        return [mention for mention in reader.subjects(_BODY, value) if reader.says(mention, _IN_DOCUMENT, subject)]
    if property_ in _PARTS and isinstance(value, NamedNode):
        return reader.nodes(value, _EVIDENCE)
    stated = [
        mention
        for statement in reader.subjects(_SUBJECT, subject)
        if value in reader.values(statement, _OBJECT) + reader.values(statement, _VALUE)
        and reader.says(statement, _PREDICATE, property_)
        for mention in reader.nodes(statement, _EVIDENCE)
    ]
    # What is said of a goal or a section without a statement of its own stands where that stands.
    return stated or reader.nodes(subject, _EVIDENCE)


def _explanation(
    reader: Reader,
    about: str,
    graphs: Collection[NamedNode],
    mentions: Iterable[NamedNode],
    subjects: Iterable[NamedNode],
) -> Explanation:
    places = sorted((place_of(reader, mention) for mention in mentions), key=_position)
    # Two mentions of one place differ in what they are there for, not in what a reader sees.
    distinct = tuple(dict.fromkeys(places))
    rows = {
        quad.object.value
        for node in subjects
        for quad in reader.quads(node, _ROW)
        if quad.graph_name in graphs and isinstance(quad.object, Literal)
    }
    return Explanation(about, tuple(sorted(reader.shorten(graph) for graph in graphs)), distinct, tuple(sorted(rows)))


def _position(place: Evidence) -> tuple[str, int, int]:
    return place.file, place.start, place.end


def place_of(reader: Reader, mention: NamedNode) -> Evidence:
    """The place that a mention stands for."""
    said: dict[str, str] = {}
    file = ""
    for target in reader.nodes(mention, _TARGET):
        file = next((reader.text(source, _TITLE) for source in reader.nodes(target, _SOURCE)), "")
        for selector in reader.nodes(target, _SELECTOR):
            for name in ("start", "end", "prefix", "exact", "suffix"):
                said[name] = said.get(name) or reader.text(selector, term(f"oa:{name}"))
    document = next(iter(reader.nodes(mention, _IN_DOCUMENT)), None)
    return Evidence(
        file=file,
        start=int(said["start"]),
        end=int(said["end"]),
        place=reader.text(mention, _PLACE),
        document=reader.shorten(document) if document else "",
        title=reader.label(document) if document else "",
        prefix=said["prefix"],
        exact=said["exact"],
        suffix=said["suffix"],
    )


def _words(reader: Reader, value: NamedNode | Literal) -> str:
    return reader.label(value) if isinstance(value, NamedNode) else value.value


def _property_words(reader: Reader, property_: NamedNode) -> str:
    words = reader.label(property_)
    return words if words != reader.shorten(property_) else words.partition(":")[2]
