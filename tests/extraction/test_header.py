"""The parts of a header: kinds, numbers, joint issuers, addressees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policy_texts import facts_of

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
    ("text", "kind"),
    [
        ("你公司《关于许可证变更的请示》收悉。经研究，通知如下。", "notice"),
        ("你公司《关于延续许可证的请示》收悉。我局同意延续。", "reply"),
        ("现将《云州市阀门规范》予以公告。", "notice"),
        ("现公开发布《云州市项目申报指南》。", "notice"),
        ("调整内容自发布之日起执行。特此公告。", "notice"),
        ("现印送给你们，请研究提出书面意见。", "notice"),
        ("现就发展科普事业提出如下实施意见。", "opinions"),
    ],
)
def test_the_phrases_that_tell_the_kind_of_a_text_without_a_title(text: str, kind: str) -> None:
    assert document_kind(None, text) == kind


def test_what_is_sent_or_signed_and_says_no_more_of_its_kind_is_a_notice() -> None:
    assert document_kind(None, "根据有关规定，调整名录。", issued=True) == "notice"
    assert document_kind("石桥备忘录", "根据有关规定，调整名录。", issued=True) == "other"


def test_a_short_text_without_a_full_stop_has_its_signature() -> None:
    (document,) = facts_of("为完善标准体系，我部组织制定了导则\n科技部\n2021年4月18日\n（此件社会公开）\n").documents
    assert (document.title, document.issuers, document.date_signed) == (None, ("科技部",), "2021-04-18")


def test_addressees_in_the_paragraph_that_the_text_begins_with() -> None:
    (document,) = facts_of("各有关单位：近年来，各类竞赛增多。为规范竞赛，现就有关事项通知如下。\n").documents
    assert document.addressees == ("各有关单位",)
    (document,) = facts_of("各单位要落实责任：加强领导。为规范竞赛，现就有关事项通知如下。\n").documents
    assert document.addressees == ()


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("国发[2015]40 号", "国发〔2015〕40号"),
        ("国发（2015）40号", "国发〔2015〕40号"),
        ("国发(2015)40号", "国发〔2015〕40号"),
        ("国发【2015】40号", "国发〔2015〕40号"),
        ("国发〔2015〕40号", "国发〔2015〕40号"),
        ("津政办发﹝2018﹞ 9号", "津政办发〔2018〕9号"),
        ("云阀发［2020］3号", "云阀发〔2020〕3号"),
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
        ("各大军区、省军区，军委各总部、各军兵种", ["各大军区、省军区", "军委各总部、各军兵种"]),
        ("民航总局并海军、空军", ["民航总局", "海军", "空军"]),
        ("石桥机器有限公司、法国Valve Works, Inc.", ["石桥机器有限公司", "法国Valve Works, Inc."]),
        ("天津市人民政府、河北省人民政府", ["天津市人民政府", "河北省人民政府"]),
        ("石桥重型机器有限公司，岭山阀门有限公司", ["石桥重型机器有限公司", "岭山阀门有限公司"]),
    ],
)
def test_addressees_are_split_where_the_parts_are_complete_names(text: str, addressees: list[str]) -> None:
    found = split_addressees(text, 7)
    assert [name for name, _, _ in found] == addressees
    assert all(text[start - 7 : end - 7] == name for name, start, end in found)


CONSCRIPTION = """\
国务院、中央军委
一九八五年冬季征兵命令
国发〔1985〕99号
各省、自治区、直辖市人民政府：
体格条件按照国防部一九七五年十月五日颁发的《应征青年体格条件》执行。
国务院
中央军委
一九八五年八月十五日
"""


def test_an_order_has_its_own_signature_not_the_date_of_what_it_follows() -> None:
    (order,) = facts_of(CONSCRIPTION).documents
    assert (order.title, order.kind) == ("国务院、中央军委一九八五年冬季征兵命令", "order")
    assert (order.issuers, order.date_signed) == (("国务院", "中央军委"), "1985-08-15")
    assert order.period == ("1985", "1985")


def test_the_issuers_that_a_title_without_about_begins_with() -> None:
    (order,) = facts_of("国务院、中央军委一九八六年征兵命令\n国发〔1986〕86号\n各有关单位：\n请执行。\n").documents
    assert order.issuers == ("国务院", "中央军委")


def test_a_plan_before_the_eleventh_in_quotation_marks_is_a_period() -> None:
    (notice,) = facts_of(
        "国务院关于“九五”期间企业搬迁有关问题的通知\n国发〔1996〕3号\n各有关单位：\n请执行。\n"
    ).documents
    assert notice.period == ("1996", "2000")


def test_a_citys_office_behind_the_departments_of_all_provinces_is_an_addressee() -> None:
    parts = split_addressees("各省、自治区、直辖市工业管理部门、深圳市工业办公室，各集团公司", 0)
    assert [part.value for part in parts] == ["各省、自治区、直辖市工业管理部门", "深圳市工业办公室", "各集团公司"]
