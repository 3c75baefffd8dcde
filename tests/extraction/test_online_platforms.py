"""Platforms that stand with their address on the web."""

from __future__ import annotations

import pytest
from policy_texts import facts_of

from extract.online_platforms import online_platforms


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("企业登录云州市企业诊断申报系统（网址：www.example.cn）填报。", ["云州市企业诊断申报系统"]),
        ("应通过“茶业绿色管理平台”（http://example.cn）报送。", ["茶业绿色管理平台"]),
        ("各地通过设计大赛在线报送系统（以下简称报送系统，https://example.cn）报送。", ["设计大赛在线报送系统"]),
        ("须在茶业数据监测分析系统（网址为http://example.cn）完成。", ["茶业数据监测分析系统"]),
        ("登录大赛官网（www.example.cn）。", []),  # whose site it is, no name
        ("登录系统（www.example.cn）。", []),
        ("使用云州市企业诊断申报系统填报。", []),
    ],
)
def test_the_address_behind_a_platform_makes_it_one(text: str, names: list[str]) -> None:
    found = online_platforms(text, 0, len(text))
    assert [mention.name for mention in found] == names
    assert all(mention.kind == "platform" and text[mention.start : mention.end] == mention.name for mention in found)


def test_the_tagger_does_not_take_them_away() -> None:
    facts = facts_of("关于做好申报工作的通知\n企业登录云州企业诊断申报系统（网址：www.example.cn）填报。\n")
    assert "云州企业诊断申报系统" in {programme.name for programme in facts.programmes}
