"""Paragraphs, the outline, and where everything stands; `test_documents.py` has the documents and their headers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policy_texts import FILES, clean_of, facts_of_file, layout_of

from extract.structure.outline import contents_paragraphs, headings
from extract.structure.paragraphs import is_page_line, split_paragraphs

PLAN = """\
云州市智能制造发展规划（2021—2025年）
为加快发展智能制造，制定本规划。
一、发展目标
到2025年，建成创新平台10家；培育骨干企业5家。产业链基本完善。
二、重点任务
（一）夯实基础。建设云上工厂。
1.技术攻关
突破关键技术。
2.成果转化
推动成果落地。
（二）扩大开放
加强国际合作。
三、保障措施
加强组织领导。
"""


def paragraphs_of(text: str) -> list[str]:
    return [paragraph.text for paragraph in split_paragraphs(clean_of(text))]


def test_paragraphs_are_the_lines_of_the_clean_text() -> None:
    assert paragraphs_of("　　第一段。\n\n第 二 段。\n") == ["第一段。", "第二段。"]


def test_a_signature_that_runs_on_from_the_text_is_a_paragraph_of_its_own() -> None:
    assert paragraphs_of("请认真贯彻执行。科技部2020年9月29日（此件主动公开）") == [
        "请认真贯彻执行。",
        "科技部2020年9月29日",
        "（此件主动公开）",
    ]


def test_a_date_inside_a_sentence_is_no_signature() -> None:
    text = "本办法自2020年9月29日起施行，国务院2016年4月8日印发的办法同时废止。"
    assert paragraphs_of(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "您所在的位置:网站首页/学会动态/科协文件",
        "首页>>中国科协、民政部印发《关于加强人才培养工作的意见》的通知",
        "来源:科技部访问次数:发布时间:2020-10-30",
        "日期:2016年05月27日来源:互联网作者:管理员点击:",
        "2021-11-19 11:04",
        "责任编辑：王某",
        "【打印】【关闭】",
        "版权所有：云州市科技局",
        "分享到：",
        "上一篇：关于开展年度检查的通知",
        "打印",
        "加大",
        "【字号：",
        "时间：2026-02-09",
        "作政府工作报告。本报记者 王某摄",
    ],
)
def test_page_furniture(text: str) -> None:
    assert is_page_line(text)


@pytest.mark.parametrize(
    "text",
    [
        "各市、县（区）人民政府：",
        "一、总体要求",
        "国科发规〔2020〕254号",
        "科技部",
        "2020年9月29日",
        "实施时间：2021年至2025年，由市科技局负责。",
        "首页改版是政务公开的重要任务。",
        "分享经济蓬勃发展。",
        "打印装备产业",
        "时间：2026-02-09起，由市科技局负责。",
    ],
)
def test_what_belongs_to_the_document(text: str) -> None:
    assert not is_page_line(text)


def test_page_furniture_is_marked_and_is_not_read_for_facts() -> None:
    text = "网站首页>政策文件\n关于加强科普工作的通知\n请认真贯彻执行。\n责任编辑：王某\n"
    assert [p.page for p in split_paragraphs(clean_of(text))] == [True, False, False, True]
    assert [p.text for p in layout_of(text).paragraphs] == ["关于加强科普工作的通知", "请认真贯彻执行。"]


@pytest.mark.parametrize(
    ("text", "label", "title"),
    [
        ("一、总体要求", "一、", "总体要求"),
        ("十二、保障措施", "十二、", "保障措施"),
        ("(一)建设思路。依托地方开展。", "(一)", "建设思路"),
        ("（三）发展目标：到2025年建成。", "（三）", "发展目标"),
        ("1.技术攻关", "1.", "技术攻关"),
        ("（2）成果转化", "（2）", "成果转化"),
        ("第一编总论", "第一编", "总论"),
        ("第三章监督管理", "第三章", "监督管理"),
        ("第二节目标", "第二节", "目标"),
        ("第十条申请人应当具备下列条件：", "第十条", "申请人应当具备下列条件"),
    ],
)
def test_headings(text: str, label: str, title: str) -> None:
    assert [(heading.label, heading.title) for heading in headings([text])] == [(label, title)]


@pytest.mark.parametrize(
    "text", ["1.5亿元用于补贴", "到2025年，建成10家平台。", "一是加强领导。", "总体要求", "第一，坚持创新。"]
)
def test_no_headings(text: str) -> None:
    assert headings([text]) == []


def test_ranks_follow_the_national_standard_for_official_documents() -> None:
    texts = [
        "第一编总论",
        "第一章总则",
        "第一节目标",
        "一、要求",
        "（一）思路",
        "第一条为了发展。",
        "1.攻关",
        "（1）转化",
    ]
    ranks = [heading.rank for heading in headings(texts)]
    assert ranks == sorted(set(ranks))


def test_a_work_report_heads_its_parts_with_years() -> None:
    found = headings(["一、2025年工作回顾", "“十五五”时期的主要目标任务", "2026年重点工作"])
    assert [heading.title for heading in found] == ["2025年工作回顾", "“十五五”时期的主要目标任务", "2026年重点工作"]


def test_a_table_of_contents_is_found_by_the_headings_that_come_again() -> None:
    contents = ["一、总体要求", "二、重点任务", "三、示范工程", "四、开放合作", "五、保障措施"]
    body = [text for heading in contents for text in (heading, "现就此提出如下要求。")]
    assert contents_paragraphs([*contents, "现就科技创新工作制定本规划。", *body]) == {0, 1, 2, 3, 4}
    assert contents_paragraphs(body) == set()
    assert contents_paragraphs(contents) == set()


def test_the_outline_is_a_tree() -> None:
    sections = layout_of(PLAN).sections
    assert [(s.order, s.level, s.label, s.title, s.parent) for s in sections] == [
        (1, 1, "一、", "发展目标", None),
        (2, 1, "二、", "重点任务", None),
        (3, 2, "（一）", "夯实基础", 2),
        (4, 3, "1.", "技术攻关", 3),
        (5, 3, "2.", "成果转化", 3),
        (6, 2, "（二）", "扩大开放", 2),
        (7, 1, "三、", "保障措施", None),
    ]
    assert {section.document for section in sections} == {"d1"}


def test_a_section_reaches_to_the_next_heading_of_its_rank_or_above() -> None:
    layout = layout_of(PLAN)
    text = layout.clean.text
    ends = {section.title: text[section.span.end :].split("\n")[0] for section in layout.sections}
    assert ends == {
        "发展目标": "二、重点任务",
        "重点任务": "三、保障措施",
        "夯实基础": "（二）扩大开放",
        "技术攻关": "2.成果转化",
        "成果转化": "（二）扩大开放",
        "扩大开放": "三、保障措施",
        "保障措施": "",
    }


def test_the_innermost_section_of_a_place() -> None:
    layout = layout_of(PLAN)
    places = {
        "制定本规划": None,
        "产业链": "发展目标",
        "云上工厂": "夯实基础",
        "成果落地": "成果转化",
        "组织领导": "保障措施",
    }
    for words, title in places.items():
        section = layout.section_at(layout.clean.text.index(words))
        assert (section.title if section else None) == title


def test_the_orders_of_a_second_document_start_again() -> None:
    text = """\
