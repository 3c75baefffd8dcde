"""How likely a finding is right, by counts of findings like it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policy_texts import FILES, facts_of, facts_of_file

from extract.confidence import Calibration, Fact, Surroundings, load_calibration, signs_of
from extract.facts import FileFacts, Goal

TEXT = "云州市智能制造行动计划（2021—2023年）\n一、发展目标\n到2023年，建成创新平台10家，实施“云上工厂”示范工程。\n"
RARELY, OFTEN = ("goal",), ("goal", "usual")


def every(facts: FileFacts) -> Iterable[Fact]:
    yield from facts.references
    yield from facts.organisations + facts.programmes + facts.regions
    yield from facts.goals
    yield from facts.qualitative_goals
    yield from facts.relations


def test_without_any_count_right_and_wrong_are_even() -> None:
    assert Calibration({}).confidence(("goal", "usual")) == 0.5


def test_counts_of_the_class_and_then_of_the_finer_group() -> None:
    calibration = Calibration({("goal",): (72, 96), ("goal", "usual"): (24, 24)})
    # (72 + 24 * 0.5) / (96 + 24) = 0.7; (24 + 24 * 0.7) / (24 + 24) = 0.85
    assert calibration.confidence(("goal",)) == 0.7
    assert calibration.confidence(("goal", "usual")) == 0.85
    assert calibration.confidence(("goal", "short")) == 0.7
    assert calibration.confidence(("goal", "usual", "plan")) == 0.85


def test_what_was_rarely_seen_moves_it_little() -> None:
    calibration = Calibration({("goal",): (900, 1000), ("goal", "short"): (0, 1)})
    assert calibration.confidence(("goal", "short")) == pytest.approx(calibration.confidence(("goal",)), abs=0.05)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=5))
def test_confidence_is_a_share(counts: list[tuple[int, int]]) -> None:
    signs = tuple(str(number) for number in range(len(counts)))
    table = {signs[: n + 1]: (right, right + wrong) for n, (right, wrong) in enumerate(counts)}
    assert 0 <= Calibration(table).confidence(signs) <= 1


def test_a_finding_keeps_the_confidence_that_it_has(sample_facts: FileFacts) -> None:
    goal: Goal = sample_facts.goals[0]
    around = Surroundings.of(sample_facts.documents, ())
    assert Calibration({}).rated(replace(goal, confidence=0.99), around).confidence == 0.99
    assert Calibration({}).rated(goal, around) == replace(goal, confidence=0.5)


def test_signs_begin_with_the_class_and_tell_kinds_apart(sample_facts: FileFacts) -> None:
    entities = sample_facts.organisations + sample_facts.programmes + sample_facts.regions
    around = Surroundings.of(sample_facts.documents, entities)
    found = {signs_of(fact, around) for fact in every(sample_facts)}
    assert {signs[0] for signs in found} == {
        "reference", "organisation", "programme", "region", "goal", "qualitative", "relation",
    }  # fmt: skip
    assert ("relation", "leads", "organisation", "project", "government", "牵头") in found
    assert ("region", "code", "province", "few") in found
    assert ("programme", "project", "quoted", "once", "工程") in found
    assert ("reference", "repeals", "number", "notice") in found
    assert ("goal", "usual", "action-plan", ">=", "CCY_CNY") in found


@pytest.mark.parametrize("name", FILES)
def test_every_finding_of_a_real_document_has_one(name: str) -> None:
    confidences = [fact.confidence for fact in every(facts_of_file(name))]
    assert len(confidences) > 10
    assert all(confidence is not None and 0.1 <= confidence <= 1 for confidence in confidences)
    assert len(set(confidences)) > 5


def test_the_table_that_travels_with_the_code_is_one_of_counts() -> None:
    counts = load_calibration().counts
    assert all(0 <= right <= found for right, found in counts.values())
    for signs, (right, found) in counts.items():
        above = counts.get(signs[:-1], (right, found))
        assert right <= above[0]
        assert found <= above[1]


def test_spans_and_values_are_left_as_they_were() -> None:
    facts = facts_of(TEXT)
    (goal,) = facts.goals
    assert (goal.indicator, goal.span.text) == ("创新平台", "建成创新平台10家")
    assert goal.confidence == load_calibration().confidence(("goal", "usual", "action-plan", ">=", "NUM"))
