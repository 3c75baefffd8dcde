"""The table of metadata that a government site prints above a document."""

from __future__ import annotations

from policy_texts import layout_of

BLOCK = """名称：关于开展智能制造试点的通知
索引号：000014672/2022-00241
分类：试点
发布机关：云州市科学技术局 云州市财政局
生成日期：2022-06-24
文号：云科发〔2022〕42号
主题词：
====================
+++++
====================
"""
BODY = """各区科技局：
现开展智能制造试点，有关事项通知如下。
云州市科学技术局
2022年6月23日
抄送：市教育局，市农业农村局。
云州市科学技术局办公室2022年6月24日印发
"""


def test_the_table_is_the_header_of_what_the_body_does_not_print() -> None:
    (document,) = layout_of(BLOCK + BODY).documents
    assert document.title == "关于开展智能制造试点的通知"
    assert document.number == "云科发〔2022〕42号"
    assert document.addressees == ("各区科技局",)
    assert document.copies_to == ("市教育局", "市农业农村局")


def test_the_signature_counts_for_more_than_the_table() -> None:
    (document,) = layout_of(BLOCK + BODY).documents
    assert document.date_signed == "2022-06-23"
    unsigned = BLOCK + "各区科技局：\n现开展智能制造试点，有关事项通知如下。\n"
    assert layout_of(unsigned).documents[0].date_signed == "2022-06-24"


def test_the_values_of_the_table_are_grounded() -> None:
    layout = layout_of(BLOCK + BODY)
    slots = {slot.name: slot.span.text for slot in layout.documents[0].slots}
    assert slots["title"] == "关于开展智能制造试点的通知"
    assert slots["number"] == "云科发〔2022〕42号"


def test_the_table_is_not_read_for_facts() -> None:
    assert not any("索引号" in paragraph.text for paragraph in layout_of(BLOCK + BODY).paragraphs)


def test_a_line_of_the_text_is_no_table_of_metadata() -> None:
    (document,) = layout_of("云州市规划\n名称：智能制造试点\n加强研究。\n").documents
    assert document.title == "云州市规划"


def test_two_items_on_a_line_and_names_that_are_spaced_out() -> None:
    block = """索 引 号： 000014349/1993-00044
发文机构： 云州市科学技术局、云州市财政局 成文时间： 2022年06月24日
标　　题： 关于开展智能制造试点的通知
公文文号： 云科发〔2022〕42号 公开时间： 2022年07月01日
====================
"""
    (document,) = layout_of(block + "各区科技局：\n现开展智能制造试点，有关事项通知如下。\n").documents
    assert document.title == "关于开展智能制造试点的通知"
    assert document.number == "云科发〔2022〕42号"
    assert document.issuers == ("云州市科学技术局", "云州市财政局")
    assert (document.date_signed, document.date_published) == ("2022-06-24", "2022-07-01")
