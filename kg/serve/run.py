"""The server as a process: its socket, its log, how it ends."""

from __future__ import annotations

import asyncio
import logging
import re
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.errors import ServeError
from kg.serve.app import Settings, application
from kg.store import read_store

_HEAD_SECONDS = 10.0
_KEEP_ALIVE_SECONDS = 15
_MAX_HEAD_BYTES = 64 * 1024
_MAX_CONNECTIONS = 1000
_BACKLOG = 512
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


class _Connection(H11Protocol):
    """A connection that is closed if the head of a request takes too long to come.

    It also takes addresses with Chinese characters as they are, as curl sends them; a browser escapes them.
    """

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]
        self._watch()

    def data_received(self, data: bytes) -> None:
        if self.conn.their_state is h11.IDLE and b"\n" not in self.conn.trailing_data[0]:
            line, end, rest = data.partition(b"\n")
            data = _NOT_ASCII.sub(lambda match: b"%%%02X" % match[0][0], line) + end + rest
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._stop_watching()

    def _watch(self) -> None:
        if self.conn.their_state is not h11.IDLE:
            self._stop_watching()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(_HEAD_SECONDS, self.transport.close)

    def _stop_watching(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def serve(
    settings: Settings,
    address: tuple[str, int] | Path,
    on_ready: Callable[[str], None],
    access_log: bool = True,
    grace_seconds: int = 30,
) -> None:
    """Serve until SIGTERM or Ctrl-C; requests that are being answered then are still answered.

    Args:
        settings: What and how.
        address: Host and port (0 for any that is free), or the path of a Unix socket.
        on_ready: Told the address when the server takes requests.
        access_log: Whether each request is logged, on standard error.
        grace_seconds: How long requests may still take when the server is to end.

    Raises:
        ServeError: The address cannot be had.
        StoreError: There is no store, or it cannot be read.
    """
    # A mistake in the name is said at once, in words for a user.
    read_store(settings.store)
    _set_up_log(access_log)
    listening = _listen(address)
    config = _config(settings, grace_seconds)
    # uvicorn ends as it was told to and then sends itself the signal again, which would end us with an error.
    signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        _Server(config, lambda: on_ready(_shown(listening, address))).run(sockets=[listening])
    finally:
        listening.close()
        if isinstance(address, Path):
            address.unlink(missing_ok=True)


def _config(settings: Settings, grace_seconds: int) -> uvicorn.Config:
    return uvicorn.Config(
        application(settings),
        http=_Connection,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        h11_max_incomplete_event_size=_MAX_HEAD_BYTES,
        limit_concurrency=_MAX_CONNECTIONS,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=grace_seconds,
    )


class _Server(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_ready()


def _listen(address: tuple[str, int] | Path) -> socket.socket:
    try:
        if isinstance(address, Path):
            if address.is_socket():
                address.unlink()
            listening = socket.socket(socket.AF_UNIX)
            listening.bind(str(address))
            listening.listen(_BACKLOG)
            return listening
        family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        return socket.create_server(address, family=family, backlog=_BACKLOG)
    except OSError as error:
        where = str(address) if isinstance(address, Path) else f"{address[0]} port {address[1]}"
        raise ServeError(where, error.strerror or str(error)) from error


def _shown(listening: socket.socket, address: tuple[str, int] | Path) -> str:
    if isinstance(address, Path):
        return str(address)
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _set_up_log(access_log: bool) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    for name, level in (("kg", logging.INFO), ("kg.access", logging.INFO if access_log else logging.WARNING)):
        logging.getLogger(name).setLevel(level)
    own: Any = logging.getLogger("kg")
    own.handlers[:] = [handler]
    own.propagate = False
    uvicorn_log = logging.getLogger("uvicorn")
    uvicorn_log.handlers[:] = [handler]
    uvicorn_log.setLevel(logging.ERROR)
