"""A process that answers one request at a time from a store, within limits that the kernel keeps.

The query engine cannot be told to stop, and a failure in it ends the process: so it is one that can be spared.

What goes through the pipe: to the worker, a request, as `operation` and `arguments`, or None to end; from it, frames of
bytes whose first byte says what they are (`CHUNK` a piece of the answer, `END` JSON of what there is to say of it,
`ERROR` JSON of what is wrong).
"""

from __future__ import annotations

import json
import os
import signal
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kg.reader import Reader
from kg.serve.errors import RequestError
from kg.serve.limits import Limits, allow_open_files, limit_memory, limit_processor_time
from kg.serve.network import deny_network
from kg.serve.operations import Context, run
from kg.store import read_store

CHUNK, END, ERROR = b"c", b"e", b"x"
_CHUNK_BYTES = 1 << 16
_STANDARD_ERROR = 2


@dataclass(frozen=True, slots=True)
class Request:
    """What a worker is asked.

    Attributes:
        operation: A key of `kg.serve.operations.OPERATIONS`.
        arguments: Of the operation, by name.
    """

    operation: str
    arguments: dict[str, Any]


class _Pipe:
    """The answer's way back to the server."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(self, data: bytes) -> int:
        for start in range(0, len(data), _CHUNK_BYTES):
            self._connection.send_bytes(CHUNK + data[start : start + _CHUNK_BYTES])
        return len(data)

    def flush(self) -> None:
        """Do nothing: what is written is on its way."""


def main(connection: Connection, errors: Connection, folder: Path, base: str, limits: Limits) -> None:
    """Answer requests until None comes or the server is gone.

    Args:
        connection: To the server.
        errors: Where what the query engine says when it fails goes.
        folder: Of a store that nobody writes.
        base: Of the store's individuals.
        limits: Of each request.
    """
    # Ctrl-C goes to the whole group; the server ends its workers when their requests are done.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(errors.fileno(), _STANDARD_ERROR)
    allow_open_files()
    store = read_store(folder)
    pipe = _Pipe(connection)
    context = Context(store, Reader(store, base), limits, pipe)
    deny_network()
    limit_memory(limits.memory)
    connection.send_bytes(END)
    while True:
        try:
            request: Request | None = connection.recv()
        except EOFError:
            return
        if request is None:
            return
        limit_processor_time(limits.seconds)
        _answer(context, request, connection)


def _answer(context: Context, request: Request, connection: Connection) -> None:
    before = time.process_time()
    try:
        said = run(context, request.operation, request.arguments)
    except RequestError as error:
        problem = {"status": error.status, "detail": error.detail, "headers": error.headers}
        connection.send_bytes(ERROR + json.dumps(problem).encode())
    else:
        connection.send_bytes(END + json.dumps(said | {"seconds": time.process_time() - before}).encode())
