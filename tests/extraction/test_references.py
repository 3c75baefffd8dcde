"""Other documents that a document names."""

from __future__ import annotations

import pytest
from policy_texts import EXCHANGE_PLAN, PILOT_ZONE_GUIDELINES, TIANJIN_ACTION_PLAN, facts_of, facts_of_file

HEAD = "关于加强科学普及工作的意见\n"


def found(text: str) -> list[tuple[str | None, str | None, str]]:
    """Title, number and relation of the documents that a short document names."""
    return [(r.title, r.number, r.relation) for r in facts_of(HEAD + text).references]


@pytest.mark.parametrize("verb", ["根据", "按照", "贯彻落实", "依据"])
def test_what_a_document_is_based_on(verb: str) -> None:
    assert found(f"{verb}《国家创新驱动发展战略纲要》，制定本意见。\n") == [
        ("国家创新驱动发展战略纲要", None, "implements")
    ]


@pytest.mark.parametrize("verb", ["同时废止", "予以废止"])
def test_what_it_repeals(verb: str) -> None:
    assert found(f"《云州市科普工作办法》{verb}。\n") == [("云州市科普工作办法", None, "repeals")]


def test_what_it_only_names() -> None:
    assert found("有关工程师资格互认的《华盛顿协议》已有多方加入。\n") == [("华盛顿协议", None, "cites")]


@pytest.mark.parametrize(
    "brackets", ["（国发〔2016〕43号）", "(国发[2016]43号)", "（国发（2016）43 号）", "（国发［2016］43号）"]
)
def test_a_number_behind_the_title_is_part_of_the_reference(brackets: str) -> None:
    text = f"根据《国务院关于加强科技创新的意见》{brackets}要求，提出本意见。\n"
    assert found(text) == [("国务院关于加强科技创新的意见", "国发〔2016〕43号", "implements")]


@pytest.mark.parametrize("number", ["国务院令第449号", "GB/T39116-2020", "HAD102/07-2020", "GB50174-2017"])
def test_a_number_of_an_order_or_a_standard_behind_the_title(number: str) -> None:
    assert found(f"按照《阀门安全规范》（{number}），提出本意见。\n") == [("阀门安全规范", number, "implements")]
    assert found("按照《阀门安全规范》（2020年版），提出本意见。\n") == [("阀门安全规范", None, "implements")]


def test_the_body_before_a_number_is_none_of_it() -> None:
    assert found("你省云州省人民政府云政〔1984〕53号文收悉。\n") == [(None, "云政〔1984〕53号", "cites")]


def test_the_documents_own_number_is_no_reference() -> None:
    text = "工信部原函〔2021〕384号\n各有关单位：\n现发布目录，自2022年1月1日起施行。\n工业和信息化部\n2021年12月31日\n"
    assert facts_of(text).references == ()


@pytest.mark.parametrize("before", ["", "为进一步加强科技创新工作，", "各级科技部门要提高思想认识并"])
def test_a_document_that_is_named_by_its_number_alone(before: str) -> None:
    text = f"{before}按照国发〔2016〕43号文件要求，推进各项工作。\n"
    assert found(text) == [(None, "国发〔2016〕43号", "implements")]


def test_one_row_for_each_distinct_document_with_the_strongest_relation() -> None:
    text = "《科普纲要》实施以来成效显著。\n根据《科普纲要》（国发〔2016〕43号），提出本意见。\n落实《科普纲要》。\n"
    assert found(text) == [("科普纲要", "国发〔2016〕43号", "implements")]


def test_several_in_one_sentence_share_the_verb() -> None:
    assert found("根据《科学普及法规纲要》《科技创新规划》，提出本意见。\n") == [
        ("科学普及法规纲要", None, "implements"),
        ("科技创新规划", None, "implements"),
    ]


def test_a_title_inside_a_title_is_part_of_it() -> None:
    text = "落实《关于印发〈科普规划〉的通知》和《关于实施《全民科学素质纲要》的意见》。\n"
    assert [title for title, _, _ in found(text)] == [
        "关于印发〈科普规划〉的通知",
        "关于实施《全民科学素质纲要》的意见",
    ]


def test_a_short_name_is_no_new_document() -> None:
    text = "根据《云州市科学技术进步条例》（以下简称《条例》），提出本意见。\n《条例》规定的措施应当落实。\n"
    assert [title for title, _, _ in found(text)] == ["云州市科学技术进步条例"]


def test_the_files_own_documents_are_no_references() -> None:
    text = """\
科技部关于印发《智能制造行动计划（2021—2023年）》的通知
国科发规〔2021〕15号
各有关单位：
现将《智能制造行动计划（2021—2023年）》印发给你们，请认真组织实施。
科技部
2021年3月5日
智能制造行动计划（2021—2023年）
根据《国家创新驱动发展战略纲要》，制定本计划。
"""
    rows = [(r.document, r.title, r.relation) for r in facts_of(text).references]
    assert rows == [("d2", "国家创新驱动发展战略纲要", "implements")]


