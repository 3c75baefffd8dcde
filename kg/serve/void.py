"""What the store holds, in numbers, for its description."""

from __future__ import annotations

from kg.reader import Reader
from kg.show import stats


def holdings(reader: Reader) -> dict[str, object]:
    """Statements, graphs, and things by class.

    `classes` holds pairs of a class's IRI and a number, most first.
    """
    counted = stats(reader)
    classes = [(node.value, row.count) for row in counted.classes if (node := reader.expand(row.class_))]
    return {
        "statements": counted.statements,
        "graphs": len(counted.graphs),
        "documents": len(counted.documents),
        "classes": classes,
    }
