"""A saved query's text with its terms written into it, as grlc does: what is left gives the columns, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Store, Variable

from kg.queries import SavedQuery
from kg.sparql_tokens import Token, tokens_of

# Of a path of any length Oxigraph then takes the wrong end first: goals-by-region took some hundred times as long.
_PATHS = ("*", "+")


def written_out(query: SavedQuery, terms: Mapping[Variable, NamedNode | Literal]) -> str | None:
    """The text of a query with IRIs in the place of its parameters and its columns in the place of `SELECT *`.

    The store then plans with what it is asked about, as it does not with terms that are put in later, and its answer
    has the columns in their order and none of the parameters: nothing is left to choose.

    Args:
        query: The query. Its columns are all variables of its answer but its parameters, as `read_query` sees to.
        terms: What `kg.query.bind` gave for it.

    Returns:
        SPARQL, or None where the columns stand in the query, where a parameter has no term or a literal, where there is
        a path of any length, or where the text would be none: `BIND(1 AS ?_x_iri)`.
    """
    values = {variable.value: term for variable, term in terms.items() if isinstance(term, NamedNode)}
    if not query.columns or values.keys() != {parameter.variable for parameter in query.parameters}:
        return None
    tokens = tokens_of(query.text)
    star = _star(tokens)
    if star is None or any(token.text in _PATHS and token is not star for token in tokens):
        return None
    end, pieces = 0, []
    for place, written in _places(tokens, star, query.columns, values):
        pieces += [query.text[end : place.start], written]
        end = place.end
    text = "".join([*pieces, query.text[end:]])
    try:
        Store().query(text)
    except SyntaxError:
        return None
    return text


def _star(tokens: list[Token]) -> Token | None:
    """The `*` of the first SELECT."""
    words = iter(tokens)
    if not any(token.kind == "word" and token.text.upper() == "SELECT" for token in words):
        return None
    behind = next((token for token in words if token.text.upper() not in ("DISTINCT", "REDUCED")), None)
    return behind if behind and behind.text == "*" else None


def _places(
    tokens: list[Token], star: Token, columns: tuple[str, ...], values: Mapping[str, NamedNode]
) -> Iterator[tuple[Token, str]]:
    """What is written otherwise, and how."""
    for token in tokens:
        if token is star:
            yield token, " ".join(f"?{column}" for column in columns)
        elif token.kind == "variable" and token.text[1:] in values:
            yield token, str(values[token.text[1:]])
