"""The addresses of the server for programs: SPARQL, graphs, saved queries, linked data, what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from extract.resources import resource
from kg.queries import SavedQuery, load_queries
from kg.serve import description
from kg.serve.answers import Formats
from kg.serve.card_page import STYLE, STYLE_PATH, card_page
from kg.serve.errors import RequestError
from kg.serve.linked_data import iri_of, path_of
from kg.serve.negotiation import GRAPH_TYPES, RESULT_TYPES, choose
from kg.serve.openapi import openapi
from kg.serve.protocol import (
    graph_iri,
    is_description_wanted,
    not_acceptable,
    read_request,
    single_fields,
)
from kg.serve.saved import listing, wanted
from kg.serve.web import accept_of, answered, ask, rdf, read_body, state_of

_HTML = "text/html"


def _query_string(request: Request) -> str:
    query_string: bytes = request.scope["query_string"]
    return query_string.decode("latin-1")


def _fields(request: Request) -> Mapping[str, str]:
    return single_fields(_query_string(request))


def _graph_type(request: Request) -> str:
    media_type = choose(accept_of(request), tuple(GRAPH_TYPES))
    if media_type is None:
        raise not_acceptable(tuple(GRAPH_TYPES))
    return media_type


async def sparql(request: Request) -> Response:
    """A query of the SPARQL 1.1 Protocol, or the description of the service."""
    query_string = _query_string(request)
    if is_description_wanted(request.method, query_string):
        media_type = _graph_type(request)
        return rdf(description.service_description(str(request.base_url), GRAPH_TYPES[media_type]), media_type)
    body = await read_body(request)
    asked = read_request(request.method, query_string, request.headers.get("content-type"), body, accept_of(request))
    answer = await ask(
        request,
        "query",
        query=asked.query,
        over_union=asked.over_union,
        default_graphs=asked.default_graphs if asked.has_dataset else None,
        named_graphs=asked.named_graphs if asked.has_dataset else None,
        formats=Formats(
            RESULT_TYPES[asked.result_type] if asked.result_type else None,
            GRAPH_TYPES[asked.graph_type] if asked.graph_type else None,
        ),
    )
    return answered(answer, (asked.graph_type if answer.kind == "graph" else asked.result_type) or "")


async def graph_store(request: Request) -> Response:
    """A graph, by the SPARQL 1.1 Graph Store HTTP Protocol; the default graph is all graphs together."""
    fields = _fields(request)
    if len(fields) != 1 or not fields.keys() <= {"graph", "default"}:
        raise RequestError(HTTPStatus.BAD_REQUEST, "say which graph: ?default, or ?graph= with its IRI")
    name = graph_iri(fields["graph"], "graph") if "graph" in fields else None
    return await _graph(request, name)


async def graph_directly(request: Request) -> Response:
    """A graph below the base, by its own address."""
    return await _graph(request, _iri(request, "/rdf-graphs/"))


async def _graph(request: Request, name: str | None) -> Response:
    media_type = _graph_type(request)
    return answered(await ask(request, "graph", graph=name, format_=GRAPH_TYPES[media_type]), media_type)


def _queries(request: Request) -> dict[str, SavedQuery]:
    queries: dict[str, SavedQuery] = request.app.state.queries
    return queries


async def queries(request: Request) -> Response:
    """The saved queries."""
    return JSONResponse(listing(_queries(request).values()))


async def saved(request: Request) -> Response:
    """The answer of a saved query."""
    query = _queries(request).get(request.path_params["name"])
    if query is None:
        raise RequestError(HTTPStatus.NOT_FOUND, "there is no such saved query; /queries lists them")
    given, media_type, formats = wanted(query, _fields(request), accept_of(request))
    return answered(await ask(request, "saved", query=query, given=given, formats=formats), media_type)


async def described(request: Request) -> Response:
    """The OpenAPI description."""
    return JSONResponse(openapi(_queries(request).values(), str(request.base_url)))


def _iri(request: Request, prefix: str) -> str:
    """The IRI of the thing or graph whose address begins with `prefix`."""
    raw: bytes = request.scope["raw_path"]
    return iri_of(raw.removeprefix(prefix.encode()), state_of(request).snapshot.base)


async def thing(request: Request) -> Response:
    """A thing: no document, so on to one about it."""
    path = path_of(_iri(request, "/id/"), state_of(request).snapshot.base)
    # To a program that takes anything, RDF.
    liked = choose(accept_of(request), (*GRAPH_TYPES, _HTML))
    if liked is None:
        raise not_acceptable((*GRAPH_TYPES, _HTML))
    place = "page" if liked == _HTML else "data"
    return RedirectResponse(f"/{place}/{path}", HTTPStatus.SEE_OTHER, {"Vary": "Accept"})


async def data(request: Request) -> Response:
    """What is said of a thing, as RDF."""
    iri, media_type = _iri(request, "/data/"), _graph_type(request)
    return answered(await ask(request, "resource", iri=iri, format_=GRAPH_TYPES[media_type]), media_type)


async def page(request: Request) -> Response:
    """What is said of a thing, for people."""
    answer = await ask(request, "card", iri=_iri(request, "/page/"))
    return HTMLResponse(card_page(answer.json(), state_of(request).snapshot.base))


async def style(request: Request) -> Response:
    """How the pages look."""
    return Response(STYLE.read_bytes(), media_type="text/css")


async def void(request: Request) -> Response:
    """What the store holds, by VoID and DCAT."""
    media_type, state = _graph_type(request), state_of(request)
    kept = state.kept
    if "holdings" not in kept:
        try:
            kept["holdings"] = (await ask(request, "holdings")).json()
        except RequestError:
            # A store that takes too long to count is described without numbers, this time.
            return rdf(_dataset(request, None, media_type), media_type)
    return rdf(_dataset(request, kept["holdings"], media_type), media_type)


def _dataset(request: Request, held: Any, media_type: str) -> bytes:
    base = state_of(request).snapshot.base
    return description.dataset_description(str(request.base_url), base, held, GRAPH_TYPES[media_type])


async def health(request: Request) -> Response:
    """Whether the server can answer."""
    pool = state_of(request).pool
    return JSONResponse({"status": "ok", "running": pool.running, "waiting": pool.waiting})


def load_saved() -> dict[str, SavedQuery]:
    """The saved queries by name."""
    return load_queries(resource("queries"))


ROUTES = [
    Route("/sparql", sparql, methods=["GET", "POST"]),
    Route("/rdf-graphs", graph_store),
    Route("/rdf-graphs/{path:path}", graph_directly),
    Route("/queries", queries),
    Route("/queries/{name}", saved),
    Route("/openapi.json", described),
    Route("/id/{path:path}", thing),
    Route("/data/{path:path}", data),
    Route("/page/{path:path}", page),
    Route(STYLE_PATH, style),
    Route("/.well-known/void", void),
    Route("/health", health),
]
