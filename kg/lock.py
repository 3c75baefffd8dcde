"""Who holds a store: the process that has locked its folder."""

from __future__ import annotations

from pathlib import Path

_LOCKS = Path("/proc/locks")
_LONGEST_COMMAND = 80


def holder(folder: Path, locks: Path = _LOCKS) -> str | None:
    """The process that has a store open for writing, as `process 4711 (kg build plans)`; None where none is known.

    Only Linux says so. The lock file itself must not be opened to ask: closing it would give up a lock that this very
    process has on it.

    Args:
        folder: Folder of the store.
        locks: The system's list of locks on files.
    """
    try:
        inode = (folder / "LOCK").stat().st_ino
        lines = locks.read_text("ascii").splitlines()
    except OSError:
        return None
    for line in lines:
        # 1: POSIX  ADVISORY  WRITE 4711 fe:00:3679955 0 EOF; a process that waits for a lock has an arrow before POSIX
        fields = line.split()
        if len(fields) >= 8 and fields[1] == "POSIX" and fields[5].rpartition(":")[2] == str(inode):
            return _described(fields[4])
    return None


def _described(process: str) -> str:
    try:
        words = (Path("/proc") / process / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
    except OSError:
        words = []
    command = "".join(char if char.isprintable() else "?" for char in " ".join(filter(None, words)))
    if len(command) > _LONGEST_COMMAND:
        command = command[: _LONGEST_COMMAND - 1] + "…"
    return f"process {process} ({command})" if command else f"process {process}"
