"""Quantitative goals: what is measured, how the number is meant, by when."""

from __future__ import annotations

from decimal import Decimal

import pytest
from policy_texts import (
    EXCHANGE_PLAN,
    PILOT_ZONE_GUIDELINES,
    TALENT_AND_INTERNET_PLUS,
    TIANJIN_ACTION_PLAN,
    facts_of,
    facts_of_file,
)

from extract.facts import Goal

PLAN = "云州市智能制造行动计划（2021—2023年）\n一、重点任务\n"
Row = tuple[str, str, str, str | None, str]
"""Indicator, operator, value, end of the range, unit."""


def goals_of(text: str, head: str = PLAN) -> tuple[Goal, ...]:
    return facts_of(head + text).goals


def row(goal: Goal) -> Row:
    return goal.indicator, goal.op, str(goal.value), None if goal.value_max is None else str(goal.value_max), goal.unit


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("智能机器人产业规模达到200亿元", ("智能机器人产业规模", ">=", "200", None, "亿元")),
        ("产业规模突破1.5万亿元", ("产业规模", ">=", "1.5", None, "万亿元")),
        ("培育10家智能物流示范企业", ("智能物流示范企业", ">=", "10", None, "家")),
        ("实施100项试点示范工程", ("试点示范工程", ">=", "100", None, "项")),
        ("高水平建设2至3家国家级或部委级创新平台", ("国家级或部委级创新平台", ">=", "2", "3", "家")),
        ("培育引进智能科技领军企业和龙头企业100家", ("智能科技领军企业和龙头企业", ">=", "100", None, "家")),
        ("建成10个以上国家智能制造试点示范项目", ("国家智能制造试点示范项目", ">=", "10", None, "个")),
        ("研发经费投入强度不低于3%", ("研发经费投入强度", ">=", "3", None, "%")),
        ("城镇新增就业70万人以上", ("城镇新增就业", ">=", "70", None, "万人")),
        ("形成千亿级的人工智能市场应用规模", ("人工智能市场应用规模", ">=", "1000", None, "亿级")),
        ("推动实现公民科学素质比例超过10%", ("公民科学素质比例", ">=", "10", None, "%")),
        ("培育认定工业设计中心20个以上", ("工业设计中心", ">=", "20", None, "个")),
        ("组织供需对接活动100场以上", ("供需对接活动", ">=", "100", None, "场")),
        ("乡镇科技馆建成1000所", ("乡镇科技馆", ">=", "1000", None, "所")),
        ("打造5条多式联运示范线路", ("多式联运示范线路", ">=", "5", None, "条")),
        ("建成等级民宿100家", ("等级民宿", ">=", "100", None, "家")),
        ("巩固提升80万亩蔬菜基地", ("蔬菜基地", ">=", "80", None, "万亩")),
        ("提供不少于10万个高校毕业生就业岗位", ("高校毕业生就业岗位", ">=", "10", None, "万个")),
        ("新增不少于5万张床位", ("床位", ">=", "5", None, "万张")),
        ("完善提升20个养老服务网络", ("养老服务网络", ">=", "20", None, "个")),
        ("加快光谷3座35万千瓦光热电站建设", ("光热电站", ">=", "3", None, "座")),
        ("建设幸福河湖10条（段）", ("幸福河湖", ">=", "10", None, "条（段）")),
        ("土壤有机质平均含量28克/千克", ("土壤有机质平均含量", ">=", "28", None, "克/千克")),
        ("粮食产能迈上1000亿斤新台阶", ("粮食产能", ">=", "1000", None, "亿斤")),
        ("学前教育生均标准从380元提高到480元", ("学前教育生均标准", ">=", "480", None, "元")),
        ("推进防护林建设10万亩", ("防护林建设", ">=", "10", None, "万亩")),
        ("满足货邮吞吐量330万吨的目标", ("货邮吞吐量", ">=", "330", None, "万吨")),
    ],
)
def test_at_least(clause: str, expected: Row) -> None:
    (goal,) = goals_of(f"到2023年，{clause}。\n")
    assert row(goal) == expected
    assert (goal.quote, goal.by) == (clause, "2023")


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("城镇调查失业率控制在5.5%以内", ("城镇调查失业率", "<=", "5.5", None, "%")),
        ("单位产品能耗不超过20千瓦时", ("单位产品能耗", "<=", "20", None, "千瓦时")),
        ("不良品率降至3%以下", ("不良品率", "<=", "3", None, "%")),
    ],
)
def test_at_most(clause: str, expected: Row) -> None:
    (goal,) = goals_of(f"到2023年，{clause}。\n")
    assert row(goal) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("布局建设20个左右试验区", ("试验区", "=", "20", None, "个")),
        ("完成公交车辆100%远程监测", ("公交车辆远程监测", "=", "100", None, "%")),
    ],
)
def test_about_and_all(clause: str, expected: Row) -> None:
    (goal,) = goals_of(f"到2023年，{clause}。\n")
    assert row(goal) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("推动配送效率提高20%", ("配送效率", "+", "20", None, "%")),
        ("数字经济增加值年均增长10%以上", ("数字经济增加值", "+", "10", None, "%")),
        ("地区生产总值增长5%左右", ("地区生产总值", "+", "5", None, "%")),
        ("研发投入年均增速保持在20%左右", ("研发投入", "+", "20", None, "%")),
        ("科技进步贡献率提高2个百分点", ("科技进步贡献率", "+", "2", None, "个百分点")),
        ("工业机器人产量翻一番", ("工业机器人产量", "+", "1", None, "番")),
        ("单位产值能耗下降13.5%", ("单位产值能耗", "-", "13.5", None, "%")),
        ("用水量比2020年下降10%", ("用水量", "-", "10", None, "%")),
        ("进口产品加工量新增300万吨", ("进口产品加工量", "+", "300", None, "万吨")),
        ("产业链营收同比增长7%左右", ("产业链营收", "+", "7", None, "%")),
    ],
)
def test_changes(clause: str, expected: Row) -> None:
    (goal,) = goals_of(f"到2023年，{clause}。\n")
    assert row(goal) == expected


