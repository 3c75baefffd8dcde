"""Writing results: whole files or none."""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import OutputError

STDOUT = Path("-")
COMPRESSED = ".gz"


@contextmanager
def open_output(path: Path) -> Iterator[BinaryIO]:
    """A file to write a result to; it takes its place only when all is written. `-` is standard output.

    A name that ends in `.gz` is written by gzip, without name and time, so that the same result gives the same bytes.

    Raises:
        OutputError: The file cannot be written.
    """
    if path == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    # A device or a pipe cannot be replaced.
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as file:
            yield file
        return
    target = path.resolve()
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        # Nothing that another user may have put there, a link for example, is written to.
        draft.unlink(missing_ok=True)
        with draft.open("xb") as file, packed_by_name(target.name, file) as packed:
            yield packed
        draft.replace(target)
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def packed_by_name(name: str, file: BinaryIO) -> Iterator[BinaryIO]:
    """What writes into an open file: by gzip, where the file's name ends in `.gz`, without name and time."""
    if not name.lower().endswith(COMPRESSED):
        yield file
        return
    with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
        yield cast(BinaryIO, packed)
