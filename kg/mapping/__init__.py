"""Facts to quads in the ontology's terms: the only place that knows what a fact looks like in the graph."""

from kg.mapping.facts import map_facts

__all__ = ["map_facts"]
