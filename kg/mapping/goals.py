"""Goals: what a document wants reached, with indicator, number, unit and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from pyoxigraph import NamedNode

from extract.facts import Goal, QualitativeGoal
from extract.gazetteers import short_form
from extract.indicator_names import normal_indicator
from extract.life import NATIONAL
from extract.units import conversion
from kg.iris import Iris
from kg.mapping.entities import EntityWriter
from kg.mapping.evidence import EvidenceWriter
from kg.mapping.own_documents import OwnDocuments
from kg.mapping.sink import QuadSink, chinese, decimal, year
from kg.vocabulary import OPERATORS, term

_CHANGES = {"+": "增", "-": "减"}
# 年均增长与累计增长不能相比。
_YEARLY = "年均"


class GoalWriter:
    """Writes the goals of one source file."""

    def __init__(
        self, sink: QuadSink, iris: Iris, documents: OwnDocuments, entities: EntityWriter, evidence: EvidenceWriter
    ) -> None:
        """Write to `sink`; `entities` knows the regions, `evidence` takes the places."""
        self._sink = sink
        self._iris = iris
        self._documents = documents
        self._entities = entities
        self._evidence = evidence
        self._times: Counter[tuple[str, tuple[object, ...]]] = Counter()

    def write_goals(self, goals: Iterable[Goal]) -> None:
        """Write the goals that have a number."""
        sink = self._sink
        for goal in goals:
            said = (goal.quote, goal.indicator, goal.op, goal.value, goal.by)
            node = self._write_goal(goal, "stp:QuantitativeGoal", said)
            if goal.indicator:
                sink.add(node, "stp:indicator", self._named(self._iris.indicator, "stp:Indicator", goal.indicator))
            sink.add(node, "stp:operator", term(OPERATORS[goal.op]))
            sink.add(node, "stp:value", decimal(goal.value))
            if goal.value_max is not None:
                sink.add(node, "stp:maxValue", decimal(goal.value_max))
            if goal.unit:
                self._write_unit(node, goal)
            if goal.region:
                sink.add(node, "stp:appliesTo", self._entities.find("region", goal.region))
            if goal.binding is not None:
                sink.add(node, "stp:bindingness", term("stp:binding" if goal.binding else "stp:anticipated"))
            if goal.baseline:
                sink.add(node, "stp:baselineYear", year(goal.baseline.year))
                if goal.baseline.value is not None:
                    sink.add(node, "stp:baselineValue", decimal(goal.baseline.value))
            if goal.indicator:
                self._write_series(node, goal)

    def write_qualitative_goals(self, goals: Iterable[QualitativeGoal]) -> None:
        """Write the goals that state a result without a number."""
        for goal in goals:
            said = (goal.quote, None, None, None, goal.by)
            self._write_goal(goal, "stp:QualitativeGoal", said)

    def _write_goal(self, goal: Goal | QualitativeGoal, goal_class: str, said: tuple[object, ...]) -> NamedNode:
        own, sink = self._documents[goal.document], self._sink
        # What is said again is another goal; by its turn, since its place moves with any change of the text before it.
        self._times[own.local, said] += 1
        node = self._iris.goal(own.local, *said, self._times[own.local, said])
        sink.add(own.node, "stp:setsGoal", node)
        sink.add_types(node, "stp:Goal", goal_class)
        sink.add(node, "rdfs:label", chinese(goal.quote))
        sink.rate(node, goal.confidence)
        if goal.by:
            sink.add(node, "stp:deadline", year(goal.by))
        if goal.programme:
            sink.add(node, "stp:goalOf", self._entities.find("programme", goal.programme))
        if goal.section is not None:
            sink.add(node, "stp:inSection", self._iris.section(own.local, goal.section))
        self._evidence.goal(node, goal.span)
        return node

    def _write_unit(self, node: NamedNode, goal: Goal) -> None:
        """Write the unit as printed, and what the number is in the standard unit."""
        sink, unit = self._sink, self._named(self._iris.unit, "stp:Unit", goal.unit)
        sink.add(node, "stp:unit", unit)
        if standard := conversion(goal.unit):
            sink.add(unit, "stp:standardUnit", term(f"unit:{standard.qudt}"))
            sink.add_types(term(f"unit:{standard.qudt}"), "qudt:Unit")
            sink.add(node, "stp:normalisedValue", decimal(goal.value * standard.factor))
            if goal.value_max is not None:
                sink.add(node, "stp:normalisedMaxValue", decimal(goal.value_max * standard.factor))

    def _write_series(self, node: NamedNode, goal: Goal) -> None:
        """Write which goals of other documents this one can be compared with, where its region is known.

        They have the same indicator, unit and region, and both are levels, or both increases or decreases.
        """
        document, sink = self._documents[goal.document].facts, self._sink
        region = goal.region or document.region
        if not region and document.life.level != NATIONAL:
            return
        name = normal_indicator(goal.indicator, (region, short_form(region)) if region else ())
        standard = conversion(goal.unit)
        place = self._entities.find("region", region) if region else None
        change = _CHANGES.get(goal.op, "") + (_YEARLY if goal.op in _CHANGES and _YEARLY in goal.quote else "")
        parts = standard.qudt if standard else goal.unit, _local(place) if place else "", change
        series = self._iris.series(name, *parts)
        sink.add(node, "stp:inSeries", series)
        sink.add_types(series, "stp:GoalSeries")
        sink.add(series, "rdfs:label", chinese(name))
        if place:
            sink.add(series, "stp:appliesTo", place)
        if standard:
            sink.add(series, "stp:standardUnit", term(f"unit:{standard.qudt}"))

    def _named(self, iri: Callable[[str], NamedNode], named_class: str, name: str) -> NamedNode:
        node = iri(name)
        self._sink.add_types(node, named_class)
        self._sink.add(node, "rdfs:label", chinese(name))
        return node


def _local(region: NamedNode) -> str:
    return region.value.rpartition("/")[2]
