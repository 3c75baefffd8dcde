"""Units of organisations, and the body that their names begin with."""

from __future__ import annotations

import pytest
from policy_texts import facts_of

HEAD = "关于加强科学普及工作的意见\n"


@pytest.mark.parametrize(
    ("form", "name", "parent"),
    [
        ("科技部办公厅", "科学技术部办公厅", "科学技术部"),
        ("科学技术部办公厅", "科学技术部办公厅", "科学技术部"),
        ("中国科协国际联络部", "中国科学技术协会国际联络部", "中国科学技术协会"),
        ("工业和信息化部科技司", "工业和信息化部科技司", "工业和信息化部"),
        ("国务院办公厅", "国务院办公厅", "国务院"),
        ("武警部队云南总队", "中国人民武装警察部队云南总队", "中国人民武装警察部队"),
        ("武警部队云南总队司令部", "中国人民武装警察部队云南总队司令部", "中国人民武装警察部队"),
        ("中央宣传部", "中共中央宣传部", "中国共产党中央委员会"),
        ("国家能源局", "国家能源局", None),
        ("科学技术部", "科学技术部", None),
        ("天津市科学技术局", "天津市科学技术局", None),
        ("华为技术有限公司", "华为技术有限公司", None),
    ],
)
def test_the_parent_that_a_name_shows(form: str, name: str, parent: str | None) -> None:
    organisations = facts_of(f"{HEAD}由{form}负责落实。\n").organisations
    assert [(o.name, o.parent) for o in organisations] == [(name, parent)]


def test_the_parent_can_be_a_body_of_the_file() -> None:
    text = HEAD + "天津市人民政府部署，天津市人民政府办公厅落实。\n"
    assert {o.name: o.parent for o in facts_of(text).organisations} == {
        "天津市人民政府": None,
        "天津市人民政府办公厅": "天津市人民政府",
    }


def test_a_parent_of_the_name_alone_is_no_relation_of_the_text() -> None:
    assert facts_of(HEAD + "由科技部办公厅负责落实。\n").relations == ()


@pytest.mark.parametrize(
    "name", ["北大方正集团有限公司", "顺丰冷链公司", "特变电工昌吉电缆有限公司", "卧龙电气淮安清江电机有限公司"]
)
def test_a_company_named_after_another_keeps_its_own_name(name: str) -> None:
    organisations = facts_of(f"{HEAD}支持{name}建设平台。\n").organisations
    assert [(o.name, o.kind, o.parent) for o in organisations] == [(name, "enterprise", None)]


def test_a_unit_in_brackets_and_the_body_before_them_are_both_named() -> None:
    facts = facts_of(HEAD + "材料报送工业和信息化部（云计算与安全司）。\n")
    assert {o.name: o.mentions for o in facts.organisations} == {
        "工业和信息化部": ("工业和信息化部",),
        "工业和信息化部云计算与安全司": ("云计算与安全司",),
    }
    assert [(r.subject.name, r.predicate, r.object.name) for r in facts.relations] == [
        ("工业和信息化部云计算与安全司", "partOf", "工业和信息化部")
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("国务院转发国家统计局的报告。\n", {"国务院", "国家统计局"}),
        ("科技部委托国家铁路局开展评估。\n", {"科学技术部", "国家铁路局"}),
        ("华为技术有限公司北京市科学技术局开展示范。\n", {"华为技术有限公司", "北京市科学技术局"}),
    ],
)
def test_a_body_and_what_it_does_to_another_is_no_unit(text: str, names: set[str]) -> None:
    assert {o.name for o in facts_of(HEAD + text).organisations} == names


@pytest.mark.parametrize("name", ["海关总署天津分署", "中国人民银行北京总部", "审计署驻武汉特派员办事处"])
def test_the_part_of_a_body_of_the_state_in_another_place(name: str) -> None:
    organisations = facts_of(f"{HEAD}由{name}负责落实。\n").organisations
    assert [(o.name, o.kind) for o in organisations] == [(name, "government")]
