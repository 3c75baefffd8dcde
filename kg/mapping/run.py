"""The run that read a file: which tool, in which configuration, made the graph of what the file says (PROV-O)."""

from __future__ import annotations

from dataclasses import dataclass

from extract.facts import SourceText
from kg.iris import Iris
from kg.mapping.sink import QuadSink, text


@dataclass(frozen=True, slots=True)
class Run:
    """What reads files.

    Attributes:
        version: The version of this tool.
        configuration: Digest over the version, the pipeline's configuration, the gazetteers and the decisions.
    """

    version: str
    configuration: str


def write_run(sink: QuadSink, iris: Iris, source: SourceText, run: Run) -> None:
    """Write the reading of one file; when it took place stands in another graph, since it differs from run to run."""
    node, tool, facts = (
        iris.extraction(source.sha256, run.configuration),
        iris.tool(run.version),
        iris.facts(source.sha256),
    )
    sink.add_types(node, "stp:Extraction", "prov:Activity")
    sink.add(node, "prov:used", iris.file(source.sha256))
    sink.add(node, "prov:wasAssociatedWith", tool)
    sink.add(node, "prov:generated", facts)
    sink.add(node, "stp:configuration", text(run.configuration))
    sink.add_types(tool, "prov:SoftwareAgent")
    sink.add(tool, "rdfs:label", text(f"kg {run.version}"))
    sink.add(tool, "schema:softwareVersion", text(run.version))
    sink.add_types(facts, "prov:Bundle")
    sink.add(facts, "prov:wasDerivedFrom", iris.file(source.sha256))
