"""Workers for requests: how many at once, for how long, and that a heavy request holds up no light one.

Every request starts in a lane of few places. One that is not answered within a moment moves to the slow lane, where it
gets only the processor time that nobody else wants; where the slow lane is full it is sent away. So a query that never
ends costs the others a moment, whatever it does. What had to be moved is remembered, and starts in the slow lane next
time.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import pickle
from collections import OrderedDict
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus

from kg.serve.errors import Busy, LimitReached, RequestError
from kg.serve.limits import Limits, let_others_go_first, processor_seconds
from kg.serve.process import Answer, CrashError, Process, Starter
from kg.serve.snapshot import Snapshot
from kg.serve.worker import Request

_LOG = logging.getLogger("kg.serve")
_REMEMBERED = 1000
_RETRY_SECONDS = 2
_RETRY_HEAVY_SECONDS = 10
_PAUSE_AFTER_FAILED_START_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Lanes:
    """How many requests are answered at once.

    Attributes:
        fast: That have just begun.
        slow: That take longer than a moment.
        waiting: That wait for their turn, at most.
        moment: Seconds of a processor.
        patience: Seconds that one waits for its turn, at most.
    """

    fast: int = 4
    slow: int = 2
    waiting: int = 200
    moment: float = 0.25
    patience: float = 10.0


@dataclass(slots=True)
class Counts:
    """What the pool did since it was started."""

    answered: int = 0
    cut: int = 0
    moved: int = 0
    refused: int = 0
    timed_out: int = 0
    out_of_memory: int = 0
    crashed: int = 0
    started: int = 0
    snapshots: int = 0


class _Place:
    """A place in one of the lanes."""

    def __init__(self, lane: asyncio.Semaphore, is_slow: bool) -> None:
        self.lane, self.is_slow = lane, is_slow


class Pool:
    """Processes that answer requests from a snapshot."""

    def __init__(self, limits: Limits, lanes: Lanes) -> None:
        """Nothing is started before `use`."""
        self.limits, self.lanes, self.counts = limits, lanes, Counts()
        self.waiting = self.running = 0
        self._snapshot: Snapshot | None = None
        self._starter = Starter(limits)
        self._threads = ThreadPoolExecutor(2 * (lanes.fast + lanes.slow), "kg-serve")
        self._fast, self._slow = asyncio.Semaphore(lanes.fast), asyncio.Semaphore(lanes.slow)
        self._idle: asyncio.Queue[Process] = asyncio.Queue()
        self._alive: set[Process] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._heavy: OrderedDict[bytes, None] = OrderedDict()

    async def use(self, snapshot: Snapshot) -> None:
        """Answer from a snapshot from now on; requests that are being answered go on with the one before."""
        started = [await self._start(snapshot) for _ in range(self.lanes.fast + self.lanes.slow)]
        before, self._snapshot = self._snapshot, snapshot
        self.counts.snapshots += 1
        while not self._idle.empty():
            await self._end(self._idle.get_nowait())
        for process in started:
            self._idle.put_nowait(process)
        if before is not None:
            before.remove()

    async def ask(self, request: Request) -> Answer:
        """The answer to a request; if the caller is cancelled, the work on it ends.

        Raises:
            RequestError: There is none; see its kinds.
        """
        key = hashlib.sha256(pickle.dumps(request)).digest()
        async with self._place(is_heavy=key in self._heavy) as place:
            process = await self._idle_process()
            try:
                answer = await self._answer(process, request, place, key)
            except CrashError as error:
                raise self._crashed(error) from error
            finally:
                self._give_back(process)
        self.counts.answered += 1
        self.counts.cut += answer.cut
        if answer.seconds < self.lanes.moment:
            self._heavy.pop(key, None)
        return answer

    async def _idle_process(self) -> Process:
        try:
            return await asyncio.wait_for(self._idle.get(), self.lanes.patience)
        except TimeoutError as error:
            raise Busy("no worker can be started at the moment; try again", _RETRY_SECONDS) from error

    async def close(self) -> None:
        """End all workers, and take the snapshot away."""
        for task in self._tasks:
            task.cancel()
        for process in list(self._alive):
            await self._end(process)
        self._threads.shutdown()
        if self._snapshot is not None:
            self._snapshot.remove()

    @asynccontextmanager
    async def _place(self, is_heavy: bool) -> AsyncIterator[_Place]:
        """A place in a lane, given back at the end."""
        if is_heavy:
            if self._slow.locked():
                raise self._refused_for_long()
            await self._slow.acquire()
            place = _Place(self._slow, is_slow=True)
        else:
            await self._wait_for_turn()
            place = _Place(self._fast, is_slow=False)
        self.running += 1
        try:
            yield place
        finally:
            self.running -= 1
            place.lane.release()

    async def _wait_for_turn(self) -> None:
        if self._fast.locked() and self.waiting >= self.lanes.waiting:
            self.counts.refused += 1
            raise Busy("too many requests are waiting already; try again", _RETRY_SECONDS)
        self.waiting += 1
        try:
            async with asyncio.timeout(self.lanes.patience):
                await self._fast.acquire()
        except TimeoutError as error:
            self.counts.refused += 1
            raise Busy("too many requests are being answered; try again", _RETRY_SECONDS) from error
        finally:
            self.waiting -= 1

    async def _answer(self, process: Process, request: Request, place: _Place, key: bytes) -> Answer:
        work = asyncio.get_running_loop().run_in_executor(self._threads, process.ask, request)
        try:
            async with asyncio.timeout(self.limits.seconds):
                if place.is_slow:
                    self._slow_down(process)
                elif await self._is_long(process, work):
                    await self._move(process, place, key)
                return await asyncio.shield(work)
        except TimeoutError as error:
            self.counts.timed_out += 1
            detail = f"the answer takes more than {self.limits.seconds:g} seconds; ask for less, or with a LIMIT"
            raise LimitReached("time", detail) from error
        finally:
            if not work.done():
                process.kill()
                await asyncio.wait({work})
                _forget(work)

    async def _is_long(self, process: Process, work: asyncio.Future[Answer]) -> bool:
        """Wait until a request is answered, or has had a moment of a processor; whether it has."""
        before = processor_seconds(process.number)
        while not (await asyncio.wait({work}, timeout=self.lanes.moment))[0]:
            # Where others keep the processors busy, time passes without work on the request.
            if processor_seconds(process.number) - before >= self.lanes.moment / 2:
                return True
        return False

    async def _move(self, process: Process, place: _Place, key: bytes) -> None:
        """Move a request to the slow lane."""
        self._heavy[key] = None
        if len(self._heavy) > _REMEMBERED:
            self._heavy.popitem(last=False)
        if self._slow.locked():
            raise self._refused_for_long()
        await self._slow.acquire()
        self._fast.release()
        place.lane, place.is_slow = self._slow, True
        self.counts.moved += 1
        self._slow_down(process)

    def _slow_down(self, process: Process) -> None:
        let_others_go_first(process.number)
        # Not every system lets a process be made fast again.
        process.is_spent = True

    def _refused_for_long(self) -> Busy:
        self.counts.refused += 1
        return Busy("this takes long, and too much that takes long is running; try again later", _RETRY_HEAVY_SECONDS)

    def _crashed(self, error: CrashError) -> RequestError:
        if error.out_of_memory:
            self.counts.out_of_memory += 1
            most = self.limits.memory // 2**20
            return LimitReached("memory", f"the answer takes more than {most} MiB of memory; ask for less")
        self.counts.crashed += 1
        _LOG.error("a worker ended: %s", error.said or "without a word")
        return RequestError(HTTPStatus.INTERNAL_SERVER_ERROR, "the query engine failed at this query; put it otherwise")

    def _give_back(self, process: Process) -> None:
        if process.is_spent or process.snapshot is not self._snapshot:
            task = asyncio.get_running_loop().create_task(self._replace(process))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        else:
            self._idle.put_nowait(process)

    async def _replace(self, process: Process) -> None:
        await self._end(process)
        while True:
            snapshot = self._snapshot
            assert snapshot is not None
            try:
                started = await self._start(snapshot)
            except (CrashError, OSError) as error:
                _LOG.error("a worker cannot be started: %s", error)
                await asyncio.sleep(_PAUSE_AFTER_FAILED_START_SECONDS)
                continue
            if snapshot is self._snapshot:
                self._idle.put_nowait(started)
                return
            await self._end(started)

    async def _start(self, snapshot: Snapshot) -> Process:
        loop = asyncio.get_running_loop()
        process = await loop.run_in_executor(self._threads, self._starter.start, snapshot)
        self._alive.add(process)
        self.counts.started += 1
        return process

    async def _end(self, process: Process) -> None:
        self._alive.discard(process)
        await asyncio.get_running_loop().run_in_executor(self._threads, process.close)


def _forget(work: asyncio.Future[Answer]) -> None:
    """Look at what became of work that nobody waits for any more."""
    if not work.cancelled() and work.exception() is None:
        work.result().body.close()
