"""Facts to quads in the ontology's terms: the only place that knows what a fact looks like in the graph."""

from kg.mapping.evidence import EVIDENCE_LEVELS, EvidenceLevel
from kg.mapping.facts import MappingSettings, map_facts
from kg.mapping.run import Run

__all__ = ["EVIDENCE_LEVELS", "EvidenceLevel", "MappingSettings", "Run", "map_facts"]
