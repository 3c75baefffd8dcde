"""What only all files together tell: which documents are one, which is a programme's plan, which follows which."""

from __future__ import annotations

import re
from collections import defaultdict

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.iris import Iris, normalise
from kg.known_documents import KnownDocuments, instances, known_documents, said_of
from kg.succession import successions
from kg.transaction import Transaction
from kg.vocabulary import term

GRAPH_NAME = "links"
_SAME, _TITLE, _LABEL = term("owl:sameAs"), term("dcterms:title"), term("rdfs:label")
_SET_OUT_IN, _PROGRAMME = term("stp:setOutIn"), term("stp:Programme")
_LINKS_AT_ONCE = 1_000
# What the title of a plan adds to the name of the programme that it sets out: 国家知识产权战略 + 纲要, (2021-2023年).
_PLAN = re.compile(
    r"(?P<name>.{4,}?)(?:纲要|规划|行动计划|(?:总体|实施|工作|行动|建设|试点)?方案|(?:实施|指导)意见)?(?:\([^()]*\))?"
)


def remake_links(store: Store, iris: Iris) -> None:
    """Write the links among documents and from programmes to documents, and take out those that no longer hold."""
    graph = iris.graph(GRAPH_NAME)
    known = known_documents(store)
    links = [*same_documents(known, iris), *own_plans(store, known, iris)]
    links += sorted(successions(store, known, graph), key=str)
    before = set(store.quads_for_pattern(None, None, None, graph))
    old, new = sorted(before - set(links), key=str), sorted(set(links) - before, key=str)
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


def own_plans(store: Store, known: KnownDocuments, iris: Iris) -> list[Quad]:
    """`stp:setOutIn` from each programme to the document that is its plan, by the document's title.

    That is its name, or its name and a word for a plan: 国家知识产权战略 is set out in 国家知识产权战略纲要.
    A document of the store goes before one that is only cited; where several fit, the titles do not say which is meant,
    and there is no link.
    """
    labels = said_of(store, _LABEL, instances(store, _PROGRAMME))
    names = {
        programme: {normalise(label.value) for label in some if isinstance(label, Literal)}
        for programme, some in labels.items()
    }
    wanted = {name for some in names.values() for name in some}
    by_name: defaultdict[str, set[NamedNode]] = defaultdict(set)
    for document, title in known.titles:
        for name in _set_out_names(title.value) & wanted:
            by_name[name].add(document)
    links = []
    for programme, some in names.items():
        fitting = {plan for name in some for plan in by_name.get(name, ())}
        plans = fitting & known.held or fitting
        if len(plans) == 1:
            links.append(Quad(programme, _SET_OUT_IN, plans.pop(), iris.graph(GRAPH_NAME)))
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


def same_documents(known: KnownDocuments, iris: Iris) -> list[Quad]:
    """`owl:sameAs` from each cited document to the one document of the store that has its title.

    Where several documents of the store have the title, it does not say which of them is meant, and there is no link.
    A cited document with a number is only linked to a document that prints none: those of equal number are one already.
    """
    titled = {document for document, _ in known.titles}
    numbered: defaultdict[Literal, set[NamedNode]] = defaultdict(set)
    for document, title in known.titles:
        if document in known.numbered and document not in known.held:
            numbered[title].add(document)
    meant: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
    for document, title in known.titles:
        if document in known.held:
            by_title = iris.cited_document(title.value, None)
            cited = () if document in known.numbered else numbered.get(title, ())
            for other in (by_title, *cited) if by_title in titled else cited:
                meant[other].add(document)
    graph = iris.graph(GRAPH_NAME)
    links = [Quad(other, _SAME, documents.pop(), graph) for other, documents in meant.items() if len(documents) == 1]
    return sorted(links, key=str)