def test_a_range_of_growth() -> None:
    (goal,) = goals_of("到2023年，地区生产总值增长4.5%—5%。\n")
    assert row(goal) == ("地区生产总值", "+", "4.5", "5", "%")


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            "城镇、农村居民人均可支配收入分别增长4.5%、5.5%左右",
            [("城镇居民人均可支配收入", "+", "4.5"), ("农村居民人均可支配收入", "+", "5.5")],
        ),
        (
            "一二三产增加值分别增长3%、6%、5%",
            [("一产增加值", "+", "3"), ("二产增加值", "+", "6"), ("三产增加值", "+", "5")],
        ),
        ("省外游客、入境游客分别增长10%、35%以上", [("省外游客", "+", "10"), ("入境游客", "+", "35")]),
        ("肉、奶产量分别稳定在310万吨和750万吨左右", [("肉产量", "=", "310"), ("奶产量", "=", "750")]),
        ("智能制造、绿色制造营收分别达100亿元、80亿元", [("智能制造营收", ">=", "100"), ("绿色制造营收", ">=", "80")]),
        ("新建重点实验室、技术创新中心各20家", [("重点实验室", ">=", "20"), ("技术创新中心", ">=", "20")]),
    ],
)
def test_each_thing_of_a_list_has_its_own_number(clause: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(g.indicator, g.op, str(g.value)) for g in goals_of(f"到2023年，{clause}。\n")] == expected


def test_the_total_behind_an_addition_is_of_the_same_thing() -> None:
    goals = goals_of("到2023年，新增1000处信号灯联网、累计达8000处。\n")
    assert [(goal.indicator, goal.op, str(goal.value)) for goal in goals] == [
        ("信号灯联网", ">=", "1000"),
        ("信号灯联网累计", ">=", "8000"),
    ]


