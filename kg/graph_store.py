"""Graphs sent to any engine that speaks the SPARQL 1.1 Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/).

Each graph is sent by PUT, which puts it in place of what the engine had under its name: to send it again does no harm.
"""

from __future__ import annotations

import base64
import os
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPException
from typing import Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from pyoxigraph import NamedNode

from kg.errors import MappingError, SinkError

CREDENTIALS = "KG_SINK_AUTH"
"""The environment variable that may hold `user:password`."""
_PAUSES = (0.5, 2.0, 8.0)  # seconds before each new attempt
_SECONDS = 300  # for one graph
_LONGEST_ANSWER = 300  # characters of an engine's complaint that are shown
_AGAIN = {408, 425, 429, 500, 502, 503, 504}
# Of these every graph would get the same answer.
_OF_ALL = {
    301: "it has moved; name the address it gives",
    302: "it has moved; name the address it gives",
    401: f"it wants a user and a password, or others: set {CREDENTIALS}=user:password",
    403: "it does not allow this user to write",
    404: "there is no Graph Store endpoint at this path",
    405: "it does not take PUT: this is no Graph Store endpoint",
    501: "it does not take PUT: this is no Graph Store endpoint",
}


@dataclass(frozen=True, slots=True)
class GraphStore:
    """An endpoint.

    Attributes:
        url: Its address, without user and password.
        user: Who writes; empty for nobody in particular. Neither is ever shown.
        password: The user's.
    """

    url: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    def put(self, graph: NamedNode, nquads: bytes) -> None:
        """Make statements the graph of a name, in place of what it had.

        Args:
            graph: The name.
            nquads: The statements, each on a line that ends in the name of the graph.

        Raises:
            SinkError: The endpoint cannot be reached or used.
            MappingError: It refuses this one graph.
        """
        triples = nquads.decode("utf-8").replace(f" {graph} .\n", " .\n").encode()
        request = self._request(graph, triples)
        for pause in (*_PAUSES, None):
            reason, again = self._send(request, graph)
            if not reason:
                return
            if not again or pause is None:
                raise SinkError(f"{self.url}: {reason}")
            time.sleep(pause)

    def _request(self, graph: NamedNode, triples: Any) -> urllib.request.Request:
        join = "&" if urlsplit(self.url).query else "?"
        # N-Triples is Turtle, which every endpoint reads.
        headers = {"Content-Type": "text/turtle; charset=utf-8"}
        address = f"{self.url}{join}graph={quote(graph.value, safe='')}"
        request = urllib.request.Request(address, triples, headers, method="PUT")
        if self.user:
            request.add_header("Authorization", _login(self).authorization(request))
        return request

    def _send(self, request: urllib.request.Request, graph: NamedNode) -> tuple[str, bool]:
        """Why a graph could not be sent, empty if it was, and whether to try again."""
        try:
            with _OPENER.open(request, timeout=_SECONDS) as answer:
                answer.read()
            return "", False
        except urllib.error.HTTPError as error:
            if error.code == 401 and self.user and _login(self).asked_anew(error):
                return self._send(self._request(graph, request.data), graph)
            said = " ".join(error.read(4 * _LONGEST_ANSWER).decode("utf-8", "replace").split())[:_LONGEST_ANSWER]
            if error.code in _OF_ALL:
                return f"HTTP {error.code}: {_OF_ALL[error.code]}", False
            if error.code in _AGAIN:
                return f"HTTP {error.code}, several times: {said}", True
            raise MappingError(f"{self.url} refuses graph {graph.value}: HTTP {error.code}: {said}") from error
        except (OSError, HTTPException) as error:
            return f"cannot be reached: {getattr(error, 'reason', '') or error}", True


class _Login:
    """How one process shows an endpoint who it is: as the endpoint asked for, Basic (RFC 7617) or Digest (RFC 7616).

    It asks before the first graph is sent: a server that refuses may hang up before it has read all of one.
    """

    def __init__(self, target: GraphStore) -> None:
        self._target = target
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        known.add_password(None, target.url, target.user, target.password)
        self._digest = urllib.request.HTTPDigestAuthHandler(known)
        self._challenge = ""
        try:
            _OPENER.open(urllib.request.Request(target.url, method="HEAD"), timeout=_SECONDS).close()
        except urllib.error.HTTPError as error:
            self.asked_anew(error)
        except (OSError, HTTPException):
            # Whoever sends a graph says what is wrong.
            pass

    def asked_anew(self, error: urllib.error.HTTPError) -> bool:
        """Whether a refusal asks for something that was not given yet."""
        before, self._challenge = self._challenge, error.headers.get("WWW-Authenticate", "")
        return bool(self._challenge) and self._challenge != before

    def authorization(self, request: urllib.request.Request) -> str:
        """The header of that name."""
        scheme, _, parameters = self._challenge.partition(" ")
        if scheme.lower() == "digest":
            asked = urllib.request.parse_keqv_list(list(filter(None, urllib.request.parse_http_list(parameters))))
            return f"Digest {self._digest.get_authorization(request, asked)}"
        encoded = base64.b64encode(f"{self._target.user}:{self._target.password}".encode()).decode()
        return f"Basic {encoded}"


_login = cache(_Login)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A PUT that is sent on as a GET would seem to have worked."""

    def redirect_request(self, *_arguments: object) -> None:
        """Do not."""


_OPENER = urllib.request.build_opener(_NoRedirect)


def graph_store(url: str) -> GraphStore:
    """The endpoint at an address, which may have a user and a password in it; else `CREDENTIALS` has them.

    Raises:
        SinkError: The address is none.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise SinkError(f"the address of the sink is none: {error}") from error
    if not parts.hostname:
        raise SinkError("the address of the sink names no host")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    bare = urlunsplit((parts.scheme, host if port is None else f"{host}:{port}", parts.path, parts.query, ""))
    user, _, password = os.environ.get(CREDENTIALS, "").partition(":")
    if parts.username is not None:
        user, password = unquote(parts.username), unquote(parts.password or "")
    return GraphStore(bare, user, password)
