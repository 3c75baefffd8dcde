"""Bodies in the lines that say to whom a document is copied."""

from __future__ import annotations

import pytest
from policy_texts import facts_of

HEAD = "关于核设施运行的通知\n"


def organisations(text: str) -> list[tuple[str, str]]:
    return [(o.name, o.kind) for o in facts_of(HEAD + text).organisations]


def test_each_item_is_a_name_of_its_own() -> None:
    text = "抄送：反应堆运行研究所，云岭核安全监测技术中心、辐射环境设计院。\n"
    assert organisations(text) == [
        ("反应堆运行研究所", "institute"),
        ("云岭核安全监测技术中心", "institute"),
        ("辐射环境设计院", "institute"),
    ]


def test_departments_of_the_ministry_itself() -> None:
    assert organisations("部内抄送：核设施安全监管司，标准计量司。\n") == [
        ("生态环境部核设施安全监管司", "government"),
        ("标准计量司", "government"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "抄送：各直属研究所、有关公司、直辖市技术服务中心。\n",
        "请反应堆运行研究所、辐射环境设计院、技术服务中心参加。\n",
    ],
)
def test_classes_and_other_lines_name_nothing(text: str) -> None:
    assert organisations(text) == []
