"""Tables of indicators: one goal for each cell below a year to come."""

from __future__ import annotations

from decimal import Decimal

import pytest
from policy_texts import facts_of

from extract.facts import Baseline, Goal

PLAN = "云州市科技创新“十四五”规划\n一、主要指标\n"


def goals(table: str, head: str = PLAN) -> tuple[Goal, ...]:
    return facts_of(head + table).goals


def rows(table: str, head: str = PLAN) -> list[tuple[str, str, float, str, str | None]]:
    return [(goal.indicator, goal.op, float(goal.value), goal.unit, goal.by) for goal in goals(table, head)]


def test_the_form_of_the_five_year_plans() -> None:
    table = (
        "类别|指标|2020年|2025年|年均/累计|属性\n"
        "创新驱动|研发经费投入强度（%）|2.1|2.8左右|—|预期性\n"
        "高新技术企业（家）|300|500|[200]|约束性\n"
        "绿色发展\n"
        "生态|森林覆盖率|35%|≥40%|—|约束性\n"
        "单位产值能耗降低（%）|—|—|[13.5]|约束性\n"
        "数字经济增加值增长（%）|9.2|—|10以上|预期性\n"
    )
    assert rows(table) == [
        ("研发经费投入强度", "=", 2.8, "%", "2025"),
        ("高新技术企业", ">=", 500, "家", "2025"),
        ("高新技术企业", "+", 200, "家", "2025"),
        ("森林覆盖率", ">=", 40, "%", "2025"),
        ("单位产值能耗降低", "-", 13.5, "%", "2025"),
        ("数字经济增加值增长", "+", 10, "%", "2025"),
    ]
    assert [goal.binding for goal in goals(table)] == [False, True, True, True, True, False]
    assert [goal.baseline for goal in goals(table)[:4]] == [
        Baseline("2020", Decimal("2.1")),
        Baseline("2020", Decimal(300)),
        None,
        Baseline("2020", Decimal(35)),
    ]


def test_a_cell_a_year_with_a_column_of_units() -> None:
    table = (
        "序号|指标名称|单位|2021年|2023年|2025年\n1|技术合同成交额|亿元|50|80|1,200\n2|专利密度|件/万人|3.5|4-5|6～8\n"
    )
    assert rows(table) == [
        ("技术合同成交额", ">=", 50, "亿元", "2021"),
        ("技术合同成交额", ">=", 80, "亿元", "2023"),
        ("技术合同成交额", ">=", 1200, "亿元", "2025"),
        ("专利密度", ">=", 3.5, "件/万人", "2021"),
        ("专利密度", ">=", 4, "件/万人", "2023"),
        ("专利密度", ">=", 6, "件/万人", "2025"),
    ]
    assert [goal.value_max for goal in goals(table)] == [None, None, None, None, 5, 8]
    assert [goal.binding for goal in goals(table)] == [None] * 6


@pytest.mark.parametrize(
    "headings",
    [
        "指标|2020年现状|2025年目标",
        "指标|2020年（基期）|2025年",
        "主要指标|2020年完成值|“十四五”末",
        "指标|现状值|目标值",
        "指标|2019年|2025年",
        "指标|二〇二〇年|二〇二五年",
    ],
)
def test_the_state_before_is_no_goal(headings: str) -> None:
    table = f"{headings}\n创新平台|12家|30家\n"
    assert rows(table) == [("创新平台", ">=", 30, "家", "2025")]


@pytest.mark.parametrize(
    "head", ["云州市科技创新规划\n一、主要指标\n", "云州市科技创新规划（2024年修订）\n一、主要指标\n"]
)
def test_without_a_period_the_earlier_of_two_years_is_the_state_before(head: str) -> None:
    (goal,) = goals("指标|2023年|2027年\n创新平台|12家|30家\n", head)
    assert (goal.value, goal.by, goal.baseline) == (Decimal(30), "2027", Baseline("2023", Decimal(12)))


