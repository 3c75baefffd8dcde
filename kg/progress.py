"""The progress bar of commands that work through files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kg.addresses import Place

OnProgress = Callable[[int, int, Place], None]
"""Is told of how many files how many are done, and which was the last."""


def ignore_progress(_total: int, _done: int, _path: Place) -> None:
    """Tell nobody."""


@contextmanager
def progress_bar(label: str) -> Iterator[OnProgress]:
    """What shows progress as a bar on standard error, and nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield ignore_progress
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    counts = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    columns = (TextColumn(label), *counts, TextColumn("{task.fields[name]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=None, name="", rate="")

        def advance(total: int, done: int, path: Place) -> None:
            speed = progress.tasks[task].finished_speed or progress.tasks[task].speed
            rate = f"{speed:,.1f} files/s" if speed else ""
            progress.update(task, total=total, completed=done, name=path.name, rate=rate)

        yield advance
