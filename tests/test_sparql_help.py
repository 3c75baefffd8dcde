"""What is said of a text that is not SPARQL: the place of the mistake, and what would be right."""

from __future__ import annotations

import pytest

from extract.resources import resource
from kg.queries import load_queries
from kg.sparql_completion import what_helps
from kg.sparql_help import find_mistake
from kg.sparql_tokens import tokens_of


# The place is where `‸` stands.
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("‸", "there is no query; expected: PREFIX, SELECT, ASK, CONSTRUCT or DESCRIBE"),
        (
            "‸SELEC * {}",
            "SELEC is not expected here; did you mean SELECT? expected: SELECT, ASK, CONSTRUCT or DESCRIBE",
        ),
        ("‸INSERT DATA { <x:a> <x:b> <x:c> }", "INSERT changes a graph; here a graph is only asked"),
        ("SELECT * { ?s ?p ‸}", "} is not expected here; expected: a variable, an IRI, a value, a text, '('"),
        ("SELECT * { ?s ‸}", "} is not expected here; expected: an IRI, a predicate and an object"),
        (
            "SELECT * {\n  ?s <x:a> ?o\n  ‸?s <x:b> ?q\n}",
            "?s is not expected here; expected: '}', '{', '.', ';', ','",
        ),
        ("SELECT * ‸{ ?s ?p ?o", "this { is not closed; expected: }"),
        ("SELECT * { ?s ?p ?o } ‸}", "this } closes nothing"),
        ("SELECT * { ?s ?p ?o FILTER(?o > 3 ‸}", "expected: ) before this }, to close ("),
        ("SELECT * { FILTER ‸?o > 3 }", "?o is not expected here; expected: '(', EXISTS"),
        ('SELECT * { ?s ?p ‸"天津 }', 'the text that begins with this " does not end on its line'),
        ("SELECT * { ?s ?p ‸“天津” }", '“ is not a sign of SPARQL; write "'),
        ("SELECT * { ?s ?p ?o ‸。 }", "。 is not a sign of SPARQL; write ."),
        (
            "SELECT ?s‸, ?o { ?s ?p ?o }",
            ", is not expected here; expected: '{', a variable, (expression AS ?name)",
        ),
        (
            "SELECT * { ?s ‸rdfs:label ?o }",
            "the prefix rdfs: is not declared; add the line PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>",
        ),
        ("SELECT * { ?s ‸my:p ?o }", "the prefix my: is not declared; add the line PREFIX my: <…>"),
        ("SELECT * { ?s ‸<p> ?o }", "<p> is not a whole IRI; expected: one such as <https://…>"),
        (
            "SELECT * { ?s a ‸<http://x y> }",
            "the IRI that begins with this < holds a sign that no IRI has, or does not end",
        ),
        ("SELECT * { ‸OPTINAL { ?s ?p ?o } }", "OPTINAL is not expected here; did you mean OPTIONAL? expected: "),
        (
            "SELECT * { ?s ?p ?o } LIMIT 5 ‸OFSET 3",
            "OFSET is not expected here; did you mean OFFSET? expected: the end",
        ),
        ("SELECT ?s { ?s ?p ?o } ORDER‸", "the query is not complete; expected: BY"),
        (
            "‸SELECT ?s ?o { ?s ?p ?o } GROUP BY ?s",
            "SELECT gives a variable that the pattern does not have, or that GROUP BY does not name",
        ),
        ("SELECT * { ?s ?p ?o BIND(1 AS ‸?s) }", "?s cannot stand here; perhaps it has a value already"),
    ],
)
def test_mistake_is_named_at_its_place(text: str, problem: str) -> None:
    mistake = find_mistake(text.replace("‸", ""))
    assert mistake is not None
    assert mistake.position == text.index("‸")
    assert mistake.problem.startswith(problem)


def test_right_query_has_no_mistake() -> None:
    assert find_mistake("SELECT ?s { ?s ?p ?o }") is None


NESTED = """\
PREFIX e: <https://example.org/>
SELECT DISTINCT ?a ?n WHERE {
  { SELECT ?a (COUNT(DISTINCT ?c) AS ?n) WHERE { ?a e:p/^e:q* ?c ; e:r "x"@zh, 2.5 } GROUP BY ?a }
  OPTIONAL { GRAPH ?g { ?a (e:p|e:q)+ [ e:r ?d ] } FILTER(?d > 3 && REGEX(STR(?d), "x") || !BOUND(?d)) }
  MINUS { VALUES (?a ?n) { (e:a 1) (UNDEF 2) } }
  FILTER NOT EXISTS { ?a a e:C } BIND(IF(?n IN (1, 2), COALESCE(?d, 3), 4) AS ?f)
}
ORDER BY DESC(?n) LIMIT 5 OFFSET 1
"""


@pytest.mark.parametrize("text", [NESTED, load_queries(resource("queries"))["programmes-by-lead"].text])
def test_every_beginning_of_a_right_query_is_right_so_far(text: str) -> None:
    tokens = tokens_of(text)
    counts = range(1, len(tokens) + 1)
    assert [text[: tokens[count - 1].end] for count in counts if not next(what_helps(text, tokens[:count]), "")] == []
