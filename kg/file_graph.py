"""The graph of one file, as it travels from the process that extracted it to the one that writes the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from pyoxigraph import NamedNode, RdfFormat, serialize

from extract.facts import FileFacts
from kg.iris import Iris
from kg.mapping import EvidenceLevel, Run, map_facts


@dataclass(frozen=True, slots=True)
class FileGraph:
    """The graph of one file, ready to be written.

    Attributes:
        graph: Its name.
        nquads: Its statements in N-Quads, in which they travel between processes.
        statements: How many there are.
        extraction: The reading of the file.
        ended: When it was read, ISO 8601, in UTC.
    """

    graph: NamedNode
    nquads: bytes
    statements: int
    extraction: NamedNode
    ended: str


def to_graph(facts: FileFacts, base: str, evidence: EvidenceLevel, run: Run) -> FileGraph:
    """The graph of what one file says.

    Args:
        facts: What was found in it.
        base: What the IRIs begin with.
        evidence: How much evidence is written.
        run: What found it.

    Raises:
        MappingError: A fact has no place in the ontology.
    """
    iris, sha256 = Iris(base), facts.source.sha256
    quads = map_facts(facts, iris, evidence_level=evidence, run=run)
    nquads = BytesIO()
    serialize(quads, nquads, format=RdfFormat.N_QUADS)
    ended = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    extraction = iris.extraction(sha256, run.configuration)
    return FileGraph(iris.file(sha256), nquads.getvalue(), len(quads), extraction, ended)
