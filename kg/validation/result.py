"""What a check found, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from pyoxigraph import BlankNode, Literal, NamedNode

Resource = NamedNode | BlankNode
Value = NamedNode | BlankNode | Literal


class Severity(IntEnum):
    """How much a result matters, the weightiest first (SHACL 2.1.4)."""

    VIOLATION = 0
    WARNING = 1
    INFO = 2


@dataclass(frozen=True, slots=True)
class Result:
    """One result of a validation, the same from run to run.

    Attributes:
        graph: The named graph that was checked.
        severity: How much it matters.
        shape: The shape that the focus node does not conform to (sh:sourceShape).
        component: The kind of constraint (sh:sourceConstraintComponent).
        focus: The node that was checked.
        path: From the focus node to the value, as node of the shapes graph; None where the focus node itself is wrong.
        path_text: The path as SPARQL writes it, or `""`.
        value: What is wrong, or None where something is missing or too much is there.
        messages: What is wrong in words, by language.
    """

    graph: NamedNode
    severity: Severity
    shape: Resource
    component: NamedNode
    focus: Value
    path: Resource | None
    path_text: str
    value: Value | None
    messages: Mapping[str, str]

    def message(self, language: str) -> str:
        """What is wrong, in a language, else in English, else in whatever language there is."""
        for wanted in (language, "en", *sorted(self.messages)):
            if wanted in self.messages:
                return self.messages[wanted]
        return ""


def result_order(result: Result) -> tuple[str, ...]:
    """What results are sorted by: the weightiest first, those of one shape together."""
    parts = (result.shape, result.graph, result.focus, result.path_text, result.value or "", result.component)
    return (str(int(result.severity)), *map(str, parts))
