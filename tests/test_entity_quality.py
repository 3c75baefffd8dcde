"""`bench/entities`: the samples, the kinds of errors, and that the ablation knows every setting."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from bench.entities.ablation import PARTS, Part, cells
from bench.entities.errors import Error, find_errors
from bench.entities.quality import error_rows
from bench.entities.samples import fold_configs, read_samples, scores, table
from bench.entities.taggers import WordTagger
from extract.pipeline import load_pipeline
from kg.evaluation.annotation import Annotation, EntityRow
from kg.evaluation.measure import measure
from kg.evaluation.score import Score


def row(name: str, kind: str = "project", *mentions: str, optional: bool = False) -> EntityRow:
    return EntityRow(name, (name, *mentions), kind, optional)


def problems(errors: Iterable[Error]) -> list[tuple[str, str, str]]:
    return [(error.entities, error.problem, error.example) for error in errors]


@pytest.mark.parametrize(
    ("gold", "found", "problem", "example"),
    [
        (["海智计划"], [], "missed: project", "海智计划"),
        ([], ["海智计划"], "not in the gold: project", "海智计划"),
        (["沿江高铁宜涪段"], ["沿江高铁"], "wrong edges: cut short", "沿江高铁 → 沿江高铁宜涪段"),
        (["海智计划"], ["实施海智计划"], "wrong edges: runs on", "实施海智计划 → 海智计划"),
        (["智慧工厂示范工程"], ["云上智慧工厂示范"], "wrong edges: shifted", "云上智慧工厂示范 → 智慧工厂示范工程"),
    ],
)
def test_each_row_that_does_not_match_is_one_error(
    gold: list[str], found: list[str], problem: str, example: str
) -> None:
    errors = find_errors(Annotation(programmes=tuple(map(row, gold))), Annotation(programmes=tuple(map(row, found))))
    assert problems(errors) == [("programmes", problem, example)]


def test_names_with_nothing_in_common_are_two_errors() -> None:
    errors = find_errors(Annotation(programmes=(row("海智计划"),)), Annotation(programmes=(row("云上工厂"),)))
    assert [problem for _, problem, _ in problems(errors)] == ["missed: project", "not in the gold: project"]


def test_the_nearest_name_is_the_one_with_wrong_edges() -> None:
    gold = Annotation(programmes=(row("国家海智行动计划"),))
    errors = find_errors(gold, Annotation(programmes=(row("行动计划"), row("海智行动计划"))))
    assert problems(errors) == [
        ("programmes", "wrong edges: cut short", "海智行动计划 → 国家海智行动计划"),
        ("programmes", "not in the gold: project", "行动计划"),
    ]


def test_name_of_another_class_is_an_error_of_both() -> None:
    gold = Annotation(organisations=(row("国家数据中心", "institute"),))
    errors = find_errors(gold, Annotation(programmes=(row("国家数据中心", "platform"),)))
    assert problems(errors) == [
        ("organisations", "wrong class: found among programmes", "国家数据中心"),
        ("programmes", "wrong class: the gold has it among organisations", "国家数据中心"),
    ]


def test_one_thing_for_two_and_two_for_one() -> None:
    one = row("海外智力为国服务行动计划", "plan", "海智计划")
    two = (row("海外智力为国服务行动计划", "plan"), row("海智计划", "plan"))
    names = "海外智力为国服务行动计划, 海智计划"
    assert problems(find_errors(Annotation(programmes=(one,)), Annotation(programmes=two))) == [
        ("programmes", "one thing found as two", names)
    ]
    assert problems(find_errors(Annotation(programmes=two), Annotation(programmes=(one,)))) == [
        ("programmes", "two things found as one", names)
    ]


def test_wrong_names_and_kinds_are_of_rows_that_match() -> None:
    gold = Annotation(organisations=(row("科学技术部", "government", "科技部"),))
    found = Annotation(organisations=(row("国家科技部", "party", "科技部"),))
    assert problems(find_errors(gold, found)) == [
        ("organisations", "wrong kind: party for government", "科学技术部"),
        ("organisations", "wrong name", "国家科技部 → 科学技术部"),
    ]


def test_optional_rows_are_no_errors() -> None:
    gold = Annotation(regions=(row("沿江", "cluster", optional=True), row("中部", "cluster", optional=True)))
    assert list(find_errors(gold, Annotation(regions=(row("沿江", "cluster"),)))) == []


def test_errors_are_all_that_the_measure_counts() -> None:
    gold = Annotation(
        organisations=(row("科学技术部", "government"), row("国家数据中心", "institute")),
        programmes=(row("沿江高铁宜涪段"), row("海智计划"), row("云上工厂", optional=True)),
    )
    found = Annotation(
        organisations=(row("科学技术部", "government"),),
        programmes=(row("沿江高铁"), row("国家数据中心"), row("云上工厂"), row("农田水利")),
    )
    errors = list(find_errors(gold, found))
    for name, measured in measure(gold, found).items():
        score = measured.score
        if name in {"organisations", "programmes", "regions"}:
            assert sum(error.missed for error in errors if error.entities == name) == score.gold - score.hit
            assert sum(error.wrong for error in errors if error.entities == name) == score.system - score.hit


def test_errors_are_counted_with_three_different_examples_of_dev() -> None:
    def errors(problem: str, *examples: str) -> list[Error]:
        return [Error("regions", problem, 1, 0, example) for example in examples]

    dev = errors("missed: zone", "甲", "甲", "乙", "丙", "丁") + errors("wrong name", "戊")
    train = errors("missed: county", "己") + errors("missed: zone", "庚")
    assert list(error_rows(dev, train)) == [
        ["missed: zone", "5", "1", "甲; 乙; 丙"],
        ["missed: county", "0", "1", ""],
        ["wrong name", "1", "0", "戊"],
    ]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """One file of dev and seven of train, in each of which is 天津市; the texts name it, but for that of the first."""
    region = {"name": "天津市", "mentions": ["天津"], "kind": "province"}
    others = ("documents", "references", "organisations", "programmes", "goals", "qualitative_goals", "relations")
    annotation = json.dumps({**{name: [] for name in others}, "regions": [region]}, ensure_ascii=False)
    stems = {"dev": ["d"], "train": ["a", "b", "c", "e", "f", "g", "h"]}
    (tmp_path / "docs").mkdir()
    for part, names in stems.items():
        (tmp_path / part).mkdir()
        for stem in names:
            (tmp_path / part / f"{stem}.json").write_text(annotation, "utf-8")
            place = "西安" if stem == "a" else "天津"
            (tmp_path / "docs" / f"{stem}.txt").write_text(f"关于科普工作的意见\n在{place}先行先试。\n", "utf-8")
    return tmp_path


def test_every_third_file_is_in_one_fold(gold: Path) -> None:
    samples = {sample.name: [path.stem for path in sample.sources] for sample in read_samples(gold)}
    assert samples == {
        "dev": ["d"], "fold 1": ["a", "e", "h"], "fold 2": ["b", "f"], "fold 3": ["c", "g"],
    }  # fmt: skip


def test_folds_have_configurations_of_their_own(gold: Path) -> None:
    configs = [Path(f"{number}.cfg") for number in range(1, 4)]
    assert [sample.config for sample in read_samples(gold, configs)] == [None, *configs]


def test_configurations_of_folds_that_were_not_written_are_missed(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"fold-{number}.cfg").touch()
    with pytest.raises(ValueError, match=r"fold-3\.cfg: not there; `make train` writes it"):
        fold_configs(tmp_path)


def test_fold_is_scored_on_its_own_files_only(gold: Path) -> None:
    fold = read_samples(gold)[1]
    assert scores([fold.evaluate()])["regions"] == Score(hit=2, gold=3, system=3)


@pytest.mark.parametrize("missing", ["dev/d.json", "docs/a.txt"])
def test_gold_that_is_not_whole_is_named(gold: Path, missing: str) -> None:
    (gold / missing).unlink()
    with pytest.raises(ValueError, match=missing.split("/")[0]):
        read_samples(gold)


def test_ablation_has_every_setting_that_can_be_switched_off() -> None:
    nlp = load_pipeline()
    settings = {
        f"{component}.{name}"
        for component in nlp.pipe_names
        for name, value in nlp.config["components"][component].items()
        if isinstance(value, bool)
    }
    assert {part.name for part in PARTS if "." in part.name} == settings


def test_part_is_switched_off_by_the_configuration() -> None:
    config = {"nlp": {"pipeline": ["stp_structure", "stp_regions"]}}
    assert Part("stp_regions.zones", "").off(config) == {"components.stp_regions.zones": False}
    assert Part("stp_regions", "").off(config) == {"nlp.pipeline": ["stp_structure"]}
    assert Part("stp_tagger", "").off(config) is None


def test_change_on_the_folds_is_a_mean_with_its_range() -> None:
    assert list(cells([-1.26, 0.0, -2.0, -4.0], "+")) == ["−1.3", "−2.0 (−4.0 … ·)"]
    assert list(cells([0.01, 1.0, 1.0], "+")) == ["·", "+1.0"]


def test_words_of_a_tagger_are_entities_with_their_places(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("在天津。\n科技部在 天津。\n", "utf-8")
    words = {"在天津。": ["在", "天津", "。"], "科技部在天津。": ["科技部", "在", "天津", "。"]}
    tags = {"天津": "LOC", "科技部": "ORG"}
    tagger = WordTagger(
        "test", lambda text: [(word, tags.get(word, "x")) for word in words[text]],
        {"LOC": "region", "ORG": "organisation"},
    )  # fmt: skip
    facts = tagger(path)
    assert [(e.name, [(s.start, s.end) for s in e.spans]) for e in facts.regions] == [("天津", [(1, 3)])]
    assert [(e.name, [(s.start, s.end) for s in e.spans]) for e in facts.organisations] == [("科技部", [(5, 8)])]
    assert facts.programmes == ()


def test_table_is_markdown() -> None:
    assert table(["name", "F1:"], [["a|b", "0.5"]]) == "| name | F1 |\n| --- | ---: |\n| a\\|b | 0.5 |\n"
