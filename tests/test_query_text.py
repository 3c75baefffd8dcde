"""Terms written into the text of a saved query."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store, Variable

from kg.queries import read_query
from kg.query_text import written_out

A, B, P = (NamedNode(f"http://example.org/{name}") for name in "abp")
TERMS: dict[Variable, NamedNode | Literal] = {Variable("_x_iri"): A}


def written(text: str, columns: str = "y, z", terms: dict[Variable, NamedNode | Literal] = TERMS) -> str | None:
    head = f"#+ columns: [{columns}]\n" if columns else ""
    found = written_out(read_query(head + text, Path("q.rq")), terms)
    return found.removeprefix(head) if found else None


def test_iris_stand_in_the_place_of_parameters_and_columns_in_that_of_the_star() -> None:
    assert written('SELECT DISTINCT * { ?_x_iri ?z ?y . FILTER(?y != "?_x_iri") } # ?_x_iri') == (
        f'SELECT DISTINCT ?y ?z {{ {A} ?z ?y . FILTER(?y != "?_x_iri") }} # ?_x_iri'
    )


def test_the_answer_has_the_columns_in_their_order() -> None:
    text = written("SELECT * { ?_x_iri ?z ?y }")
    assert text
    store = Store()
    store.extend([Quad(A, P, B), Quad(B, P, A)])
    answer = store.query(text)
    assert isinstance(answer, QuerySolutions)
    assert [variable.value for variable in answer.variables] == ["y", "z"]
    assert [(row["y"], row["z"]) for row in answer] == [(B, P)]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("SELECT ?y ?z ?_x_iri { ?_x_iri ?z ?y }", "y, z"),  # the query gives the order itself
        ("SELECT * { ?_x_iri ?z ?y }", ""),
        ("SELECT * { ?_x_iri ?z ?y . ?y <http://example.org/p>* ?z }", "y, z"),  # a path of any length
        ("SELECT * { ?_x_iri ?z ?y . ?y <http://example.org/p>+ ?z }", "y, z"),
        ("SELECT * { ?y ?z 1 . VALUES ?_x_iri { <http://example.org/a> } }", "y, z"),  # would be no SPARQL
        ("SELECT * { ?_x_iri ?z ?y . OPTIONAL { ?y ?z ?__n_iri } }", "y, z"),  # a parameter without a term
        ("ASK { ?_x_iri ?z ?y }", ""),
    ],
)
def test_other_queries_are_asked_as_they_are(text: str, columns: str) -> None:
    assert written(text, columns) is None


def test_a_literal_is_put_in_by_the_store() -> None:
    assert written("SELECT * { ?y ?z ?_x_string }", terms={Variable("_x_string"): Literal("甲")}) is None
