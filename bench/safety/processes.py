"""Work in processes of its own, which can be killed."""

from __future__ import annotations

import os
import pickle
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Moment:
    """When to kill a build.

    Attributes:
        files: After it has told of so many files.
        delay: And so many seconds more.
    """

    files: int
    delay: float


def in_process(work: Callable[[], Result]) -> Result:
    """What `work` gives, done in a copy of this process that ends with it and so holds nothing open.

    Raises:
        RuntimeError: It failed; it says on standard error how.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        status = 1
        try:
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(work(), pipe)
            status = 0
        except Exception:  # of a copy of this process, which is not to go on in the caller's code
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    if status:
        raise RuntimeError(f"a process ended with status {status}")
    result: Result = pickle.loads(answer)
    return result


def _tell(pipe: int, *_: object) -> None:
    os.write(pipe, b".")


def killed_at(moment: Moment, work: Callable[[Callable[..., None]], object]) -> bool:
    """Do `work` in a copy of this process, kill that at a moment, and say whether the kill came before the end.

    Args:
        moment: When.
        work: Gets a function that it calls after every file.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(partial(_tell, writing))
        finally:
            os._exit(0)
    os.close(writing)
    told = 0
    while told < moment.files and (dots := os.read(reading, moment.files - told)):
        told += len(dots)
    time.sleep(moment.delay)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(reading)
    return os.WIFSIGNALED(status)
