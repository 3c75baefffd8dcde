"""Several mentions of one cited document, made one reference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extract.facts import Reference

# Of two mentions of the same document, the stronger relation counts.
_STRENGTH = {"cites": 0, "implements": 1, "repeals": 2}


def stronger(first: Reference, second: Reference) -> Reference:
    """One reference for two mentions: the names of the first, the relation and the place of the stronger one."""
    kept = max(first, second, key=lambda mention: _STRENGTH[mention.relation])
    return replace(
        kept,
        document=first.document,
        title=first.title,
        number=first.number or second.number,
        is_policy=first.is_policy and second.is_policy,
    )


def one_for_each_target(references: Iterable[Reference]) -> tuple[Reference, ...]:
    """One reference for each document that a file names, however many of the file's documents name it.

    It is that of the first of them, with the strongest relation of all: what the annotation guide counts.
    """
    found: dict[tuple[str | None, str | None], Reference] = {}
    for row in references:
        target = row.title, row.number
        found[target] = stronger(found[target], row) if target in found else row
    return tuple(found.values())
