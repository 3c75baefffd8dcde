"""From a file to its characters: decode, and refuse what is not text.

The decoded characters are left as they are: every offset that the project publishes counts them.
"""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

from extract.errors import SourceError
from extract.facts import SourceText

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# GB 18030 is a superset of GBK and GB 2312; it is tried after UTF-8, which it is very unlikely to be mistaken for.
_ENCODINGS = ("utf-8", "gb18030")
_MAGIC = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "a ZIP container such as DOCX"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)


def sha256_of(path: Path) -> str:
    """The SHA-256 digest of the file's bytes, in hexadecimal.

    Raises:
        SourceError: The file cannot be opened.
    """
    return hashlib.sha256(_read_bytes(path)).hexdigest()


def read_source(path: Path) -> SourceText:
    """Read and decode one plain-text file (`.txt`, `.md`).

    Raises:
        SourceError: The file is missing, unreadable, empty, binary or in an unknown encoding.
    """
    data = _read_bytes(path)
    text, encoding = _decode(path, data)
    if not text.strip():
        raise SourceError(path, "is empty; nothing to read")
    return SourceText(path.name, text, encoding, hashlib.sha256(data).hexdigest())


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError(path, "does not exist; check the path") from error
    except IsADirectoryError as error:
        raise SourceError(path, "is a folder, not a file") from error
    except OSError as error:
        raise SourceError(path, f"cannot be read ({error.strerror or error})") from error


def _decode(path: Path, data: bytes) -> tuple[str, str]:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise SourceError(path, f"is not plain text but {what}; save it as text first")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_as(path, data, encoding), encoding
    if b"\0" in data:
        raise SourceError(path, "is a binary file (it holds zero bytes); save it as text first")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError as error:
            if encoding == "utf-8" and error.reason == "unexpected end of data":
                raise SourceError(path, "is UTF-8 text that ends inside a character; fetch the file again") from error
    raise SourceError(path, f"is in none of the encodings {', '.join(_ENCODINGS)}; save it as UTF-8")


def _decode_as(path: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            path, f"starts with the mark of {encoding}, but byte {error.start} is not valid in it"
        ) from error