@pytest.mark.parametrize("words", ["造福千家万户", "推进240小时过境免签政策落地"])
def test_a_number_in_an_idiom_or_a_rule_is_none(words: str) -> None:
    assert not goals_of(f"到2023年，{words}。\n")


def test_one_row_a_number() -> None:
    goals = goals_of("到2023年，聚集100家企业、100名企业家。\n")
    assert [row(goal) for goal in goals] == [
        ("企业", ">=", "100", None, "家"),
        ("企业家", ">=", "100", None, "名"),
    ]
    assert {goal.by for goal in goals} == {"2023"}


def test_a_number_that_describes_what_is_counted_is_part_of_the_indicator() -> None:
    (goal,) = goals_of("到2023年，培育10个主营业务收入超50亿元的软件供应商。\n")
    assert row(goal) == ("主营业务收入超50亿元的软件供应商", ">=", "10", None, "个")


def test_the_value_is_the_number_as_printed() -> None:
    (goal,) = goals_of("到2023年，产业规模达到2.50万亿元。\n")
    assert (goal.value, str(goal.value), goal.unit) == (Decimal("2.5"), "2.50", "万亿元")


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("到2023年，培育示范企业10家。", "2023"),
        ("到2023年底，培育示范企业10家。", "2023"),
        ("2022年底前，培育示范企业10家。", "2022"),
        ("2022年前，培育示范企业10家。", "2022"),
        ("“十四五”末，培育示范企业10家。", "2025"),
        ("培育示范企业10家。", "2023"),
        ("到2023年，完善产业链，强化支撑，培育示范企业10家。", "2023"),
        ("到2022年，完善产业链；到2023年，培育示范企业10家。", "2023"),
        ("到2025年，培育示范企业10家；到2035年，产业生态更加完善。", "2025"),
    ],
)
def test_the_deadline_that_governs_a_number(text: str, by: str | None) -> None:
    (goal,) = goals_of(text + "\n")
    assert (goal.indicator, goal.by) == ("示范企业", by)


@pytest.mark.parametrize(
    "title",
    ["云州市智能制造行动计划", "云州市智能制造发展规划（2021—2025年）", "云州市关于智能制造的意见（2021—2023年）"],
)
def test_only_the_period_in_the_title_of_an_action_plan_is_a_deadline(title: str) -> None:
    (goal,) = goals_of("培育示范企业10家。\n", f"{title}\n一、重点任务\n")
    assert (goal.indicator, goal.by) == ("示范企业", None)


def test_years_of_effort_count_from_the_date_of_the_document() -> None:
    head = "关于加快智能制造的意见\n云科发〔2021〕15号\n各有关单位：\n"
    (goal,) = goals_of("经过五年努力，培育示范企业10家。\n科技部\n2021年3月5日\n", head)
    assert goal.by == "2026"


def test_years_of_effort_are_no_goal_themselves() -> None:
    head = "关于加快智能制造的意见\n云科发〔2021〕15号\n各有关单位：\n"
    (goal,) = goals_of("力争用3年时间，培育示范企业10家。\n科技部\n2021年3月5日\n", head)
    assert (goal.indicator, goal.by) == ("示范企业", "2024")


def test_a_heading_with_a_year_holds_for_its_section() -> None:
    head = "2026年云州市政府工作报告\n"
    text = "一、2025年工作回顾\n培育示范企业8家。\n二、2026年重点工作\n（一）做强产业。培育示范企业10家。\n"
    (goal,) = goals_of(text, head)
    assert (row(goal), goal.by) == (("示范企业", ">=", "10", None, "家"), "2026")


