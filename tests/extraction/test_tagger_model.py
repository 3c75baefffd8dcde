"""The parts of the learned recogniser: probabilities, the choice among forms, names and kinds, its file."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from policy_texts import layout_of

from extract.facts import Category
from extract.tagging.entities import entities
from extract.tagging.forms import Judge, weigh_forms
from extract.tagging.kinds import BITS, KindModel, trait_codes
from extract.tagging.model import CATEGORIES, LABELS, Candidate
from extract.tagging.storage import Chains, Weights, read_weights, write_weights

LAST_TWO = {crc32(f"ends {word}".encode()) >> (32 - BITS): word for word in ("规划", "铁路")}
# Of all that tells kinds only the last two characters: 规划 is a plan, 铁路 a project.
KINDS = KindModel(
    ("plan", "project"),
    np.array(sorted(LAST_TWO), dtype=np.int32),
    np.array([[1.0, 0.0] if LAST_TWO[code] == "规划" else [0.0, 1.0] for code in sorted(LAST_TWO)], dtype=np.float32),
)
NOTHING: dict[str, set[tuple[int, int]]] = {category: set() for category in CATEGORIES}


def weights() -> Weights:
    """Three features with weights of no meaning, and transitions."""
    rows = np.array([[0.5, -1.0, 0.3, 0.2, 0.1] * 3, [-0.2, 1.5, 0.0, -0.5, 0.7] * 3, [0.1, 0.2, 0.4, 1.1, -0.6] * 3])
    moves = np.array([[0.3 * i - 0.2 * j for j in range(5)] for i in range(5)])
    bias = np.tile(np.array([0.2, -0.1, 0.0, 0.1, -0.2]), (3, 1))
    chains = Chains.of(np.array([3, 9, 700]), rows.astype(np.float32), np.stack([moves] * 3), bias)
    judge = np.linspace(-1, 1, 3 * 23).reshape(3, 23)
    return Weights(chains, judge, np.array([0.4, 0.5, 0.6]), (KINDS, KINDS, KINDS))


def by_enumeration(codes: list[list[int]], start: int, end: int, found: Weights) -> float:
    """The probability that characters `start` to `end` are one name, from all sequences of labels."""
    chains = found.chains
    weights_of = (chains.steps[:, :5] * chains.fine).tolist()
    rows = dict(zip(chains.features.tolist(), weights_of, strict=True))
    name = "S" if end - start == 1 else "B" + "I" * (end - start - 2) + "E"
    total = right = 0.0
    for labels in product(range(5), repeat=len(codes)):
        score = sum(rows[code][label] for code_row, label in zip(codes, labels, strict=True) for code in code_row)
        score += sum(chains.bias[0][label] for label in labels)
        score += sum(chains.moves[0][a][b] for a, b in zip(labels, labels[1:], strict=False))
        total += np.exp(score)
        if "".join(LABELS[label] for label in labels[start:end]) == name:
            right += np.exp(score)
    return right / total


def test_the_probability_of_a_name_is_that_of_all_label_sequences_that_have_it() -> None:
    codes = [[3, 9], [9, 700], [700, 3], [3, 3], [9, 9]]
    found = weights()
    candidates = found.chains.model.candidates(np.array(codes).T, 5, [(0, 5)])
    of_organisations = [c for c in candidates if c.category == "organisations"]
    assert of_organisations
    for candidate in of_organisations:
        expected = by_enumeration(codes, candidate.start, candidate.end, found)
        assert candidate.probability == pytest.approx(expected, rel=1e-4)


def test_sentences_do_not_see_each_other() -> None:
    model = weights().chains.model
    codes = np.array([[3, 9], [9, 700], [700, 3], [3, 3], [9, 9]]).T
    together = model.candidates(codes, 5, [(0, 2), (2, 5)])
    first, second = model.candidates(codes[:, :2], 2, [(0, 2)]), model.candidates(codes[:, 2:], 3, [(0, 3)])
    apart = [(c.category, c.start, c.end, c.probability) for c in first]
    apart += [(c.category, c.start + 2, c.end + 2, c.probability) for c in second]
    for one, other in zip(
        sorted((c.category, c.start, c.end, c.probability) for c in together), sorted(apart), strict=True
    ):
        assert one[:3] == other[:3]
        assert one[3] == pytest.approx(other[3])


def test_a_text_without_sentences_has_no_candidates() -> None:
    assert weights().chains.model.candidates([], 0, []) == []


def test_a_model_file_holds_the_same_numbers_and_the_same_bytes(tmp_path: Path) -> None:
    write_weights(tmp_path / "one.npz", weights())
    write_weights(tmp_path / "two.npz", weights())
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    read = read_weights(tmp_path / "one.npz")
    assert read.chains.features.tolist() == [3, 9, 700]
    np.testing.assert_array_equal(read.chains.steps, weights().chains.steps)
    assert read.chains.fine == pytest.approx(1.5 / 127)
    np.testing.assert_allclose(read.chains.bias, weights().chains.bias, atol=1e-4)
    np.testing.assert_allclose(read.judge, weights().judge, atol=1e-4)
    assert read.least.tolist() == [0.4, 0.5, 0.6]
    assert [kinds.kind_of("某某铁路") for kinds in read.kinds] == ["project"] * 3


def test_of_forms_that_overlap_the_better_one_stays() -> None:
    text = "建设明月湖实验室"
    candidates = [Candidate(2, 8, "organisations", 0.9), Candidate(0, 8, "organisations", 0.5)]
    evidence = weigh_forms(text, candidates, NOTHING)
    assert {form.form: form.places for form in evidence["organisations"]} == {
        "明月湖实验室": ((2, 8),),
        "建设明月湖实验室": ((0, 8),),
    }
    size = len(evidence["organisations"][0].values)
    judge = Judge(np.tile(np.eye(1, size), (3, 1)), np.zeros(3), np.full(3, 0.4))
    chosen = judge.places(evidence)
    assert chosen == {"organisations": {(2, 8): pytest.approx(0.9)}, "programmes": {}, "regions": {}}


def test_what_the_rules_found_of_organisations_stays_before_what_overlaps_and_is_not_judged() -> None:
    rules = NOTHING | {"organisations": {(1, 4)}, "programmes": {(1, 4)}}
    found = weigh_forms("在科技部门", [Candidate(1, 5, "organisations", 0.9)], rules)
    assert [form.by_rules for form in found["organisations"]] == [True, False]
    weights = np.zeros((3, len(found["organisations"][0].values)))
    judge = Judge(weights, np.array([2.0, -9.0, 0.0]), np.full(3, 0.3))
    assert judge.places(found) == {"organisations": {(1, 4): None}, "programmes": {}, "regions": {}}


def test_what_the_rules_found_in_a_whole_heading_stays() -> None:
    rules = NOTHING | {"programmes": {(4, 10), (13, 17)}}
    found = weigh_forms("（一）\n惠农示范工程，实施试点工程", [], rules)
    judge = Judge(np.zeros((3, len(found["programmes"][0].values))), np.full(3, -9.0), np.full(3, 0.3))
    assert judge.places(found)["programmes"] == {}
    assert judge.places(found, {(4, 10)})["programmes"] == {(4, 10): None}


def test_the_parts_of_lists_stay_where_nothing_likelier_overlaps() -> None:
    rules = NOTHING | {"programmes": {(2, 4), (5, 7)}}
    found = weigh_forms("建成通甬、甬金高铁", [Candidate(5, 9, "programmes", 0.9)], rules)
    weights = np.zeros((3, len(found["programmes"][0].values)))
    weights[1, 0] = 1.0  # the probability of the model
    judge = Judge(weights, np.zeros(3), np.full(3, 0.3))
    assert judge.places(found)["programmes"] == {(5, 9): pytest.approx(0.9)}
    chosen = judge.places(found, listed={(2, 4), (5, 7)})["programmes"]
    assert chosen == {(2, 4): None, (5, 9): pytest.approx(0.9)}


def test_a_programme_that_begins_with_a_place_needs_less() -> None:
    found = weigh_forms("在宁波算力中心", [Candidate(1, 7, c, 0.25) for c in ("programmes", "regions")], NOTHING)
    weights = np.zeros((3, len(found["programmes"][0].values)))
    weights[:, 0] = 1.0
    judge = Judge(weights, np.zeros(3), np.full(3, 0.4))
    assert judge.places(found)["programmes"] == {}
    assert judge.places(found, sited={(1, 7)}) == {
        "organisations": {},
        "programmes": {(1, 7): pytest.approx(0.25)},
        "regions": {},
    }


def test_a_form_of_the_rules_alone_has_evidence_too() -> None:
    rules = NOTHING | {"regions": {(1, 3)}}
    (form,) = weigh_forms("在天津", [], rules)["regions"]
    assert (form.form, form.places) == ("天津", ((1, 3),))


def named(text: str, category: Category, form: str) -> list[tuple[str, str, str | None]]:
    layout = layout_of(text)
    start = layout.clean.text.index(form)
    found = entities(layout, category, {(start, start + len(form)): 0.5}, (), KINDS)
    return [(entity.name, entity.kind, entity.code) for entity in found]


def test_names_are_official_where_the_gazetteers_know_them() -> None:
    text = "青海省科技工作要点\n会同科技部支持西宁发展，建设明月湖实验室。\n"
    assert named(text, "organisation", "科技部") == [("科学技术部", "government", None)]
    assert named(text, "region", "西宁") == [("西宁市", "prefecture", "630100")]
    assert named(text, "organisation", "明月湖实验室") == [("明月湖实验室", "institute", None)]


def test_programmes_have_the_name_and_kind_of_the_gazetteer() -> None:
    assert named("融入一带一路。\n", "programme", "一带一路") == [("一带一路", "plan", None)]
    assert named("办好进博会。\n", "programme", "进博会") == [("中国国际进口博览会", "event", None)]


def test_the_region_of_the_document_is_part_of_its_bodies_names() -> None:
    text = "青海省人民政府工作报告\n支持省高原实验室发展。\n"
    assert named(text, "organisation", "省高原实验室")[0][0] == "青海省高原实验室"


def test_the_confidence_is_the_highest_probability_of_the_places() -> None:
    layout = layout_of("建设兰西铁路，兰西铁路通车。\n")
    (found,) = entities(layout, "programme", {(2, 6): 0.61, (7, 11): 0.874}, (), KINDS)
    assert (found.name, found.kind, found.confidence) == ("兰西铁路", "project", 0.81)  # 0.874 × 0.93
    (found,) = entities(layout, "organisation", {(2, 6): 0.61, (7, 11): None}, (), KINDS)
    assert found.confidence is None


def test_a_name_without_known_traits_has_the_first_kind() -> None:
    assert KINDS.kind_of("某某湖保卫战") == "plan"


def test_a_name_has_a_chinese_character() -> None:
    layout = layout_of("构建1+5+N体系。\n")
    assert entities(layout, "programme", {(2, 7): 0.9}, (), KINDS) == ()


def test_a_kind_that_is_barred_is_not_chosen() -> None:
    assert KINDS.kind_of("某某铁路", {"project"}) == "plan"


def test_traits_are_of_the_bare_name_and_of_its_quotation() -> None:
    assert set(trait_codes("铁路")) & set(LAST_TWO) == {code for code, word in LAST_TWO.items() if word == "铁路"}
    assert set(trait_codes("“铁路”")) > set(trait_codes("铁路"))
