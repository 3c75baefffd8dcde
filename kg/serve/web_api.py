"""What a web page shows of a thing: its card with evidence, its neighbours, the goals over time; as plain data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.evidence import place_of
from kg.reader import LABEL, TYPE, Reader
from kg.serve.errors import RequestError
from kg.show import card
from kg.vocabulary import CATEGORY_CLASSES, PREFIXES, term

# How many are given of what may be many; `more` says how many there are beside these.
_VALUES_OF_A_PROPERTY = 100
_PLACES_OF_A_FACT = 5

# The general classes, and what the page calls things of them; the first that fits counts.
CATEGORIES = {
    **{term(curie): name for name, curie in CATEGORY_CLASSES.items()},
    term("stp:Goal"): "goal",
    term("stp:Indicator"): "indicator",
    term("stp:GoalSeries"): "series",
    term("stp:Section"): "section",
    term("stp:SourceFile"): "file",
    term("org:ChangeEvent"): "change",
    term("stp:Period"): "period",
    term("stp:Unit"): "unit",
}
_SUBJECT, _PREDICATE, _OBJECT, _VALUE = (
    term(f"stp:{name}") for name in ("subject", "predicate", "object", "objectValue")
)
_EVIDENCE, _BODY = term("stp:evidence"), term("oa:hasBody")
_DERIVED, _DATE = term("prov:wasDerivedFrom"), term("dcterms:date")
_DEADLINE, _APPLIES, _SETS = term("stp:deadline"), term("stp:appliesTo"), term("stp:setsGoal")
_MENTIONS = term("stp:mentions")
# Of the graph's own making: nobody wants to see them beside the things that they are about.
_NOT_FACTS = {
    TYPE, LABEL, _EVIDENCE, _SUBJECT, _OBJECT, _BODY, _MENTIONS, term("stp:hasSection"), term("stp:inSection"),
    term("stp:inDocument"), term("dcterms:source"), term("skos:altLabel"), term("skos:notation"), term("owl:sameAs"),
}  # fmt: skip

Stated = tuple[NamedNode, NamedNode | Literal]


def known(reader: Reader, iri: str) -> NamedNode:
    """The thing of an IRI.

    Raises:
        RequestError: 404, nothing is said of it.
    """
    node = reader.expand(iri)
    if node is None or not reader.knows(node):
        raise RequestError(HTTPStatus.NOT_FOUND, f"nothing is said of {iri}")
    return node


def category(reader: Reader, node: NamedNode) -> str:
    """What the page calls things such as this one; `thing` where it has no word."""
    classes = set(reader.nodes(node, TYPE))
    return next((name for class_, name in CATEGORIES.items() if class_ in classes), "thing")


def named(reader: Reader, node: NamedNode) -> dict[str, str]:
    """A thing by IRI, name and category."""
    return {"iri": node.value, "name": reader.label(node), "category": category(reader, node)}


def entity(reader: Reader, iri: str) -> dict[str, object]:
    """The card of a thing: kinds, names, facts by property with their evidence, and the documents that name it.

    Raises:
        RequestError: 404, nothing is said of it.
    """
    node = known(reader, iri)
    shown, aliases = card(reader, node), reader.aliases(node)
    outgoing = {(quad.predicate, quad.object) for alias in aliases for quad in reader.quads(alias)}
    incoming = {(quad.predicate, quad.subject) for alias in aliases for quad in reader.quads(None, None, alias)}
    return {
        **named(reader, node),
        "same_as": [alias.value for alias in aliases[1:]],
        "other_names": shown.other_names,
        "kinds": shown.kinds,
        "facts": _grouped(reader, outgoing, aliases, _statements(reader, aliases, _SUBJECT)),
        "incoming": _grouped(reader, incoming, aliases, _statements(reader, aliases, _OBJECT)),
        "sources": sorted({text.value for alias in aliases for text in reader.values(alias, term("dcterms:source"))}),
        "evidence": _places(reader, {place for alias in aliases for place in reader.nodes(alias, _EVIDENCE)}),
        "documents": [
            {"iri": _whole(reader, row.document), "name": row.title, "mentions": row.mentions}
            for row in shown.documents
        ],
    }


def _whole(reader: Reader, short: str) -> str:
    node = reader.expand(short)
    return node.value if node else short


def _statements(reader: Reader, aliases: Iterable[NamedNode], role: NamedNode) -> dict[Stated, list[NamedNode]]:
    """The mentions that say something of a thing, by what they say: property, and the value or the subject."""
    other = (_OBJECT, _VALUE) if role == _SUBJECT else (_SUBJECT,)
    found: defaultdict[Stated, list[NamedNode]] = defaultdict(list)
    for alias in aliases:
        for statement in reader.subjects(role, alias):
            places = reader.nodes(statement, _EVIDENCE)
            for property_ in reader.nodes(statement, _PREDICATE):
                for value in (value for part in other for value in reader.values(statement, part)):
                    found[property_, value] += places
    return found


def _grouped(
    reader: Reader, said: Iterable[Any], aliases: Sequence[NamedNode], statements: dict[Stated, list[NamedNode]]
) -> list[dict[str, object]]:
    """Facts by property, in the order of the properties' IRIs."""
    groups: defaultdict[NamedNode, list[NamedNode | Literal]] = defaultdict(list)
    for property_, value in said:
        if property_ not in _NOT_FACTS and value not in aliases and isinstance(value, NamedNode | Literal):
            groups[property_].append(value)
    return [
        {
            "property": property_.value,
            "name": reader.label(property_),
            "values": [
                {
                    **(named(reader, value) if isinstance(value, NamedNode) else {"value": value.value}),
                    "evidence": _places(reader, statements.get((property_, value), ()) or _own(reader, value)),
                }
                for value in sorted(values, key=str)[:_VALUES_OF_A_PROPERTY]
            ],
            "more": max(0, len(values) - _VALUES_OF_A_PROPERTY),
        }
        for property_, values in sorted(groups.items(), key=lambda group: group[0].value)
    ]


