"""The graph of one file, as it travels from the process that extracted it to the one that writes the store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO

from pyoxigraph import NamedNode, RdfFormat, serialize

from extract.facts import FileFacts
from extract.pipeline import tool_version
from kg.iris import Iris
from kg.mapping import MappingSettings, Run, map_facts

_DIGEST_DIGITS = 16


@dataclass(frozen=True, slots=True)
class FileGraph:
    """The graph of one file, ready to be written.

    Attributes:
        graph: Its name.
        nquads: Its statements as sorted lines of N-Quads, in which they travel between processes.
        statements: How many there are.
        extraction: The reading of the file.
        digest: A digest of them, whatever their order.
        ended: When it was read, ISO 8601, in UTC.
    """

    graph: NamedNode
    nquads: bytes
    statements: int
    digest: str
    extraction: NamedNode
    ended: str


def to_graph(facts: FileFacts, base: str, settings: MappingSettings, configuration: str) -> FileGraph:
    """The graph of what one file says.

    Args:
        facts: What was found in it.
        base: What the IRIs begin with.
        settings: What may differ from graph to graph.
        configuration: Digest over all that decides what the graph says.

    Raises:
        MappingError: A fact has no place in the ontology.
    """
    iris, sha256 = Iris(base), facts.source.sha256
    run = Run(tool_version(), configuration)
    quads = map_facts(facts, iris, settings=replace(settings, run=run))
    nquads = BytesIO()
    serialize(quads, nquads, format=RdfFormat.N_QUADS)
    # Sorted lines load faster: those that begin alike go to one place.
    lines = sorted(nquads.getvalue().splitlines(keepends=True))
    ended = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    digest = digest_of_lines(line.removesuffix(b"\n") for line in lines)
    extraction = iris.extraction(sha256, configuration)
    return FileGraph(iris.file(sha256), b"".join(lines), len(quads), digest, extraction, ended)


def digest_of_lines(lines: Iterable[bytes]) -> str:
    """A digest of statements as lines of N-Quads without their ends, whatever their order."""
    return hashlib.sha256(b"\n".join(sorted(lines))).hexdigest()[:_DIGEST_DIGITS]
