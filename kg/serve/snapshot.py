"""What readers see while a build works: a copy of the store as the last build left it.

RocksDB below Oxigraph does not define what a reader sees that opens a folder in which another process writes; opened
in the middle of a build it sees graphs dropped and not yet loaded again, or finds files gone. So the server answers
from a copy. It is made while no build has the store open, costs hardly any room or time where hard links can be made
(a store's data files never change), and is served until the next build has ended.

The copy leaves out what is nobody's business: the manifest with the paths of the source files, and what a killed build
left unfinished.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from pyoxigraph import Store

from kg.errors import StoreError
from kg.iris import Iris
from kg.manifest import Manifest
from kg.store import MANIFEST_GRAPH_NAME, copy_files, file_states, read_store, store_base

_MARK = ".serve-"
_ATTEMPTS = 5

Signature = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of a store, as it was between two builds.

    Attributes:
        folder: Of the copy.
        signature: Of the store that was copied, see `signature`.
        base: What the IRIs of its individuals begin with.
        sources: Where each source file was when it was built, by its IRI.
    """

    folder: Path
    signature: Signature
    base: str
    sources: dict[str, tuple[Path, ...]]

    def remove(self) -> None:
        """Take the copy away; readers that have it open go on."""
        shutil.rmtree(self.folder, ignore_errors=True)


def signature(store: Path) -> Signature:
    """What tells one state of a store from another: its files, their sizes in bytes and times in nanoseconds.

    Raises:
        StoreError: The folder cannot be read.
    """
    try:
        return tuple(file_states(store))
    except OSError as error:
        raise StoreError(store, f"the store cannot be read: {error.strerror}") from error


def is_being_written(store: Path) -> bool:
    """Whether another process, such as `kg build`, has a store open for writing."""
    try:
        with (store / "LOCK").open("rb") as file:
            # Readers of the lock do not keep each other out; it is let go again when the file is closed.
            fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


class Snapshots:
    """The copies of one store, one after the other."""

    def __init__(self, store: Path) -> None:
        """Make copies of `store`, beside it if possible; those of servers that were killed are taken away."""
        self._store = store
        self._numbers = count(1)
        # Only a copy on the same disk is made of links; where there is no room beside the store, elsewhere has to do.
        self._places = (store.absolute().parent, Path(tempfile.gettempdir()))
        for place in self._places:
            for path in place.glob(f".{store.name}{_MARK}*"):
                if not _is_running(path.name.rpartition(_MARK)[2].partition("-")[0]):
                    shutil.rmtree(path, ignore_errors=True)

    def take(self) -> Snapshot | None:
        """A copy of the store as it is now; None while a build has it open.

        Raises:
            StoreError: There is no store, or it cannot be read or copied.
        """
        for _ in range(_ATTEMPTS):
            if is_being_written(self._store):
                return None
            # What is no store is said in words for a user.
            read_store(self._store)
            before = signature(self._store)
            folder, problem = self._copy()
            # A build that began meanwhile has changed the files: what was copied may be half of two states.
            if signature(self._store) == before and not is_being_written(self._store):
                if problem is not None:
                    raise StoreError(self._store, f"no copy of the store can be made to serve from: {problem}")
                return _cleared(folder, before)
            shutil.rmtree(folder, ignore_errors=True)
        return None

    def _copy(self) -> tuple[Path, OSError | None]:
        """Where a copy was made, or what stood against it."""
        name = f".{self._store.name}{_MARK}{os.getpid()}-{next(self._numbers)}"
        problem: OSError | None = None
        for place in self._places:
            try:
                copy_files(self._store, place / name)
                return place / name, None
            except OSError as error:
                shutil.rmtree(place / name, ignore_errors=True)
                problem = error
        return self._places[-1] / name, problem


def _cleared(folder: Path, state: Signature) -> Snapshot:
    """The copy in a folder without what is not for readers."""
    store = Store(str(folder))
    iris = Iris(store_base(store))
    manifest = Manifest(store, iris)
    # A store that was loaded from an export has no such entries, and nothing in it is unfinished.
    if not manifest.is_empty():
        manifest.drop(manifest.unfinished())
    sources: dict[str, list[Path]] = {}
    for path, graph in manifest.entries():
        # A file at an address of another machine is not read by a server.
        if isinstance(path, Path):
            sources.setdefault(graph.value, []).append(path)
    store.remove_graph(iris.graph(MANIFEST_GRAPH_NAME))
    store.flush()
    return Snapshot(folder, state, iris.base, {graph: tuple(paths) for graph, paths in sources.items()})


def _is_running(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (OSError, ValueError):
        return True
    return True
