"""Clauses that state a result to be reached by a stated year, without a number."""

from __future__ import annotations

import pytest
from policy_texts import (
    EXCHANGE_PLAN,
    PILOT_ZONE_GUIDELINES,
    TALENT_AND_INTERNET_PLUS,
    TIANJIN_ACTION_PLAN,
    facts_of,
    facts_of_file,
)

PLAN = "云州市智能制造行动计划（2021—2023年）\n一、发展目标\n"


def found(text: str, head: str = PLAN) -> list[tuple[str, str]]:
    return [(goal.quote, goal.by) for goal in facts_of(head + text).qualitative_goals]


def test_one_row_a_clause_with_the_deadline_of_the_sentence() -> None:
    text = "到2023年，智能科技产业成为经济发展新引擎，基础核心技术有所突破，总体技术和产业发展与国际同步。\n"
    assert found(text) == [
        ("智能科技产业成为经济发展新引擎", "2023"),
        ("基础核心技术有所突破", "2023"),
        ("总体技术和产业发展与国际同步", "2023"),
    ]


@pytest.mark.parametrize(
    ("deadline", "year"),
    [
        ("到2023年，", "2023"),
        ("到2023年", "2023"),
        ("2022年底前，", "2022"),
        ("到2025年底，", "2025"),
        ("“十四五”末，", "2025"),
        ("到本世纪中叶，", "2050"),
        ("到二〇三五年，", "2035"),
        ("到二三五年，", "2035"),
    ],
)
def test_ways_of_stating_a_deadline(deadline: str, year: str) -> None:
    quote = f"{deadline}基本建成智能科技创新中心".split("，")[-1]
    assert found(f"{deadline}基本建成智能科技创新中心。\n") == [(quote, year)]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("如期实现2030年前碳达峰目标", "2030"),
        ("到2023年建立健全云州标准体系", "2023"),
        ("2023年取得重要进展", "2023"),
        ("2035年云州要如期基本建成现代化大都市", "2035"),
        ("2022年覆盖全部成员学会", "2022"),
    ],
)
def test_a_clause_is_quoted_with_the_deadline_that_it_holds(text: str, year: str) -> None:
    assert found(f"{text}。\n") == [(text, year)]


@pytest.mark.parametrize(
    "text", ["力争2023年底前完成", "为毕业三年内的创业者提供工位", "自2020年7月至2021年5月整治货车改装，保障运输安全"]
)
def test_a_date_alone_or_of_something_else_states_no_result(text: str) -> None:
    assert found(f"{text}。\n") == []


def test_each_deadline_governs_what_follows_it() -> None:
    text = "到2023年，产业链更加完善；到2035年，建成全国领先的产业高地。\n"
    assert found(text) == [("产业链更加完善", "2023"), ("建成全国领先的产业高地", "2035")]


def test_the_items_of_a_list_have_the_deadline_above_it() -> None:
    text = "到2023年，实现以下目标：\n——创新能力显著增强。\n——产业生态更加完善。\n"
    assert ("创新能力显著增强", "2023") in found(text)
    assert ("产业生态更加完善", "2023") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "基本建成智能科技创新中心。",
        "加快建成智能科技创新中心，完善产业生态。",
        "到2023年，产业规模达到200亿元。",
        "2020年，全市建成了智能科技创新中心。",
        "2019年以来，创新能力显著增强。",
    ],
)
def test_no_deadline_a_number_or_the_past_is_no_qualitative_goal(text: str) -> None:
    assert found(text + "\n") == []


def test_tasks_among_the_results_of_a_list_are_no_goals() -> None:
    text = (
        "到2023年，实现以下目标：\n"
        "一是开放能级明显提升。推动云州口岸复通。丰富群众文化生活。平台功能显著提升。推动煤炭消费达峰。\n"
        "二是在促进共同富裕上取得新进展。综合保税区功能不断完善。提升政府治理效能。\n"
    )
    assert [quote for quote, _ in found(text)] == [
        "一是开放能级明显提升",
        "平台功能显著提升",
        "推动煤炭消费达峰",
        "二是在促进共同富裕上取得新进展",
        "综合保税区功能不断完善",
    ]


REPORT = "政府工作报告\n——2026年1月20日在云州市第十届人民代表大会第一次会议上\n云州市市长 李明\n"
AIMS_SECTION = f"{REPORT}二、“十五五”时期主要目标任务\n"


def test_in_a_section_of_aims_each_clause_that_ends_in_a_result_is_one() -> None:
    text = "因地制宜发展新质生产力，推动经济增长保持在合理区间，重点领域风险得到有效防范化解，提升治理效能。\n"
    assert found(text, AIMS_SECTION) == [
        ("推动经济增长保持在合理区间", "2030"),
        ("重点领域风险得到有效防范化解", "2030"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "国家安全体系和能力进一步加强",
        "共同体建设深入推进",
        "特殊作用更好发挥",
        "科技创新能级迈上新台阶",
        "美丽云州建设展现新图景",
    ],
)
def test_more_ways_of_saying_a_result(text: str) -> None:
    assert found(f"{text}。\n", AIMS_SECTION) == [(text, "2030")]


