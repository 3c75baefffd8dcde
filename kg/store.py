"""The graph on disk: an Oxigraph store in a folder of its own."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from kg.errors import StoreError
from kg.iris import Iris
from kg.lock import holder
from kg.transaction import Transaction
from kg.vocabulary import DEFAULT_BASE

DEFAULT_STORE = Path("kg-store")
MANIFEST_GRAPH_NAME = "manifest"
# The manifest is the store's own book-keeping and never exported: its terms are not part of the ontology.
MANIFEST_TERMS = "https://w3id.org/cn-stp/manifest#"
_BASE = NamedNode(MANIFEST_TERMS + "base")
_FORMAT = NamedNode(MANIFEST_TERMS + "format")
_SETTINGS = NamedNode(MANIFEST_TERMS + "settings")
# What Oxigraph, and RocksDB below it, keep in the folder of a store.
_STORE_FILE = re.compile(
    r"CURRENT|IDENTITY|LOCK|LOG(\.old\.\d+)?|(MANIFEST|OPTIONS)-\d+(\.dbtmp)?|(bulk-)?\d+\.(log|sst|dbtmp)"
)
NOT_DATA = ("LOCK", "LOG")
"""How the files begin that readers write as well, without changing the store."""
UNFINISHED_LOADS = "bulk-*.sst"
"""What a load that was killed leaves in the folder."""
NOT_MADE = "the build that began this store was killed before it was made; run `kg build` again"
"""Why a store cannot be read that a build has begun, and of which nothing can be lost yet."""
# What Oxigraph says of a store that lacks one of its tables, or all that a new store gets when it is first opened.
_LACKS = ("Column family not found", "Inserts are only possible on read-write instances")
FORMAT = "1"
"""How graphs and manifest are laid out; another number is for another version of kg."""


def read_store(folder: Path) -> Store:
    """Open a store for reading, beside any other reader.

    Raises:
        StoreError: There is no store, or it cannot be read.
    """
    if not folder.exists():
        raise StoreError(folder, "there is no store here; run `kg build SOURCE...` first, or name another --store")
    if not (folder / "CURRENT").is_file():
        raise StoreError(folder, "this is not a store; name the folder that `kg build` made as --store")
    try:
        return Store.read_only(str(folder))
    except (OSError, RuntimeError) as error:
        unmade = any(lack in str(error) for lack in _LACKS)
        raise StoreError(folder, NOT_MADE if unmade else f"the store cannot be read: {error}") from error


def write_store(folder: Path) -> Store:
    """Open a store for writing, alone; a missing or empty folder becomes one. It is closed when nothing refers to it.

    Raises:
        StoreError: The folder is something else, or in use, or cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise StoreError(folder, "this is a file; a store needs a folder of its own")
    if folder.exists() and (alien := sorted(path.name for path in folder.iterdir() if not is_store_file(path.name))):
        raise StoreError(folder, f"this folder holds other things ({alien[0]}); a store needs a folder of its own")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        store = Store(str(folder))
        # A load that was killed leaves its files; nobody else is loading now.
        for path in folder.glob(UNFINISHED_LOADS):
            path.unlink()
        return store
    except (OSError, RuntimeError) as error:
        if "lock" in str(error).lower():
            by = holder(folder) or "perhaps another `kg build` or a `kg serve`"
            raise StoreError(folder, f"the store is in use by {by}; wait for it or end it") from error
        raise not_written(folder, error) from error


def copy_files(source: Path, folder: Path) -> None:
    """Copy the files of a store to a new folder; data files are shared where links can be made.

    A store that is open for reading makes no whole copy: its `backup` lacks what is in the write-ahead log only.

    Args:
        source: Folder of a store that nobody writes to meanwhile.
        folder: To be made.

    Raises:
        OSError: The copy cannot be made.
    """
    folder.mkdir()
    for path in source.iterdir():
        if not is_store_file(path.name) or path.name.startswith(NOT_DATA):
            continue
        # Data files are never changed again, only taken away.
        if path.suffix != ".sst" or not _linked(path, folder / path.name):
            shutil.copyfile(path, folder / path.name)


def file_states(folder: Path) -> list[tuple[str, int, int]]:
    """What tells one state of a store from another: its data files by name, with bytes and times in nanoseconds.

    Raises:
        OSError: The folder cannot be read, or files came and went meanwhile.
    """
    with os.scandir(folder) as entries:
        files = [(entry.name, entry.stat()) for entry in entries if not entry.name.startswith(NOT_DATA)]
    return sorted((name, status.st_size, status.st_mtime_ns) for name, status in files)


