"""Whatever bytes a file holds, reading it gives its text or says in one line what is wrong with it."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make_files import docx_of, pdf_of

from extract.errors import SourceError
from extract.read import read_source

TEXT = "云州市人民政府关于印发行动计划的通知"
ROWS = [["指标", "2025年"], ["研发投入", "3%"]]
PAGE = (
    f"<html><body><div><h1>{TEXT}</h1><p>到2025年，建成&nbsp;3个平台。</p><table><tr><td>甲<td>乙</table></div></body>"
)
PIECES = [
    b"",
    b"\0",
    b"<",
    b">",
    b"</div>",
    b"<table>",
    b"&#x110000;",
    b"\xff\xfe",
    b"PK\x03\x04",
    b"%PDF-1.7",
    b"%%EOF",
]
BOUNDED = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@cache
def samples() -> list[bytes]:
    return [
        TEXT.encode(),
        TEXT.encode("gb18030"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        PAGE.encode(),
        docx_of([TEXT, ROWS]),
        pdf_of([TEXT, ROWS]),
    ]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A file of one of the formats with pieces cut out, put in and overwritten."""
    data = bytearray(draw(st.sampled_from(samples())))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 0, 1, 4, 64, 4096])))
        data[start:end] = draw(st.sampled_from(PIECES) | st.binary(max_size=8))
    return bytes(data)


@st.composite
def docx_with_damaged_part(draw: st.DrawFn) -> bytes:
    """A DOCX file whose container is whole, one part of it damaged."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(samples()[4])) as whole, zipfile.ZipFile(file, "w") as copy:
        names = whole.namelist()
        chosen = draw(st.sampled_from(names))
        for name in names:
            part = bytearray(whole.read(name))
            if name == chosen:
                start = draw(st.integers(0, len(part)))
                part[start : start + draw(st.integers(0, 60))] = draw(st.sampled_from(PIECES) | st.binary(max_size=8))
            copy.writestr(name, bytes(part))
    return file.getvalue()


@BOUNDED
@given(damaged() | docx_with_damaged_part())
def test_a_damaged_file_is_read_or_refused_in_one_line(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "文件 1.txt")
        path.write_bytes(data)
        try:
            assert read_source(path).text.strip()
        except SourceError as error:
            assert "\n" not in str(error)
            assert path.name in str(error)
