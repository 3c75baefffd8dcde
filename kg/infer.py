"""What follows from the graph by the ontology: the part of its OWL 2 RL closure that analysts ask for.

The rules are those of OWL 2 RL (https://www.w3.org/TR/owl2-profiles/#OWL_2_RL, section 4.3). The engine, `reasonable`,
has all that this ontology needs but property chains (`prp-spo2`): these are joined here, until nothing new follows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from pyoxigraph import NamedNode, Quad, Store

from kg import gazetteer_graph, resolve
from kg.iris import Iris
from kg.vocabulary import ONTOLOGY, term

GRAPH_NAME = "inferred"
_TYPE, _SAME, _LABEL = term("rdf:type"), term("owl:sameAs"), term("rdfs:label")
_INVERSE, _SUBPROPERTY, _CHAIN = term("owl:inverseOf"), term("rdfs:subPropertyOf"), term("owl:propertyChainAxiom")
_TRANSITIVE = term("owl:TransitiveProperty")
_FIRST, _REST = term("rdf:first"), term("rdf:rest")
Statement = tuple[str, str, str]


def inferred_quads(store: Store, iris: Iris) -> list[Quad]:
    """The statements that follow from the graphs of files, gazetteers and links, and that these do not hold, sorted.

    They are about things under the base and use classes and properties of the ontology; that a thing is in a relation
    to itself is left out. All relations of the store are in memory meanwhile.
    """
    ontology = list(store.quads_for_pattern(None, None, None, NamedNode(ONTOLOGY)))
    labelled = (quad.subject for quad in ontology if quad.predicate == _LABEL)
    terms = {node.value for node in labelled if isinstance(node, NamedNode)}
    axioms = list(_statements(ontology))
    stated = set(_relations(store, iris, _properties(axioms)))
    closure = _close(stated, axioms)
    graph = iris.graph(GRAPH_NAME)
    found = sorted(statement for statement in closure - stated if _is_wanted(statement, iris.base, terms))
    return [Quad(NamedNode(s), NamedNode(p), NamedNode(o), graph) for s, p, o in found]


def _properties(axioms: Iterable[Statement]) -> set[str]:
    """The properties of which something follows, and the two of RDF and OWL that every rule needs."""
    properties = {_TYPE.value, _SAME.value}
    for s, p, o in axioms:
        if p in {_INVERSE.value, _SUBPROPERTY.value}:
            properties |= {s, o}
        elif p == _CHAIN.value or (p, o) == (_TYPE.value, _TRANSITIVE.value):
            properties.add(s)
    return properties


def _relations(store: Store, iris: Iris, properties: Iterable[str]) -> Iterator[Statement]:
    """What the graphs of files, gazetteers and links say with these properties."""
    graphs = {iris.graph(gazetteer_graph.GRAPH_NAME), iris.graph(resolve.GRAPH_NAME)}
    for property_ in properties:
        for quad in store.quads_for_pattern(None, NamedNode(property_), None, None):
            if quad.graph_name in graphs or iris.is_file(quad.graph_name):
                yield from _statements([quad])


def _statements(quads: Iterable[Quad]) -> Iterator[Statement]:
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield quad.subject.value, quad.predicate.value, quad.object.value


def _chains(axioms: Iterable[Statement]) -> list[Statement]:
    """The axioms `first o second -> property`, as (property, first, second); the ontology has none of more links."""
    first, rest = ({s: o for s, p, o in axioms if p == part.value} for part in (_FIRST, _REST))
    return [(s, first[o], first[rest[o]]) for s, p, o in axioms if p == _CHAIN.value]


def _close(stated: Iterable[Statement], axioms: Sequence[Statement]) -> set[Statement]:
    # Loaded only by those who infer.
    from rdflib import URIRef
    from reasonable import PyReasoner

    engine = PyReasoner()
    chains = _chains(axioms)
    new = {*stated, *axioms}
    closure: set[Statement] = set()
    while new:
        engine.from_graph([tuple(map(URIRef, statement)) for statement in sorted(new)])
        closure = {(str(s), str(p), str(o)) for s, p, o in engine.reason()} | new
        new = {statement for chain in chains for statement in _joined(closure, *chain)} - closure
    return closure


def _joined(statements: Iterable[Statement], property_: str, first: str, second: str) -> Iterator[Statement]:
    onward: defaultdict[str, list[str]] = defaultdict(list)
    for s, p, o in statements:
        if p == second:
            onward[s].append(o)
    for s, p, o in statements:
        if p == first:
            yield from ((s, property_, end) for end in onward.get(o, ()))


def _is_wanted(statement: Statement, base: str, terms: Collection[str]) -> bool:
    s, p, o = statement
    return s != o and s.startswith(base) and s not in terms and (o if p == _TYPE.value else p) in terms
