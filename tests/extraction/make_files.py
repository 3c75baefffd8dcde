"""Files to read: DOCX as python-docx writes it, PDF as ReportLab does, with the Chinese font that every viewer has."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

FONT = "STSong-Light"
TEXT_SIZE = 16
__all__ = ["PageBreak", "docx_of", "docx_of_xml", "drawn_pdf", "part_of", "pdf_of", "with_part"]
Rows = Sequence[Sequence[str]]


def pdf_of(
    blocks: Sequence[str | Rows | PageBreak],
    *,
    header: str = "",
    footer: str = "— {} —",
    indent: int = 2,
    password: str | None = None,
    ruled: bool = True,
) -> bytes:
    """A PDF of paragraphs and tables; a paragraph that begins with `# ` is a centred title.

    Args:
        blocks: Paragraphs (`str`), tables (rows of cells) and page breaks.
        header: Running header of every page.
        footer: Running footer, with `{}` for the page number.
        indent: Indentation of the first line, in characters.
        password: What the file is encrypted with.
        ruled: Whether tables have drawn borders.
    """
    registerFont(UnicodeCIDFont(FONT))
    text = ParagraphStyle(
        "text", fontName=FONT, fontSize=TEXT_SIZE, leading=28, firstLineIndent=indent * TEXT_SIZE, wordWrap="CJK"
    )
    title = ParagraphStyle("title", fontName=FONT, fontSize=22, leading=32, alignment=1, wordWrap="CJK")
    grid = [("FONT", (0, 0), (-1, -1), FONT, 12)] + ([("GRID", (0, 0), (-1, -1), 0.5, "black")] if ruled else [])

    def furniture(canvas: Canvas, template: SimpleDocTemplate) -> None:
        canvas.setFont(FONT, 10)
        canvas.drawString(72, A4[1] - 45, header)
        canvas.drawCentredString(A4[0] / 2, 40, footer.format(template.page))

    story: list[Flowable] = []
    for block in blocks:
        if isinstance(block, PageBreak):
            story.append(block)
        elif not isinstance(block, str):
            story.append(Table([list(row) for row in block], style=grid))
        elif block.startswith("# "):
            story.append(Paragraph(block[2:], title))
        else:
            story.append(Paragraph(block, text))
    file = io.BytesIO()
    template = SimpleDocTemplate(file, pagesize=A4, invariant=1, encrypt=password)
    template.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return file.getvalue()


def drawn_pdf(strings: Sequence[tuple[float, float, str]], *, pages: int = 1, rotation: int = 0) -> bytes:
    """A PDF with strings at places (x and y in points, y upwards), the same on every page."""
    registerFont(UnicodeCIDFont(FONT))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    for _ in range(pages):
        canvas.setFont(FONT, TEXT_SIZE)
        if rotation:
            canvas.setPageRotation(rotation)
            canvas.translate(A4[0] / 2, A4[1] / 2)
            canvas.rotate(rotation)
            canvas.translate(-A4[1] / 2, -A4[0] / 2)
        for x, y, string in strings:
            canvas.drawString(x, y, string)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def docx_of(blocks: Sequence[str | Rows]) -> bytes:
    """A DOCX of paragraphs and tables, with a header."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=0, cols=len(block[0]))
        for row in block:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    return _saved(document)


def docx_of_xml(*paragraphs: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A DOCX whose body holds these WordprocessingML elements, with further parts such as `footnotes`.

    Args:
        paragraphs: Elements with the prefixes `w`, `wp`, `wps`, `mc` and `v`.
        parts: Root elements by the name of the part, `footnotes`, `endnotes` or `numbering`.
    """
    names = ["w", "wp", "a", "r"]
    spaces = (
        nsdecls(*names) + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    document = Document()
    body = document.element.body
    for child in parse_xml(f"<w:body {spaces}>{''.join(paragraphs)}</w:body>"):
        body.insert(len(body) - 1, child)
    data = _saved(document)
    for name, root in (parts or {}).items():
        data = _with_related(data, name, root.replace(">", f" {nsdecls('w')}>", 1))
    return data


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same ZIP container with one part put in place of another, or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def _saved(document: object) -> bytes:
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def _with_related(data: bytes, name: str, root: str) -> bytes:
    relationships = "word/_rels/document.xml.rels"
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}"
    entry = f'<Relationship Id="test-{name}" Type="{kind}" Target="test-{name}.xml"/></Relationships>'
    old = part_of(data, relationships).decode()
    lines = [line for line in old.replace("><", ">\n<").split("\n") if f'relationships/{name}"' not in line]
    data = with_part(data, relationships, "".join(lines).replace("</Relationships>", entry).encode())
    return with_part(data, f"word/test-{name}.xml", root.encode())
