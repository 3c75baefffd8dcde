"""The application: its addresses, and what starts and ends with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve.api import API_ROUTES
from kg.serve.errors import RequestError
from kg.serve.limits import Limits
from kg.serve.metrics import MEDIA_TYPE, Metrics
from kg.serve.middleware import App, Surroundings
from kg.serve.page_files import PAGE_ROUTES
from kg.serve.pool import Lanes
from kg.serve.routes import ROUTES, load_saved
from kg.serve.state import State
from kg.serve.web import on_fault, on_http_error, on_request_error, state_of


@dataclass(frozen=True, slots=True)
class Settings:
    """How to serve.

    Attributes:
        store: Folder of the store.
        documents: Folders in which source files are looked for that are no longer where they were built from.
        cors: Origin whose pages may read answers, `*` for all, None for none but this server's.
        limits: Of each request.
        lanes: How many requests at once.
        follow_seconds: How often it is looked whether the store has changed.
        send_seconds: How long a client may take to accept a piece of an answer.
        hosts: Names by which the server may be called, in lower case; None for any.
    """

    store: Path
    documents: tuple[Path, ...] = ()
    cors: str | None = None
    limits: Limits = field(default_factory=Limits)
    lanes: Lanes = field(default_factory=Lanes)
    follow_seconds: float = 1.0
    send_seconds: float = 60.0
    hosts: frozenset[str] | None = None


def application(settings: Settings) -> App:
    """The server as an ASGI application."""
    metrics = Metrics()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        state = State(settings.store, settings.documents, settings.limits, settings.lanes)
        app.state.served, app.state.queries = state, load_saved()
        try:
            await state.start(settings.follow_seconds)
            following = asyncio.create_task(state.follow(settings.follow_seconds))
            try:
                yield
            finally:
                following.cancel()
                with suppress(asyncio.CancelledError):
                    await following
        finally:
            await state.pool.close()

    async def counted(request: Request) -> Response:
        """What was counted, for Prometheus."""
        text = metrics.text(state_of(request).pool)
        return Response(text, headers={"Content-Type": MEDIA_TYPE})

    app = Starlette(
        routes=[*ROUTES, *API_ROUTES, *PAGE_ROUTES, Route("/metrics", counted)],
        lifespan=lifespan,
        exception_handlers={RequestError: on_request_error, HTTPException: on_http_error, Exception: on_fault},
    )
    app.router.redirect_slashes = False
    return Surroundings(app, metrics, settings.cors, settings.send_seconds, settings.hosts)
