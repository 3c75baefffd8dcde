"""CSV that Excel opens as it is meant."""

from __future__ import annotations

import csv
import io
import re

from kg.answer_formats import Output

_BYTE_ORDER_MARK = "\ufeff".encode()
# What Excel, LibreOffice and Google Sheets compute, or skip before they compute.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?(\d++(\.\d*+)?|\.\d+)([eE][+-]?\d+)?")


class ExcelOutput:
    """Takes whole rows of CSV, and passes them on with a byte order mark before them and no formula in them.

    Without the mark Excel reads UTF-8 as the system's old character set. A cell that begins like a formula, and is no
    number, gets an apostrophe before it, as OWASP advises against CSV injection. Plain CSV has neither: it is the
    format of the W3C, and another program must get the text as it is.
    """

    def __init__(self, output: Output) -> None:
        """Pass on to `output`."""
        self._output = output
        output.write(_BYTE_ORDER_MARK)

    def write(self, data: bytes) -> int:
        """Take whole rows."""
        text = io.StringIO(newline="")
        rows = csv.reader(io.StringIO(data.decode(), newline=""))
        csv.writer(text, lineterminator="\r\n").writerows([guarded(cell) for cell in row] for row in rows)
        self._output.write(text.getvalue().encode())
        return len(data)

    def flush(self) -> None:
        """Pass on what is held back."""
        self._output.flush()


def guarded(cell: str) -> str:
    """The text of a cell, so that Excel takes it for text, or for a number.

    >>> guarded("=1+1"), guarded("-5"), guarded("天津市")
    ("'=1+1", '-5', '天津市')
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell
