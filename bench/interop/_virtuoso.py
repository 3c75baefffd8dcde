"""A Virtuoso of one's own: started on free ports in a temporary folder, loaded, asked, stopped."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PACKAGE = "virtuoso-opensource"
SERVER, CLIENT = "virtuoso-t", "isql-vt"
USER = PASSWORD = "dba"
SECONDS_TO_START = 120
SECONDS_PER_QUERY = 120
SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DirsAllowed = {folder}
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerRoot = {folder}
ServerThreads = 4
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 100000
"""


class VirtuosoError(Exception):
    """Virtuoso refuses a query; the text is the first line of what it says."""


class Virtuoso:
    """A running server."""

    def __init__(self, folder: Path, sql_port: int, http_port: int) -> None:
        """The server in `folder`, by its two ports."""
        self._folder = folder
        self._sql_port = sql_port
        self._http_port = http_port
        self._endpoint = self.address("/sparql")

    def address(self, path: str) -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self._http_port}{path}"

    def load(self, name: str) -> None:
        """Load a file of N-Quads of the folder by Virtuoso's bulk loader."""
        self._sql(f"ld_dir('{self._folder}', '{name}', 'urn:none'); rdf_loader_run(); checkpoint;")
        failed = self._sql("select ll_error from DB.DBA.load_list where ll_error is not null;").strip()
        if failed:
            raise SystemExit(f"Virtuoso cannot load {name}: {failed}")

    def ask(self, query: str) -> list[dict[str, Any]]:
        """The rows of a SELECT, as in SPARQL's JSON.

        Raises:
            VirtuosoError: The server refuses the query.
        """
        body = urllib.parse.urlencode({"query": query, "format": "application/sparql-results+json"}).encode()
        try:
            with urllib.request.urlopen(self._endpoint, body, timeout=SECONDS_PER_QUERY) as answer:
                rows: list[dict[str, Any]] = json.load(answer)["results"]["bindings"]
                return rows
        except urllib.error.HTTPError as error:
            raise VirtuosoError(error.read().decode(errors="replace").partition("\n")[0]) from error
        except (TimeoutError, ConnectionError, json.JSONDecodeError) as error:
            raise VirtuosoError(f"{type(error).__name__}: {error}") from error

    def _sql(self, statements: str) -> str:
        command = [
            CLIENT,
            f"127.0.0.1:{self._sql_port}",
            USER,
            PASSWORD,
            "VERBOSE=OFF",
            "BANNER=OFF",
            f"EXEC={statements}",
        ]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


@contextmanager
def virtuoso(folder: Path) -> Iterator[Virtuoso]:
    """A server that lives as long as the block; its database and what it is to load are in `folder`."""
    sql_port, http_port = _free_port(), _free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(SETTINGS.format(folder=folder, sql_port=sql_port, http_port=http_port), "utf-8")
    log = (folder / "server.txt").open("wb")
    command = [SERVER, "+foreground", "+configfile", str(settings)]
    process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        server = Virtuoso(folder, sql_port, http_port)
        for _ in range(SECONDS_TO_START * 2):
            if process.poll() is not None:
                raise SystemExit(
                    f"Virtuoso does not start: {(folder / 'server.txt').read_text(errors='replace')[-500:]}"
                )
            try:
                server.ask("SELECT (1 AS ?n) WHERE {}")
                break
            except (VirtuosoError, urllib.error.URLError):
                time.sleep(0.5)
        yield server
    finally:
        process.terminate()
        process.wait()
        log.close()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
