"""PDF: paragraphs from lines, tables from ruled lines, page furniture out; and what is refused with which words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from make_files import PageBreak, drawn_pdf, pdf_of

from extract.errors import SourceError
from extract.read.pdf import read_pdf

PATH = Path("plan.pdf")
LONG = (
    "为深入贯彻党中央创新驱动发展战略，抢抓新一轮科技革命和产业变革的历史机遇，全力推进智能科技产业发展。"
    "到2020年，智能科技产业规模达到1000亿元，培育引进领军企业100家，建成10个以上国家智能制造试点示范项目，"
    "基本建成全国领先的智能科技产业高地，“专精特新”企业发展壮大，根据《规划》(国发〔2017〕35号)制定本计划。"
)


def paragraphs(data: bytes) -> list[str]:
    return read_pdf(PATH, data).text.removesuffix("\n").split("\n\n")


@pytest.mark.parametrize("indent", [0, 2])
def test_lines_are_joined_to_the_paragraphs_they_came_from(indent: int) -> None:
    blocks = [
        "一、总体要求",
        LONG,
        "（一）发展目标",
        LONG,
        "第一条 为了规范管理，制定本办法。",
        "特此通知。",
        "天津市人民政府",
        "2018年1月17日",
    ]
    assert paragraphs(pdf_of(blocks, indent=indent)) == blocks


def test_a_line_that_begins_like_an_article_goes_on_with_its_sentence() -> None:
    blocks = [f"{'甲' * count}，依照本办法第三条和第四条的规定办理，并报送备案。" for count in range(10, 30)]
    assert paragraphs(pdf_of([*blocks, "施行日期另行规定"])) == [*blocks, "施行日期另行规定"]


def test_a_title_on_two_lines_is_one() -> None:
    title = "天津市人民政府办公厅关于印发天津市加快推进智能科技产业发展总体行动计划的通知"
    assert paragraphs(pdf_of([f"# {title}", LONG, "二、重点任务", LONG])) == [title, LONG, "二、重点任务", LONG]


@pytest.mark.parametrize("footer", ["— {} —", "- {} -", "第{}页", "第 {} 页 共 9 页", "{}/9", "{}"])
def test_headers_footers_and_page_numbers_are_left_out(footer: str) -> None:
    blocks = [LONG.replace("2020年", f"{year}年") for year in range(2001, 2013)]
    assert paragraphs(pdf_of(blocks, header="天津市人民政府公报", footer=footer)) == blocks


def test_a_running_header_with_the_page_number_in_it_is_left_out() -> None:
    blocks = [LONG.replace("2020年", f"{year}年") for year in range(2001, 2019)]
    assert paragraphs(pdf_of(blocks, header="公报", footer="总第 5 期 · 第{}版 ·")) == blocks


def test_attachments_that_begin_pages_are_no_headers() -> None:
    assert paragraphs(pdf_of(["附件1", PageBreak(), "附件2", PageBreak(), "附件3"])) == ["附件1", "附件2", "附件3"]


def test_there_is_one_place_a_page_where_its_text_begins() -> None:
    # No page holds a whole number of these paragraphs, so that one goes on over the end of the page.
    blocks = ["一、总体要求", *(f"{number:02}号文件：{LONG}" for number in range(12))]
    extracted = read_pdf(PATH, pdf_of(blocks, header="公报"))
    assert [place.label for place in extracted.places] == [f"page {n + 1}" for n in range(len(extracted.places))]
    assert len(extracted.places) == 4
    assert extracted.places[0].start == 0
    assert extracted.text.split("\n\n")[:-1] == blocks[:-1]
    assert extracted.text[extracted.places[1].start - 1] != "\n"
    assert extracted == read_pdf(PATH, pdf_of(blocks, header="公报"))


def test_a_ruled_table_becomes_rows_of_cells_and_cells_keep_their_lines() -> None:
    rows = [["指标", "单位", "2020年"], ["智能科技\n产业规模", "亿元", "1000"], ["企业", "", "100"]]
    expected = ["指标|单位|2020年", "智能科技产业规模|亿元|1000", "企业||100"]
    assert paragraphs(pdf_of([LONG, rows, "附则"])) == [LONG, *expected, "附则"]


def test_a_table_without_borders_becomes_rows_of_cells() -> None:
    rows = [["指标名称", "单位", "2020年"], ["产业规模", "亿元", "1000"]]
    assert paragraphs(pdf_of([LONG, rows], ruled=False)) == [LONG, "指标名称|单位|2020年", "产业规模|亿元|1000"]


def test_two_columns_are_read_one_behind_the_other() -> None:
    lines = [f"第{number:02}行的文字写满一栏" for number in range(20)]
    strings = [(60.0, 760.0, "横贯两栏的标题写在这一页的最上面一行之中，比一栏更宽")]
    # Drawn row by row, as some programs do.
    for index in range(10):
        strings += [(60.0, 700.0 - 40 * index, lines[index]), (320.0, 700.0 - 40 * index, lines[index + 10])]
    assert re.findall(r"第(\d\d)行", read_pdf(PATH, drawn_pdf(strings)).text) == [
        f"{number:02}" for number in range(20)
    ]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(rotation: int) -> None:
    text = drawn_pdf([(100.0, 300.0, "第二行。"), (100.0, 400.0, "第一行。")], rotation=rotation)
    assert paragraphs(text) == ["第一行。", "第二行。"]


def test_quotation_marks_drawn_behind_the_words_stand_around_them() -> None:
    strings = [(100.0, 500.0, "打造"), (148.0, 500.0, "天津智港"), (132.0, 500.0, "“"), (212.0, 500.0, "”")]
    assert paragraphs(drawn_pdf(strings)) == ["打造“天津智港”"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (drawn_pdf([], pages=2), "is a scanned PDF without text; run OCR first (for example ocrmypdf)"),
        (drawn_pdf([(72, 800, "公报")], pages=3), "is a scanned PDF without text"),
        (pdf_of([LONG], password="geheim"), "is encrypted with a password; save it without one first"),
        (pdf_of([LONG] * 20)[:-400], "was cut off (its end mark is missing); fetch it again"),
        (b"%PDF-1.4\n" + b"x" * 100 + b"\n%%EOF\n", "is a damaged PDF ("),
        (drawn_pdf([(100, 500, "\ue000\ue001\ue002\ue003")]), "without a table from glyphs to characters; run OCR"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=re.escape(reason)) as error:
        read_pdf(PATH, data)
    assert str(error.value).startswith("plan.pdf: ")
    assert ";" in error.value.reason
