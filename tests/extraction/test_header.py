"""The parts of a header: kinds, numbers, joint issuers, addressees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.issuers import split_joint
from extract.structure.header import document_kind, normal_number, split_addressees


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于印发《智能制造规划》的通知", "notice"),
        ("关于加强科普工作的意见", "opinions"),
        ("国家创新驱动发展战略纲要", "outline"),
        ("“十四五”科技创新规划", "plan"),
        ("2022年工作要点", "plan"),
        ("智能制造行动计划（2021—2023年）", "action-plan"),
        ("“互联网+”人工智能三年行动实施方案", "scheme"),
        ("科技项目管理办法（试行）", "measures"),
        ("试验区建设工作指引（修订版）", "guidelines"),
        ("科技园区申报指南", "guidelines"),
        ("国务院关于设立试验区的批复", "reply"),
        ("2022年云州市政府工作报告", "report"),
        ("云州市科学技术进步条例", "law"),
        ("关于商请支持建设试验区的函", "letter"),
        ("关于紧急救援的命令", "order"),
    ],
)
def test_the_kind_is_told_by_the_last_word_of_the_title(title: str, kind: str) -> None:
    assert document_kind(title, "") == kind


def test_without_a_title_the_kind_is_told_by_the_text() -> None:
    assert document_kind(None, "现将有关事项通知如下") == "notice"
    assert document_kind(None, "你市来函收悉。现批复如下") == "reply"
    assert document_kind(None, "坚持创新") == "other"


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("国发[2015]40 号", "国发〔2015〕40号"),
        ("国发（2015）40号", "国发〔2015〕40号"),
        ("国发(2015)40号", "国发〔2015〕40号"),
        ("国发【2015】40号", "国发〔2015〕40号"),
        ("国发〔2015〕40号", "国发〔2015〕40号"),
        ("津政办发﹝2018﹞ 9号", "津政办发〔2018〕9号"),
    ],
)
def test_numbers_have_one_form_whatever_brackets_were_printed(printed: str, normal: str) -> None:
    assert normal_number(printed) == normal


@given(st.text(alphabet="国科发规[]()（）【】﹝﹞〔〕2019845号第 \u3000", max_size=30))
def test_a_normal_number_is_normal(text: str) -> None:
    assert normal_number(normal_number(text)) == normal_number(text)


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("科技部", ("科技部",)),
        ("科技部 财政部", ("科技部", "财政部")),
        ("工业和信息化部办公厅公安部办公厅", ("工业和信息化部办公厅", "公安部办公厅")),
        ("国家发展改革委科技部工业和信息化部中央网信办", ("国家发展改革委", "科技部", "工业和信息化部", "中央网信办")),
        ("中国科协、民政部", ("中国科协", "民政部")),
        ("湖南省工业和信息化厅、湖南省财政厅", ("湖南省工业和信息化厅", "湖南省财政厅")),
        ("天津市人民政府办公厅", ("天津市人民政府办公厅",)),
        ("科技创新", ()),
        ("科技部科技创新", ()),
        ("", ()),
    ],
)
def test_joint_issuers_apart(text: str, bodies: tuple[str, ...]) -> None:
    assert split_joint(text) == bodies


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("各省、自治区、直辖市人民政府", ["各省、自治区、直辖市人民政府"]),
        (
            "各省、自治区、直辖市人民政府，国务院各部委、各直属机构",
            ["各省、自治区、直辖市人民政府", "国务院各部委、各直属机构"],
        ),
        (
            "各省、自治区、直辖市及计划单列市科技厅(委、局),新疆生产建设兵团科技局",
            ["各省、自治区、直辖市及计划单列市科技厅(委、局)", "新疆生产建设兵团科技局"],
        ),
        (
            "各全国学会、协会、研究会,各省、自治区、直辖市、副省级城市科协,新疆生产建设兵团科协,各有关单位",
            ["各全国学会、协会、研究会", "各省、自治区、直辖市、副省级城市科协", "新疆生产建设兵团科协", "各有关单位"],
        ),
        ("天津市人民政府、河北省人民政府", ["天津市人民政府", "河北省人民政府"]),
        ("石桥重型机器有限公司，岭山阀门有限公司", ["石桥重型机器有限公司", "岭山阀门有限公司"]),
    ],
)
def test_addressees_are_split_where_the_parts_are_complete_names(text: str, addressees: list[str]) -> None:
    found = split_addressees(text, 7)
    assert [name for name, _, _ in found] == addressees
    assert all(text[start - 7 : end - 7] == name for name, start, end in found)
