"""The addresses for the web page: what `kg.serve.api_schemas` describes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.serve.api_schemas import API_PATHS, LIMITS
from kg.serve.errors import RequestError
from kg.serve.protocol import single_fields
from kg.serve.search import rows
from kg.serve.web import answered, ask, state_of

_JSON = "application/json"
_MAX_TYPED = 200


def _fields(request: Request, address: str) -> Mapping[str, str]:
    """The fields of a request, all of them known and none that is needed missing.

    Raises:
        RequestError: 400.
    """
    fields = single_fields(request.scope["query_string"].decode("latin-1"))
    parameters = {parameter["name"]: parameter for parameter in API_PATHS[address]["get"]["parameters"]}
    for name in fields:
        if name not in parameters:
            known = ", ".join(parameters)
            raise RequestError(HTTPStatus.BAD_REQUEST, f"there is no parameter {name!r}; there are {known}")
    for name, parameter in parameters.items():
        if parameter["required"] and not fields.get(name):
            raise RequestError(HTTPStatus.BAD_REQUEST, f"the parameter {name!r} is missing: {parameter['description']}")
        pattern = parameter["schema"].get("pattern")
        if name in fields and pattern and not re.fullmatch(pattern, fields[name]):
            raise RequestError(HTTPStatus.BAD_REQUEST, f"{name}: {fields[name]!r} is not of the form {pattern}")
    return fields


def _limit(fields: Mapping[str, str], name: str) -> int:
    usual, most = LIMITS[name]
    text = fields.get("limit", str(usual))
    if not re.fullmatch(r"[0-9]{1,6}", text) or not 1 <= int(text) <= most:
        raise RequestError(HTTPStatus.BAD_REQUEST, f"limit: {text!r} is not a number from 1 to {most}")
    return int(text)


async def search(request: Request) -> Response:
    """Things by name."""
    fields = _fields(request, "/api/search")
    if len(fields["q"]) > _MAX_TYPED:
        raise RequestError(HTTPStatus.BAD_REQUEST, f"q: no name has more than {_MAX_TYPED} characters")
    hits = state_of(request).index.search(fields["q"], _limit(fields, "search"), fields.get("category"))
    return JSONResponse({"query": fields["q"], "results": rows(hits)})


async def entity(request: Request) -> Response:
    """The card of a thing."""
    fields = _fields(request, "/api/entity")
    return answered(await ask(request, "entity", iri=fields["iri"]), _JSON)


async def document(request: Request) -> Response:
    """A document with its text."""
    fields = _fields(request, "/api/document")
    found = (await ask(request, "document", iri=fields["iri"])).json()
    state, file = state_of(request), found["file"]
    places = state.snapshot.sources.get(file["iri"], ())
    text = await asyncio.to_thread(state.texts.text, file["sha256"], places)
    return JSONResponse({**found, "text": text and text.text, "sentences": text.sentences if text else ()})


async def neighbours(request: Request) -> Response:
    """A thing and those that it has to do with."""
    fields = _fields(request, "/api/neighbours")
    answer = await ask(request, "neighbours", iri=fields["iri"], limit=_limit(fields, "neighbours"))
    return answered(answer, _JSON)


async def goals(request: Request) -> Response:
    """Goals over time."""
    fields = _fields(request, "/api/goals")
    answer = await ask(
        request,
        "goals",
        iri=fields.get("iri"),
        first=fields.get("from"),
        last=fields.get("to"),
        limit=_limit(fields, "goals"),
    )
    return answered(answer, _JSON)


API_ROUTES = [
    Route("/api/search", search),
    Route("/api/entity", entity),
    Route("/api/document", document),
    Route("/api/neighbours", neighbours),
    Route("/api/goals", goals),
]
