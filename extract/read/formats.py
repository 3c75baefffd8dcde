"""Which format a file has, told by its first bytes and its structure; what has no reader is refused with a remedy."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from extract.errors import SourceError

_BLANK = b"\xef\xbb\xbf \t\r\n\f"
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")
_AS_PICTURE = "is a picture; recognise its text (OCR) and save it as text"
_OTHERS = (
    *((magic, _AS_PICTURE) for magic in _PICTURES),
    (b"{\\rtf", "is a rich-text document (RTF); save it as DOCX"),
    (b"Rar!\x1a\x07", "is an archive (RAR); unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "is an archive (7z); unpack it"),
    (b"\x1f\x8b\x08", "is compressed (gzip); unpack it"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in an OLE container, as its directory writes them.
_OLE_STREAMS = (
    ("EncryptedPackage", "is an Office document under a password; save it without one"),
    ("WordDocument", "is an old Word document (.doc); save it as DOCX"),
    ("Workbook", "is a spreadsheet (.xls); save its text as DOCX or text"),
    ("PowerPoint Document", "is a presentation (.ppt); save it as PDF"),
)
_AS_SPREADSHEET = "is a spreadsheet; save its text as DOCX or text"
# A member whose name begins so tells the kind of a container.
_ZIP_MEMBERS = (
    ("xl/", _AS_SPREADSHEET),
    ("ppt/", "is a presentation; save it as PDF"),
    ("OFD.xml", "is an OFD document; save it as PDF or DOCX"),
    ("META-INF/container.xml", "is an electronic book (EPUB); save it as DOCX or HTML"),
    ("content.xml", "is an OpenDocument file; save it as DOCX"),
)
_WEB_ARCHIVE = re.compile(rb"(?:From: <Saved by |MIME-Version:|Snapshot-Content-Location:)", re.IGNORECASE)
_HTML_START = re.compile(rb"<(?:!doctype\s+html|html\b|head\b|body\b)", re.IGNORECASE)
# What may stand before it, and how that ends.
_BEFORE_HTML = ((b"<!--", b"-->"), (b"<?", b"?>"))
_TAG = re.compile(
    rb"</?(?:a|b|br|body|center|div|em|font|form|h[1-6]|head|html|img|input|li|link|meta|ol|p|script|span|strong|style|table"
    rb"|tbody|td|th|title|tr|ul)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_HEAD = 65536  # bytes that are looked at
_MIN_TAGS = 10
_BYTES_A_TAG = 200


def file_format(path: Path, data: bytes) -> str:
    """`text`, `html`, `pdf` or `docx`, by the bytes of a file.

    Raises:
        SourceError: The file has a format that nothing here reads.
    """
    start = data[:1024].lstrip(_BLANK)
    if start.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zip_format(path, data)
    if data.startswith(_OLE):
        raise SourceError(path, _ole_reason(data))
    for magic, reason in _OTHERS:
        if data.startswith(magic):
            raise SourceError(path, reason)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise SourceError(path, _AS_PICTURE)
    if _WEB_ARCHIVE.match(start):
        raise SourceError(path, "is a web archive (MHTML); save the page as HTML")
    return "html" if _is_html(data) else "text"


def _zip_format(path: Path, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            names = container.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise SourceError(
            path, "is a ZIP container, such as DOCX, that is cut or damaged; fetch the file again"
        ) from error
    if "word/document.xml" in names:
        return "docx"
    for prefix, reason in _ZIP_MEMBERS:
        if any(name.startswith(prefix) for name in names):
            raise SourceError(path, reason)
    raise SourceError(path, "is a ZIP archive and no DOCX; unpack it")


def _ole_reason(data: bytes) -> str:
    for stream, reason in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return reason
    return "is an old Office document; save it as DOCX"


def _is_html(data: bytes) -> bool:
    """Whether a page begins here, or there are so many tags that it must be a part of one."""
    # The tags of a page in UTF-16 are ASCII with zero bytes between.
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if b"\0" in head:
        head = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    if _HTML_START.match(head, _first_markup(head)):
        return True
    tags = len(_TAG.findall(head))
    return tags >= _MIN_TAGS and tags * _BYTES_A_TAG >= len(head) or (tags > 1 and bool(_TAG.match(head.lstrip())))


def _first_markup(head: bytes) -> int:
    """Where the first thing stands that is no white space, no comment and no declaration of XML."""
    position = 0
    while True:
        position = len(head) - len(head[position:].lstrip())
        end = next((mark for start, mark in _BEFORE_HTML if head.startswith(start, position)), None)
        closed = head.find(end, position) if end else -1
        if end is None or closed < 0:
            return position
        position = closed + len(end)
