"""Named undertakings, and what only looks like one: what the rules find, without the tagger."""

from __future__ import annotations

import pytest
from policy_texts import (
    EXCHANGE_PLAN,
    PILOT_ZONE_GUIDELINES,
    TIANJIN_ACTION_PLAN,
    facts_by_rules,
    facts_of_file_by_rules,
)

HEAD = "关于加强科学普及工作的意见\n"


def found(text: str) -> dict[str, str]:
    """Kinds of the programmes that a short document names, by name."""
    return {p.name: p.kind for p in facts_by_rules(HEAD + text).programmes}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("组织实施智能汽车研发与产业化工程。", "智能汽车研发与产业化工程", "project"),
        ("开展科普信息化提升行动，扩大覆盖面。", "科普信息化提升行动", "action"),
        ("1.开展“智慧党建”行动", "“智慧党建”行动", "action"),
        ("启动智能硬件产业创新发展专项行动。", "智能硬件产业创新发展专项行动", "action"),
        ("实施中学生英才计划。", "中学生英才计划", "plan"),
        ("深入实施乡村振兴战略。", "乡村振兴战略", "plan"),
        ("依托世界智能大会，扩大开放。", "世界智能大会", "event"),
        ("举办全国青少年科技创新大赛。", "全国青少年科技创新大赛", "event"),
        ("设立国家科技成果转化引导基金。", "国家科技成果转化引导基金", "fund"),
        ("评选表彰并设立全国杰出工程师奖。", "全国杰出工程师奖", "award"),
        ("支持京津冀大数据综合试验区建设。", "京津冀大数据综合试验区", "pilot"),
        ("参与“一带一路”建设。", "一带一路", "plan"),
        ("纵深推进民用航空安全提升专项行动。", "民用航空安全提升专项行动", "action"),
    ],
)
def test_names_of_undertakings(text: str, name: str, kind: str) -> None:
    assert found(text + "\n") == {name: kind}


def test_several_joined_by_and() -> None:
    assert set(found("实施科普品牌工程、学术引领工程和智慧科协建设工程。\n")) == {
        "科普品牌工程",
        "学术引领工程",
        "智慧科协建设工程",
    }


def test_a_heading_that_names_the_work_counts() -> None:
    assert found("（一）智能家居示范工程。\n支持企业研发新产品。\n").keys() == {"智能家居示范工程"}


def test_all_mentions_of_a_programme_are_one() -> None:
    text = HEAD + "实施科普品牌工程。\n推进工作，办好实事。\n持续推进科普品牌工程，形成合力。\n"
    (programme,) = facts_by_rules(text).programmes
    assert [text[span.start : span.end] for span in programme.spans] == ["科普品牌工程", "科普品牌工程"]


@pytest.mark.parametrize(
    "text",
    [
        "加强组织领导，推进重大工程和示范项目建设。",
        "建设一批创新平台和产业基地。",
        "统筹推进“五位一体”总体布局，增强“四个意识”。",
        "（一）加强组织领导。",
        "落实《科普行动计划》和《智能制造工程指南》。",
        "培养软件工程师，发展工程技术。",
        "制定年度计划，按计划推进。",
        "开展专项整治，落实专项资金。",
        "推进“三个集中”，完善管理。",
        "杭州市经济和信息化局12工业互联网平台。",  # two cells of a table
    ],
)
def test_generic_nouns_slogans_and_documents_are_no_programmes(text: str) -> None:
    assert found(text + "\n") == {}


def test_a_programme_that_shares_the_name_of_a_document_counts_where_it_is_carried_out() -> None:
    text = HEAD + "落实《科普行动计划》。深入实施基层科普行动计划。\n"
    assert {p.name for p in facts_by_rules(text).programmes} == {"基层科普行动计划"}


def kinds(name: str) -> dict[str, str]:
    return {programme.name: programme.kind for programme in facts_of_file_by_rules(name).programmes}


def test_the_programmes_of_the_pilot_zone_guidelines() -> None:
    expected = {"国家新一代人工智能创新发展试验区": "pilot", "乡村振兴战略": "plan"}
    assert expected.items() <= kinds(PILOT_ZONE_GUIDELINES).items()


def test_the_actions_and_events_of_the_exchange_plan() -> None:
    expected = {
        "科技外交助力行动": "action",
        "国际学术引领行动": "action",
        "科普开放合作促进行动": "action",
        "世界交通运输大会": "event",
        "世界新能源汽车大会": "event",
        "国际智库伙伴计划": "plan",
        "一带一路": "plan",
    }
    assert expected.items() <= kinds(EXCHANGE_PLAN).items()


def test_programmes_of_the_tianjin_plan() -> None:
    expected = {"世界智能大会": "event", "京津冀大数据综合试验区": "pilot", "人工智能科技重大专项": "project"}
    assert expected.items() <= kinds(TIANJIN_ACTION_PLAN).items()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("深入实施“云上英才计划”。", "云上英才计划", "plan"),
        ("推进“满天星工程”。", "满天星工程", "project"),
        ("开展“云上工厂”。", "云上工厂", "action"),
        ("深入实施“云上工程”行动。", "“云上工程”行动", "action"),
    ],
)
def test_the_kind_of_a_quoted_name_is_that_of_its_last_word(text: str, name: str, kind: str) -> None:
    programmes = facts_by_rules("关于加强科学普及工作的意见\n" + text + "\n").programmes
    assert [(programme.name, programme.kind) for programme in programmes] == [(name, kind)]
