"""Licences attached to a reply: number (国核安证字第2016号), day of issue and term, as lines of a form give them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract import dates
from extract.structure.header import Header, Printed
from extract.structure.paragraphs import Paragraph
from extract.structure.periods import Period

_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,8}证字第\d{1,6}号")
_ISSUED = re.compile(rf"(?:发证|颁发|签发)日期[:：]{dates.DATE.pattern}")
_VALID_TO = re.compile(rf"有效期限?(?:至[:：]|[:：]至?)(?P<last>{dates.YEAR})年")
_LONGEST_FORM = 16


def read_licence(paragraphs: Sequence[Paragraph]) -> tuple[Header, Period | None] | None:
    """The header of a licence and the years of its term, or None for any other document.

    Args:
        paragraphs: The document's paragraphs, its title's first.
    """
    header = Header()
    period: Period | None = None
    for paragraph in paragraphs[1:_LONGEST_FORM]:
        if _NUMBER.fullmatch(paragraph.text):
            header.number = Printed(paragraph.text, paragraph.start, paragraph.end)
        elif (issued := _ISSUED.fullmatch(paragraph.text)) and (day := dates.iso_date(issued)):
            header.date_signed = Printed(day, paragraph.start + issued.start("y"), paragraph.end)
        elif header.date_signed and (valid := _VALID_TO.match(paragraph.text)):
            last = str(dates.chinese_number(valid["last"]))
            period = Period(header.date_signed.value[:4], last, paragraph.start, paragraph.end)
    return (header, period) if header.number else None
