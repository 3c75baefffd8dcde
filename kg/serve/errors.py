"""What is answered when a request cannot be.

RequestError                a PolicyGraphError: the status, and in words what would help
├── Busy                    503: too much is running; the header Retry-After says when to come again
└── LimitReached            the answer would take too much time or memory
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from extract.errors import PolicyGraphError


class RequestError(PolicyGraphError):
    """A request that cannot be answered.

    Attributes:
        status: Of HTTP.
        detail: What is wrong, and what would help, for whoever sent it.
        headers: That the answer needs beside the usual ones.
    """

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})

    def problem(self) -> dict[str, object]:
        """The error as problem details (RFC 9457)."""
        return {"title": HTTPStatus(self.status).phrase, "status": self.status, "detail": self.detail}


class Busy(RequestError):
    """Too much is running already."""

    def __init__(self, detail: str, retry_after: int) -> None:
        """`retry_after` in seconds."""
        super().__init__(HTTPStatus.SERVICE_UNAVAILABLE, detail, {"Retry-After": str(retry_after)})


class LimitReached(RequestError):
    """An answer would take more time or memory than one request may have.

    Attributes:
        limit: Which: `time` or `memory`.
    """

    def __init__(self, limit: str, detail: str) -> None:
        status = HTTPStatus.GATEWAY_TIMEOUT if limit == "time" else HTTPStatus.INSUFFICIENT_STORAGE
        super().__init__(status, detail, {"KG-Limit": limit})
        self.limit = limit
