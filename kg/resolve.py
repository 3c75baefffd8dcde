"""What only all files together tell: which documents are one, which is a programme's plan, which follows which."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.iris import Iris, normalise
from kg.succession import instances, successions
from kg.transaction import Transaction
from kg.vocabulary import term

GRAPH_NAME = "links"
_DERIVED, _NUMBER, _SAME, _TITLE = (
    term(name) for name in ("prov:wasDerivedFrom", "stp:documentNumber", "owl:sameAs", "dcterms:title")
)
_TYPE, _LABEL, _SET_OUT_IN = term("rdf:type"), term("rdfs:label"), term("stp:setOutIn")
_DOCUMENT, _PROGRAMME = term("stp:PolicyDocument"), term("stp:Programme")
_LINKS_AT_ONCE = 1_000
# What the title of a plan adds to the name of the programme that it sets out: 国家知识产权战略 + 纲要, (2021-2023年).
_PLAN = re.compile(
    r"(?P<name>.{4,}?)(?:纲要|规划|行动计划|(?:总体|实施|工作|行动|建设|试点)?方案|(?:实施|指导)意见)?(?:\([^()]*\))?"
)


def remake_links(store: Store, iris: Iris) -> None:
    """Write the links among documents and from programmes to documents, and take out those that no longer hold."""
    graph = iris.graph(GRAPH_NAME)
    links = [*same_documents(store, iris), *own_plans(store, iris), *sorted(successions(store, graph), key=str)]
    known = set(store.quads_for_pattern(None, None, None, graph))
    old, new = sorted(known - set(links), key=str), sorted(set(links) - known, key=str)
    # The next build mends what a kill leaves half done; one transaction of all links would need memory for all.
    for start in range(0, max(len(old), len(new)), _LINKS_AT_ONCE):
        transaction = Transaction(store)
        transaction.remove(old[start : start + _LINKS_AT_ONCE])
        transaction.add(new[start : start + _LINKS_AT_ONCE])
        transaction.commit()
    if not links:
        transaction = Transaction(store)
        transaction.drop(graph)
        transaction.commit()


def own_plans(store: Store, iris: Iris) -> list[Quad]:
    """`stp:setOutIn` from each programme to the document that is its plan, by the document's title.

    That is its name, or its name and a word for a plan: 国家知识产权战略 is set out in 国家知识产权战略纲要.
    A document of the store goes before one that is only cited; where several fit, the titles do not say which is meant,
    and there is no link.
    """
    by_name: defaultdict[str, dict[NamedNode, bool]] = defaultdict(dict)
    for document, title in _titles(store):
        for name in _set_out_names(title.value):
            by_name[name][document] = _has(store, document, _DERIVED)
    links = set()
    for programme in instances(store, _PROGRAMME):
        fitting = {plan: own for name in _names(store, programme) for plan, own in by_name.get(name, {}).items()}
        plans = [plan for plan, own in fitting.items() if own] or list(fitting)
        if len(plans) == 1:
            links.add(Quad(programme, _SET_OUT_IN, plans[0], iris.graph(GRAPH_NAME)))
    return sorted(links, key=str)


def _set_out_names(title: str) -> set[str]:
    """The names that a programme can have whose plan has this title, normalised.

    >>> sorted(_set_out_names("“互联网+”行动实施方案（2021—2023年）"))
    ['互联网+行动', '互联网+行动实施方案', '互联网+行动实施方案(2021—2023年)']
    """
    name = normalise(title)
    without_years = re.sub(r"\([^()]*\)$", "", name)
    match = _PLAN.fullmatch(name)
    return {name, without_years, *([match["name"]] if match else [])}


def _titles(store: Store) -> Iterator[tuple[NamedNode, Literal]]:
    """The documents that are in the store or cited, with their titles, each pair once."""
    for document in instances(store, _DOCUMENT):
        titles = {quad.object for quad in store.quads_for_pattern(document, _TITLE, None, None)}
        yield from ((document, title) for title in titles if isinstance(title, Literal))


def _names(store: Store, node: NamedNode) -> set[str]:
    found = store.quads_for_pattern(node, _LABEL, None, None)
    labels = {quad.object for quad in found}
    return {normalise(label.value) for label in labels if isinstance(label, Literal)}


def same_documents(store: Store, iris: Iris) -> list[Quad]:
    """`owl:sameAs` from each cited document to the one document of the store that has its title.

    Where several documents of the store have the title, it does not say which of them is meant, and there is no link.
    A cited document with a number is only linked to a document that prints none: those of equal number are one already.
    """
    meant: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
    for document, title in _titles(store):
        if _has(store, document, _DERIVED):
            for cited in _cited_as(store, iris, document, title):
                meant[cited].add(document)
    graph = iris.graph(GRAPH_NAME)
    links = [Quad(cited, _SAME, documents.pop(), graph) for cited, documents in meant.items() if len(documents) == 1]
    return sorted(links, key=str)


def _cited_as(store: Store, iris: Iris, document: NamedNode, title: Literal) -> Iterator[NamedNode]:
    """What a document would be called, and is called somewhere, by those who know it only by this title."""
    by_title = iris.cited_document(title.value, None)
    if _has(store, by_title, _TITLE):
        yield by_title
    if not _has(store, document, _NUMBER):
        for quad in store.quads_for_pattern(None, _TITLE, title, None):
            subject = quad.subject
            if isinstance(subject, NamedNode) and _has(store, subject, _NUMBER) and not _has(store, subject, _DERIVED):
                yield subject


def _has(store: Store, subject: NamedNode, predicate: NamedNode) -> bool:
    return next(iter(store.quads_for_pattern(subject, predicate, None, None)), None) is not None
