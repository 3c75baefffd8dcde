"""The programme that a goal belongs to, where the text makes it plain."""

from __future__ import annotations

import pytest
from policy_texts import TIANJIN_ACTION_PLAN, entities_of, facts_by_rules, facts_of_file

from extract.deadlines import frames
from extract.goal_programmes import with_programmes
from extract.goals import find_goals

HEAD = "云州市科技创新“十四五”规划\n一、主要目标\n"


def programmes(text: str, head: str = HEAD) -> list[tuple[str, str | None]]:
    """The indicator of each quantitative goal, and its programme."""
    return [(goal.indicator, goal.programme) for goal in facts_by_rules(head + text).goals]


def test_what_the_sentence_carries_out_before_it_comes_to_the_goal() -> None:
    text = "实施孵化器倍增工程，新建孵化器10家，培训管理人员200名。\n"
    assert programmes(text) == [("孵化器", "孵化器倍增工程"), ("管理人员", "孵化器倍增工程")]


def test_the_nearest_programme_before_the_goal() -> None:
    text = "实施孵化器倍增工程，新建孵化器10家，开展企业登云行动，培育标杆企业30家。\n"
    assert programmes(text) == [("孵化器", "孵化器倍增工程"), ("标杆企业", "企业登云行动")]


@pytest.mark.parametrize(
    "sentence",
    [
        "通过实施孵化器倍增工程，到2025年，新建孵化器10家。",
        "深入实施“孵化器倍增工程”，新建孵化器10家。",
        "孵化器倍增工程到2025年建成孵化器10家。",
    ],
)
def test_ways_of_saying_it(sentence: str) -> None:
    ((_, programme),) = programmes(sentence + "\n")
    assert programme == "孵化器倍增工程"


@pytest.mark.parametrize(
    "sentence",
    [
        "实施孵化器倍增工程和企业上云行动，新建孵化器10家。",
        "用好孵化器倍增工程经验，新建孵化器10家。",
        "实施孵化器倍增工程。到2025年，新建孵化器10家。",
        "实施孵化器倍增工程，加强服务，完善政策，优化环境，集聚人才，新建孵化器10家。",
        "新建孵化器10家，为孵化器倍增工程提供支撑。",
    ],
)
def test_a_programme_that_the_goal_need_not_belong_to(sentence: str) -> None:
    ((_, programme),) = programmes(sentence + "\n")
    assert programme is None


def test_a_goal_that_counts_what_the_programme_holds() -> None:
    assert programmes("举办“云州创业汇”活动20场，培训创业者300名。\n") == [
        ("“云州创业汇”活动", "“云州创业汇”活动"),
        ("创业者", None),
    ]


@pytest.mark.parametrize("opening", ["到2025年，", "到2025年底前，", "——", ""])
def test_the_subject_may_have_its_deadline_before_it(opening: str) -> None:
    layout, programmes, _ = entities_of(f"{opening}孵化器倍增工程新建孵化器10家。", "孵化器倍增工程", {})
    (goal,) = with_programmes(layout, find_goals(layout, frames(layout), programmes), programmes)
    assert goal.programme == "孵化器倍增工程"


def test_the_heading_that_is_the_programme_holds_for_its_section() -> None:
    tasks = "二、重点任务\n（一）实施孵化器倍增工程\n加强服务。到2025年，新建孵化器10家。\n"
    text = tasks + "（二）强化保障\n培训管理人员200名。\n"
    assert programmes(text) == [("孵化器", "孵化器倍增工程"), ("管理人员", None)]


def test_the_heading_around_holds_too() -> None:
    text = "二、孵化器倍增工程\n（一）建设任务\n到2025年，新建孵化器10家。\n三、保障措施\n培训管理人员200名。\n"
    assert programmes(text) == [("孵化器", "孵化器倍增工程"), ("管理人员", None)]


def test_a_result_without_a_number_belongs_to_a_programme_too() -> None:
    facts = facts_by_rules(HEAD + "实施孵化器倍增工程，到2025年，孵化服务体系基本形成。\n")
    assert [(goal.quote, goal.programme) for goal in facts.qualitative_goals] == [
        ("孵化服务体系基本形成", "孵化器倍增工程")
    ]


def test_programmes_of_goals_of_the_tianjin_plan() -> None:
    found = {goal.indicator: goal.programme for goal in facts_of_file(TIANJIN_ACTION_PLAN).goals if goal.programme}
    assert found["市级智能制造试点示范项目"] == "智能制造试点示范专项行动"
    assert found["智能文化产品品牌"] == "“文化+”工程"
