"""What the server counts, in the text format of Prometheus (version 0.0.4)."""

from __future__ import annotations

import resource
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from kg.serve.pool import Pool

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
# The first part of an address, by which requests are counted; whatever else is asked for is one.
_ROUTES = (
    "api",
    "card.css",
    "data",
    "health",
    "id",
    "metrics",
    "openapi.json",
    "page",
    "queries",
    "rdf-graphs",
    "sparql",
)
_OTHER_ROUTE = "other"


class Metrics:
    """Counts of requests, and how long they took."""

    def __init__(self) -> None:
        """Nothing is counted yet."""
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: Counter[tuple[str, float]] = Counter()
        self._seconds: Counter[str] = Counter()

    def count(self, method: str, path: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        first = path.strip("/").partition("/")[0]
        route = first if first in _ROUTES else _OTHER_ROUTE
        self._requests[method if method in ("GET", "HEAD", "POST", "OPTIONS") else "other", route, status] += 1
        self._seconds[route] += seconds  # type: ignore[assignment]
        for bound in _BUCKETS:
            self._buckets[route, bound] += seconds <= bound

    def text(self, pool: Pool) -> str:
        """All that is counted here and in the pool."""
        return "".join(f"{line}\n" for line in (*self._request_lines(), *_pool_lines(pool), *_process_lines()))

    def _request_lines(self) -> Iterator[str]:
        yield from _heading("kg_http_requests_total", "counter", "Requests that were answered.")
        for (method, route, status), number in sorted(self._requests.items()):
            labels = f'method="{method}",route="{route}",status="{status}"'
            yield f"kg_http_requests_total{{{labels}}} {number}"
        yield from _heading("kg_http_request_seconds", "histogram", "How long requests took.")
        totals: Counter[str] = Counter()
        for (_, route, _), number in self._requests.items():
            totals[route] += number
        for route, total in sorted(totals.items()):
            for bound in _BUCKETS:
                yield f'kg_http_request_seconds_bucket{{route="{route}",le="{bound:g}"}} {self._buckets[route, bound]}'
            yield f'kg_http_request_seconds_bucket{{route="{route}",le="+Inf"}} {total}'
            yield f'kg_http_request_seconds_sum{{route="{route}"}} {self._seconds[route]:.6f}'
            yield f'kg_http_request_seconds_count{{route="{route}"}} {total}'


def _pool_lines(pool: Pool) -> Iterator[str]:
    counts = pool.counts
    yield from _metric("kg_requests_running", "gauge", "Requests in a worker.", [("", pool.running)])
    yield from _metric("kg_requests_waiting", "gauge", "Requests that wait for a worker.", [("", pool.waiting)])
    outcomes = {
        "answered": counts.answered,
        "crashed": counts.crashed,
        "out_of_memory": counts.out_of_memory,
        "refused": counts.refused,
        "timed_out": counts.timed_out,
    }
    rows = [(f'{{outcome="{name}"}}', number) for name, number in outcomes.items()]
    yield from _metric("kg_worker_requests_total", "counter", "What became of requests to workers.", rows)
    yield from _metric("kg_answers_cut_total", "counter", "Answers that were cut at a limit.", [("", counts.cut)])
    yield from _metric("kg_requests_slow_total", "counter", "Requests moved to the slow lane.", [("", counts.moved)])
    yield from _metric("kg_workers_started_total", "counter", "Workers that were started.", [("", counts.started)])
    yield from _metric("kg_snapshots_total", "counter", "States of the store served so far.", [("", counts.snapshots)])


def _process_lines() -> Iterator[str]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = used.ru_utime + used.ru_stime
    # In kilobytes, but for macOS.
    most = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    name = "process_cpu_seconds_total"
    yield from _metric(name, "counter", "Processor time of the server, without workers.", [("", f"{seconds:.2f}")])
    name = "kg_process_max_resident_memory_bytes"
    yield from _metric(name, "gauge", "The most memory that the server had, without workers.", [("", most)])


def _metric(name: str, kind: str, help_: str, rows: Iterable[tuple[str, int | str]]) -> Iterator[str]:
    yield from _heading(name, kind, help_)
    for labels, value in rows:
        yield f"{name}{labels} {value}"


def _heading(name: str, kind: str, help_: str) -> Iterator[str]:
    yield f"# HELP {name} {help_}"
    yield f"# TYPE {name} {kind}"
