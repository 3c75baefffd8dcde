"""How much one request may take, and how a process is held to it.

The kernel holds a worker to its limits, not our code, which is busy in the query engine when it matters.
"""

from __future__ import annotations

import os
import resource
import time
from dataclasses import dataclass
from pathlib import Path

_STATUS = Path("/proc/self/statm")
_IDLE_NICENESS = 19


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take.

    Attributes:
        seconds: Until its answer is ready.
        rows: Of a table, triples of a graph.
        size: Of an answer, in bytes as TSV or N-Triples.
        memory: Bytes that a worker may take for it, beside what it has when it starts.
    """

    seconds: float = 30.0
    rows: int = 100_000
    size: int = 64 * 2**20
    memory: int = 512 * 2**20


def limit_memory(memory: int) -> None:
    """Hold this process to some bytes of memory more than it has now, where the system tells how much that is."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if _STATUS.is_file():
        taken = int(_STATUS.read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory, taken + memory))


def allow_open_files() -> None:
    """Let this process have as many files open as the system allows it; a store has many."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def limit_processor_time(seconds: float) -> None:
    """End this process when it has worked that much longer, even if nobody is there any more to end it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime + seconds) + 2
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (until, most))


def processor_seconds(process: int) -> float:
    """The time that a process has worked until now; where the system does not tell, the time of day."""
    try:
        fields = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return time.monotonic()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def let_others_go_first(process: int) -> None:
    """Give a process only the time of the processors that nobody else wants.

    Args:
        process: Its number; one that has ended is passed over.
    """
    try:
        os.setpriority(os.PRIO_PROCESS, process, _IDLE_NICENESS)
        if hasattr(os, "SCHED_IDLE"):
            os.sched_setscheduler(process, os.SCHED_IDLE, os.sched_param(0))
    except OSError:
        # It ended, or may not be told: its time limit holds all the same.
        return
