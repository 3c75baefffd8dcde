"""Sorting more lines than fit into memory."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice

_LINES_IN_MEMORY = 200_000


def sort_lines(lines: Iterable[bytes], lines_in_memory: int = _LINES_IN_MEMORY) -> Iterator[bytes]:
    r"""The lines in the order of their bytes, each once; sorted runs wait in temporary files.

    Args:
        lines: Each with its line end.
        lines_in_memory: How many are held at a time.

    >>> list(sort_lines([b"c\n", b"a\n", b"b\n", b"a\n"], lines_in_memory=2))
    [b'a\n', b'b\n', b'c\n']
    """
    iterator = iter(lines)
    with ExitStack() as stack:
        runs = []
        while chunk := sorted(set(islice(iterator, lines_in_memory))):
            run = stack.enter_context(tempfile.TemporaryFile())
            run.writelines(chunk)
            run.seek(0)
            runs.append(run)
        for line, _ in groupby(heapq.merge(*runs)):
            yield line
