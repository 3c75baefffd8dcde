"""Graphs of files into a store, batch by batch, beside the extraction of further ones."""

from __future__ import annotations

from collections.abc import Callable, Set
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from pyoxigraph import RdfFormat, Store

from kg.addresses import Place
from kg.file_graph import FileGraph
from kg.manifest import Manifest
from kg.memory import give_back

# Larger batches load faster; of a batch that a kill interrupts, the work is lost.
_BATCH_FILES = 100
_BATCH_BYTES = 128 * 2**20
# Beside extraction: as soon as no batch is being loaded, and at the latest.
_FILES_IF_IDLE, _FILES_IF_BUSY = 50, 200
_LOADS_AT_ONCE = 2
_Batch = list[tuple[Place, FileGraph]]


class Loader:
    """Takes graphs of files and loads them in batches; a file counts as built when its whole batch is there."""

    def __init__(
        self,
        store: Store,
        manifest: Manifest,
        configuration: str,
        *,
        is_first: bool,
        beside: bool,
        files_between_flushes: int,
        on_loaded: Callable[[Place], None],
    ) -> None:
        """Load nothing yet.

        Args:
            store: What to load into.
            manifest: Its manifest.
            configuration: What the files count as built with.
            is_first: Whether the store had no files before.
            beside: Whether to load in threads, while further graphs come.
            files_between_flushes: After so many files RocksDB writes what it holds in memory.
            on_loaded: Told of each file that is in the store.
        """
        self._store = store
        self._manifest = manifest
        self._configuration = configuration
        self._is_first = is_first
        self._files_between_flushes = files_between_flushes
        self._on_loaded = on_loaded
        self._loaded = 0
        self._batch: _Batch = []
        self._threads = ThreadPoolExecutor(_LOADS_AT_ONCE) if beside else None
        self._loading: list[tuple[_Batch, Set[Place], Future[None]]] = []

    def add(self, path: Place, file: FileGraph) -> None:
        """Take the graph of a file; where it is time, what came before is loaded.

        Raises:
            OSError: The store cannot be written.
        """
        self._batch.append((path, file))
        if all(loading.done() for *_, loading in self._loading):
            self._end_loading()
        if self._is_due():
            self._end_loading()
            self._start_loading(self._batch)
            self._batch = []

    def end(self) -> None:
        """Load what was taken and is not in the store yet.

        Raises:
            OSError: The store cannot be written.
        """
        # Nothing is extracted beside it any more: halves are loaded at once.
        half, batch = len(self._batch) // 2, self._batch
        self._batch = []
        self._start_loading(batch[:half])
        self._start_loading(batch[half:])
        self._end_loading()

    def _is_due(self) -> bool:
        if sum(len(file.nquads) for _, file in self._batch) >= _BATCH_BYTES:
            return True
        if self._threads is None:
            return len(self._batch) >= _BATCH_FILES
        return len(self._batch) >= (_FILES_IF_BUSY if self._loading else _FILES_IF_IDLE)

    def _start_loading(self, batch: _Batch) -> None:
        if not batch:
            return
        # What looks into an empty store for every file fills RocksDB's memory with what it writes itself.
        some = () if self._is_first else batch
        known = {path for path, file in some if self._manifest.is_known(path, file.graph)}
        # Loading is many times as fast as a transaction, which what replaces something needs. Lenient: IRIs and tags of
        # languages were checked when the statements were made.
        nquads = b"".join(file.nquads for path, file in batch if path not in known)
        load = partial(self._store.bulk_load, nquads, format=RdfFormat.N_QUADS, lenient=True)
        if self._threads is None:
            load()
            self._enter(batch, known)
        else:
            self._loading.append((batch, known, self._threads.submit(load)))

    def _end_loading(self) -> None:
        while self._loading:
            batch, known, loading = self._loading.pop(0)
            loading.result()
            self._enter(batch, known)

    def _enter(self, batch: _Batch, known: Set[Place]) -> None:
        self._manifest.enter(((path, file) for path, file in batch if path not in known), self._configuration)
        for path, file in batch:
            if path in known:
                self._manifest.put(path, file, self._configuration)
            self._on_loaded(path)
        before, self._loaded = self._loaded, self._loaded + len(batch)
        if self._loaded // self._files_between_flushes > before // self._files_between_flushes:
            # Else RocksDB holds the manifest's entries in memory, up to some hundred megabytes of them.
            self._store.flush()
            give_back()