def _linked(path: Path, target: Path) -> bool:
    try:
        target.hardlink_to(path)
    except OSError:  # another disk, or a file system without links
        return False
    return True


def not_written(folder: Path, error: Exception) -> StoreError:
    """The error of a store that cannot be written, with what would help.

    Args:
        folder: Folder of the store.
        error: What Oxigraph says, or the system; of the former only the text tells what happened.
    """
    said = str(error)
    if any(os.strerror(number) in said for number in (errno.ENOSPC, errno.EDQUOT)):
        reason = "the disk is full; free some space and build again: what is in the store stays, the rest is added then"
    elif any(os.strerror(number) in said for number in (errno.EROFS, errno.EACCES, errno.EPERM)):
        reason = f"the store cannot be written ({said}); allow it, or name another folder"
    else:
        reason = f"the store cannot be written: {said}"
    return StoreError(folder, reason)


def is_store_file(name: str) -> bool:
    """Whether a file of that name can be one of a store."""
    return _STORE_FILE.fullmatch(name) is not None


def find_quads(
    store: Store,
    subject: NamedNode | BlankNode | Triple | None,
    predicate: NamedNode | None,
    value: NamedNode | BlankNode | Literal | Triple | None,
    graph: NamedNode | None = None,
) -> Iterator[Quad]:
    """The quads of a pattern, in the store's order; None stands for anything.

    pyoxigraph 0.5 on disk gives those of other numbers too when a value's last byte is 255 (asked for 255, it gives 256
    to 510 as well: the end of the range of keys that it reads is too far). Its SPARQL compares terms again, but at the
    end of a property path.
    """
    found = store.quads_for_pattern(subject, predicate, value, graph)
    return (quad for quad in found if quad.object == value) if isinstance(value, Literal) else iter(found)


def store_base(store: Store) -> str:
    """The base IRI under which a store was built; the default one where nothing was."""
    return next(iter(store_bases(store)), DEFAULT_BASE)


def store_bases(store: Store) -> list[str]:
    """The base IRIs that a store says it was built under: one, but for a store where nothing was, or a damaged one."""
    return _values(store, _BASE)


def store_format(store: Store) -> str:
    """The format of a store; that of the first stores, which do not say it, is 1."""
    return next(iter(_values(store, _FORMAT)), "1")


def _values(store: Store, predicate: NamedNode) -> list[str]:
    found = store.quads_for_pattern(None, predicate, None, None)
    return sorted(quad.object.value for quad in found if isinstance(quad.object, Literal))


def claim_base(store: Store, folder: Path, base: str | None) -> Iris:
    """The IRIs to write a store with: under the base that it has, else under `base`, which it then keeps.

    Raises:
        BaseIriError: `base` is not a base IRI.
        StoreError: The store was built under another base, and the IRIs of one graph share one; or it has a format that
            this version does not know.
    """
    if not store_bases(store):
        iris = Iris(base or DEFAULT_BASE)
        graph = iris.graph(MANIFEST_GRAPH_NAME)
        store.extend([Quad(graph, _BASE, Literal(iris.base), graph), Quad(graph, _FORMAT, Literal(FORMAT), graph)])
        return iris
    if (version := store_format(store)) != FORMAT:
        reason = f"this store has format {version}, and this version of kg writes format {FORMAT}; build into another"
        raise StoreError(folder, f"{reason} --store")
    known = store_base(store)
    if base is not None and base != known:
        reason = f"this store was built with --base {known}; leave --base out, or build into another --store"
        raise StoreError(folder, reason)
    return Iris(known)


def keep_setting(store: Store, iris: Iris, name: str, value: str | None, default: str) -> str:
    """A setting of a build that the store keeps for the next one: `value`, else what it was, else `default`."""
    graph = iris.graph(MANIFEST_GRAPH_NAME)
    setting = NamedNode(MANIFEST_TERMS + name)
    known = list(store.quads_for_pattern(_SETTINGS, setting, None, graph))
    chosen = value or next((quad.object.value for quad in known if isinstance(quad.object, Literal)), default)
    wanted = Quad(_SETTINGS, setting, Literal(chosen), graph)
    if known != [wanted]:
        transaction = Transaction(store)
        transaction.remove(known)
        transaction.add([wanted])
        transaction.commit()
    return chosen
