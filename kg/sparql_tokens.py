"""SPARQL cut into words and signs, without reading it: of a text that is not SPARQL, too."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<string>\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}(?:[^\\]|\\.)*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<language>@[A-Za-z0-9-]+)
    |(?P<blank>_:\w[\w.-]*)
    |(?P<name>(?:[^\W\d_][\w.-]{0,100})?:(?:[\w:%-]|\\.|\.(?=[\w:%-]))*)
    |(?P<number>\d++(?:\.\d*+)?(?:[eE][+-]?\d+)?)
    |(?P<word>[^\W\d]\w*)
    |(?P<sign>\^\^|&&|\|\||!=|<=|>=|[^\s])""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign of a query.

    Attributes:
        kind: What it is: `iri`, `string`, `variable`, `name` (with a prefix), `word`, `sign`, …
        text: As it stands there.
        start: The character where it begins, from 0.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The character behind it."""
        return self.start + len(self.text)


def tokens_of(text: str) -> list[Token]:
    """The words and signs of a text, comments left out; what belongs to nothing is a sign of one character."""
    found = (Token(match.lastgroup or "", match[0], match.start()) for match in _TOKEN.finditer(text))
    return [token for token in found if token.kind != "comment"]


def variables_of(text: str) -> dict[str, int]:
    """The variables that a query uses and the character where each first stands, outside strings, IRIs and comments.

    >>> variables_of('SELECT ?a WHERE { ?a <http://e/?b> "?c" , ?a . } # ?d')
    {'a': 7}
    """
    found: dict[str, int] = {}
    for token in tokens_of(text):
        if token.kind == "variable":
            found.setdefault(token.text[1:], token.start)
    return found


def uses_word(text: str, word: str) -> int | None:
    """The character where a query uses a SPARQL keyword, outside strings, IRIs and comments; else None.

    >>> uses_word("ASK { SERVICE:x {} }", "SERVICE"), uses_word("ASK { ?service :service 'SERVICE' }", "SERVICE")
    (6, None)
    """
    for token in tokens_of(text):
        if token.kind == "word" and token.text.upper() == word:
            return token.start
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            # Before a colon the word may also stand for itself, unless there is such a prefix.
            is_word = prefix.rpartition(".")[2].upper() == word
            if is_word and not re.search(rf"(?i:prefix)\s+{re.escape(prefix)}\s*:", text):
                return token.start + len(prefix) - len(word)
    return None
