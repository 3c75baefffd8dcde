"""`kg serve` as users run it: a process of its own, on a port that is free."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from pyoxigraph import RdfFormat, Store

_ROOT = Path(__file__).resolve().parent.parent
_START_SECONDS = 60


def make_store(folder: Path, text: str) -> Path:
    """A store that holds what a text in TriG says."""
    store = Store(str(folder))
    store.load(text, format=RdfFormat.TRIG)
    store.flush()
    return folder


@dataclass
class LiveServer:
    """A server that runs.

    Attributes:
        address: With the slash at the end, or the path of its socket.
        process: Of the server.
        log: What it has written to standard error so far.
    """

    address: str
    process: subprocess.Popen[str]
    log: list[str] = field(default_factory=list)

    def get(self, path: str, **settings: object) -> httpx.Response:
        """The answer to a GET; `path` without a slash at its beginning."""
        return httpx.get(self.address + path, timeout=60, **settings)  # type: ignore[arg-type]

    def post(self, path: str, **settings: object) -> httpx.Response:
        """The answer to a POST."""
        return httpx.post(self.address + path, timeout=60, **settings)  # type: ignore[arg-type]

    def sparql(self, query: str, accept: str = "application/sparql-results+json") -> httpx.Response:
        """The answer to a query."""
        return self.get("sparql", params={"query": query}, headers={"Accept": accept})

    def value(self, query: str) -> str:
        """The one value that a query answers with."""
        [row] = self.sparql(query).json()["results"]["bindings"]
        [cell] = row.values()
        return str(cell["value"])


@contextmanager
def serving(store: Path, *options: str) -> Iterator[LiveServer]:
    """A server of a store, ended when it is no longer needed."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), *options]
    if "--socket" not in options:
        command += ["--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", env=environment)
    assert process.stderr is not None
    server, ready = LiveServer("", process), threading.Event()

    def read() -> None:
        assert process.stderr is not None
        for line in process.stderr:
            server.log.append(line)
            if line.startswith("Serving "):
                server.address = line.split(" at ")[1].strip()
                ready.set()
        ready.set()

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        assert ready.wait(_START_SECONDS), "the server does not start"
        assert server.address, "".join(server.log)
        yield server
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(60)
        reader.join(60)
        process.stderr.close()