def test_the_items_of_a_list_have_the_deadline_above_it() -> None:
    goals = goals_of("到2023年，实现以下目标：\n——培育示范企业10家。\n——产业规模达到200亿元。\n")
    assert [(str(goal.value), goal.unit, goal.by) for goal in goals] == [("10", "家", "2023"), ("200", "亿元", "2023")]


def test_the_dash_of_a_list_item_is_not_part_of_the_goal() -> None:
    (goal,) = goals_of("到2023年，实现以下目标：\n——培育示范企业10家。\n")
    assert (goal.quote, goal.indicator) == ("培育示范企业10家", "示范企业")


@pytest.mark.parametrize(
    "text",
    [
        "2020年，全市已建成示范基地10个，产业规模比上年增长15%。",
        "截至目前，现有企业100家。",
        "实施智能科技发展十大专项行动计划，建设四区两平台。",
        "第十四个五年规划开局良好。",
        "在20个工作日内完成备案。",
        "实施“131”人才培养工程。",
        "落实国发〔2016〕43号文件，执行第15条规定。",
    ],
)
def test_facts_time_limits_and_names_are_no_goals(text: str) -> None:
    assert goals_of(text + "\n") == ()


@pytest.mark.parametrize(
    ("clause", "indicators"),
    [
        ("打造千亿级碳纤维产业", []),
        ("培育3个千亿级产业集群", ["千亿级产业集群"]),
        ("抓好年产60万吨钾肥项目建设", []),
        ("建成20个500千伏输变电工程", ["500千伏输变电工程"]),
        ("支持3个省实验室高效运营", []),
        ("提出约束性指标6项、预期性指标9项", []),
        ("提出6项预期性指标", []),
        ("聚焦8个产业集群", []),
        ("保护好、利用好300处文物古迹", []),
        ("推动人才政策12条举措落地见效", []),
        ("布局一批50万千瓦以上光伏基地", []),
        ("推进6个百万羽肉鸡养殖场改造", ["百万羽肉鸡养殖场改造"]),
        ("不超过工资总额8%的部分准予扣除", []),
    ],
)
def test_a_number_that_ranks_or_names_a_work_or_counts_what_goes_on_sets_nothing(
    clause: str, indicators: list[str]
) -> None:
    assert [goal.indicator for goal in goals_of(f"到2023年，{clause}。\n")] == indicators


REPORT = """2026年云州省政府工作报告
各位代表：
一、“十五五”时期目标任务和2026年工作安排
“十五五”时期，全省地区生产总值突破5万亿元。
今年是“十五五”开局之年。
主要预期目标是：地区生产总值增长5%左右；粮食产量500万吨以上。
（一）扩大内需。新建停车场100个。
二、“十五五”时期重点任务
新建水库20座。
"""


def test_a_report_that_comes_to_its_own_year_stays_there_to_the_end_of_the_chapter() -> None:
    assert [(goal.indicator, goal.by) for goal in facts_of(REPORT).goals] == [
        ("地区生产总值", "2030"),
        ("地区生产总值", "2026"),
        ("粮食产量", "2026"),
        ("停车场", "2026"),
        ("水库", "2030"),
    ]


def test_aims_that_are_led_in_later_say_nothing_of_the_sentences_before() -> None:
    text = "到2023年，产值达到100亿元。“十五五”的主要目标是：产值达到300亿元。\n"
    assert [(str(goal.value), goal.by) for goal in goals_of(text)] == [("100", "2023"), ("300", "2030")]


def test_conditions_for_applicants_are_no_goals() -> None:
    head = "关于申报示范企业的通知\n云科发〔2021〕15号\n各有关单位：\n"
    assert goals_of("申报单位注册资本不低于500万元，研发人员不少于20人。\n", head) == ()


def test_a_goal_knows_its_document_its_section_and_its_sentence() -> None:
    text = PLAN + "加强领导。到2023年，产业规模达到 200 亿元，强化支撑。\n"
    (goal,) = facts_of(text).goals
    assert (goal.document, goal.section) == ("d1", 1)
    assert text[goal.span.start : goal.span.end] == "产业规模达到 200 亿元"
    assert goal.quote == goal.span.text == "产业规模达到200亿元"
    assert (goal.span.prefix, goal.span.suffix) == ("到2023年，", "，强化支撑。")


