"""Sorting more lines than fit into memory."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice
from typing import IO

_LINES_IN_MEMORY = 100_000
# Far below the number of files that a process may have open.
_RUNS_MERGED_AT_ONCE = 64


def sort_lines(
    lines: Iterable[bytes],
    lines_in_memory: int = _LINES_IN_MEMORY,
    runs_merged_at_once: int = _RUNS_MERGED_AT_ONCE,
) -> Iterator[bytes]:
    r"""The lines in the order of their bytes, each once; sorted runs wait in temporary files.

    Args:
        lines: Each with its line end.
        lines_in_memory: How many are held at a time.
        runs_merged_at_once: So many runs of one size become one, at least two; the number of open files grows as the
            logarithm of the number of lines.

    >>> list(sort_lines([b"c\n", b"a\n", b"b\n", b"a\n"], lines_in_memory=2))
    [b'a\n', b'b\n', b'c\n']
    """
    iterator = iter(lines)
    chunk = sorted(set(islice(iterator, lines_in_memory)))
    following = next(iterator, None)
    if following is None:
        yield from chunk
        return
    iterator = chain([following], iterator)
    levels: list[list[IO[bytes]]] = []
    try:
        while chunk:
            _add(levels, _written(chunk), runs_merged_at_once)
            chunk = sorted(set(islice(iterator, lines_in_memory)))
        yield from _merged(chain(*levels))
    finally:
        for run in chain(*levels):
            run.close()


def _add(levels: list[list[IO[bytes]]], run: IO[bytes], runs_merged_at_once: int) -> None:
    """Put a run among those of its size, as one carries in counting: a full level becomes one run of the next."""
    for level in levels:
        level.append(run)
        if len(level) < runs_merged_at_once:
            return
        run = _written(_merged(level))
        for merged in level:
            merged.close()
        level.clear()
    levels.append([run])


def _merged(runs: Iterable[IO[bytes]]) -> Iterator[bytes]:
    return (line for line, _ in groupby(heapq.merge(*runs)))


def _written(lines: Iterable[bytes]) -> IO[bytes]:
    run = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever merges it
    run.writelines(lines)
    run.seek(0)
    return run
