"""What is being served: the workers, the names for the search, and that both follow the store."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path

from extract.errors import PolicyGraphError
from kg.errors import StoreError
from kg.reader import Reader
from kg.serve.document import Texts
from kg.serve.limits import Limits
from kg.serve.pool import Lanes, Pool
from kg.serve.process import CrashError
from kg.serve.search import Index
from kg.serve.snapshot import Signature, Snapshot, Snapshots, signature
from kg.store import read_store

_LOG = logging.getLogger("kg.serve")


class State:
    """A store as the server has it."""

    def __init__(self, store: Path, documents: Sequence[Path], limits: Limits, lanes: Lanes) -> None:
        """Serve the store in a folder; nothing is opened before `start`.

        Args:
            store: The folder.
            documents: Folders in which source files are looked for that are no longer where they were built from.
            limits: Of each request.
            lanes: How many requests at once.
        """
        self._store = store
        self.pool = Pool(limits, lanes)
        self.texts = Texts(documents)
        self.snapshot: Snapshot
        self.index: Index
        # What was worked out from the snapshot once, by name.
        self.kept: dict[str, object] = {}
        self._snapshots = Snapshots(store)
        self._seen: Signature | None = None

    async def start(self, patience: float) -> None:
        """Take the store in; if a build has it open, wait for the end of that.

        Args:
            patience: Seconds between two attempts.

        Raises:
            StoreError: There is no store, or it cannot be used.
        """
        while not await self._take():
            _LOG.warning("%s is being written; waiting for the end of that", self._store)
            await asyncio.sleep(patience)

    async def follow(self, seconds: float) -> None:
        """Look every so often whether the store has changed, and serve what it holds now; for ever."""
        while True:
            await asyncio.sleep(seconds)
            try:
                if await asyncio.to_thread(signature, self._store) != self._seen and await self._take():
                    _LOG.info("%s has changed; serving what it holds now", self._store)
            except (PolicyGraphError, OSError) as error:
                _LOG.error("%s; serving what it held before", error)

    async def _take(self) -> bool:
        snapshot = await asyncio.to_thread(self._snapshots.take)
        if snapshot is None:
            return False
        index = await asyncio.to_thread(_index, snapshot)
        try:
            await self.pool.use(snapshot)
        except CrashError as error:
            snapshot.remove()
            raise StoreError(self._store, f"no worker can be started: {error}") from error
        self.snapshot, self.index, self.kept, self._seen = snapshot, index, {}, snapshot.signature
        return True


def _index(snapshot: Snapshot) -> Index:
    return Index(Reader(read_store(snapshot.folder), snapshot.base))
