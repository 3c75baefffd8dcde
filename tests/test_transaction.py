from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, serialize

from kg.transaction import Transaction

GRAPH, OTHER, THING = (NamedNode(f"https://example.org/{name}") for name in ("graph", "other", "thing"))
QUAD = Quad(THING, THING, Literal("有"), GRAPH)
# What would be an update of its own, were it not inside a literal.
HOSTILE = [
    '"} } ; DROP ALL #',
    "\\u0022 } } ; DROP ALL #",
    "> } ; CLEAR ALL",
    "'''",
    f" {GRAPH} .\n",
    "\0\x01\x1f\x7f\x85\u2028",
    "\\",
]


def test_changes_are_made_in_their_order() -> None:
    store = Store()
    store.add(QUAD)
    transaction = Transaction(store)
    transaction.drop(GRAPH)
    transaction.drop(OTHER)
    transaction.add([Quad(THING, THING, Literal("新"), GRAPH), QUAD])
    transaction.remove([QUAD])
    assert list(store) == [QUAD]
    transaction.commit()
    assert list(store) == [Quad(THING, THING, Literal("新"), GRAPH)]
    transaction.commit()
    assert len(store) == 1


def test_all_or_nothing() -> None:
    store = Store()
    store.add(QUAD)
    transaction = Transaction(store)
    transaction.drop(GRAPH)
    transaction.add_graph(OTHER, b"<not an IRI> .\n")
    with pytest.raises(SyntaxError):
        transaction.commit()
    assert list(store) == [QUAD]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    said = Quad(THING, THING, Literal(text), OTHER)
    for by_nquads in (False, True):
        store = Store()
        store.add(QUAD)
        transaction = Transaction(store)
        if by_nquads:
            nquads = serialize([said], format=RdfFormat.N_QUADS)
            assert nquads is not None
            transaction.add_graph(OTHER, nquads)
        else:
            transaction.add([said])
        transaction.commit()
        assert set(store) == {QUAD, said}
        transaction.remove([said])
        transaction.commit()
        assert set(store) == {QUAD}


@given(st.text(), st.sampled_from([None, "zh"]))
def test_any_text_arrives_as_it_is(text: str, language: str | None) -> None:
    store, said = Store(), Quad(THING, THING, Literal(text, language=language), OTHER)
    transaction = Transaction(store)
    transaction.add([said])
    transaction.commit()
    assert list(store) == [said]