def test_the_goal_of_the_internet_plus_scheme() -> None:
    goals = facts_of_file(TALENT_AND_INTERNET_PLUS).goals
    assert [(*row(goal), goal.by) for goal in goals] == [("人工智能市场应用规模", ">=", "1000", None, "亿级", "2018")]


def test_the_goal_of_the_pilot_zone_guidelines() -> None:
    goals = facts_of_file(PILOT_ZONE_GUIDELINES).goals
    assert [(*row(goal), goal.by) for goal in goals] == [("试验区", "=", "20", None, "个", "2023")]


def test_a_plan_without_a_number_to_reach_has_no_goal() -> None:
    assert facts_of_file(EXCHANGE_PLAN).goals == ()


def test_the_goals_of_the_tianjin_plan() -> None:
    found = {(*row(goal), goal.by) for goal in facts_of_file(TIANJIN_ACTION_PLAN).goals}
    assert found >= {
        ("试点示范工程", ">=", "100", None, "项", "2020"),
        ("智能科技产业规模", ">=", "1000", None, "亿元", "2020"),
        ("国家级或部委级创新平台", ">=", "2", "3", "家", "2020"),
        ("智能机器人产业规模", ">=", "200", None, "亿元", "2020"),
        ("虚拟现实与增强现实产业规模", ">=", "70", None, "亿元", "2020"),
        ("智能物流示范企业", ">=", "10", None, "家", "2020"),
        ("配送效率", "+", "20", None, "%", "2020"),
        ("公交车辆远程监测", "=", "100", None, "%", None),
    }


def test_the_number_of_a_heading_is_no_part_of_the_indicator() -> None:
    (goal,) = goals_of("三、机场建设总投资控制在7000万元以内。\n")
    assert row(goal) == ("机场建设总投资", "<=", "7000", None, "万元")


def test_the_number_in_the_name_of_a_model_measures_nothing() -> None:
    assert goals_of("到2023年，按起降安—24类型飞机的要求建设。\n") == ()


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("生产总值增速目标设定为年均增长5.5%—6%", ("生产总值", "+", "5.5", "6", "%")),
        ("生产总值增长目标为5%左右", ("生产总值", "=", "5", None, "%")),
        ("普通高校生均经费增加1000元", ("普通高校生均经费", "+", "1000", None, "元")),
    ],
)
def test_the_aim_of_one_indicator_and_what_grows_by_so_much(clause: str, expected: Row) -> None:
    (goal,) = goals_of(f"到2023年，{clause}。\n")
    assert row(goal) == expected


def test_shares_of_several_things_have_each_its_own() -> None:
    goals = goals_of("政务系统、业务专网、移动应用分别完成25%、50%、20%。\n")
    assert [(goal.indicator, str(goal.value)) for goal in goals] == [
        ("政务系统", "25"),
        ("业务专网", "50"),
        ("移动应用", "20"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "推动年运量150万吨以上的物流园区接入铁路专用线。",
        "关停淘汰10万千瓦及以下燃煤机组。",
        "开展0—6岁儿童、60岁以上老年人健康管理。",
    ],
)
def test_a_measure_that_limits_what_is_spoken_of_is_not_to_be_reached(text: str) -> None:
    assert goals_of(text + "\n") == ()


def test_what_grows_in_the_time_of_a_plan_is_due_at_its_end() -> None:
    text = "“十五五”时期中心城市新增人口100万人。培育企业10家。\n"
    goals = goals_of(text, "2026年湖南省政府工作报告\n三、2026年重点工作\n")
    assert [(goal.indicator, goal.by) for goal in goals] == [("中心城市新增人口", "2030"), ("企业", "2030")]