def _own(reader: Reader, value: NamedNode | Literal) -> list[NamedNode]:
    """Where a goal or a section stands, which no statement says."""
    return reader.nodes(value, _EVIDENCE) if isinstance(value, NamedNode) else []


def _places(reader: Reader, mentions: Iterable[NamedNode]) -> list[dict[str, object]]:
    some = sorted(set(mentions), key=str)[:_PLACES_OF_A_FACT]
    places = sorted((place_of(reader, mention) for mention in some), key=lambda place: (place.file, place.start))
    return [{**asdict(place), "document": _whole(reader, place.document)} for place in places]


def neighbours(reader: Reader, iri: str, limit: int) -> dict[str, object]:
    """A thing and the things that it has to do with, as the nodes and edges of a picture.

    Args:
        reader: The store.
        iri: Of the thing.
        limit: Edges; what is stated goes before what is only mentioned.

    Raises:
        RequestError: 404, nothing is said of it.
    """
    node = known(reader, iri)
    aliases = set(reader.aliases(node))
    quads = [quad for alias in aliases for quad in (*reader.quads(alias), *reader.quads(None, None, alias))]
    edges: defaultdict[tuple[Any, NamedNode, Any], set[str]] = defaultdict(set)
    for quad in quads:
        if _joins_things(quad) and not (quad.subject in aliases and quad.object in aliases):
            source = node if quad.subject in aliases else quad.subject
            target = node if quad.object in aliases else quad.object
            edges[source, quad.predicate, target] |= _years_of_graph(reader, quad.graph_name)
    ranked = sorted(edges, key=lambda edge: (edge[1] == _MENTIONS, *(part.value for part in edge)))
    shown = ranked[:limit]
    nodes = dict.fromkeys([node, *(end for source, _, target in shown for end in (source, target))])
    return {
        "nodes": [{**named(reader, end), "year": _year(reader, end)} for end in nodes],
        "edges": [
            {
                "source": source.value,
                "target": target.value,
                "property": property_.value,
                "name": reader.label(property_),
                "years": sorted(edges[source, property_, target]),
            }
            for source, property_, target in shown
        ],
        "more": len(ranked) - len(shown),
    }


