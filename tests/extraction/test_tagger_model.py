"""The parts of the learned recogniser: probabilities, the choice among forms, names and kinds, its file."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from policy_texts import layout_of

from extract.tagging.entities import entities
from extract.tagging.forms import Judge, weigh_forms
from extract.tagging.kinds import BITS, KindModel, trait_codes
from extract.tagging.model import LABELS, Candidate
from extract.tagging.storage import Chain, Weights, read_weights, write_weights

LAST_TWO = {crc32(f"ends {word}".encode()) >> (32 - BITS): word for word in ("规划", "铁路")}
# Of all that tells kinds only the last two characters: 规划 is a plan, 铁路 a project.
KINDS = KindModel(
    ("plan", "project"),
    np.array(sorted(LAST_TWO), dtype=np.int32),
    np.array([[1.0, 0.0] if LAST_TWO[code] == "规划" else [0.0, 1.0] for code in sorted(LAST_TWO)], dtype=np.float32),
)
NOTHING: set[tuple[int, int]] = set()


def weights() -> Weights:
    """Three features with weights of no meaning, and transitions."""
    rows = np.array([[0.5, -1.0, 0.3, 0.2, 0.1], [-0.2, 1.5, 0.0, -0.5, 0.7], [0.1, 0.2, 0.4, 1.1, -0.6]])
    moves = np.array([[0.3 * i - 0.2 * j for j in range(5)] for i in range(5)])
    bias = np.array([0.2, -0.1, 0.0, 0.1, -0.2])
    chain = Chain.of(np.array([3, 9, 700]), rows.astype(np.float32), moves, bias)
    return Weights(chain, np.linspace(-1, 1, 21), 0.4, KINDS)


def by_enumeration(codes: list[list[int]], start: int, end: int, found: Weights) -> float:
    """The probability that characters `start` to `end` are one name, from all sequences of labels."""
    chain = found.chain
    rows = dict(zip(chain.features.tolist(), (chain.steps * chain.fine).tolist(), strict=True))
    name = "S" if end - start == 1 else "B" + "I" * (end - start - 2) + "E"
    total = right = 0.0
    for labels in product(range(5), repeat=len(codes)):
        score = sum(rows[code][label] for code_row, label in zip(codes, labels, strict=True) for code in code_row)
        score += sum(chain.bias[label] for label in labels)
        score += sum(chain.moves[a][b] for a, b in zip(labels, labels[1:], strict=False))
        total += np.exp(score)
        if "".join(LABELS[label] for label in labels[start:end]) == name:
            right += np.exp(score)
    return right / total


def test_the_probability_of_a_name_is_that_of_all_label_sequences_that_have_it() -> None:
    codes = [[3, 9], [9, 700], [700, 3], [3, 3], [9, 9]]
    found = weights()
    candidates = found.chain.model.candidates(np.array(codes).T, 5, [(0, 5)])
    assert candidates
    for candidate in candidates:
        expected = by_enumeration(codes, candidate.start, candidate.end, found)
        assert candidate.probability == pytest.approx(expected, rel=1e-4)


def test_sentences_do_not_see_each_other() -> None:
    model = weights().chain.model
    codes = np.array([[3, 9], [9, 700], [700, 3], [3, 3], [9, 9]]).T
    together = model.candidates(codes, 5, [(0, 2), (2, 5)])
    first, second = model.candidates(codes[:, :2], 2, [(0, 2)]), model.candidates(codes[:, 2:], 3, [(0, 3)])
    apart = [(c.start, c.end, c.probability) for c in first]
    apart += [(c.start + 2, c.end + 2, c.probability) for c in second]
    for one, other in zip(sorted((c.start, c.end, c.probability) for c in together), sorted(apart), strict=True):
        assert one[:2] == other[:2]
        assert one[2] == pytest.approx(other[2])


def test_a_text_without_sentences_has_no_candidates() -> None:
    assert weights().chain.model.candidates([], 0, []) == []


def test_a_model_file_holds_the_same_numbers_and_the_same_bytes(tmp_path: Path) -> None:
    write_weights(tmp_path / "one.npz", weights())
    write_weights(tmp_path / "two.npz", weights())
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    read = read_weights(tmp_path / "one.npz")
    assert read.chain.features.tolist() == [3, 9, 700]
    np.testing.assert_array_equal(read.chain.steps, weights().chain.steps)
    assert read.chain.fine == pytest.approx(1.5 / 127)
    np.testing.assert_allclose(read.chain.bias, weights().chain.bias, atol=1e-4)
    np.testing.assert_allclose(read.judge, weights().judge, atol=1e-4)
    assert read.least == 0.4
    assert read.kinds.kind_of("某某铁路") == "project"


def test_of_forms_that_overlap_the_better_one_stays() -> None:
    evidence = weigh_forms("建设明月湖公园", [Candidate(2, 7, 0.9), Candidate(0, 7, 0.5)], NOTHING)
    assert {form.form: form.places for form in evidence} == {"明月湖公园": ((2, 7),), "建设明月湖公园": ((0, 7),)}
    judge = Judge(np.eye(1, len(evidence[0].values))[0], 0.0, 0.4)
    assert judge.places(evidence) == {(2, 7): pytest.approx(0.9)}


def test_what_is_found_as_a_body_or_a_place_is_told_to_the_judge() -> None:
    (body,) = weigh_forms("建设明月湖", [Candidate(2, 5, 0.9)], NOTHING, others={"明月湖"})
    (none,) = weigh_forms("建设明月湖", [Candidate(2, 5, 0.9)], NOTHING, others={"明月"})
    assert (body.values - none.values).tolist().count(1.0) == 1


def test_what_the_rules_found_in_a_whole_heading_stays() -> None:
    found = weigh_forms("（一）\n惠农示范工程，实施试点工程", [], {(4, 10), (13, 17)})
    judge = Judge(np.zeros(len(found[0].values)), -9.0, 0.3)
    assert judge.places(found) == {}
    assert judge.places(found, {(4, 10)}) == {(4, 10): None}


def test_the_parts_of_lists_stay_where_nothing_likelier_overlaps() -> None:
    found = weigh_forms("建成通甬、甬金高铁", [Candidate(5, 9, 0.9)], {(2, 4), (5, 7)})
    judge = Judge(np.eye(1, len(found[0].values))[0], 0.0, 0.3)  # the probability of the model alone
    assert judge.places(found) == {(5, 9): pytest.approx(0.9)}
    assert judge.places(found, listed={(2, 4), (5, 7)}) == {(2, 4): None, (5, 9): pytest.approx(0.9)}


def test_a_programme_that_begins_with_a_place_needs_less() -> None:
    found = weigh_forms("在宁波算力中心", [Candidate(1, 7, 0.25)], NOTHING)
    judge = Judge(np.eye(1, len(found[0].values))[0], 0.0, 0.4)
    assert judge.places(found) == {}
    assert judge.places(found, sited={(1, 7)}) == {(1, 7): pytest.approx(0.25)}


def test_a_form_of_the_rules_alone_has_evidence_too() -> None:
    (form,) = weigh_forms("在天津港", [], {(1, 4)})
    assert (form.form, form.places, form.by_rules) == ("天津港", ((1, 4),), True)


def named(text: str, form: str) -> list[tuple[str, str]]:
    layout = layout_of(text)
    start = layout.clean.text.index(form)
    found = entities(layout, {(start, start + len(form)): 0.5}, (), KINDS)
    return [(entity.name, entity.kind) for entity in found]


def test_programmes_have_the_name_and_kind_of_the_gazetteer() -> None:
    assert named("融入一带一路。\n", "一带一路") == [("一带一路", "plan")]
    assert named("办好进博会。\n", "进博会") == [("中国国际进口博览会", "event")]


def test_other_programmes_have_the_name_of_the_text_without_its_quotation_marks() -> None:
    assert named("建设“某某铁路”。\n", "“某某铁路”") == [("某某铁路", "project")]


def test_the_confidence_is_the_highest_probability_of_the_places() -> None:
    layout = layout_of("建设兰西铁路，兰西铁路通车。\n")
    (found,) = entities(layout, {(2, 6): 0.61, (7, 11): 0.874}, (), KINDS)
    assert (found.name, found.kind, found.confidence) == ("兰西铁路", "project", 0.81)  # 0.874 × 0.93
    (found,) = entities(layout, {(2, 6): 0.61, (7, 11): None}, (), KINDS)
    assert found.confidence is None


def test_a_name_without_known_traits_has_the_first_kind() -> None:
    assert KINDS.kind_of("某某湖保卫战") == "plan"


def test_a_name_has_a_chinese_character() -> None:
    layout = layout_of("构建1+5+N体系。\n")
    assert entities(layout, {(2, 7): 0.9}, (), KINDS) == ()


def test_traits_are_of_the_bare_name_and_of_its_quotation() -> None:
    assert set(trait_codes("铁路")) & set(LAST_TWO) == {code for code, word in LAST_TWO.items() if word == "铁路"}
    assert set(trait_codes("“铁路”")) > set(trait_codes("铁路"))
