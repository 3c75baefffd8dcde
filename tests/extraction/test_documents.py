"""The documents of a file and what their headers and signatures say; `test_header.py` has the parts of a header."""

from __future__ import annotations

import pytest
from policy_texts import (
    EXCHANGE_PLAN,
    OUTLINE_AND_ACTION_PLAN,
    PILOT_ZONE_GUIDELINES,
    TALENT_AND_INTERNET_PLUS,
    TIANJIN_ACTION_PLAN,
    document_of,
    facts_of,
    facts_of_file,
    layout_of,
)

from extract.facts import Document

NOTICE_AND_PLAN = """\
网站首页>政策文件
发布时间：2021-03-12 来源：云州市科技局
科技部 财政部关于印发
《智能制造行动计划（2021—2023年）》的通知
国科发规[2021]15 号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
现将《智能制造行动计划（2021—2023年）》印发给你们，请认真组织实施。
科 技 部　财 政 部
2021年3月5日
（此件公开发布）
智能制造行动计划（2021—2023年）
为加快发展智能制造，制定本计划。
一、发展目标
到2023年，产业链基本完善。
责任编辑：王某
"""


@pytest.fixture
def notice_and_plan() -> tuple[Document, Document]:
    notice, plan = layout_of(NOTICE_AND_PLAN).documents
    return notice, plan


def test_a_covering_notice_and_the_plan_under_it_are_two_documents(notice_and_plan: tuple[Document, Document]) -> None:
    notice, plan = notice_and_plan
    assert (notice.key, notice.kind, notice.attached_to) == ("d1", "notice", None)
    assert (plan.key, plan.kind, plan.attached_to) == ("d2", "action-plan", "d1")
    assert notice.title == "科技部财政部关于印发《智能制造行动计划（2021—2023年）》的通知"
    assert plan.title == "智能制造行动计划（2021—2023年）"


def test_a_title_may_be_broken_inside_its_title_marks() -> None:
    text = (
        "科技部关于印发《智能制造行动计划\n（2021—2023年）》的通知\n国科发规〔2021〕15号\n各有关单位：\n请认真实施。\n"
    )
    assert document_of(text).title == "科技部关于印发《智能制造行动计划（2021—2023年）》的通知"


def test_number_addressees_and_dates_are_the_notices(notice_and_plan: tuple[Document, Document]) -> None:
    notice, plan = notice_and_plan
    assert (notice.number, plan.number) == ("国科发规〔2021〕15号", None)
    assert notice.addressees == ("各省、自治区、直辖市人民政府", "国务院各部委、各直属机构")
    assert plan.addressees == ()
    assert (notice.date_signed, plan.date_signed) == ("2021-03-05", None)


def test_the_issuers_of_a_plan_are_those_of_its_notice(notice_and_plan: tuple[Document, Document]) -> None:
    assert [document.issuers for document in notice_and_plan] == [("科技部", "财政部"), ("科技部", "财政部")]


def test_the_date_that_the_page_prints_is_that_of_both(notice_and_plan: tuple[Document, Document]) -> None:
    assert [document.date_published for document in notice_and_plan] == ["2021-03-12", "2021-03-12"]


def test_the_period_is_the_plans(notice_and_plan: tuple[Document, Document]) -> None:
    assert notice_and_plan[1].period == ("2021", "2023")


def test_every_statement_of_a_header_has_its_place(notice_and_plan: tuple[Document, Document]) -> None:
    notice, _ = notice_and_plan
    said = {(slot.name, slot.value): slot.span.text for slot in notice.slots}
    assert said["number", "国科发规〔2021〕15号"] == "国科发规[2021]15号"
    assert said["date_signed", "2021-03-05"] == "2021年3月5日"
    assert said["date_published", "2021-03-12"] == "2021-03-12"
    assert said["addressee", "各省、自治区、直辖市人民政府"] == "各省、自治区、直辖市人民政府"
    assert said["issuer", "财政部"] == "财政部"
    assert said["title", notice.title or ""] == notice.title


def test_documents_lie_one_behind_the_other(notice_and_plan: tuple[Document, Document]) -> None:
    clean = layout_of(NOTICE_AND_PLAN).clean
    notice, plan = notice_and_plan
    assert clean.text[notice.span.start :].startswith("科技部财政部关于印发")
    assert notice.span.end <= plan.span.start
    assert clean.text[plan.span.start : plan.span.end].endswith("产业链基本完善。")


