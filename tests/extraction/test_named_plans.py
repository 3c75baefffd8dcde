"""Plans that a text names without 《》, and the words that only say what sort of plan is drawn up."""

from __future__ import annotations

import pytest
from policy_texts import facts_of

from extract.named_plans import named_plans


def found(text: str) -> list[str]:
    """The forms of the plans in a text."""
    return [plan.name for plan in named_plans(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("编制甬舟都市圈空间协同规划，", "甬舟都市圈空间协同规划"),
        ("制定实施新一轮青年成长规划。", "新一轮青年成长规划"),
        ("制定我省融入统一大市场建设行动方案。", "融入统一大市场建设行动方案"),
        ("落实国家新一轮重点行业稳增长工作方案，", "国家新一轮重点行业稳增长工作方案"),
        ("编制“十五五”碳达峰行动方案；", "“十五五”碳达峰行动方案"),
        ("抓好水上救助系统布局规划的落实。", "水上救助系统布局规划"),
        ("制订国家知识产权战略实施计划,", "国家知识产权战略实施计划"),
    ],
)
def test_a_plan_with_a_name_of_its_own(text: str, name: str) -> None:
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "编制城市更新专项规划。",
        "落实城市总体规划。",
        "制定本地区信息设施建设实施方案。",
        "制定行动实施方案。",
        "制定学会发展规划。",
        "制定软件采购年度方案。",
        "编制海上救助规划和海岛保护规划。",
        "制定深化教学改革的实施方案。",
        "制定船舶产业专项行动方案。",  # the action is the programme
        "编制《甬舟都市圈空间协同规划》。",
        "甬舟都市圈空间协同规划获批。",
    ],
)
def test_what_is_no_plan_with_a_name_of_its_own(text: str) -> None:
    assert found(text) == []


def test_such_a_plan_is_a_programme_of_the_document() -> None:
    facts = facts_of("云州市重点工作安排\n编制甬舟都市圈空间协同规划，推进交通互联。\n")
    assert [(p.name, p.kind) for p in facts.programmes] == [("甬舟都市圈空间协同规划", "plan")]
