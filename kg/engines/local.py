"""Work shared among several processes, with the results in the order of the work."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import Any, TypeVar

from kg.errors import BuildError

_IN_FLIGHT_PER_WORKER = 4
Item = TypeVar("Item")
Result = TypeVar("Result")


def map_in_processes(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    workers: int,
    start: Callable[..., None],
    arguments: tuple[Any, ...],
) -> Iterator[tuple[Item, Result]]:
    """Each item and what `work` makes of it, in the order of `items`, which are read as work goes on.

    Args:
        work: Does the work; a function of a module.
        items: What to work on.
        workers: How many processes.
        start: Is called once in each process, before any work; a function of a module.
        arguments: What `start` is called with.

    Raises:
        BuildError: A process ended before its time.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _start_process, (start, arguments)) as pool:
        waiting: deque[tuple[Item, Future[Result]]] = deque()
        try:
            for item in items:
                with _interrupts_blocked():
                    waiting.append((item, pool.submit(work, item)))
                if len(waiting) > workers * _IN_FLIGHT_PER_WORKER:
                    yield _first_result(waiting)
            while waiting:
                yield _first_result(waiting)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _first_result(waiting: deque[tuple[Item, Future[Result]]]) -> tuple[Item, Result]:
    item, future = waiting.popleft()
    try:
        return item, future.result()
    except BrokenProcessPool as error:
        raise BuildError(
            f"{item}: a worker process ended at or near this file, perhaps for want of memory; "
            "run again, with fewer --workers if need be"
        ) from error


def _start_process(start: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    start(*arguments)


def _end_with_parent() -> None:
    # A parent that is killed cannot end its workers, and they would wait for work for ever.
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    # Ctrl-C goes to every process of the terminal; a worker, started by a submit, inherits the block, and so it is the
    # parent alone that reports the interruption and ends the workers.
    previous = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, previous)
