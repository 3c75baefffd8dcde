"""How many nodes and edges each view has, by SPARQL of other making than its own."""

from __future__ import annotations

from pyoxigraph import QuerySolutions, Store

from kg.vocabulary import PREFIXES

ENTITY = "科学技术部"
_EGO = "<https://w3id.org/cn-stp/organisation/科学技术部>"
_STEPS = (
    "stp:issuedBy|stp:cites|stp:implements|stp:repeals|stp:attachedTo|stp:succeeds|stp:appliesTo|stp:leads|"
    "stp:participatesIn|stp:partOf|stp:locatedIn|stp:setOutIn|stp:setsGoal|stp:goalOf|stp:indicator"
)
_AROUND = f"{{ {_EGO} ({_STEPS})? ?%s }} UNION {{ ?%s {_STEPS}|stp:mentions {_EGO} }}"
# Edges of each view: what tells them apart, and the pattern that finds them.
_EDGES = {
    "citations": (
        "?from ?how ?to",
        "VALUES ?how { stp:cites stp:implements stp:repeals } ?from ?how ?cited . "
        "OPTIONAL { ?cited owl:sameAs ?stored } BIND(COALESCE(?stored, ?cited) AS ?to)",
    ),
    "collaboration": (
        "?from ?how ?to",
        """{ ?notice stp:issuedBy ?from, ?to . BIND(1 AS ?how) FILTER NOT EXISTS { ?notice stp:attachedTo ?covering } }
        UNION { ?a stp:leads ?thing . ?b stp:leads|stp:participatesIn ?thing . FILTER(?a != ?b) BIND(2 AS ?how)
            BIND(IF(STR(?a) < STR(?b), ?a, ?b) AS ?from) BIND(IF(STR(?a) < STR(?b), ?b, ?a) AS ?to) }
        FILTER(STR(?from) < STR(?to))""",
    ),
    "programmes": (
        "?from ?how ?to",
        """?programme a stp:Programme . { ?from ?how ?programme FILTER(?how IN (stp:leads, stp:participatesIn))
            BIND(?programme AS ?to) }
        UNION { ?programme stp:locatedIn ?to . BIND(?programme AS ?from) BIND(0 AS ?how) }""",
    ),
    "goals": ("?from ?to", "{ ?from stp:setsGoal ?to } UNION { ?from stp:indicator ?to . ?from a stp:Goal }"),
    "overview": (
        "?from ?how ?to",
        """GRAPH ?file { ?file a stp:SourceFile . ?from ?how ?named . FILTER(?how IN (stp:mentions, stp:issuedBy,
            stp:appliesTo, stp:attachedTo, stp:cites, stp:implements, stp:repeals, stp:leads, stp:participatesIn,
            stp:partOf, stp:locatedIn))
            FILTER NOT EXISTS { ?from a stp:Goal } FILTER NOT EXISTS { ?from a stp:GoalSeries } }
        OPTIONAL { ?named owl:sameAs ?stored } BIND(COALESCE(?stored, ?named) AS ?to)""",
    ),
    "ego": (
        "?from ?how ?to",
        f"""{{ SELECT DISTINCT ?from {{ {_AROUND % ("from", "from")} }} }}
        {{ SELECT DISTINCT ?to {{ {_AROUND % ("to", "to")} }} }}
        ?from ?how ?named . FILTER(?how IN ({_STEPS.replace("|", ", ")}, stp:mentions))
        OPTIONAL {{ ?named owl:sameAs ?stored }} FILTER(?to = COALESCE(?stored, ?named))""",
    ),
}
VIEWS = tuple(_EDGES)


def counts(store: Store, view: str) -> tuple[int, int]:
    """The nodes and the edges of a view of a store; `ego` is that of `ENTITY`, one step far."""
    key, pattern = _EDGES[view]
    edges = f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT {key} {{ {pattern} }} }}"
    return _number(store, f"SELECT (COUNT(DISTINCT ?end) AS ?n) {{ {_ends(pattern)} }}"), _number(store, edges)


def _ends(pattern: str) -> str:
    return f"{{ SELECT (?from AS ?end) {{ {pattern} }} }} UNION {{ SELECT (?to AS ?end) {{ {pattern} }} }}"


def _number(store: Store, query: str) -> int:
    solutions = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    (solution,) = solutions
    value = solution["n"]
    assert value is not None
    return int(value.value)