@pytest.mark.parametrize(
    ("indicator", "cell", "op"),
    [
        ("创新平台", "30", ">="),
        ("创新平台", "约30", "="),
        ("创新平台", "不低于30", ">="),
        ("审批时间", "≤30", "<="),
        ("审批时间", "30以内", "<="),
        ("亿元产值生产安全事故死亡率", "0.3", "<="),
        ("城镇调查失业率", "5.5", "<="),
        ("专利授权量增长", "30", "+"),
        ("单位产值用水量下降", "30", "-"),
    ],
)
def test_how_a_number_is_meant(indicator: str, cell: str, op: str) -> None:
    assert [goal.op for goal in goals(f"指标|2025年\n{indicator}|{cell}\n")] == [op]


@pytest.mark.parametrize(
    ("headings", "row", "unit"),
    [
        ("指标|2025年", "产业规模|30亿元", "亿元"),
        ("指标|2025年", "产业规模（亿元）|30", "亿元"),
        ("指标|2025年（亿元）", "产业规模|30", "亿元"),
        ("指标|单位|2025年", "产业规模|亿元|30", "亿元"),
        ("单位:亿元\n指标|2025年", "产业规模|30", "亿元"),
        ("指标|2025年", "综合评价得分|30", ""),
    ],
)
def test_where_the_unit_stands(headings: str, row: str, unit: str) -> None:
    assert [goal.unit for goal in goals(f"{headings}\n{row}\n")] == [unit]


@pytest.mark.parametrize("cell", ["—", "", "完成国家下达任务", "持续提升", "2025年", "3个以上国家", "30/40"])
def test_a_cell_without_a_number_sets_no_goal(cell: str) -> None:
    assert goals(f"指标|2020年|2025年|属性\n创新平台|12|{cell}|预期性\n") == ()


@pytest.mark.parametrize(
    "table",
    [
        "任务|责任单位|2025年\n建设平台|市科技局|30家\n",
        "指标|2018年|2019年\n创新平台|12家|30家\n",
        "指标|责任单位\n创新平台30家|市科技局\n",
    ],
)
def test_other_tables_are_left_to_the_sentences_in_them(table: str) -> None:
    assert all(goal.binding is None and goal.baseline is None for goal in goals(table))
    assert not [goal for goal in goals(table) if "|" in goal.quote]


def test_a_row_is_read_once_and_is_the_evidence() -> None:
    facts = facts_of(PLAN + "指标|2020年|2025年\n建成创新平台|12家|30家\n到2025年建成基地|形成|3个\n")
    assert [(goal.quote, goal.section) for goal in facts.goals] == [
        ("建成创新平台|12家|30家", 1),
        ("到2025年建成基地|形成|3个", 1),
    ]
    assert facts.qualitative_goals == ()
    goal = facts.goals[0]
    assert facts.source.text[goal.span.start : goal.span.end] == "建成创新平台|12家|30家"


def test_the_table_ends_where_the_text_goes_on() -> None:
    table = "指标|2025年\n创新平台|30家\n注：数据由市统计局提供。\n二、分工\n三、其他\n平台甲|40家\n"
    assert [goal.value for goal in goals(table) if "|" in goal.quote] == [30]


@pytest.mark.parametrize(
    ("clause", "year"),
    [
        ("单位产值能耗比2015年下降10%", "2015"),
        ("单位产值能耗较2012年下降10%", "2012"),
        ("单位产值能耗在2020年基础上下降10%", "2020"),
        ("单位产值能耗与2020年相比下降10%", "2020"),
        ("单位产值能耗下降10%", None),
    ],
)
def test_the_year_that_a_clause_compares_with(clause: str, year: str | None) -> None:
    (goal,) = goals(f"到2025年，{clause}。\n")
    assert (goal.op, goal.by) == ("-", "2025")
    assert goal.baseline == (Baseline(year) if year else None)
