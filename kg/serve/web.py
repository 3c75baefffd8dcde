"""What the addresses of the server share: reading requests within limits, answers as responses."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from kg.serve import worker
from kg.serve.errors import RequestError
from kg.serve.negotiation import content_type
from kg.serve.pool import Pool
from kg.serve.process import Answer
from kg.serve.state import State

_LOG = logging.getLogger("kg.serve")
PROBLEM = "application/problem+json"
_MAX_BODY_BYTES = 1 << 20
_BODY_SECONDS = 20.0
_CHUNK_BYTES = 1 << 16


def state_of(request: Request) -> State:
    """What is being served."""
    state: State = request.app.state.served
    return state


def accept_of(request: Request) -> str | None:
    """The header `Accept`; several are one list."""
    headers = request.headers.getlist("accept")
    return ", ".join(headers) if headers else None


async def read_body(request: Request) -> bytes:
    """The body of a request.

    Raises:
        RequestError: 413, it is too long; 408, it takes too long to come.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for piece in request.stream():
                body += piece
                if len(body) > _MAX_BODY_BYTES:
                    detail = f"a request may hold {_MAX_BODY_BYTES} bytes"
                    raise RequestError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, {"Connection": "close"})
    except TimeoutError as error:
        detail = f"the request took more than {_BODY_SECONDS:g} seconds to come"
        raise RequestError(HTTPStatus.REQUEST_TIMEOUT, detail, {"Connection": "close"}) from error
    return bytes(body)


async def ask(request: Request, operation: str, **arguments: Any) -> Answer:
    """A worker's answer, unless whoever asked goes away before it is ready.

    Raises:
        RequestError: There is no answer.
    """
    pool: Pool = state_of(request).pool
    work = asyncio.ensure_future(pool.ask(worker.Request(operation, arguments)))
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            raise RequestError(HTTPStatus.REQUEST_TIMEOUT, "the client went away")
        return work.result()
    finally:
        gone.cancel()
        work.cancel()
        await asyncio.wait({work, gone})


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def answered(answer: Answer, media_type: str) -> Response:
    """A worker's answer as a response; a header says if it was cut."""
    headers = {"Content-Length": str(answer.size), "Vary": "Accept", "Cache-Control": "no-cache"}
    if answer.cut:
        headers["KG-Result-Cut"] = f"after {answer.rows} {'triples' if answer.kind == 'graph' else 'rows'}"
    response = StreamingResponse(_pieces(answer), headers=headers)
    response.headers["Content-Type"] = content_type(media_type)
    return response


async def _pieces(answer: Answer) -> AsyncIterator[bytes]:
    with answer.body as body:
        while piece := body.read(_CHUNK_BYTES):
            yield piece


def rdf(data: bytes, media_type: str) -> Response:
    """Some RDF as a response."""
    return Response(data, headers={"Content-Type": content_type(media_type), "Vary": "Accept"})


def problem(error: RequestError) -> JSONResponse:
    """An error as a response."""
    return JSONResponse(error.problem(), error.status, error.headers, PROBLEM)


async def on_request_error(request: Request, error: Exception) -> Response:
    """The response to a request that cannot be answered."""
    assert isinstance(error, RequestError)
    return problem(error)


async def on_http_error(request: Request, error: Exception) -> Response:
    """The response to an address or a method that there is not."""
    assert isinstance(error, HTTPException)
    headers: Mapping[str, str] = error.headers or {}
    detail = "there is nothing at this address; /openapi.json lists what there is"
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        detail = f"{request.method} is not for this address, which is only read: {headers.get('Allow', 'GET, HEAD')}"
    return problem(RequestError(error.status_code, detail, headers))


async def on_fault(request: Request, error: Exception) -> Response:
    """The response to a fault of ours."""
    _LOG.error("%s %s: %s: %s", request.method, request.url.path, type(error).__name__, error)
    return problem(RequestError(HTTPStatus.INTERNAL_SERVER_ERROR, "a fault of the server; its log says more"))
