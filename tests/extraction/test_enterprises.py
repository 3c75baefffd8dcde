"""Enterprises that are called by their short names."""

from __future__ import annotations

import pytest

from extract.company_lists import listed_companies
from extract.enterprises import enterprises_in_lists
from extract.mentions import Mention


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("推动岭泰化工20万吨纯碱、昭通瑞钡科技正极材料等项目建设。", ["岭泰化工", "瑞钡科技"]),
        (
            "加快株洲中车转向架、大连石化芳烃等项目建设。",
            ["中国中车集团有限公司", "中国石油天然气股份有限公司大连石化分公司"],
        ),
        ("建成大唐郓城、石横四期等煤电项目。", ["中国大唐集团有限公司"]),
        ("修复大唐西市、石横古镇等项目。", []),  # no place behind: the dynasty
        ("加快绿色化工园、株洲新能源车间等项目建设。", []),  # 绿色, 新能源: words, not firms
        ("加快湘江至资水引水、宁乡学校二期等项目建设。", []),
    ],
)
def test_firms_before_their_projects(text: str, names: list[str]) -> None:
    assert [mention.name for mention in enterprises_in_lists(text, 0, len(text))] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("支持比亚迪、岭山等车企提质。", ["比亚迪", "岭山"]),
        ("支持比亚迪、民营企业、岭山等企业发展。", ["比亚迪", "岭山"]),  # a class is none
        ("支持长城、岭山等车企提质。", ["长城", "岭山"]),  # a brand that is a word too
        ("支持比亚迪、岭山等商业航天企业做大。", ["比亚迪", "岭山"]),  # whatever their trade
        ("保护长城、岭山等文化遗产。", []),
        ("支持比亚迪发展，石桥、岭山等企业落户。", []),  # nothing in the list tells that they are firms
    ],
)
def test_firms_beside_a_known_one(text: str, names: list[str]) -> None:
    known = [Mention(2, 5, "比亚迪股份有限公司", "enterprise")]
    found = listed_companies(text, 0, len(text), known)
    assert [text[mention.start : mention.end] for mention in found] == names
