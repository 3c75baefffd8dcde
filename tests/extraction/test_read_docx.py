"""DOCX: what a reader would see, in its order; and what is refused with which words."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from make_files import docx_of, docx_of_xml, part_of, with_part

from extract.errors import SourceError
from extract.read.docx import read_docx
from extract.read.docx_numbering import _format

PATH = Path("notice.docx")
MAIN = "word/document.xml"


def lines(data: bytes) -> list[str]:
    return read_docx(PATH, data).text.split("\n\n")


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_paragraphs_and_tables_come_in_the_order_of_the_document_without_the_header() -> None:
    extracted = read_docx(PATH, docx_of(["关于印发规划的通知", "", [["指标", "2020年"], ["产值", "100亿元"]], "附件"]))
    assert extracted.text == "关于印发规划的通知\n\n指标|2020年\n\n产值|100亿元\n\n附件\n"
    assert [(extracted.text[place.start :].split("\n")[0], place.label) for place in extracted.places] == [
        ("关于印发规划的通知", "paragraph 1"),
        ("指标|2020年", "table 1, row 1"),
        ("产值|100亿元", "table 1, row 2"),
        ("附件", "paragraph 3"),  # the empty paragraph is the second
    ]


def test_a_cell_is_one_field_and_an_empty_one_keeps_its_place() -> None:
    assert lines(docx_of([[["产值\n合计", "", "3%"]]])) == ["产值 合计||3%\n"]


def test_tabs_and_line_breaks_inside_a_paragraph_are_kept() -> None:
    inner = "<w:r><w:t>单位</w:t><w:tab/><w:t>亿元</w:t><w:br/><w:t>第二行</w:t><w:br w:type='page'/></w:r>"
    extracted = read_docx(PATH, docx_of_xml(paragraph(inner)))
    assert extracted.text == "单位\t亿元\n\n第二行\n"
    assert [place.label for place in extracted.places] == ["paragraph 1", "paragraph 1"]


def test_the_text_is_the_one_after_all_revisions() -> None:
    inner = (
        run("到2020年达到")
        + f"<w:del w:id='1' w:author='x'><w:r><w:delText>100</w:delText></w:r>{run('50')}</w:del>"
        + f"<w:ins w:id='2' w:author='x'>{run('200')}</w:ins>"
        + f"<w:moveFrom w:id='3' w:author='x'>{run('家')}</w:moveFrom>"
        + run("亿元。")
    )
    assert lines(docx_of_xml(paragraph(inner))) == ["到2020年达到200亿元。\n"]


def test_paragraphs_whose_break_is_deleted_are_one() -> None:
    mark = "<w:rPr><w:del w:id='1' w:author='x'/></w:rPr>"
    assert lines(docx_of_xml(paragraph(run("到2020年，"), mark), paragraph(run("建成中心。")))) == [
        "到2020年，建成中心。\n"
    ]


def test_a_deleted_row_is_left_out() -> None:
    cell = f"<w:tc>{paragraph(run('甲'))}</w:tc>"
    deleted = f"<w:tr><w:trPr><w:del w:id='1' w:author='x'/></w:trPr>{cell}</w:tr>"
    assert lines(docx_of_xml(f"<w:tbl>{deleted}<w:tr>{cell}{cell}</w:tr></w:tbl>")) == ["甲|甲\n"]


def test_hidden_text_field_codes_and_pinyin_above_characters_are_left_out() -> None:
    field = "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>"
    ruby = f"<w:r><w:ruby><w:rt>{run('jin')}</w:rt><w:rubyBase>{run('津')}</w:rubyBase></w:ruby></w:r>"
    inner = run("天") + field + ruby + run("密", "<w:vanish/>") + run("市", "<w:vanish w:val='0'/>")
    assert lines(docx_of_xml(paragraph(inner))) == ["天津市\n"]


def test_links_content_controls_and_formulas_are_read() -> None:
    formula = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>≥3</m:t></m:r></m:oMath>'
    inner = (
        f"<w:hyperlink>{run('国务院')}</w:hyperlink><w:sdt><w:sdtContent>{run('印发')}</w:sdtContent></w:sdt>{formula}"
    )
    control = f"<w:sdt><w:sdtContent>{paragraph(inner)}</w:sdtContent></w:sdt>"
    assert lines(docx_of_xml(control)) == ["国务院印发≥3\n"]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_stands_behind_the_paragraph_that_refers_to_it(kind: str) -> None:
    notes = f'<w:{kind}s><w:{kind} w:id="2">{paragraph(run(" 按可比价计算。"))}</w:{kind}></w:{kind}s>'
    first = paragraph(run("产值翻番") + f'<w:r><w:{kind}Reference w:id="2"/></w:r>' + run("。"))
    extracted = read_docx(PATH, docx_of_xml(first, paragraph(run("特此通知。")), parts={f"{kind}s": notes}))
    assert extracted.text == "产值翻番。\n\n〔注：按可比价计算。〕\n\n特此通知。\n"
    assert [place.label for place in extracted.places] == ["paragraph 1", "note 1", "paragraph 2"]


def test_a_text_box_is_read_once_though_the_file_holds_it_in_two_forms() -> None:
    box = f"<w:txbxContent>{paragraph(run('专栏一'))}{paragraph(run('重大工程'))}</w:txbxContent>"
    new = f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
    old = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    inner = run("见下框。") + f"<w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>"
    extracted = read_docx(PATH, docx_of_xml(paragraph(inner)))
    assert extracted.text == "见下框。\n\n专栏一\n\n重大工程\n"
    assert [place.label for place in extracted.places] == ["paragraph 1", "text box 1", "text box 1"]


NUMBERING = (
    '<w:numbering><w:abstractNum w:abstractNumId="7">'
    + "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'{"<w:isLgl/>" if level == 3 else ""}<w:lvlText w:val="{text}"/></w:lvl>'
        for level, (style, text) in enumerate(
            [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "%1.%4")]
        )
    )
    + '</w:abstractNum><w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
    '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>'
    "</w:abstractNum>"
    + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{a}"/></w:num>' for n, a in ((1, 7), (2, 8), (3, 9)))
    + '<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num></w:numbering>"
)


def numbered(text: str, list_id: int, level: int = 0) -> str:
    return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_automatic_numbers_are_written_out() -> None:
    body = [
        numbered("总体要求", 1),
        numbered("指导思想", 1, 1),
        numbered("基本原则", 1, 1),
        numbered("市场主导", 1, 2),
        numbered("重点任务", 1),
        numbered("平台", 1, 1),
        numbered("超算", 1, 3),
        numbered("为了规范", 2),
        numbered("要点", 3),
        numbered("附则", 4),
        numbered("无", 0),
    ]
    assert read_docx(PATH, docx_of_xml(*body, parts={"numbering": NUMBERING})).text.split("\n\n") == [
        "一、总体要求",
        "（一）指导思想",
        "（二）基本原则",
        "1.市场主导",
        "二、重点任务",
        "（一）平台",
        "2.1 超算",
        "第三条 为了规范",
        "要点",
        "一、附则",
        "无\n",
    ]


def test_the_number_of_a_style_counts_too() -> None:
    styles = (
        '<w:styles><w:style w:type="paragraph" w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="H"><w:basedOn w:val="base"/></w:style></w:styles>'
    )
    body = [paragraph(run("总体要求"), '<w:pStyle w:val="H"/>'), paragraph(run("目标"), '<w:pStyle w:val="H"/>')]
    data = docx_of_xml(*body, parts={"numbering": NUMBERING, "styles": styles})
    assert lines(data) == ["一、总体要求", "二、目标\n"]


@pytest.mark.parametrize(
    ("number", "style", "expected"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCounting", "二十一"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (3, "chineseLegalSimplified", "叁"),
        (20, "ideographDigital", "二〇"),
        (3, "decimalEnclosedCircle", "③"),
        (12, "decimalFullWidth", "１２"),
        (4, "lowerRoman", "iv"),
        (28, "upperLetter", "BB"),
        (5, "cardinalText", "5"),
    ],
)
def test_numbers_are_written_as_the_list_says(number: int, style: str, expected: str) -> None:
    assert _format(number, style) == expected


def test_the_strict_form_of_the_format_is_read() -> None:
    data = docx_of(["通知"])
    strict = part_of(data, MAIN).replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert lines(with_part(data, MAIN, strict)) == ["通知\n"]


def test_places_begin_where_their_text_begins_and_reading_again_gives_the_same() -> None:
    data = docx_of(["甲", "乙" * 50, [["丙", "丁"]], "戊"])
    extracted = read_docx(PATH, data)
    assert all(a.start < b.start for a, b in pairwise(extracted.places))
    assert extracted == read_docx(PATH, data)


def entity_bomb(data: bytes) -> bytes:
    entities = '<!ENTITY a "哈哈哈哈">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefgh"))
    old = part_of(data, MAIN).decode().split("?>", 1)[1].replace("通知", "&h;")
    return with_part(data, MAIN, f"<!DOCTYPE x [{entities}]>{old}".encode())


def external_entity(data: bytes) -> bytes:
    old = part_of(data, MAIN).decode().split("?>", 1)[1].replace("通知", "&secret;")
    return with_part(data, MAIN, f'<!DOCTYPE x [<!ENTITY secret SYSTEM "{Path(__file__).as_uri()}">]>{old}'.encode())


def encrypted_part(data: bytes) -> bytes:
    changed = bytearray(data)
    entry = data.index(b"PK\x01\x02")
    changed[entry + 8] |= 1
    return bytes(changed)


def many_parts(_: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(5_001):
            archive.writestr(f"{number}", b"")
    return file.getvalue()


def deep(data: bytes) -> bytes:
    old = part_of(data, MAIN).replace(b"<w:body>", b"<w:body>" + b"<w:ins>" * 300)
    return with_part(data, MAIN, old.replace(b"</w:body>", b"</w:ins>" * 300 + b"</w:body>"))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda data: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Word format (.doc); save it as .docx"),
        (
            lambda data: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "is encrypted with a password; save it without one first",
        ),
        (lambda data: data[: len(data) // 2], "is a damaged DOCX file"),
        (lambda data: data.replace(part_of(data, "docProps/thumbnail.jpeg")[:9], b"x" * 9), ""),
        (lambda data: with_part(data, MAIN, b"<w:document"), "part that is not XML (word/document.xml"),
        (lambda data: with_part(data, MAIN, b"<worksheet/>"), "is a ZIP container, but not a Word document"),
        (lambda data: with_part(data, "_rels/.rels", b"<x/>"), "is a ZIP container, but not a Word document"),
        (lambda data: with_part(data, MAIN, b"<a>" + b" " * 20_000_000), "as in a decompression bomb; if you trust it"),
        (many_parts, "unreasonably many or large parts"),
        (entity_bomb, "document type declaration (word/document.xml), as in an entity bomb"),
        (external_entity, "document type declaration"),
        (encrypted_part, "holds encrypted parts"),
        (deep, "nested more than 200 elements deep"),
        (lambda data: docx_of([""]), "is a Word document without text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(change: object, reason: str) -> None:
    data = change(docx_of(["通知"]))  # type: ignore[operator]
    if not reason:  # a picture is never decompressed, so that its damage does not matter
        assert lines(data) == ["通知\n"]
        return
    with pytest.raises(SourceError, match=re.escape(reason)) as error:
        read_docx(PATH, data)
    assert str(error.value).startswith("notice.docx: ")
    assert ";" in error.value.reason
