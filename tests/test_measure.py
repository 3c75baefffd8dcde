"""The measure, on rows whose points were counted by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from extract.facts import FileFacts
from kg.evaluation.annotation import (
    Annotation,
    ClauseRow,
    DocumentRow,
    EntityRow,
    GoalRow,
    ReferenceRow,
    RelationRow,
)
from kg.evaluation.annotation_json import annotation_of
from kg.evaluation.measure import measure
from kg.evaluation.score import CLASSES, Score, mean_f1

NOTICE = DocumentRow(
    "d1", "关于印发《云州市“智造”行动计划》的通知", "notice", "云科发〔2021〕15号", ("云州市科技局", "云州市财政局"),
    ("各县人民政府",), "2021-03-05",
)  # fmt: skip
PLAN = DocumentRow("d2", "云州市“智造”行动计划", "action-plan", period=("2021", "2023"), attached_to="d1")
GOAL = GoalRow("产业规模达到200亿元", "智能机器人产业规模", ">=", 200.0, None, "亿元", "2023")
CLAUSE = ClauseRow("关键技术自主可控", "2022")
MINISTRY = EntityRow("科学技术部", ("科技部",), "government")
BUREAU = EntityRow("云州市科学技术局", ("市科技局", "云州市科技局"), "government")
PROJECT = EntityRow("“云上工厂”示范工程", ("“云上工厂”示范工程",), "project")
TIANJIN = EntityRow("天津市", ("天津",), "province")


def points(name: str, gold: Annotation, found: Annotation) -> tuple[int, int, int]:
    """Hits, points of the gold, points claimed."""
    score = measure(gold, found)[name].score
    return score.hit, score.gold, score.system


def differences(name: str, gold: Annotation, found: Annotation) -> list[tuple[str, str]]:
    return [(difference.gold, difference.found) for difference in measure(gold, found)[name].differences]


def goals(gold: GoalRow, found: GoalRow) -> tuple[int, int, int]:
    return points("goals", Annotation(goals=(gold,)), Annotation(goals=(found,)))


def test_ratios() -> None:
    score = Score(hit=2, gold=3, system=4)
    assert (score.precision, score.recall, score.f1) == (0.5, 0.6667, 0.5714)
    assert (Score().precision, Score().recall, Score().f1) == (0, 0, 0)
    assert Score(1, 2, 3) + Score(1, 1, 1) == Score(2, 3, 4)


def test_the_score_is_the_mean_of_eight_classes() -> None:
    scores = dict.fromkeys(CLASSES, Score(1, 1, 1)) | {"goals": Score(0, 5, 0), "relations": Score(1, 2, 2)}
    scores |= {"names": Score(0, 9, 9), "kinds": Score(0, 9, 9)}
    assert len(CLASSES) == 8
    assert mean_f1(scores) == 0.8125  # (6 * 1 + 0 + 0.5) / 8


def test_what_is_right_in_everything_scores_1() -> None:
    whole = Annotation(
        (NOTICE, PLAN),
        (ReferenceRow("甲规划", None, "cites"),),
        (MINISTRY, BUREAU),
        (PROJECT,),
        (TIANJIN,),
        (GOAL,),
        (CLAUSE,),
        (RelationRow("云州市科学技术局", "leads", "“云上工厂”示范工程"),),
    )
    measured = measure(whole, whole)
    assert {name: (of.score.f1, of.differences) for name, of in measured.items()} == dict.fromkeys(measured, (1.0, ()))
    assert mean_f1({name: of.score for name, of in measured.items()}) == 1.0


def test_every_slot_of_a_document_is_a_point() -> None:
    # The notice: title, kind, number, date, two issuers, one addressee. The plan: title, kind, period, its notice.
    gold = Annotation((NOTICE, PLAN))
    assert points("documents", gold, gold) == (11, 11, 11)
    other = replace(NOTICE, kind="letter", issuers=("云州市科技局",), date_signed=None)
    assert points("documents", gold, Annotation((other, PLAN))) == (8, 11, 9)
    assert differences("documents", gold, Annotation((other, PLAN))) == [
        ("d1 date_signed: 2021-03-05", ""),
        ("d1 issuers: 云州市财政局", ""),
        ("d1 kind: notice", ""),
        ("", "d1 kind: letter"),
    ]


def test_documents_match_by_number_or_by_most_of_the_title() -> None:
    gold = Annotation((replace(NOTICE, issuers=(), addressees=()),))
    by_number = DocumentRow("x", None, "notice", "云科发[2021] 15号")
    assert points("documents", gold, Annotation((by_number,))) == (2, 4, 3)
    longer = DocumentRow("x", "云州市关于印发云州市智造行动计划的通知", "notice")
    assert points("documents", gold, Annotation((longer,))) == (1, 4, 2)
    unlike = DocumentRow("x", "关于印发另一行动方案的通知", "notice")
    assert points("documents", gold, Annotation((unlike,))) == (0, 4, 2)
    assert differences("documents", gold, Annotation((unlike,))) == [
        ("d1: 关于印发《云州市“智造”行动计划》的通知", ""),
        ("", "x: 关于印发另一行动方案的通知"),
    ]


def test_attachment_is_compared_by_title_not_by_key() -> None:
    renamed = (replace(NOTICE, key="a"), replace(PLAN, key="b", attached_to="a"))
    assert points("documents", Annotation((NOTICE, PLAN)), Annotation(renamed)) == (11, 11, 11)
    elsewhere = (NOTICE, replace(PLAN, attached_to="d2"))
    assert points("documents", Annotation((NOTICE, PLAN)), Annotation(elsewhere)) == (10, 11, 11)


def test_reference_is_a_point_and_its_relation_another() -> None:
    gold = Annotation(
        references=(ReferenceRow("甲规划", None, "implements"), ReferenceRow("乙办法", "国发〔2015〕40号", "repeals"))
    )
    found = Annotation(
        references=(
            ReferenceRow("《甲规划》", None, "cites"),
            ReferenceRow("别名", "国发[2015]40号", "repeals"),
            ReferenceRow("丙法", None, "cites"),
        )
    )
    assert points("references", gold, found) == (3, 4, 6)
    assert differences("references", gold, found) == [
        ("", "丙法"),
        ("甲规划: implements", "《甲规划》: cites"),
    ]


def test_entities_match_one_to_one_by_any_form_of_the_name() -> None:
    gold = Annotation(organisations=(MINISTRY, BUREAU))
    split = (
        EntityRow("科技部", ("科技部",), "government"),
        EntityRow("科学 技术部", (), "government"),
        EntityRow("市科技局", (), "party"),
    )
    found = Annotation(organisations=split)
    assert points("organisations", gold, found) == (2, 2, 3)
    assert differences("organisations", gold, found) == [("", "科学 技术部")]
    assert points("names", gold, found) == (0, 2, 2)
    assert points("kinds", gold, found) == (1, 2, 2)
    assert differences("kinds", gold, found) == [("云州市科学技术局: government", "市科技局: party")]


def test_names_are_those_of_organisations_and_regions_kinds_those_of_programmes_too() -> None:
    gold = Annotation(programmes=(PROJECT,), regions=(TIANJIN,))
    found = Annotation(
        programmes=(EntityRow("云上工厂示范", ("云上工厂示范工程",), "action"),),
        regions=(EntityRow("天津", (), "province"),),
    )
    assert points("programmes", gold, found) == (1, 1, 1)
    assert differences("names", gold, found) == [("天津市", "天津")]
    assert points("kinds", gold, found) == (1, 2, 2)


def test_optional_row_counts_neither_way() -> None:
    optional = EntityRow("云州实验室", (), "institute", optional=True)
    gold = Annotation(organisations=(optional, MINISTRY))
    assert points("organisations", gold, Annotation(organisations=(MINISTRY,))) == (1, 1, 1)
    both = Annotation(organisations=(MINISTRY, EntityRow("云州实验室", (), "committee")))
    assert points("organisations", gold, both) == (1, 1, 1)
    assert points("kinds", gold, both) == (1, 1, 1)
    goals = Annotation(goals=(replace(GOAL, optional=True),))
    assert points("goals", goals, Annotation(goals=(GOAL, GOAL))) == (0, 0, 1)


def test_optional_row_leaves_the_answer_to_one_that_counts() -> None:
    gold = Annotation(qualitative_goals=(replace(CLAUSE, optional=True), CLAUSE))
    assert points("qualitative", gold, Annotation(qualitative_goals=(CLAUSE,))) == (1, 1, 1)


def test_optional_reference_and_relation() -> None:
    gold = Annotation(
        references=(ReferenceRow("甲规划", None, "cites", optional=True),),
        relations=(RelationRow("甲", "leads", "乙", optional=True), RelationRow("甲", "partOf", "丙")),
    )
    found = Annotation(
        references=(ReferenceRow("甲规划", None, "implements"),), relations=(RelationRow("甲", "leads", "乙"),)
    )
    assert points("references", gold, found) == (0, 0, 0)
    assert points("relations", gold, found) == (0, 1, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"op": "="},
        {"value": 20.0},
        {"value_max": 300.0},
        {"unit": "万元"},
        {"unit": None},
        {"by": "2025"},
        {"by": None},
        {"indicator": "用电量"},
        {"indicator": None},
        # Longer than three times the gold's nine characters and six.
        {"indicator": "到二〇二三年在全市范围内基本建成完整的智能机器人产业规模体系并带动各县配套企业"},
    ],
    ids=str,
)
def test_goal_is_another_one_with(change: dict[str, Any]) -> None:
    assert goals(GOAL, replace(GOAL, **change)) == (0, 1, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "其他"},
        {"by": "2023-12-31"},
        {"unit": " 亿 元"},
        {"indicator": "机器人产业"},
        {"indicator": "全市产业规模"},
    ],
    ids=str,
)
def test_goal_is_the_same_with(change: dict[str, Any]) -> None:
    assert goals(GOAL, replace(GOAL, **change)) == (1, 1, 1)


def test_goal_is_told_in_words() -> None:
    ranged = replace(GOAL, value=2.5, value_max=3.0, unit="家", by=None)
    gold = Annotation(goals=(GOAL,))
    assert differences("goals", gold, Annotation(goals=(ranged,))) == [
        ("智能机器人产业规模 >= 200亿元 by 2023 (产业规模达到200亿元)", ""),
        ("", "智能机器人产业规模 >= 2.5–3家 (产业规模达到200亿元)"),
    ]


@pytest.mark.parametrize(
    ("quote", "by", "hit"),
    [
        ("关键技术自主可控", "2022", 1),
        ("到2022年，关键技术自主可控", "2022", 0),  # 8 of 15
        ("基本实现关键技术自主可控", "2022", 1),  # 8 of 12
        ("自主可控", "2022", 0),  # 4 of 8
        ("关键技术自主可控", "2025", 0),
    ],
)
def test_clauses_match_by_year_and_by_most_of_the_quote(quote: str, by: str, hit: int) -> None:
    gold = Annotation(qualitative_goals=(CLAUSE,))
    assert points("qualitative", gold, Annotation(qualitative_goals=(ClauseRow(quote, by),))) == (hit, 1, 1)


def test_relations_are_compared_through_the_entities() -> None:
    gold = Annotation(
        organisations=(BUREAU,),
        programmes=(PROJECT,),
        relations=(
            RelationRow("云州市科学技术局", "leads", "“云上工厂”示范工程"),
            RelationRow("云州市科学技术局", "partOf", "云州市人民政府"),
        ),
    )
    found = Annotation(
        organisations=(EntityRow("市科技局", (), "government"),),
        programmes=(EntityRow("云上工厂示范工程", (), "project"),),
        relations=(
            RelationRow("市科技局", "leads", "云上工厂示范工程"),
            RelationRow("市科技局", "leads", "“云上工厂”示范工程"),  # the same, said again
            RelationRow("市科技局", "participates", "云上工厂示范工程"),
            RelationRow("市科技局", "partOf", "“云州市人民政府”"),  # no entity of the gold, the same in letters
        ),
    )
    assert points("relations", gold, found) == (2, 2, 3)
    assert differences("relations", gold, found) == [("", "市科技局 participates 云上工厂示范工程")]


def test_empty_answer_misses_everything() -> None:
    gold = Annotation((NOTICE,), organisations=(MINISTRY,), relations=(RelationRow("甲", "leads", "乙"),))
    assert points("documents", gold, Annotation()) == (0, 7, 0)
    assert points("organisations", gold, Annotation()) == (0, 1, 0)
    assert points("relations", gold, Annotation()) == (0, 1, 0)


def test_facts_are_read_as_the_annotation_they_make(sample_facts: FileFacts) -> None:
    found = annotation_of(sample_facts)
    assert [row.attached_to for row in found.documents] == [None, "d1"]
    assert found.organisations[1] == EntityRow("科学技术部", ("科技部",), "government")
    assert [(row.value, row.value_max) for row in found.goals] == [(200.0, None), (5.0, 8.5)]
    assert found.relations[1] == RelationRow("京云合作区", "locatedIn", "天津市")
