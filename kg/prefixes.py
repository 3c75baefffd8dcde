"""Prefixes: those that RDF is written with, and those that a user adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import PrefixError
from kg.vocabulary import PREFIXES

_KINDS = (
    "change", "document", "extraction", "file", "goal", "indicator", "mention", "organisation", "period", "programme",
    "region", "statement", "tool",
)  # fmt: skip


def read_prefixes(given: Iterable[str]) -> dict[str, str]:
    """Prefixes as a user gives them.

    Args:
        given: Each `prefix=IRI`, or the name of a file in Turtle or TriG whose prefixes are meant.

    Raises:
        PrefixError: A file cannot be read, or a prefix or an IRI is not one.
    """
    prefixes: dict[str, str] = {}
    for value in given:
        prefix, separator, iri = value.partition("=")
        prefixes |= _checked(value, prefix, iri) if separator else _of_file(Path(value))
    return prefixes


def all_prefixes(base: str, own: Mapping[str, str] = {}) -> dict[str, str]:
    """The prefixes to write a graph with: of vocabularies, of the kinds of things below a base, and `own` before them.

    All of them are always written, used or not, so that two exports differ in nothing but their statements.
    """
    usual = PREFIXES | {kind: f"{base}{kind}/" for kind in _KINDS}
    return {prefix: iri for prefix, iri in usual.items() if iri not in own.values()} | dict(own)


def _checked(given: str, prefix: str, iri: str) -> dict[str, str]:
    try:
        NamedNode(iri)
        next(iter(parse(f"@prefix {prefix}: <{iri}> .", format=RdfFormat.TURTLE)), None)
    except (SyntaxError, ValueError) as error:
        raise PrefixError(given, "give a prefix and an absolute IRI, as in ex=https://example.org/") from error
    return {prefix: iri}


def _of_file(path: Path) -> dict[str, str]:
    try:
        with path.open("rb") as file:
            parser = parse(file, format=RdfFormat.TRIG)
            for _ in parser:
                pass
            return dict(parser.prefixes)
    except OSError as error:
        raise PrefixError(str(path), error.strerror or str(error)) from error
    except SyntaxError as error:
        raise PrefixError(str(path), f"this is no Turtle: {error.msg}") from error
