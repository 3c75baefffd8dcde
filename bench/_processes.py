"""The memory of a program with the processes that it started."""

from __future__ import annotations

from pathlib import Path


def memory_of(process: int) -> int:
    """Bytes that a process and those that it started have for themselves (proportional set size; Linux only)."""
    total = 0
    for number in [process, *_descendants(process)]:
        try:
            lines = Path(f"/proc/{number}/smaps_rollup").read_text("ascii").splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def _descendants(process: int) -> list[int]:
    parents: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_bytes()
            except OSError:
                continue
            parents[int(folder.name)] = int(stat.rpartition(b")")[2].split()[1])
    found, known = [], {process}
    while more := [child for child, parent in parents.items() if parent in known and child not in known]:
        known.update(more)
        found += more
    return found