def test_the_body_that_made_a_document_may_say_so_in_its_first_sentence() -> None:
    document = document_of("智能制造行动计划\n科技部、财政部制定本计划，请认真组织实施。\n一、发展目标\n形成合力。\n")
    assert document.issuers == ("科技部", "财政部")


def test_a_title_without_a_number_or_signature_is_a_document() -> None:
    document = document_of("关于加强科学普及工作的意见\n现提出如下意见。\n一、总体要求\n坚持创新。\n")
    assert (document.title, document.kind) == ("关于加强科学普及工作的意见", "opinions")
    assert (document.number, document.issuers, document.date_signed, document.period) == (None, (), None, None)


def test_a_covering_notice_that_prints_no_title_has_none() -> None:
    document = document_of(
        "云科发〔2021〕15号\n各县（区）人民政府：\n现将有关事项通知如下。\n一、加强领导\n云州市科技局\n2021年3月5日\n"
    )
    assert (document.title, document.kind, document.number) == (None, "notice", "云科发〔2021〕15号")


def test_two_unrelated_packages_in_one_file() -> None:
    first = NOTICE_AND_PLAN.replace("责任编辑：王某\n", "二、重点任务\n夯实基础。\n")
    second = (
        "农业农村部关于加强种业创新的意见\n农种发〔2022〕3号\n各省、自治区、直辖市农业农村厅：\n现提出如下意见。\n"
        "农业农村部\n2022年1月10日\n"
    )
    documents = layout_of(first + second).documents
    assert [document.kind for document in documents] == ["notice", "action-plan", "opinions"]
    assert documents[2].issuers == ("农业农村部",)
    assert (documents[2].number, documents[2].date_signed) == ("农种发〔2022〕3号", "2022-01-10")
    assert documents[2].attached_to is None


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("智能制造发展规划（2021—2025年）", ("2021", "2025")),
        ("智能制造行动计划(2018-2020年)", ("2018", "2020")),
        ("智能制造发展规划（2021年至2035年）", ("2021", "2035")),
        ("云州市“十四五”科技创新规划", ("2021", "2025")),
        ("云州市科技发展“十三五”规划", ("2016", "2020")),
        ("关于加强科学普及工作的意见", None),
    ],
)
def test_the_period_that_a_title_gives(title: str, period: tuple[str, str] | None) -> None:
    assert document_of(f"{title}\n为推动创新，现提出如下要求。\n一、总体要求\n坚持创新。\n").period == period


def test_the_period_that_the_text_gives() -> None:
    text = "智能制造总体行动计划\n制定本行动计划。实施期限为2018年至2020年，展望到2025年。\n一、总体要求\n坚持创新。\n"
    assert document_of(text).period == ("2018", "2020")


def test_a_signature_in_chinese_numerals() -> None:
    text = "关于加强科普工作的意见\n现提出如下意见。\n国务院\n二〇一六年七月二十八日\n"
    document = document_of(text)
    assert (document.issuers, document.date_signed) == (("国务院",), "2016-07-28")


def test_nothing_but_page_furniture_is_no_document() -> None:
    assert layout_of("网站首页>政策文件\n来源：云州市科技局\n责任编辑：王某\n").documents == ()


def headers(name: str) -> list[tuple[str | None, ...]]:
    return [(d.kind, d.number, d.date_signed, d.date_published, d.attached_to) for d in facts_of_file(name).documents]


def test_the_documents_of_the_talent_opinions_and_the_internet_plus_scheme() -> None:
    assert headers(TALENT_AND_INTERNET_PLUS) == [
        ("notice", "科协发外字〔2016〕31号", "2016-04-08", "2016-05-27", None),
        ("opinions", None, None, "2016-05-27", "d1"),
        ("notice", "发改高技〔2016〕1078号", "2016-05-18", None, None),
        ("scheme", None, None, None, "d3"),
    ]
    documents = facts_of_file(TALENT_AND_INTERNET_PLUS).documents
    assert [d.period for d in documents] == [None, ("2016", "2020"), None, ("2016", "2018")]
    assert documents[0].issuers == documents[1].issuers == ("中国科协", "民政部")
    assert documents[2].issuers == documents[3].issuers == ("国家发展改革委", "科技部", "工业和信息化部", "中央网信办")


