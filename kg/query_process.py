"""A query in a process of its own: it can be stopped at any moment, and its answer comes in pieces.

pyoxigraph has no time limit and no limit of memory. The store is only read, so killing the process is a sure stop that
harms nothing. One worker answers one query at a time, as often as wanted; one that was stopped starts anew at the next.

    with QueryWorker(folder) as worker:
        for piece in worker.answer(QueryRequest("SELECT * { ?s ?p ?o }", table_format="csv"), timeout=60):
            sys.stdout.buffer.write(piece)
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from kg.queries import QueryError
from kg.query_messages import HEADER, AnswerHead, AnswerSummary, QueryRequest, arrives, received, request_message

_PIPE_BYTES = 1 << 16
_THREADS = Path("/proc/self/task")


class QueryTimeoutError(QueryError):
    """A query took too long and was stopped.

    Attributes:
        seconds: How long it was allowed to take.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the query was not done after {seconds:g} s and was stopped")
        self.seconds = seconds


class QueryMemoryError(QueryError):
    """A query needed more memory than it may have, and was stopped.

    Attributes:
        limit: How many bytes its process may take; None where the system itself ran out.
    """

    def __init__(self, limit: int | None) -> None:
        allowed = f"the {limit >> 20} MiB that it may take" if limit else "there is"
        super().__init__(f"the query needs more memory than {allowed}, and was stopped")
        self.limit = limit


class QueryProcessError(QueryError):
    """The process of a query ended before its answer did, for no known reason."""


class Answer(Iterator[bytes]):
    """The pieces of an answer, as they are found; together they are the answer in the format asked for.

    Attributes:
        head: What kind of answer it is, and its columns.
        summary: Rows and times; None until the last piece is read.
    """

    def __init__(self, worker: QueryWorker, parts: Iterator[tuple[Any, ...]]) -> None:
        """Wait for the first piece; `parts` are what the process sends.

        Raises:
            PolicyGraphError: What the process met with before it had a first piece.
        """
        self._worker = worker
        self._parts = parts
        self._piece = b""
        self.summary: AnswerSummary | None = None
        self.head = AnswerHead(*self._next_part())

    def __next__(self) -> bytes:
        """The next piece.

        Raises:
            QueryTimeoutError, QueryMemoryError, QueryError: The rest will not come.
        """
        while not self._piece:
            if self.summary is not None:
                raise StopIteration
            self._next_part()
        piece, self._piece = self._piece, b""
        return piece

    def close(self) -> None:
        """Want no more of it; the process is stopped if it is still at work."""
        if self.summary is None:
            self._worker.close()

    def _next_part(self) -> Any:
        """Take a part; the values of its head."""
        head, self._piece, summary, error = next(self._parts)
        if error is not None:
            class_, arguments, state = error
            # Not by its constructor: that takes other arguments than the message.
            raised = class_.__new__(class_, *arguments)
            raised.__dict__.update(state)
            raise raised
        if summary is not None:
            self.summary = AnswerSummary(*summary)
        return head