NOTICE_AND_PLAN = """\
科技部关于印发《智能制造行动计划（2021—2023年）》的通知
国科发规〔2021〕15号
各有关单位：
为落实《关于加快智能制造的指导意见》（国发〔2020〕40号），现将《智能制造行动计划（2021—2023年）》印发给你们。
科技部
2021年3月5日
智能制造行动计划（2021—2023年）
本计划与《国务院关于加快智能制造的指导意见》（国发〔2020〕40号）相衔接。
"""


def test_what_two_documents_of_a_file_name_is_named_by_both_and_in_the_same_way() -> None:
    rows = [(r.document, r.title, r.number, r.relation) for r in facts_of(NOTICE_AND_PLAN).references]
    assert rows == [
        ("d1", "关于加快智能制造的指导意见", "国发〔2020〕40号", "implements"),
        ("d2", "关于加快智能制造的指导意见", "国发〔2020〕40号", "cites"),
    ]


def test_the_number_that_one_document_gives_holds_for_the_others_of_the_file() -> None:
    text = NOTICE_AND_PLAN.replace(
        "《国务院关于加快智能制造的指导意见》（国发〔2020〕40号）", "《关于加快智能制造的指导意见》"
    )
    assert {(r.document, r.number) for r in facts_of(text).references} == {
        ("d1", "国发〔2020〕40号"),
        ("d2", "国发〔2020〕40号"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "编印《工匠精神学习读本》，开展宣讲。\n",
        "办好《科学传播学报》，扩大影响。\n",
        "提高《决策参考》《专家谏言》等智库产品的质量。\n",
        "创作话剧《戈壁之光》，弘扬科学家精神。\n",
        "推出纪录片《长河东流》和《大国桥梁》。\n",
        "依法取得《危险化学品经营许可证》后方可销售。\n",
    ],
)
def test_books_serials_works_of_art_and_certificates_are_no_policy_documents(text: str) -> None:
    references = facts_of(HEAD + text).references
    assert references
    assert not any(reference.is_policy for reference in references)


@pytest.mark.parametrize(
    "text",
    [
        "编印《科普工作指南》，加强指导。\n",
        "落实《科学教育规划》等图书馆建设要求。\n",
        "落实《关于加强教材建设的意见》。\n",
        "在加入《华盛顿协议》基础上，开展互认。\n",
        "按照《科技期刊》（国科发〔2019〕8号）的要求，做好工作。\n",
    ],
)
def test_documents_stay_documents_whatever_is_said_of_them(text: str) -> None:
    (reference,) = facts_of(HEAD + text).references
    assert reference.is_policy


def test_a_reference_has_the_place_of_its_first_mention() -> None:
    text = HEAD + "根据《国家创新驱动\u3000发展战略纲要》，制定本意见。\n"
    (reference,) = facts_of(text).references
    assert text[reference.span.start : reference.span.end] == "《国家创新驱动\u3000发展战略纲要》"
    assert reference.span.text == "《国家创新驱动发展战略纲要》"
    assert (reference.span.prefix, reference.span.suffix) == ("根据", "，制定本意见。")


def rows_of_file(name: str) -> list[tuple[str, str | None, str | None, str]]:
    return [(r.document, r.title, r.number, r.relation) for r in facts_of_file(name).references]


def test_the_references_of_the_pilot_zone_guidelines() -> None:
    assert rows_of_file(PILOT_ZONE_GUIDELINES) == [
        ("d1", "国家新一代人工智能创新发展试验区建设工作指引", "国科发规〔2019〕298号", "repeals"),
        ("d2", "国务院关于印发新一代人工智能发展规划的通知", "国发〔2017〕35号", "implements"),
        ("d2", "国家新一代人工智能创新发展试验区建设方案", None, "cites"),
    ]


def test_the_references_of_the_exchange_plan() -> None:
    assert rows_of_file(EXCHANGE_PLAN) == [
        ("d1", "中华人民共和国国民经济和社会发展第十四个五年规划和2035年远景目标纲要", None, "implements"),
        ("d2", "中华人民共和国国民经济和社会发展第十四个五年规划和2035年远景目标纲要", None, "implements"),
        ("d1", "中国科学技术协会事业发展“十四五”规划(2021—2025年)", None, "implements"),
        ("d2", "中国科学技术协会事业发展“十四五”规划(2021—2025年)", None, "implements"),
        ("d2", "面向建设世界科技强国的中国科协发展规划纲要", None, "cites"),
        ("d2", "华盛顿协议", None, "cites"),
    ]


def test_the_references_of_the_tianjin_plan() -> None:
    rows = rows_of_file(TIANJIN_ACTION_PLAN)
    assert ("d1", "新一代人工智能发展规划", "国发〔2017〕35号", "implements") in rows
    assert len(rows) == 3


def test_what_a_list_of_grounds_names_is_implemented() -> None:
    grounds = "一、检查依据\n（一）《云州市安全条例》；\n（二）《云州市质量办法》。\n"
    text = f"云州市检查报告\n{grounds}二、结论\n（一）参见《云州市规划》。\n"
    rows = {row.title: row.relation for row in facts_of(text).references}
    assert rows == {"云州市安全条例": "implements", "云州市质量办法": "implements", "云州市规划": "cites"}
