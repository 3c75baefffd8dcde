"""The ontology falls into none of the pitfalls of the OOPS! catalogue that a machine can find; see `pitfalls`.

Not checked, since only a reader can: P01, P09, P14 to P18, P23, P31; and P37, whether the IRIs lead to the files.
"""

from __future__ import annotations

import re

import pitfalls_of_classes
import pitfalls_of_properties
import pitfalls_of_texts
import pytest
from ontology_files import FILES, read
from pitfalls import PITFALLS, Check, Fault
from rdflib import Graph

from kg.vocabulary import PREFIXES

MODULES = (pitfalls_of_classes, pitfalls_of_properties, pitfalls_of_texts)
FAULTS = [(pitfall.check, fault) for pitfall in PITFALLS for fault in pitfall.faults]
NAMESPACES = PREFIXES | {"vann": "http://purl.org/vocab/vann/"}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read(*FILES)


def name(value: object) -> str:
    return getattr(value, "__name__", "") or getattr(value, "found", "")


@pytest.mark.parametrize("check", [pitfall.check for pitfall in PITFALLS], ids=name)
def test_ontology_does_not_fall_into(ontology: Graph, check: Check) -> None:
    assert check(ontology) == []


@pytest.mark.parametrize(("check", "fault"), FAULTS, ids=name)
def test_planted_fault_is_found(ontology: Graph, check: Check, fault: Fault) -> None:
    graph = Graph() + ontology
    graph.update(fault.update, initNs=NAMESPACES)
    assert set(graph) != set(ontology)
    assert fault.found in check(graph)


def test_every_check_is_registered_under_its_number() -> None:
    written = {name for module in MODULES for name in vars(module) if re.match(r"p\d\d_", name)}
    assert {pitfall.check.__name__ for pitfall in PITFALLS} == written
    assert len(written) == len(PITFALLS) == 32


@pytest.mark.parametrize("reasons", [pitfalls_of_classes.FOR_THE_REST, pitfalls_of_properties.WITHOUT_INVERSE])
def test_every_exception_has_a_reason(reasons: dict[str, str]) -> None:
    assert all(len(reason.split()) > 4 for reason in reasons.values())
