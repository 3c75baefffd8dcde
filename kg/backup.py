"""Copies of a store: as a folder, which is a store itself, or packed into one file; and the way back."""

from __future__ import annotations

import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import OutputError, StoreError
from kg.store import copy_files, is_store_file, not_written, read_store, write_store

PACKED_ENDINGS = (".tar", ".tar.gz", ".tgz")
"""A copy whose name ends so is one file."""


def back_up(store_dir: Path, target: Path) -> None:
    """Copy a store, all of it or nothing; no build can change it meanwhile.

    As a folder on the disk of the store the copy takes next to no time and room: both share the files that Oxigraph
    never changes again. What happens to that disk happens to both.

    Args:
        store_dir: Folder of the store.
        target: A folder to be made; or a file to be made, if it ends as `PACKED_ENDINGS`.

    Raises:
        StoreError: There is no store, or it is in use or damaged.
        OutputError: There is something at `target`, or it cannot be written.
    """
    if os.path.lexists(target):
        raise OutputError(target, "there is something of this name already; name another place for the copy")
    with _workshop(target) as workshop:
        _copy(store_dir, workshop / "store")
        if not target.name.endswith(PACKED_ENDINGS):
            (workshop / "store").rename(target)
            return
        packed = workshop / "packed"
        with tarfile.open(packed, "w" if target.suffix == ".tar" else "w:gz") as archive:
            for path in sorted((workshop / "store").iterdir()):
                archive.add(path, path.name)
        packed.rename(target)


def restore(source: Path, store_dir: Path, force: bool = False) -> Path | None:
    """Make a store of a copy.

    Args:
        source: What `back_up` made; or any store, which stays as it is.
        store_dir: Folder of the store.
        force: Whether another store may be there; it is kept, under another name.

    Returns:
        Where the store that was there is now; None if there was none.

    Raises:
        StoreError: `source` is no copy of a store or is damaged; or there is something at `store_dir`, it is in use,
            or it cannot be written.
    """
    if os.path.lexists(store_dir) and not force and not _is_empty_folder(store_dir):
        raise StoreError(
            store_dir, "there is something here already; name another --store, or say --force to set it aside"
        )
    with _workshop(store_dir) as workshop:
        copy = workshop / "store"
        if source.is_dir():
            _copy(source, copy)
        else:
            _unpack(source, copy)
        try:
            read_store(copy)
        except StoreError as error:
            raise StoreError(source, f"this is no copy of a store, or a damaged one ({error.reason})") from error
        aside = _set_aside(store_dir)
        copy.rename(store_dir)
    return aside


def _copy(store_dir: Path, folder: Path) -> None:
    """Copy a store as a folder, alone with it."""
    # What is no store is not to become one.
    read_store(store_dir)
    if os.access(store_dir, os.W_OK):
        # Not by a store that is open for reading: its copy lacks what is in the write-ahead log only.
        write_store(store_dir).backup(str(folder))
    else:
        # Where this user cannot write, on a read-only disk for example, a build can hardly go on.
        copy_files(store_dir, folder)


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def _set_aside(store_dir: Path) -> Path | None:
    """Give what is at a place another name, unless it is an empty folder, and say which."""
    if not os.path.lexists(store_dir):
        return None
    if _is_empty_folder(store_dir):
        store_dir.rmdir()
        return None
    # Nobody may be writing to it.
    lock = write_store(store_dir)
    number = 1
    while os.path.lexists(aside := store_dir.with_name(f"{store_dir.name}.replaced-{number}")):
        number += 1
    store_dir.rename(aside)
    del lock
    return aside


def _unpack(source: Path, folder: Path) -> None:
    folder.mkdir()
    try:
        with tarfile.open(source) as archive:
            for member in archive:
                # Nothing but the files of a store, and nothing outside the folder.
                if not member.isfile() or not is_store_file(member.name):
                    raise StoreError(source, f"this is no copy of a store; it holds {member.name!r}")
                content = archive.extractfile(member)
                if content:
                    with content, (folder / member.name).open("wb") as file:
                        shutil.copyfileobj(content, file)
    except (tarfile.TarError, EOFError) as error:
        raise StoreError(source, f"this is no copy of a store, or a damaged one ({error})") from error
    except FileNotFoundError as error:
        raise StoreError(source, "there is no copy here; name what `kg backup` made") from error


@contextmanager
def _workshop(target: Path) -> Iterator[Path]:
    """A private folder beside a place, which goes whatever happens; errors of writing as the user's."""
    try:
        target.absolute().parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.absolute().parent) as folder:
            yield Path(folder)
    except (OSError, RuntimeError) as error:
        raise not_written(target, error) from error