def test_the_documents_of_a_file_whose_lines_are_whole_documents() -> None:
    assert headers(OUTLINE_AND_ACTION_PLAN) == [
        ("notice", "科协发计字〔2018〕59号", None, None, None),
        ("outline", None, None, None, "d1"),
        ("action-plan", None, None, None, "d2"),
    ]
    documents = facts_of_file(OUTLINE_AND_ACTION_PLAN).documents
    assert [d.title for d in documents[1:]] == [
        "面向建设世界科技强国的中国科协规划纲要",
        "中国科协事业发展三年行动计划(2018-2020年)",
    ]
    assert [d.issuers for d in documents] == [("中国科协",)] * 3
    assert documents[2].period == ("2018", "2020")


def test_the_documents_of_the_exchange_plan() -> None:
    assert headers(EXCHANGE_PLAN) == [
        ("notice", None, "2021-11-11", "2021-11-19", None),
        ("plan", None, None, "2021-11-19", "d1"),
    ]
    notice, plan = facts_of_file(EXCHANGE_PLAN).documents
    assert notice.title == "中国科协关于印发《中国科协对外民间科技人文交流“十四五”规划(2021—2025年)》的通知"
    assert plan.period == ("2021", "2025")


def test_the_documents_of_the_pilot_zone_guidelines() -> None:
    assert headers(PILOT_ZONE_GUIDELINES) == [
        ("notice", "国科发规〔2020〕254号", "2020-09-29", "2020-10-30", None),
        ("guidelines", None, None, "2020-10-30", "d1"),
    ]
    notice, guidelines = facts_of_file(PILOT_ZONE_GUIDELINES).documents
    assert notice.title == "科技部关于印发《国家新一代人工智能创新发展试验区建设工作指引(修订版)》的通知"
    assert notice.issuers == guidelines.issuers == ("科技部",)


def test_the_one_document_of_the_tianjin_plan() -> None:
    assert headers(TIANJIN_ACTION_PLAN) == [("action-plan", None, None, "2018-01-18", None)]
    (plan,) = facts_of_file(TIANJIN_ACTION_PLAN).documents
    assert plan.title == "天津市加快推进智能科技产业发展总体行动计划"
    assert (plan.period, plan.addressees) == (("2018", "2020"), ())


def test_the_date_of_a_letter_that_is_answered_is_no_signature() -> None:
    text = (
        "国务院关于建设云海机场的批复\n国函〔1986〕1号\n云南省人民政府：\n"
        "云南省人民政府一九八五年九月九日《关于建设云海机场的请示》收悉。现批复如下：\n一、同意建设云海机场。\n"
        "国务院\n一九八六年四月二日\n"
    )
    document = document_of(text)
    assert (document.kind, document.date_signed, document.issuers) == ("reply", "1986-04-02", ("国务院",))


def test_the_title_of_a_page_that_was_copied_with_its_buttons() -> None:
    text = """下载
打印
【字号：
加大
减小
】
2026年江西省政府工作报告
——2026年1月27日在江西省第十四届人民代表大会第四次会议上
来源：江西日报
时间：2026-02-05
江西省省长 王某
王某作政府工作报告。本报记者 李某摄
各位代表：
现在，我代表江西省人民政府，向大会报告工作。
"""
    document = document_of(text)
    assert document.title == "2026年江西省政府工作报告"
    assert document.region == "江西省"
    assert document.addressees == ()


def test_whose_report_it_is_stands_below_a_title_that_does_not_say_it() -> None:
    document = document_of(
        "政府工作报告\n——2026年1月27日在海南省第七届人民代表大会第五次会议上\n各位代表：\n现在报告工作。\n"
    )
    assert (document.title, document.issuers, document.region) == ("政府工作报告", ("海南省人民政府",), "海南省")


@pytest.mark.parametrize(
    "lines",
    [
        ("国务院、中央军委关于对外开放", "云州南山机场并开辟云州—", "石桥航线的批复"),
        ("国务院、中央军委授予", "中国人民武装警察部队王某", "等三名警官武警上校警衔命令"),
    ],
)
def test_a_title_over_three_lines(lines: tuple[str, ...]) -> None:
    assert document_of(
        "\n".join([*lines, "国函〔1985〕172号", "云州省人民政府：", "同意你们的意见。\n"])
    ).title == "".join(lines)


