"""The kind of a programme, as the head of its name or the end of a list tells it."""

from __future__ import annotations

import pytest
from policy_texts import facts_of

from extract.gazetteers import programmes
from extract.programme_kinds import kind_of_head, listed_kind


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("湿地修复三年行动", "action"),
        ("湿地修复三年行动计划", "plan"),
        ("湿地修复示范工程", ""),
        ("“湿地修复工程”", "project"),
        ("旅游强县战略", "plan"),
        ("湿地修复大会", ""),
    ],
)
def test_the_head_of_a_name_tells_its_kind(form: str, kind: str) -> None:
    assert kind_of_head(form) == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("优化“浙里问”、“浙里修”等平台，", "“浙里问”", "platform"),
        ("优化“浙里问”、“浙里修”等平台，", "浙里修", "platform"),
        ("举办“乐购钱塘”等促消费活动30场。", "“乐购钱塘”", "event"),
        ("加快临安南、桐庐二期等新一代储能试点项目建设。", "临安南", "project"),
        ("加快天目会展中心等项目建设。", "天目会展中心", "project"),
        ("办好“钱塘杯”、环太湖自行车赛等体育赛事。", "“钱塘杯”", "event"),
        # What its own name tells.
        ("实施湿地修复行动等工程。", "湿地修复行动", ""),
        ("举办西湖论坛等活动。", "西湖论坛", ""),
        # No list, or one of something else.
        ("优化“浙里问”，举办茶叶节等活动。", "“浙里问”", ""),
        ("优化“浙里问”等平台型企业服务。", "“浙里问”", ""),
        ("达到“浙里问”等级平台。", "“浙里问”", ""),
    ],
)
def test_the_end_of_a_list_tells_the_kind_of_its_parts(text: str, name: str, kind: str) -> None:
    start = text.index(name)
    assert listed_kind(text, start, start + len(name)) == kind


def test_what_is_found_has_the_kind_that_the_text_tells() -> None:
    facts = facts_of("浙江省政府工作报告\n扎实开展空气质量持续改善行动，举办“乐购钱塘”等促消费活动。\n")
    assert {p.mentions[0]: p.kind for p in facts.programmes} == {
        "空气质量持续改善行动": "action",
        "“乐购钱塘”": "event",
    }


def test_known_programmes_have_the_kind_of_their_heads() -> None:
    facilities = "大科学装置|大科学计划|测试平台|激光平台|超级计算平台|国际大洋发现计划|国际热核聚变实验堆计划"
    wrong = [
        row.name
        for row in programmes()
        if kind_of_head(row.name) not in {"", row.kind} and not any(word in row.name for word in facilities.split("|"))
    ]
    assert wrong == []
