"""What may follow the beginning of a SPARQL query: found by trying what makes a whole query of it.

The store's parser is the only judge, and has nothing to say for a beginning. So it is completed in all ways that could
be right, with its brackets closed, and is right so far if one of these parses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from pyoxigraph import Store

from kg.sparql_tokens import Token, tokens_of

CLOSING = {"(": ")", "{": "}", "[": "]"}
"""The other bracket of each."""

# Of the functions that take more than one.
_ARGUMENTS = {
    "IF": 3, "REPLACE": 3, "REGEX": 2, "SUBSTR": 2, "CONTAINS": 2, "STRSTARTS": 2, "STRENDS": 2, "STRBEFORE": 2,
    "STRAFTER": 2, "LANGMATCHES": 2, "SAMETERM": 2, "STRDT": 2, "STRLANG": 2,
}  # fmt: skip
# What may follow, and how to call it; together they complete a query that is right so far. Without a name: what closes.
_CONTINUATIONS = (
    ("", ""),
    ("?z1", "a variable"),
    ("<x:x>", "an IRI"),
    ("<x:x> ?z1", "an IRI"),
    ("<x:x> {}", "an IRI"),
    ("1", "a value"),
    ("1 1", "a value"),
    ("1 1 1", "a value"),
    ("1 1 1 1", "a value"),
    ("'x'", "a text"),
    ("?z1 {}", "a variable"),
    ("?z1 ?z2", "a predicate and an object"),
    ("?z1 ?z2 ?z3", "a pattern such as ?s ?p ?o"),
    ("{}", "{"),
    ("(1)", "("),
    ("(?z1)", "("),
    ("(1, 1)", "("),
    ("(1, 1, 1)", "("),
    ("()", "("),
    ("(?z1) {}", "("),
    ("(1 AS ?z1)", "(expression AS ?name)"),
    (". ?z1 ?z2 ?z3", "."),
    ("; ?z1 ?z2", ";"),
    (", ?z1", ","),
    (", 1", ","),
    ("= 1", "an operator such as ="),
    ("1 AS ?z1", "an expression AS ?name"),
    ("AS ?z1", "AS ?name"),
    ("*", "*"),
    ("BY ?columns", "BY"),
    ("?columns", "a variable"),
    ("EXISTS {}", "EXISTS"),
    ("IN (1)", "IN"),
    ("SEPARATOR = 'x'", "SEPARATOR"),
    ("= 'x'", "="),
    ("LIMIT 1", "LIMIT"),
    ("ORDER BY ?z1", "ORDER BY"),
    ("SELECT * {}", "SELECT, ASK, CONSTRUCT or DESCRIBE"),
    ("<x:x> SELECT * {}", "an IRI"),
    ("x: <x:x> SELECT * {}", "a prefix and its IRI"),
)
# What must come behind the brackets that a continuation leaves open, where the pattern is still to come.
_ENDINGS = ("", " {}", " WHERE {}")
_MOST_WAYS = 500
UNBOUND = "The SELECT contains a variable that is unbound"
"""Said of texts that are SPARQL, but about nothing: the parser came to the end."""


def what_helps(text: str, tokens: Sequence[Token]) -> Iterator[str]:
    """How those continuations are called that make a query of the tokens, which are the first of a text."""
    begun = text[: tokens[-1].end] if tokens else ""
    columns = next((bracket.columns for bracket in _opened([*tokens, _ANY_BRACKET])[-1:]), [])
    for continuation, word in _CONTINUATIONS:
        continuation = continuation.replace("?columns", " ".join(columns) or "?z1")
        opened = _opened([*tokens, *tokens_of(continuation)])
        for closed, ending in product(_ways_to_close(opened), _ENDINGS):
            # Before a bracket no space: the store's parser takes none between some functions and theirs.
            space = "" if continuation.startswith("(") else " "
            if _parses(f"{begun}{space}{continuation}{closed}{ending}"):
                yield word or (CLOSING[opened[-1].text] if opened else "{" if ending else "the end")
                break


_ANY_BRACKET = Token("sign", "{", 0)


@dataclass(frozen=True, slots=True)
class _Bracket:
    """A bracket that is open.

    Attributes:
        text: The bracket.
        before: What the token before it says of it.
        first: The token behind it.
        columns: The variables of the SELECT that it belongs to, but those named by AS.
        outer: The same of the SELECT that goes on behind it.
        commas: How many stand in it, in no other bracket.
    """

    text: str
    before: Token | None
    first: Token | None
    columns: list[str]
    outer: list[str]
    commas: int = 0

    def ways_to_close(self) -> list[str]:
        closing = CLOSING[self.text]
        word = self.before.text.upper() if self.before else ""
        # Beside aggregates every column has to be one of the groups.
        groups = f"GROUP BY {' '.join(self.columns)} ?z4"
        if self.text == "{" and self.first is not None and self.first.text.upper() == "SELECT":
            return [closing, f" {{}}{closing}", f" {{}} {groups}{closing}", f" {groups}{closing}"]
        if self.text == "{":
            return [closing, f"{closing} {groups}"] if word == "WHERE" else [closing]
        if self.text == "[":
            return [closing, f"{closing} ?z1 ?z2"]
        if word == "VALUES":
            return [f"{closing} {{}}"]
        if word in ("BIND", "BY"):
            return [closing, f" AS ?z1{closing}"]
        if self.before and (word in ("SELECT", "DISTINCT", "REDUCED", ")") or self.before.kind == "variable"):
            # A column, or a path.
            return [closing, f" AS ?z1{closing}", f" AS ?z1{closing} {{}}", f"{closing} {{}}", f"{closing} ?z1"]
        if self.before and self.before.kind in ("word", "name", "iri"):
            missing = _ARGUMENTS.get(word, 1) - 1 - self.commas
            return [", 1" * missing + closing, f"{closing} ?z1"]
        return [closing, f"{closing} ?z1", f"{closing} ?z1 ?z2"]


def _opened(tokens: Sequence[Token]) -> list[_Bracket]:
    opened: list[_Bracket] = []
    columns: list[str] = []
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        if token.text.upper() == "SELECT":
            columns = []
            if opened and opened[-1].first is token:
                opened[-1] = replace(opened[-1], columns=columns)
        elif token.kind == "variable" and before and before.text.upper() != "AS":
            columns.append(token.text)
        elif token.text == "," and opened:
            opened[-1] = replace(opened[-1], commas=opened[-1].commas + 1)
        elif token.text in CLOSING:
            first = tokens[place + 1] if place + 1 < len(tokens) else None
            opened.append(_Bracket(token.text, before, first, columns, columns))
        elif opened and token.text == CLOSING[opened[-1].text]:
            columns = opened.pop().outer
    return opened


def _ways_to_close(opened: Sequence[_Bracket]) -> Iterator[str]:
    """What may close all brackets, the last first; the simplest ways first."""
    ways = [list(enumerate(bracket.ways_to_close())) for bracket in reversed(opened)]
    chosen = sorted(islice(product(*ways), _MOST_WAYS), key=lambda way: sum(number > 0 for number, _ in way))
    return ("".join(text for _, text in way) for way in chosen)


def _parses(text: str) -> bool:
    complaint = complaint_about(text)
    return not complaint or UNBOUND in complaint


def complaint_about(text: str) -> str:
    """What the store's parser says against a text; empty where it has nothing against it."""
    try:
        Store().query(text)
    except SyntaxError as error:
        return str(error)
    except (OSError, RuntimeError, ValueError):
        return ""
    return ""
