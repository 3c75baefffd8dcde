"""Tables as rows of cells."""

from __future__ import annotations

from policy_texts import layout_of

from extract.structure.tables import Table

TEXT = """云州市科技创新“十四五”规划
一、主要指标
指标 | 2020年 | 2025年 | 属性
研发经费投入强度 | 2.1% | 2.8% | 预期性
高新技术企业 | 300家 |  | 约束性
二、重点任务
加强基础研究。
"""


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_rows_and_cells_of_a_table() -> None:
    (table,) = layout_of(TEXT).tables
    assert texts(table) == [
        ["指标", "2020年", "2025年", "属性"],
        ["研发经费投入强度", "2.1%", "2.8%", "预期性"],
        ["高新技术企业", "300家", "", "约束性"],
    ]


def test_cells_know_their_characters() -> None:
    layout = layout_of(TEXT)
    for row in layout.tables[0].rows:
        for cell in row:
            assert layout.clean.text[cell.start : cell.end] == cell.text


def test_edge_marks_are_no_cells() -> None:
    (table,) = layout_of("云州市规划\n| 指标 | 2025年 |\n| 企业 | 300家 |\n").tables
    assert texts(table) == [["指标", "2025年"], ["企业", "300家"]]


def test_one_line_with_a_mark_is_no_table() -> None:
    assert layout_of("云州市规划\n来自云州 | 云州市科技局\n加强研究。\n").tables == ()