class QueryWorker:
    """A process that answers queries over the store in a folder, one at a time.

    It is started by the first query, or before by `start`, and sees what the store holds when a query begins. Not to be
    shared by threads without a lock.
    """

    def __init__(self, store_folder: Path, memory_limit: int | None = None) -> None:
        """Prepare a worker.

        Args:
            store_folder: The store.
            memory_limit: The most bytes of address space that the process may take (RLIMIT_AS; macOS knows no such
                limit). The process itself takes some 500 MB of it before any query.
        """
        self.store_folder = store_folder
        self.memory_limit = memory_limit
        self._pid: int | None = None
        self._requests = self._answers = -1
        self._busy = False

    def __enter__(self) -> QueryWorker:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process, if one is running."""
        return self._pid

    def start(self) -> None:
        """Start the process, if none is running: by a fork where nothing stands against it, in a few milliseconds.

        A process with other threads, as any is that has opened a store, cannot fork safely: there, and where the number
        of threads is not known, a new interpreter starts.
        """
        if self._pid is not None:
            return
        child_reads, self._requests = os.pipe()
        self._answers, child_writes = os.pipe()
        self._pid = self._fork(child_reads, child_writes) if _can_fork() else self._spawn(child_reads, child_writes)
        os.close(child_reads)
        os.close(child_writes)
        self._poll = select.poll()
        self._poll.register(self._answers, select.POLLIN)

    def answer(self, request: QueryRequest, timeout: float | None) -> Answer:
        """Ask a query, and wait for the beginning of its answer.

        Args:
            request: What to ask.
            timeout: How many seconds the process may work at it; what the reader of the answer takes between two pieces
                does not count. None or 0: as long as it takes.

        Raises:
            QueryTimeoutError: The time is over.
            QueryMemoryError: The memory is.
            QueryUsageError: A parameter or a format is wrong.
            QuerySyntaxError: The text is not SPARQL.
            QueryError: The query cannot be answered.
            StoreError: There is no store in the folder, or it cannot be read.
        """
        if self._busy:
            self.close()
        message = request_message(request)
        try:
            self.start()
            _write(self._requests, message)
        except BrokenPipeError:  # the process was ended by somebody else since the last query
            self.close()
            self.start()
            _write(self._requests, message)
        self._busy = True
        return Answer(self, self._parts(timeout or None))

    def close(self) -> None:
        """Stop the process, whatever it does."""
        if self._pid is not None:
            self._end()

    def _parts(self, timeout: float | None) -> Iterator[tuple[Any, ...]]:
        """What the process sends in answer to one request; if it is not read to its end, the process is stopped."""
        pid, done = self._pid, False
        left = timeout
        unread = bytearray()
        try:
            while not done:
                start = time.monotonic()
                if not arrives(self._poll, left):
                    raise QueryTimeoutError(timeout or 0)
                if left is not None:
                    left = max(0.0, left - (time.monotonic() - start))
                piece = os.read(self._answers, _PIPE_BYTES)
                if not piece:
                    raise self._why_ended()
                unread += piece
                while payload := _taken(unread):
                    part = received(payload)
                    _, _, summary, error = part
                    if summary is not None or error is not None:
                        done, self._busy = True, False
                    yield part
        finally:
            if not done and self._pid == pid:
                self.close()

    def _why_ended(self) -> QueryError:
        status = self._end()
        killed_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        # Rust ends a process that gets no memory by SIGABRT, Linux one that takes all there is by SIGKILL.
        if killed_by == signal.SIGKILL or (killed_by == signal.SIGABRT and self.memory_limit):
            return QueryMemoryError(self.memory_limit if killed_by == signal.SIGABRT else None)
        how = f"by {signal.Signals(killed_by).name}" if killed_by else f"with code {os.waitstatus_to_exitcode(status)}"
        return QueryProcessError(f"the process of the query ended {how}; KG_DEBUG=1 shows what it said")

    def _end(self) -> int:
        """Kill the process and take its status; the pipes are closed."""
        assert self._pid is not None
        # Already ended, and not yet waited for, it can still be killed: nobody else can have its number.
        os.kill(self._pid, signal.SIGKILL)
        _, status = os.waitpid(self._pid, 0)
        os.close(self._requests)
        os.close(self._answers)
        self._pid = None
        self._busy = False
        return status

    def _fork(self, child_reads: int, child_writes: int) -> int:
        pid = os.fork()
        if pid:
            return pid
        try:
            from kg.query_service import serve

            os.close(self._requests)
            os.close(self._answers)
            serve(self.store_folder, child_reads, child_writes, self.memory_limit)
        finally:
            os._exit(1)

    def _spawn(self, child_reads: int, child_writes: int) -> int:
        command = [sys.executable, "-m", "kg.query_service", str(self.store_folder), str(self.memory_limit or "")]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)}
        # All other files of this process are closed by themselves.
        files = [(os.POSIX_SPAWN_DUP2, child_reads, 0), (os.POSIX_SPAWN_DUP2, child_writes, 1)]
        return os.posix_spawn(sys.executable, command, environment, file_actions=files)


def _can_fork() -> bool:
    # The system counts also the threads that Python does not know, such as those of RocksDB.
    return threading.active_count() == 1 and _THREADS.is_dir() and len(list(_THREADS.iterdir())) == 1


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _taken(unread: bytearray) -> bytes:
    """The payload of the first message of what was received, which is taken out of it; nothing if it is not whole."""
    if len(unread) < HEADER.size:
        return b""
    (length,) = HEADER.unpack_from(unread)
    end = HEADER.size + length
    if len(unread) < end:
        return b""
    payload = bytes(unread[HEADER.size : end])
    del unread[:end]
    return payload
