from __future__ import annotations

import os
from pathlib import Path

from kg.lock import holder


def locks(folder: Path, process: int) -> Path:
    """A list of locks as Linux has it, with one of a process on the folder's lock file."""
    (folder / "LOCK").touch()
    inode = (folder / "LOCK").stat().st_ino
    listing = folder / "locks"
    listing.write_text(
        "1: FLOCK  ADVISORY  WRITE 1 fe:00:1 0 EOF\n"
        f"2: POSIX  ADVISORY  WRITE {process} fe:00:{inode} 0 EOF\n"
        f"2: -> POSIX  ADVISORY  WRITE 2 fe:00:{inode} 0 EOF\n",
        "ascii",
    )
    return listing


def test_holder_is_named_with_its_command(tmp_path: Path) -> None:
    assert (holder(tmp_path, locks(tmp_path, os.getpid())) or "").startswith(f"process {os.getpid()}")
    # No process has this number.
    assert holder(tmp_path, locks(tmp_path, 2**30)) == f"process {2**30}"


def test_nobody_is_named_where_nobody_is_known(tmp_path: Path) -> None:
    assert holder(tmp_path) is None
    (tmp_path / "LOCK").touch()
    assert holder(tmp_path, tmp_path / "none") is None
    (tmp_path / "locks").write_text("1: POSIX  ADVISORY  WRITE 1 fe:00:0 0 EOF\n\n", "ascii")
    assert holder(tmp_path, tmp_path / "locks") is None
