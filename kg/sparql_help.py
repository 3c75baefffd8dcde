"""What is wrong with a text that is not SPARQL: where, and what would be right, in plain words.

The store's own parser (pyoxigraph) tells a place that is often behind the mistake, and lists hundreds of characters
that it would have taken. So the place is found by trial: the text up to some token can be right if there is something
that makes a query of it when put behind it. The first token up to which nothing helps is wrong, and what helped just
before it was expected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from kg.sparql_completion import CLOSING, UNBOUND, complaint_about, what_helps
from kg.sparql_tokens import Token, tokens_of
from kg.vocabulary import PREFIXES

_QUOTES = ("'", '"')
# Signs of Chinese text, and what SPARQL has in their place.
_WIDE = dict(zip("，。；：（）｛｝“”‘’？＝＜＞", ",.;:(){}\"\"''?=<>", strict=True))
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_WORDS = (
    *_FORMS, "PREFIX", "BASE", "WHERE", "FROM", "NAMED", "DISTINCT", "REDUCED", "GRAPH", "OPTIONAL", "UNION",
    "MINUS", "FILTER", "BIND", "VALUES", "UNDEF", "EXISTS", "NOT", "IN", "AS", "GROUP", "ORDER", "BY", "HAVING",
    "ASC", "DESC", "LIMIT", "OFFSET", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT",
    "SEPARATOR", "STR", "LANG", "LANGMATCHES", "DATATYPE", "BOUND", "IRI", "IF", "COALESCE", "CONCAT", "STRLEN",
    "SUBSTR", "UCASE", "LCASE", "CONTAINS", "STRSTARTS", "STRENDS", "STRBEFORE", "STRAFTER", "REPLACE", "REGEX",
    "YEAR", "MONTH", "DAY", "NOW", "ABS", "ROUND", "CEIL", "FLOOR", "isIRI", "isBLANK", "isLITERAL",
    "isNUMERIC", "sameTerm", "true", "false", "a",
)  # fmt: skip
_MOST_EXPECTED = 6


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a text.

    Attributes:
        position: The character where it is seen, from 0.
        problem: What it is, and what would be right.
    """

    position: int
    problem: str


def find_mistake(text: str) -> Mistake | None:
    """The first mistake of a text that is not SPARQL; None where none is found.

    >>> find_mistake("SELECT ?s WHERE { ?s ?p }")
    Mistake(position=24, problem="} is not expected here; expected: a variable, an IRI, a value, a text, '('")
    """
    tokens = tokens_of(text)
    for look in (_no_query, _alien_sign, _open_bracket, _unknown_prefix, _relative_iri):
        mistake = look(tokens)
        if mistake is not None:
            return mistake
    return _unexpected(text, tokens)


def _no_query(tokens: Sequence[Token]) -> Mistake | None:
    """Nothing, an update, or a form of query that does not exist."""
    if not tokens:
        return Mistake(0, "there is no query; expected: PREFIX, SELECT, ASK, CONSTRUCT or DESCRIBE")
    word = tokens[0].text.upper()
    if word in _UPDATES:
        return Mistake(tokens[0].start, f"{tokens[0].text} changes a graph; here a graph is only asked")
    return None


def _alien_sign(tokens: Sequence[Token]) -> Mistake | None:
    """A sign of Chinese text, an IRI with a space, or a quotation mark that opens and does not close."""
    for place, token in enumerate(tokens):
        if token.kind == "sign" and token.text in _WIDE:
            return Mistake(token.start, f"{token.text} is not a sign of SPARQL; write {_WIDE[token.text]}")
        if token.text == "<" and [next_.text for next_ in tokens[place + 2 : place + 4]] == ["/", "/"]:
            return Mistake(token.start, "the IRI that begins with this < holds a sign that no IRI has, or does not end")
        if token.kind == "sign" and token.text in _QUOTES:
            return Mistake(token.start, f"the text that begins with this {token.text} does not end on its line")
    return None


def _open_bracket(tokens: Sequence[Token]) -> Mistake | None:
    """A bracket without the other one."""
    opened: list[Token] = []
    for token in tokens:
        if token.text in CLOSING:
            opened.append(token)
        elif token.text in CLOSING.values():
            if not opened:
                return Mistake(token.start, f"this {token.text} closes nothing")
            if CLOSING[opened[-1].text] != token.text:
                wanted = CLOSING[opened[-1].text]
                return Mistake(token.start, f"expected: {wanted} before this {token.text}, to close {opened[-1].text}")
            opened.pop()
    if opened:
        return Mistake(opened[-1].start, f"this {opened[-1].text} is not closed; expected: {CLOSING[opened[-1].text]}")
    return None


def _unknown_prefix(tokens: Sequence[Token]) -> Mistake | None:
    declared = {name.text for word, name in zip(tokens, tokens[1:], strict=False) if word.text.upper() == "PREFIX"}
    for token in tokens:
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and f"{prefix}:" not in declared:
            iri = PREFIXES.get(prefix, "…")
            return Mistake(token.start, f"the prefix {prefix}: is not declared; add the line PREFIX {prefix}: <{iri}>")
    return None


def _relative_iri(tokens: Sequence[Token]) -> Mistake | None:
    if any(token.text.upper() == "BASE" for token in tokens):
        return None
    for token in tokens:
        if token.kind == "iri" and not re.match(r"<[A-Za-z][\w+.-]*:", token.text):
            return Mistake(token.start, f"{token.text} is not a whole IRI; expected: one such as <https://…>")
    return None


def _unexpected(text: str, tokens: Sequence[Token]) -> Mistake | None:
    """The first token that nothing can follow so that a query comes of it."""
    right, wrong = 0, len(tokens)
    if next(what_helps(text, tokens), None):
        complaint = complaint_about(text)
        if UNBOUND in complaint:
            problem = "SELECT gives a variable that the pattern does not have, or that GROUP BY does not name"
            return Mistake(_first(tokens, "SELECT").start, problem)
        problem = f"the query is not complete; expected: {', '.join(_expected(text, tokens))}"
        return Mistake(tokens[-1].end, problem) if complaint else None
    while wrong - right > 1:
        middle = (right + wrong) // 2
        right, wrong = (middle, wrong) if next(what_helps(text, tokens[:middle]), None) else (right, middle)
    token, expected = tokens[right], _expected(text, tokens[:right])
    if token.kind == "variable" and "a variable" in expected:
        return Mistake(token.start, f"{token.text} cannot stand here; perhaps it has a value already")
    problem = f"{token.text} is not expected here; {_meant(text, tokens[:right], token)}expected: {', '.join(expected)}"
    return Mistake(token.start, problem)


def _first(tokens: Sequence[Token], word: str) -> Token:
    return next((token for token in tokens if token.text.upper() == word), tokens[0])


def _meant(text: str, before: Sequence[Token], wrong: Token) -> str:
    """A question for the word that looks like the wrong one and could stand in its place."""
    close = get_close_matches(wrong.text.upper(), _WORDS, cutoff=0.7) if wrong.kind == "word" else []
    for word in close:
        other = Token("word", word, wrong.start)
        if next(what_helps(text[: wrong.start] + word, [*before, other]), None):
            return f"did you mean {word}? "
    return ""


def _expected(text: str, tokens: Sequence[Token]) -> list[str]:
    """What may follow the tokens."""
    words = list(dict.fromkeys(what_helps(text, tokens)))
    if "a variable" in words:  # of which the others are made
        words = [word for word in words if not word.startswith(("a predicate", "a pattern"))]
    return [word if re.search(r"\w", word) else f"'{word}'" for word in words[:_MOST_EXPECTED]]
