"""Enterprises that are called by their short names."""

from __future__ import annotations

import pytest

from extract.enterprises import enterprises_in_lists, enterprises_of_a_class


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("推动岭泰化工20万吨纯碱、昭通瑞钡科技正极材料等项目建设。", ["岭泰化工", "瑞钡科技"]),
        ("加快株洲中车转向架、大连石化芳烃等项目建设。", ["中国中车集团有限公司", "大连石化"]),
        ("加快绿色化工园、株洲新能源车间等项目建设。", []),  # 绿色, 新能源: words, not firms
        ("加快湘江至资水引水、宁乡学校二期等项目建设。", []),
    ],
)
def test_firms_before_their_projects(text: str, names: list[str]) -> None:
    assert [mention.name for mention in enterprises_in_lists(text, 0, len(text))] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("支持比亚迪、岭山等车企提质。", ["岭山"]),
        ("支持岭山、华为等龙头企业发展。", ["华为技术有限公司"]),
        ("支持比亚迪、民营企业等企业发展。", []),  # a class
        ("支持石桥、岭山等企业发展。", []),  # nothing tells that they are firms
    ],
)
def test_firms_beside_a_known_one(text: str, names: list[str]) -> None:
    assert [mention.name for mention in enterprises_of_a_class(text, 0, len(text))] == names