关于印发《云州市智能制造行动方案》的通知
云科发〔2021〕15号
各县（区）人民政府：
现将《云州市智能制造行动方案》印发给你们，请认真组织实施。
一、加强领导
二、按时报送
云州市科学技术局
2021年3月5日
云州市智能制造行动方案
一、发展目标
产业链基本完善。
"""
    layout = layout_of(text)
    assert [(s.document, s.order, s.title) for s in layout.sections] == [
        ("d1", 1, "加强领导"),
        ("d1", 2, "按时报送"),
        ("d2", 1, "发展目标"),
    ]
    for words, key in {"认真组织实施": "d1", "按时报送": "d1", "产业链": "d2"}.items():
        document = layout.document_at(layout.clean.text.index(words))
        assert document
        assert document.key == key


def test_sentences() -> None:
    layout = layout_of("某某意见\n到2025年，建成平台10家；培育企业5家。做到“应报尽报。”形成合力！\n（一）加强领导\n")
    assert [layout.clean.text[start:end] for start, end in layout.sentences] == [
        "某某意见",
        "到2025年，建成平台10家；",
        "培育企业5家。",
        "做到“应报尽报。”",
        "形成合力！",
        "（一）加强领导",
    ]


def test_a_span_has_the_rest_of_its_sentence_around_it() -> None:
    layout = layout_of("某某意见\n加强领导。由科 技 部\n牵头，抓好落实。定期报告。\n")
    start = layout.clean.text.index("科技部")
    span = layout.span(start, start + 3)
    assert (span.text, span.suffix.startswith("牵头")) == ("科技部", False)
    start = layout.clean.text.index("抓好")
    span = layout.span(start, start + 2)
    assert (span.prefix, span.text, span.suffix) == ("牵头，", "抓好", "落实。")


WORDS = st.sampled_from(
    [*"科技创新，。；！？”）\n", "一、", "（二）", "科技部", "2020年9月29日", "来源：", "云科发〔2021〕15号", " "]
)


@given(st.lists(WORDS, max_size=40).map(lambda words: "国" + "".join(words)))
def test_sentences_lie_in_order_and_never_overlap(text: str) -> None:
    check_order(text)


def check_order(text: str) -> None:
    layout = layout_of(text)
    position = 0
    for start, end in layout.sentences:
        assert position <= start < end <= len(layout.clean.text)
        assert "\n" not in layout.clean.text[start:end]
        assert layout.sentence_at(start) == layout.sentence_at(end - 1) == (start, end)
        position = end
    covered = {i for start, end in layout.sentences for i in range(start, end)}
    assert covered == {i for paragraph in layout.paragraphs for i in range(paragraph.start, paragraph.end)}


@pytest.mark.parametrize("name", FILES)
def test_the_sentences_of_real_documents_too(name: str) -> None:
    check_order(facts_of_file(name).source.text)


@pytest.mark.parametrize("name", FILES)
def test_the_sections_of_real_documents_nest(name: str) -> None:
    facts = facts_of_file(name)
    by_place = {(section.document, section.order): section for section in facts.sections}
    spans = {document.key: document.span for document in facts.documents}
    for section in facts.sections:
        parent = by_place[section.document, section.parent] if section.parent else None
        around = parent.span if parent else spans[section.document]
        assert section.level == (parent.level + 1 if parent else 1)
        assert around.start <= section.span.start < section.span.end <= around.end


def test_the_outline_of_a_real_document() -> None:
    facts = facts_of_file("most-2020-ai-pilot-zone-guidelines.txt")
    top = [section.title for section in facts.sections if section.document == "d2" and section.level == 1]
    assert top == ["总体要求", "重点任务", "申请条件", "建设程序", "保障措施"]
