"""PDF: the text of its pages in reading order, as paragraphs and table rows.

PDFium reads the file; which characters make a line, a table and a paragraph is decided here, by their places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import SourceError
from extract.facts import Place
from extract.read.extracted import CELL_MARK, Extracted, text_of_paragraphs
from extract.read.pdf_lines import Line, page_lines
from extract.read.pdf_page import PageContent, page_content
from extract.read.pdf_paragraphs import Paragraph, join_paragraphs, without_furniture

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_TAIL_BYTES = 2048  # the end mark stands in the last bytes
_MOST_PAGES = 5000
# What characters become whose font has no table from glyphs to characters.
_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd-\uffff]")
_UNREADABLE_SHARE = 0.3
_FETCH_AGAIN = "fetch it again, or open it in a PDF viewer and print it to a new PDF"
_OCR = "run OCR first (for example ocrmypdf)"


def read_pdf(path: Path, data: bytes) -> Extracted:
    """The text of a PDF, one place a page; headers, footers and page numbers are left out.

    Raises:
        SourceError: The file is damaged, cut off, encrypted with a password, too long, or has no text.
    """
    with _opened(path, data) as document:
        pages = [_page(path, document, index) for index in range(len(document))]
    characters = "".join(line.text for _, lines in pages for line in lines)
    if len(_UNREADABLE.findall(characters)) > _UNREADABLE_SHARE * len(characters):
        raise SourceError(path, f"has fonts without a table from glyphs to characters; {_OCR}, forcing it")
    paragraphs = join_paragraphs(without_furniture(pages))
    if not paragraphs:
        raise SourceError(path, f"is a scanned PDF without text; {_OCR}")
    return _extracted(paragraphs)


@contextmanager
def _opened(path: Path, data: bytes) -> Iterator[PdfDocument]:
    import pypdfium2
    import pypdfium2.raw

    if b"%%EOF" not in data[-_TAIL_BYTES:]:
        raise SourceError(path, f"is a PDF that was cut off (its end mark is missing); {_FETCH_AGAIN}")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise SourceError(path, "is encrypted with a password; save it without one first") from error
        if error.err_code == pypdfium2.raw.FPDF_ERR_SECURITY:
            raise SourceError(path, "is encrypted in a way that cannot be read; save it without encryption") from error
        raise SourceError(path, f"is a damaged PDF ({error}); {_FETCH_AGAIN}") from error
    try:
        if len(document) > _MOST_PAGES:
            raise SourceError(path, f"has {len(document)} pages; more than {_MOST_PAGES} are not read: split it first")
        yield document
    finally:
        document.close()


def _page(path: Path, document: PdfDocument, index: int) -> tuple[PageContent, list[Line]]:
    import pypdfium2

    try:
        page = document[index]
    except pypdfium2.PdfiumError as error:
        raise SourceError(path, f"is a damaged PDF (page {index + 1} cannot be read); {_FETCH_AGAIN}") from error
    try:
        content = page_content(page, index + 1)
    except pypdfium2.PdfiumError as error:
        raise SourceError(path, f"is a damaged PDF (page {index + 1} cannot be read); {_FETCH_AGAIN}") from error
    finally:
        page.close()
    return content, page_lines(content)


def _extracted(paragraphs: list[Paragraph]) -> Extracted:
    text, starts = text_of_paragraphs([paragraph.text.replace("\t", CELL_MARK) for paragraph in paragraphs])
    places: dict[int, int] = {}
    for start, paragraph in zip(starts, paragraphs, strict=True):
        for offset, page in paragraph.pages:
            places.setdefault(page, start + offset)
    return Extracted(text, tuple(Place(start, f"page {page}") for page, start in places.items()))