def test_a_sentence_that_introduces_a_list_names_no_addressee() -> None:
    document = document_of(
        "关于电信服务有关情况的通告\n根据有关规定，现将有关情况通告如下：\n一、总体情况\n服务良好。\n"
    )
    assert document.addressees == ()


def test_the_issuing_bodies_may_stand_on_a_line_of_their_own_above_the_rest_of_the_title() -> None:
    title = "国务院、中央军委关于新建云州民用机场的批复"
    assert (
        document_of("国务院、中央军委\n关于新建云州民用机场的批复\n国函〔1988〕9号\n同意你们的意见。\n").title == title
    )
    # Above a line that is the title by itself there may be other things.
    other = document_of("云州要闻\n关于新建云州民用机场的批复\n同意你们的意见。\n")
    assert other.title == "关于新建云州民用机场的批复"


def test_attachments_that_are_listed_line_by_line_are_documents_where_they_are_printed() -> None:
    text = """\
云岭阀门有限公司：
现发给你公司许可证。
附件：1.阀门设计许可证
2.阀门制造许可证
3.申报表
科技部
2021年3月5日
阀门设计许可证
准予设计阀门。
阀门制造许可证
准予制造阀门。
"""
    documents = facts_of(text).documents
    assert [(d.title, d.attached_to) for d in documents] == [
        (None, None),
        ("阀门设计许可证", "d1"),
        ("阀门制造许可证", "d1"),
    ]


ARTICLE = "检查人员核对现场记录，并请受检单位说明有关情况，如实填写检查记录表。"
ARTICLES = "".join(f"第{number}条 {ARTICLE}\n" for number in "一二三四五六七八九十")


def test_what_the_text_above_says_it_has_drawn_up_stands_below_the_signature() -> None:
    cover = "云州发〔2015〕74号\n各有关单位：\n我局编制了《标准制定程序要求》，请执行。\n科技部\n2015年1月7日\n"
    notice, rules = layout_of(f"{cover}标准制定程序要求\n{ARTICLES}").documents
    assert (notice.number, rules.title, rules.attached_to) == ("云州发〔2015〕74号", "标准制定程序要求", "d1")


def test_a_report_below_a_signature_that_is_not_named_in_full_is_a_document() -> None:
    cover = "云州电力有限公司：\n现将检查报告印送给你公司，请落实。\n科技部\n2020年8月25日\n"
    letter, report = layout_of(f"{cover}云州电厂综合检查报告\n{ARTICLES}").documents
    assert (letter.title, report.title, report.kind) == (None, "云州电厂综合检查报告", "report")
    (only,) = layout_of(f"{cover}云州电厂综合检查报告，含附表\n{ARTICLES}").documents
    assert only.date_signed == "2020-08-25"


def test_a_licence_below_a_reply_has_its_number_day_and_term() -> None:
    cover = "云州电力有限公司：\n你公司的请示收悉。\n附件：云州电厂运行许可证\n国家核安全局\n2020年9月3日\n"
    form = "云州电厂运行许可证\n云安证字第2016号\n项目：云州电厂\n发证日期：2020年9月1日\n有效期限：至2060年8月31日\n"
    reply, licence = layout_of(f"{cover}{form}{ARTICLES}").documents
    assert (reply.kind, reply.number, reply.date_signed) == ("reply", None, "2020-09-03")
    assert (licence.title, licence.number) == ("云州电厂运行许可证", "云安证字第2016号")
    assert (licence.date_signed, licence.period, licence.attached_to) == ("2020-09-01", ("2020", "2060"), "d1")


def test_a_plan_that_speaks_of_a_licence_is_none() -> None:
    cover = "云州电力有限公司：\n你公司的请示收悉。\n附件：云州电厂建设方案\n国家核安全局\n2020年9月3日\n"
    _, plan = layout_of(f"{cover}云州电厂建设方案\n按照云安证字第2016号许可证办理。\n{ARTICLES}").documents
    assert (plan.number, plan.date_signed) == (None, None)