def _joins_things(quad: Any) -> bool:
    """Whether a statement joins two things of the world, and is no book-keeping."""
    return (
        isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
        and (quad.predicate not in _NOT_FACTS or quad.predicate == _MENTIONS)
        and quad.predicate.value.startswith((PREFIXES["stp"], PREFIXES["org"]))
        and not quad.object.value.startswith(PREFIXES["stp"])
        and quad.predicate != _PREDICATE
    )


def _years_of_graph(reader: Reader, graph: object) -> set[str]:
    """The years of the documents of a file, whose graph this is."""
    if not isinstance(graph, NamedNode):
        return set()
    years = (_year(reader, document) for document in reader.subjects(_DERIVED, graph))
    return {year for year in years if year}


def _year(reader: Reader, node: NamedNode) -> str:
    """The year of a document or of a goal's deadline; `""` of other things."""
    return (reader.text(node, _DATE) or reader.text(node, _DEADLINE))[:4]


def goals(reader: Reader, iri: str | None, first: str | None, last: str | None, limit: int) -> dict[str, object]:
    """Goals in the order of their deadlines, those without one last.

    Args:
        reader: The store.
        iri: Of a document that sets them, a region or programme that they or their document are for; None for all.
        first: Year of the earliest deadline, or None.
        last: Year of the latest, or None.
        limit: Goals.

    Raises:
        RequestError: 404, nothing is said of the thing.
    """
    if iri is None:
        found = {quad.object for quad in reader.quads(None, _SETS) if isinstance(quad.object, NamedNode)}
    else:
        node = known(reader, iri)
        found = {goal for alias in reader.aliases(node) for goal in reader.nodes(alias, _SETS)}
        for property_ in (_APPLIES, term("stp:goalOf"), term("stp:indicator")):
            found.update(goal for goal in reader.subjects(property_, node) if reader.says(None, _SETS, goal))
        # A plan of a region need not name it in each goal.
        for plan in reader.subjects(_APPLIES, node):
            found.update(goal for goal in reader.nodes(plan, _SETS) if not reader.says(goal, _APPLIES, None))
    dated = sorted((reader.text(goal, _DEADLINE)[:4] or "9999", goal.value) for goal in found)
    wanted = [
        NamedNode(goal)
        for year, goal in dated
        if (first is None or first <= year) and (last is None or (year <= last and year != "9999"))
    ]
    return {"goals": [_goal(reader, goal) for goal in wanted[:limit]], "more": max(0, len(wanted) - limit)}


def _goal(reader: Reader, goal: NamedNode) -> dict[str, object]:
    operators = reader.nodes(goal, term("stp:operator"))
    document = next(iter(reader.subjects(_SETS, goal)), None)
    return {
        "iri": goal.value,
        "statement": reader.label(goal),
        "deadline": reader.text(goal, _DEADLINE),
        "indicator": _names(reader, goal, term("stp:indicator")),
        "operator": next((reader.text(sign, term("skos:notation")) for sign in operators), ""),
        "value": reader.text(goal, term("stp:value")),
        "max_value": reader.text(goal, term("stp:maxValue")),
        "unit": _names(reader, goal, term("stp:unit")),
        "regions": [named(reader, region) for region in reader.nodes(goal, _APPLIES)],
        "document": {**named(reader, document), "year": _year(reader, document)} if document else None,
        "evidence": _places(reader, reader.nodes(goal, _EVIDENCE)),
    }


def _names(reader: Reader, node: NamedNode, property_: NamedNode) -> str:
    return "、".join(reader.label(value) for value in reader.nodes(node, property_))
