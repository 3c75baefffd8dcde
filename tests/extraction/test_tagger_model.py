"""The parts of the learned recogniser: probabilities, the choice among forms, names and kinds, its file."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from policy_texts import layout_of

from extract.facts import Category
from extract.tagging.entities import entities, kind_of
from extract.tagging.forms import Judge, weigh_forms
from extract.tagging.model import CATEGORIES, LABELS, Candidate
from extract.tagging.storage import Weights, read_weights, write_weights

NOTHING: dict[str, set[tuple[int, int]]] = {category: set() for category in CATEGORIES}


def weights() -> Weights:
    """Three features with weights of no meaning, and transitions."""
    rows = np.array([[0.5, -1.0, 0.3, 0.2, 0.1] * 3, [-0.2, 1.5, 0.0, -0.5, 0.7] * 3, [0.1, 0.2, 0.4, 1.1, -0.6] * 3])
    moves = np.array([[0.3 * i - 0.2 * j for j in range(5)] for i in range(5)])
    judge = np.linspace(-1, 1, 3 * 23).reshape(3, 23)
    return Weights(np.array([3, 9, 700]), rows.astype(np.float32), np.stack([moves] * 3), judge, 0.4)


def by_enumeration(codes: list[list[int]], start: int, end: int, found: Weights) -> float:
    """The probability that characters `start` to `end` are one name, from all sequences of labels."""
    rows = dict(zip(found.features.tolist(), found.weights[:, :5].tolist(), strict=True))
    name = "S" if end - start == 1 else "B" + "I" * (end - start - 2) + "E"
    total = right = 0.0
    for labels in product(range(5), repeat=len(codes)):
        score = sum(rows[code][label] for code_row, label in zip(codes, labels, strict=True) for code in code_row)
        score += sum(found.transitions[0][a][b] for a, b in zip(labels, labels[1:], strict=False))
        total += np.exp(score)
        if "".join(LABELS[label] for label in labels[start:end]) == name:
            right += np.exp(score)
    return right / total


def test_the_probability_of_a_name_is_that_of_all_label_sequences_that_have_it() -> None:
    codes = [[3, 9], [9, 700], [700, 3], [3, 3], [9, 9]]
    found = weights()
    candidates = found.parts[0].candidates(np.array(codes, dtype=np.uint32), [(0, 5)])
    of_organisations = [c for c in candidates if c.category == "organisations"]
    assert of_organisations
    for candidate in of_organisations:
        expected = by_enumeration(codes, candidate.start, candidate.end, found)
        assert candidate.probability == pytest.approx(expected, rel=1e-4)


def test_sentences_do_not_see_each_other() -> None:
    model = weights().parts[0]
    codes = np.array([[3, 9], [9, 700], [700, 3], [3, 3], [9, 9]], dtype=np.uint32)
    together = model.candidates(codes, [(0, 2), (2, 5)])
    first, second = model.candidates(codes[:2], [(0, 2)]), model.candidates(codes[2:], [(0, 3)])
    apart = [(c.category, c.start, c.end, c.probability) for c in first]
    apart += [(c.category, c.start + 2, c.end + 2, c.probability) for c in second]
    for one, other in zip(
        sorted((c.category, c.start, c.end, c.probability) for c in together), sorted(apart), strict=True
    ):
        assert one[:3] == other[:3]
        assert one[3] == pytest.approx(other[3])


def test_a_text_without_sentences_has_no_candidates() -> None:
    assert weights().parts[0].candidates(np.zeros((0, 2), dtype=np.uint32), []) == []


def test_a_model_file_holds_the_same_numbers_and_the_same_bytes(tmp_path: Path) -> None:
    write_weights(tmp_path / "one.npz", weights())
    write_weights(tmp_path / "two.npz", weights())
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    read = read_weights(tmp_path / "one.npz")
    assert read.features.tolist() == [3, 9, 700]
    np.testing.assert_allclose(read.weights, weights().weights, atol=1e-3)
    np.testing.assert_allclose(read.judge, weights().judge, atol=1e-4)


def test_of_forms_that_overlap_the_better_one_stays() -> None:
    text = "建设明月湖实验室"
    candidates = [Candidate(2, 8, "organisations", 0.9), Candidate(0, 8, "organisations", 0.5)]
    evidence = weigh_forms(text, candidates, NOTHING)
    assert {form.form: form.places for form in evidence["organisations"]} == {
        "明月湖实验室": ((2, 8),),
        "建设明月湖实验室": ((0, 8),),
    }
    size = len(evidence["organisations"][0].values)
    judge = Judge(np.tile(np.eye(1, size), (3, 1)), np.zeros(3), 0.4)
    assert judge.places(evidence) == {"organisations": [(2, 8)], "programmes": [], "regions": []}


def test_a_form_of_the_rules_alone_has_evidence_too() -> None:
    rules = NOTHING | {"regions": {(1, 3)}}
    (form,) = weigh_forms("在天津", [], rules)["regions"]
    assert (form.form, form.places) == ("天津", ((1, 3),))


def named(text: str, category: Category, form: str) -> list[tuple[str, str, str | None]]:
    layout = layout_of(text)
    start = layout.clean.text.index(form)
    found = entities(layout, category, [(start, start + len(form))], ())
    return [(entity.name, entity.kind, entity.code) for entity in found]


def test_names_are_official_where_the_gazetteers_know_them() -> None:
    text = "青海省科技工作要点\n会同科技部支持西宁发展，建设明月湖实验室。\n"
    assert named(text, "organisation", "科技部") == [("科学技术部", "government", None)]
    assert named(text, "region", "西宁") == [("西宁市", "prefecture", "630100")]
    assert named(text, "organisation", "明月湖实验室") == [("明月湖实验室", "institute", None)]


@pytest.mark.parametrize(
    ("category", "name", "kind"),
    [
        ("organisation", "某某新材料有限公司", "enterprise"),
        ("organisation", "某某大学", "university"),
        ("organisation", "某某科技", "enterprise"),
        ("programme", "“蓝天”保卫战", "action"),
        ("programme", "某某铁路二期", "project"),
        ("region", "某某大学城", "zone"),
        ("region", "某某都市圈", "cluster"),
    ],
)
def test_the_ending_of_a_name_tells_its_kind(category: Category, name: str, kind: str) -> None:
    assert kind_of(category, name) == kind
