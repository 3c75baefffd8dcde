"""Findings of annotated files, judged right or wrong and counted by their signs."""

from __future__ import annotations

from dataclasses import replace

from extract.confidence import Calibration
from extract.facts import FileFacts
from extract.pipeline import Extractor
from extract.resources import resource
from kg.evaluation.annotation import Annotation
from kg.evaluation.annotation_json import annotation_of, read_gold
from kg.evaluation.calibration import Bin, Judged, count, held_out, judge, rate, reliability


def by_class(judged: list[Judged]) -> dict[str, list[bool]]:
    found: dict[str, list[bool]] = {}
    for finding in judged:
        found.setdefault(finding.signs[0], []).append(finding.right)
    return found


def test_what_the_gold_has_is_right(sample_facts: FileFacts) -> None:
    judged = by_class(judge(sample_facts, annotation_of(sample_facts)))
    assert {name: len(answers) for name, answers in judged.items()} == {
        "organisation": 2, "programme": 1, "region": 2, "goal": 2, "qualitative": 1, "reference": 3, "relation": 2,
    }  # fmt: skip
    assert all(all(answers) for answers in judged.values())


def test_what_the_gold_has_not_is_wrong(sample_facts: FileFacts) -> None:
    judged = judge(sample_facts, Annotation())
    assert len(judged) == 13
    assert not any(finding.right for finding in judged)


def test_each_finding_has_its_own_verdict(sample_facts: FileFacts) -> None:
    whole = annotation_of(sample_facts)
    first, second = whole.goals
    gold = replace(
        whole,
        organisations=whole.organisations[1:],
        goals=(first, replace(second, unit="个")),
        references=(replace(whole.references[0], relation="cites"), *whole.references[1:]),
        qualitative_goals=(replace(whole.qualitative_goals[0], by="2030"),),
    )
    judged = by_class(judge(sample_facts, gold))
    assert judged["organisation"] == [False, True]
    assert judged["goal"] == [True, False]
    assert judged["reference"] == [False, True, True]
    assert judged["qualitative"] == [False]
    # Its subject is none of the gold's entities any more, but its names are the same.
    assert judged["relation"] == [True, True]


def test_an_optional_row_and_a_relation_found_again_do_not_count(sample_facts: FileFacts) -> None:
    leads, located = sample_facts.relations
    facts = replace(sample_facts, relations=(leads, leads, located))
    whole = annotation_of(sample_facts)
    gold = replace(
        whole,
        goals=tuple(replace(goal, optional=True) for goal in whole.goals),
        relations=(whole.relations[0], replace(whole.relations[1], optional=True)),
    )
    judged = by_class(judge(facts, gold))
    assert "goal" not in judged
    assert judged["relation"] == [True]


def test_counts_are_of_every_run_of_signs_seen_often_enough() -> None:
    judged = [Judged(("goal", "usual"), True)] * 3 + [Judged(("goal", "short"), False)] * 2
    assert count(judged) == Calibration({("goal",): (3, 5), ("goal", "usual"): (3, 3)})


def test_a_file_is_rated_by_the_files_of_other_folds() -> None:
    good = [Judged(("goal",), True)] * 72
    bad = [Judged(("goal",), False)] * 72
    rated = held_out([good, bad], 2)
    # Each by the other: (0 + 24 * 0.5) / (72 + 24), (72 + 24 * 0.5) / (72 + 24)
    assert {(confidence, finding.right) for confidence, finding in rated} == {(0.12, True), (0.88, False)}
    assert len(rated) == 144


def test_a_confidence_of_its_own_stands() -> None:
    table = Calibration({("programme",): (0, 1000)})
    findings = [Judged(("programme",), True, 0.99), Judged(("programme",), True)]
    assert [confidence for confidence, _ in rate(table, findings)] == [0.99, 0.01]


def test_bins_have_what_lies_between_their_bounds() -> None:
    right, wrong = Judged(("goal",), True), Judged(("goal",), False)
    bins = reliability([(1.0, right), (0.95, wrong), (0.94, right), (0.9, right), (0.2, wrong)])
    assert [replace(part, expected=round(part.expected, 6)) for part in bins] == [
        Bin(0.95, 2, 1, 1.95),
        Bin(0.9, 2, 2, 1.84),
        Bin(0.0, 1, 0, 0.2),
    ]


def test_nine_of_ten_that_are_called_nearly_certain_are_right_in_the_five_documents() -> None:
    extractor = Extractor()
    documents, gold = resource("data/documents"), resource("data/gold")
    judged = [
        finding
        for path in sorted(gold.glob("*.json"))
        for finding in judge(extractor(documents / f"{path.stem}.txt"), read_gold(path))
    ]
    sure = [finding.right for finding in judged if finding.own is not None and finding.own >= 0.9]
    assert len(sure) > 60
    assert sum(sure) >= 0.9 * len(sure)
