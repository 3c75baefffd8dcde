"""One worker as the server sees it: started, asked, ended."""

from __future__ import annotations

import json
import multiprocessing
import os
import tempfile
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import IO, Any

from kg.serve.errors import RequestError
from kg.serve.limits import Limits
from kg.serve.snapshot import Snapshot
from kg.serve.worker import CHUNK, ERROR, Request, main

_IN_MEMORY_BYTES = 1 << 20
_ERROR_BYTES = 1 << 16
# What the engine and Python say when the system gives them no more memory.
_OUT_OF_MEMORY = ("memory allocation of", "MemoryError", "bad_alloc", "Cannot allocate memory")


class CrashError(Exception):
    """A worker ended while it was at work.

    Attributes:
        out_of_memory: Whether that was for want of memory.
        said: The last words of the query engine.
    """

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.out_of_memory = any(words in said for words in _OUT_OF_MEMORY)
        self.said = said


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a request.

    Attributes:
        body: The bytes, to be read from the start; whoever takes the answer closes it.
        size: Of the body in bytes.
        kind: `table`, `boolean`, `graph` or `json`.
        cut: Whether there was more than may be given.
        rows: Rows or triples.
        seconds: Of a processor that it took.
    """

    body: IO[bytes]
    size: int
    kind: str
    cut: bool
    rows: int
    seconds: float

    def json(self) -> Any:
        """The body as JSON, which is then closed."""
        return json.loads(self.read())

    def read(self) -> bytes:
        """The whole body, which is then closed."""
        with self.body as body:
            return body.read()


class Process:
    """A worker process; used by one thread at a time, but for `kill`."""

    def __init__(self, process: BaseProcess, connection: Connection, errors: Connection, snapshot: Snapshot) -> None:
        """A worker that answers from `snapshot`."""
        self._process, self._connection, self._errors = process, connection, errors
        self.snapshot = snapshot
        self.is_spent = False

    @property
    def number(self) -> int:
        """By which the system knows it."""
        return self._process.pid or 0

    def ask(self, request: Request) -> Answer:
        """The answer to a request; waits for it.

        Raises:
            RequestError: The worker says that there is none.
            CrashError: The worker ended, or was killed.
        """
        body: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115
        try:
            self._connection.send(request)
            while (frame := self._connection.recv_bytes())[:1] == CHUNK:
                body.write(memoryview(frame)[1:])
        except (OSError, EOFError) as error:
            body.close()
            self.is_spent = True
            raise CrashError(self._last_words()) from error
        said = json.loads(frame[1:])
        if frame[:1] == ERROR:
            body.close()
            raise RequestError(said["status"], said["detail"], said["headers"])
        size = body.tell()
        body.seek(0)
        return Answer(body, size, said["kind"], said["cut"], said["rows"], said["seconds"])

    def _last_words(self) -> str:
        self._process.join()
        os.set_blocking(self._errors.fileno(), False)
        try:
            return os.read(self._errors.fileno(), _ERROR_BYTES).decode("utf-8", "replace").strip()
        except OSError:
            return ""

    def kill(self) -> None:
        """End it at once, whatever it does."""
        self.is_spent = True
        self._process.kill()

    def close(self) -> None:
        """End it, at work or not, and wait for that."""
        self.is_spent = True
        self._process.kill()
        self._process.join()
        self._connection.close()
        self._errors.close()
        self._process.close()


class Starter:
    """Starts workers, by forking a process that has everything loaded and does nothing else."""

    def __init__(self, limits: Limits) -> None:
        """Hold each worker to `limits`."""
        self._limits = limits
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["kg.cli", "kg.serve.worker"])
        self._one_at_a_time = threading.Lock()

    def start(self, snapshot: Snapshot) -> Process:
        """A worker that is ready to answer from a snapshot; waits until it is.

        Raises:
            CrashError: It cannot open the snapshot.
        """
        ours, theirs = self._context.Pipe()
        errors, their_errors = self._context.Pipe(duplex=False)
        arguments = (theirs, their_errors, snapshot.folder, snapshot.base, self._limits)
        process = self._context.Process(target=main, args=arguments, daemon=True)
        with self._one_at_a_time:
            process.start()
        theirs.close()
        their_errors.close()
        started = Process(process, ours, errors, snapshot)
        try:
            ours.recv_bytes()
        except EOFError as error:
            said = started._last_words()
            started.close()
            raise CrashError(said) from error
        return started
