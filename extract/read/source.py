"""Opening a source file: what may be opened, how much of it, and which reader takes its bytes."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.errors import SourceError, printable
from extract.facts import SourceText
from extract.read.extracted import Extracted
from extract.read.formats import file_format

DEFAULT_MAX_BYTES = 64 * 1024 * 1024


def sha256_of(path: Path) -> str:
    """The SHA-256 digest of the file's bytes, in hexadecimal.

    Raises:
        SourceError: The file cannot be opened.
    """
    with _opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_source(path: Path, max_bytes: int = DEFAULT_MAX_BYTES) -> SourceText:
    """Read one file; its bytes say in which format, whatever its name says.

    Args:
        path: The file: plain text, HTML, PDF or DOCX.
        max_bytes: The most that a file may hold.

    Raises:
        SourceError: The file is missing, unreadable, too large, empty, in another format or in an unknown encoding.
    """
    data = _read_bytes(path, max_bytes)
    format_ = file_format(path, data)
    extracted = _reader(format_)(path, data)
    if not extracted.text.strip():
        raise SourceError(path, "is empty; nothing to read")
    return SourceText(
        name=printable(path.name),
        text=extracted.text,
        encoding=extracted.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        format=format_,
        places=extracted.places,
    )


def _reader(format_: str) -> Callable[[Path, bytes], Extracted]:
    """The reader of a format; the libraries that one needs cost time to load."""
    if format_ == "pdf":
        from extract.read.pdf import read_pdf

        return read_pdf
    if format_ == "docx":
        from extract.read.docx import read_docx

        return read_docx
    if format_ == "html":
        from extract.read.html import read_html

        return read_html
    from extract.read.text import read_text

    return read_text


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    with _opened(path) as file:
        before = os.fstat(file.fileno())
        if before.st_size > max_bytes:
            raise SourceError(
                path,
                f"holds {before.st_size:,} bytes, more than the {max_bytes:,} allowed; "
                "split it or raise the limit (--max-megabytes)",
            )
        # One more than the limit, should the file grow meanwhile.
        data = file.read(max_bytes + 1)
        after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) > max_bytes:
        raise SourceError(path, "was changed while it was read; try again")
    return data


@contextmanager
def _opened(path: Path) -> Iterator[io.BufferedReader]:
    """A regular file, open for reading; the errors of opening and reading it as a `SourceError`."""
    try:
        _require_regular(path, path.stat().st_mode)
        # Not to wait for a writer, should a named pipe stand there by now.
        with open(path, "rb", opener=_open_at_once) as file:  # noqa: PTH123
            _require_regular(path, os.fstat(file.fileno()).st_mode)
            yield file
    except FileNotFoundError as error:
        raise SourceError(path, "does not exist; check the path") from error
    except OSError as error:
        raise SourceError(path, f"cannot be read ({error.strerror or error})") from error
    except ValueError as error:
        raise SourceError(path, f"is no name a file can have ({error})") from error


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _require_regular(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise SourceError(path, "is a folder, not a file")
    if not stat.S_ISREG(mode):
        raise SourceError(path, "is no regular file but a pipe, a device or a socket; save what it gives to a file")