def test_a_section_that_has_told_its_aims_goes_on_with_tasks() -> None:
    text = (
        "“十五五”时期是全面发力的关键时期，发展前景更加广阔。"
        "锚定生态环境更加美丽、人民生活更加幸福，治理效能更加显著的总体目标努力奋斗。\n"
        "一是推动区域发展。优势互补的区域格局加快形成，乡村全面振兴取得重大进展。\n"
    )
    assert found(text, AIMS_SECTION) == [
        ("锚定生态环境更加美丽、人民生活更加幸福", "2030"),
        ("治理效能更加显著", "2030"),
    ]


def test_tasks_under_a_dated_heading_are_no_goals() -> None:
    head = "2026年云州市政府工作报告\n"
    assert found("一、2026年重点工作\n加快建设创新平台，推动成果落地，深化改革开放。\n", head) == []


@pytest.mark.parametrize(
    "clause",
    ["培养一批青年人才", "建设一批特色园区", "走出一条创新发展的新路", "共同富裕迈出坚实步伐", "乡村具备现代生活条件"],
)
def test_words_for_a_result(clause: str) -> None:
    assert found(f"到2023年，{clause}。\n") == [(clause, "2023")]


@pytest.mark.parametrize(
    ("clause", "is_goal"),
    [
        ("创新活力更加强劲", True),
        ("绿色发展取得标志性成果", True),
        ("推动牧区基本具备现代生活条件", True),
        ("推动科技创新", False),
        ("加快提升创新水平", False),
    ],
)
def test_in_a_dated_section_of_goals_results_are_goals_and_tasks_are_none(clause: str, is_goal: bool) -> None:
    head = "2026年云州省政府工作报告\n一、“十五五”时期主要目标\n"
    assert found(f"{clause}。\n", head) == ([(clause, "2030")] if is_goal else [])


def test_a_clause_that_comes_again_counts_once() -> None:
    text = "到2023年，基本建成创新中心。\n加强领导。\n到2023年，基本建成创新中心。\n"
    assert found(text) == [("基本建成创新中心", "2023")]


def test_a_goal_knows_its_document_its_section_and_its_place() -> None:
    text = PLAN + "到2023年，基本建成智能 科技创新中心，完善治理。\n"
    goal = facts_of(text).qualitative_goals[0]
    assert (goal.document, goal.section) == ("d1", 1)
    assert text[goal.span.start : goal.span.end] == "基本建成智能 科技创新中心"
    assert goal.quote == goal.span.text == "基本建成智能科技创新中心"


def of_file(name: str) -> list[tuple[str, str]]:
    return [(goal.quote, goal.by) for goal in facts_of_file(name).qualitative_goals]


def test_the_qualitative_goals_of_the_internet_plus_scheme() -> None:
    assert of_file(TALENT_AND_INTERNET_PLUS) == [
        ("打造人工智能基础资源与创新平台", "2018"),
        ("人工智能产业体系、创新服务体系、标准化体系基本建立", "2018"),
        ("基础核心技术有所突破", "2018"),
        ("总体技术和产业发展与国际同步", "2018"),
        ("应用及系统级技术局部领先", "2018"),
        ("在重点领域培育若干全球领先的人工智能骨干企业", "2018"),
        ("初步建成基础坚实、创新活跃、开放协作、绿色安全的人工智能产业生态", "2018"),
    ]


def test_the_qualitative_goals_of_the_pilot_zone_guidelines() -> None:
    assert of_file(PILOT_ZONE_GUIDELINES) == [
        ("产出一批重大原创科技成果", "2023"),
        ("创新一批切实有效的政策工具", "2023"),
        ("形成一批人工智能与经济社会发展深度融合的典型模式", "2023"),
        ("积累一批可复制可推广的经验做法", "2023"),
        ("打造一批具有重大引领带动作用的人工智能创新高地", "2023"),
    ]


def test_the_qualitative_goals_of_the_tianjin_plan() -> None:
    assert set(of_file(TIANJIN_ACTION_PLAN)) >= {
        ("智能科技产业成为经济发展新引擎", "2020"),
        ("催生智能经济和智能社会新产业、新业态、新模式", "2020"),
        ("基本建成全国领先的智能科技产业高地和智能科技创新中心", "2025"),
        ("重点领域基本实现智能化改造", "2020"),
    }


def test_a_plan_without_deadlines_has_none() -> None:
    assert of_file(EXCHANGE_PLAN) == []


def test_until_when_a_permit_is_valid_is_no_deadline() -> None:
    assert found("本批准有效期至2026年2月28日，你公司应保持原设计批准有效。\n") == []
