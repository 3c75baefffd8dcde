"""A property graph: what programs that draw networks know of a graph. No RDF here, and none in the writers."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Of XML 1.0, with the characters that turn the direction of writing, which make a label look like another.
_DROPPED = re.compile(
    "[^\\s\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True, slots=True)
class Node:
    """A thing.

    Attributes:
        id: Unique in its graph; letters (Chinese ones too), digits, `.`, `-`, `_` and `:` only.
        label: One line of text without control characters; it may hold any markup.
        kind: Name of its class, for example `GovernmentBody`.
        category: Name of the general class, for example `Organisation`; the kind, where there is none.
        iri: What it is in the store; `""` of a value.
        weight: Sum of the weights of its edges.
        start: First day on which it is there, as `2020-01-01`, or None.
        end: Last day, or None.
    """

    id: str
    label: str
    kind: str
    category: str
    iri: str
    weight: float = 0.0
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation of two things.

    Attributes:
        source: Id of a node.
        target: Id of a node.
        kind: Name of the property, for example `leads`.
        weight: How often it is said, or what the view gives.
        start: First day on which it holds, as `2020-01-01`, or None.
        end: Last day, or None.
    """

    source: str
    target: str
    kind: str
    weight: float = 1.0
    start: str | None = None
    end: str | None = None

    @property
    def year(self) -> int | None:
        """The year of the first day."""
        return int(self.start[:4]) if self.start else None


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """Nodes and edges in a fixed order.

    Attributes:
        name: Name of the view.
        title: What it shows, in one line.
        directed: Whether its edges have a direction.
        nodes: By id.
        edges: By source, target and kind; each of these once.
    """

    name: str
    title: str
    directed: bool
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def one_line(text: str) -> str:
    r"""A text as a label: white space as single spaces, control characters out.

    >>> one_line("天津市\n\x0b 行动\u202e计划")
    '天津市 行动计划'
    """
    return " ".join(_DROPPED.sub("", text).split())


def number(value: float) -> str:
    """A number as it is written: without a fraction where there is none.

    >>> number(3.0), number(0.5)
    ('3', '0.5')
    """
    return str(int(value)) if value == int(value) else repr(value)
