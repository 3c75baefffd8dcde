"""Names of indicators that mean one thing are one name, and those that do not stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.gazetteers import read_rows
from extract.indicator_names import normal_indicator


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("智能机器人产业规模", "智能机器人产业规模"),
        ("智能机器人产业总规模", "智能机器人产业规模"),
        ("全省高新技术企业数量", "高新技术企业"),
        ("全市高新技术企业总数", "高新技术企业"),
        ("我市高新技术企业", "高新技术企业"),
        ("“专精特新”中小企业", "专精特新中小企业"),
        ("2025年粮食总产量", "粮食产量"),
        ("粮食产量（万吨）", "粮食产量"),
        ("粮食产量（预期性）", "粮食产量"),
        ("地区生产总值（GDP）", "生产总值"),
        ("国内生产总值", "生产总值"),
        ("经济", "生产总值"),
        ("全社会研究与试验发展（R&D）经费投入强度", "研发投入强度"),
        ("研发经费投入占GDP的比重", "研发投入强度"),
        ("研发投入占地区生产总值比例", "研发投入强度"),
        ("规模以上工业增加值", "规上工业增加值"),
        ("货物进出口总值", "货物进出口额"),
        # Of these, nothing is taken.
        ("科技创新平台（基地）", "科技创新平台(基地)"),
        ("单位地区生产总值能耗", "单位生产总值能耗"),
        ("市场主体", "市场主体"),
        ("国内旅客", "国内旅客"),
        ("全市场经营主体", "全市场经营主体"),
        ("全区域旅游收入", "全区域旅游收入"),
        ("全国", "全国"),
        ("总数", "总数"),
        ("经济作物面积", "经济作物面积"),
        ("沈阳市高新技术企业", "沈阳市高新技术企业"),
    ],
)
def test_normal_indicator(name: str, normal: str) -> None:
    assert normal_indicator(name) == normal


def test_only_the_place_that_the_goal_is_for_says_nothing_more() -> None:
    assert normal_indicator("天津市智能机器人产业规模", ("天津市", "天津")) == "智能机器人产业规模"
    assert normal_indicator("天津智能机器人产业规模", ("天津市", "天津")) == "智能机器人产业规模"
    assert normal_indicator("滨海新区智能机器人产业规模", ("天津市", "天津")) == "滨海新区智能机器人产业规模"


WORDS = sorted(
    {row["form"] for row in read_rows("indicator_forms")} | {"天津市", "企业", "(", ")", "万吨", "2025年", "的"}
)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map("".join))
def test_a_normal_name_is_its_own(name: str) -> None:
    normal = normal_indicator(name, ("天津市",))
    assert normal
    assert normal_indicator(normal, ("天津市",)) == normal


def test_the_table_leads_to_names_that_it_does_not_change() -> None:
    rows = list(read_rows("indicator_forms"))
    assert {row["at"] for row in rows} == {"start", "end", "any", "whole"}
    assert len({(row["form"], row["at"]) for row in rows}) == len(rows)
    for row in rows:
        if row["normal"]:
            assert normal_indicator(row["normal"]) in {row["normal"], normal_indicator(row["form"])}
