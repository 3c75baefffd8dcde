"""What clauses say that places build, and the national titles that places have been given."""

from __future__ import annotations

import pytest
from policy_texts import facts_by_rules, facts_of

from extract.sited_programmes import sited_programmes


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.name, mention.kind) for mention in sited_programmes(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("支持宁波打造绿色石化基地，", [("绿色石化基地", "platform")]),
        ("温州市加快建设眼健康产业集聚区。", [("眼健康产业集聚区", "platform")]),
        ("绍兴、嘉兴等地创建纺织创新先行区。", [("纺织创新先行区", "pilot")]),
        # Two things of one clause; one thing of two trades.
        ("金华打造五金制造基地和影视产业集聚区。", [("五金制造基地", "platform"), ("影视产业集聚区", "platform")]),
        ("金华打造五金、影视产业基地。", [("五金、影视产业基地", "platform")]),
        # Two places, each with its own.
        (
            "支持宁波打造绿色石化基地、温州打造泵阀产业基地。",
            [("绿色石化基地", "platform"), ("泵阀产业基地", "platform")],
        ),
        # Not one thing, no place, no clause of a place.
        ("支持宁波建设3个产业基地。", []),
        ("支持宁波建设一批产业基地。", []),
        ("支持企业打造绿色石化基地。", []),
        ("学习宁波建设绿色石化基地。", []),
        ("支持宁波打造金字招牌。", []),
    ],
)
def test_what_a_place_builds(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("宁波国家级数据标注基地新增岗位100个。", [("宁波国家级数据标注基地", "platform")]),
        ("创建长三角国家技术转移示范区。", [("长三角国家技术转移示范区", "pilot")]),
        ("支持宁波国家实验室杭州基地建设。", []),  # the laboratory's
        ("建设国家数据标注基地。", []),
    ],
)
def test_a_national_title_that_a_place_has(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text) == names


def test_the_name_begins_behind_the_verb_of_the_place() -> None:
    facts = facts_by_rules("关于做好重点工作的通知\n支持宁波打造绿色石化示范基地。\n")
    assert [programme.name for programme in facts.programmes] == ["绿色石化示范基地"]


def test_it_is_a_programme_of_the_file_and_in_that_place() -> None:
    facts = facts_of("浙江省政府工作报告\n支持宁波打造绿色石化基地，温州打造泵阀产业基地。\n")
    assert {(r.subject.name, r.predicate, r.object.name) for r in facts.relations} == {
        ("绿色石化基地", "locatedIn", "宁波市"),
        ("泵阀产业基地", "locatedIn", "温州市"),
    }
