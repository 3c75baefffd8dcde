"""Around every request: headers that keep browsers safe, pages of other servers, counts, the log, slow clients."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any

from kg.serve.hosts import host_name
from kg.serve.metrics import Metrics

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

_LOG = logging.getLogger("kg.access")
# No page of this server needs more than its own style.
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_SAFE = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"interest-cohort=()",
}
_PREFLIGHT = (
    (b"access-control-allow-methods", b"GET, HEAD, POST"),
    (b"access-control-allow-headers", b"Accept, Content-Type"),
    (b"access-control-max-age", b"86400"),
)
_READABLE = b"KG-Result-Cut, KG-Limit, Retry-After"
_CLIENT_IS_GONE = 499


class Surroundings:
    """The outermost layer of the application."""

    def __init__(
        self, app: App, metrics: Metrics, cors: str | None, send_seconds: float, hosts: frozenset[str] | None
    ) -> None:
        """Wrap an application.

        Args:
            app: Which.
            metrics: Where requests are counted.
            cors: The origin whose pages may read answers, `*` for all, None for none but this server's.
            send_seconds: How long a client may take to accept a piece of an answer.
            hosts: Names by which the server may be called, in lower case; None for any.
        """
        self._hosts = hosts
        self._app, self._metrics, self._send_seconds = app, metrics, send_seconds
        self._cors, self._headers = cors, dict(_SAFE)
        if cors is not None:
            self._headers |= {
                b"access-control-allow-origin": cors.encode(),
                b"access-control-expose-headers": _READABLE,
                b"cross-origin-resource-policy": b"cross-origin",
            }
            if cors != "*":
                self._headers[b"vary"] = b"Origin"

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS" and self._cors is not None:
            # What a browser asks before it lets a page of another origin send a query.
            await send({"type": "http.response.start", "status": 204, "headers": self._merged([*_PREFLIGHT])})
            await send({"type": "http.response.body", "body": b""})
            return
        started, status = time.perf_counter(), _CLIENT_IS_GONE

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = self._merged(message["headers"])
            async with asyncio.timeout(self._send_seconds):
                await send(message)

        try:
            app = self._app if self._is_called_rightly(scope) else _misdirected
            await app(scope, receive, send_with_headers)
        finally:
            seconds = time.perf_counter() - started
            self._metrics.count(scope["method"], scope["path"], status, seconds)
            _LOG.info(*_entry(scope, status, seconds))

    def _is_called_rightly(self, scope: MutableMapping[str, Any]) -> bool:
        names = [host_name(value) for name, value in scope["headers"] if name == b"host"]
        return self._hosts is None or (len(names) == 1 and names[0] in self._hosts)

    def _merged(self, own: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        """An answer's own headers, and those of ours that it does not have."""
        names = {name.lower() for name, _ in own}
        return [*own, *((name, value) for name, value in self._headers.items() if name not in names or name == b"vary")]


async def _misdirected(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
    text = b"This server does not go by that name; `kg serve --allow-host NAME` lets it.\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(text))]
    await send({"type": "http.response.start", "status": HTTPStatus.MISDIRECTED_REQUEST, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else text})


def _entry(scope: MutableMapping[str, Any], status: int, seconds: float) -> tuple[str, str, str, str, int, float]:
    """A line of the access log; the address as it was sent, so that nobody writes lines of his own into it."""
    client = scope["client"][0] if scope.get("client") else "-"
    query = b"?" + scope["query_string"] if scope["query_string"] else b""
    address = (scope.get("raw_path", b"") + query).decode("ascii", "backslashreplace")
    return '%s "%s %s" %d %.3fs', client, scope["method"], address, status, seconds
