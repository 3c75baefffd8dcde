"""Writing results: whole files or none."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.errors import OutputError

STDOUT = Path("-")


@contextmanager
def open_output(path: Path) -> Iterator[BinaryIO]:
    """A file to write a result to; it takes its place only when all is written. `-` is standard output.

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
        with draft.open("xb") as file:
            yield file
        draft.replace(target)
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error
    finally:
        draft.unlink(missing_ok=True)
