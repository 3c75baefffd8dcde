"""`kg serve`."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import click

from kg.commands.options import shown, store_option
from kg.errors import ServeError

_EXAMPLES = """\
\b
Examples:
  kg serve
  kg serve --store ./kg-store --port 8080 --cors '*'
  kg serve --socket /run/kg/kg.sock --timeout 60
  curl 'http://127.0.0.1:7878/queries/goals-by-region?region=天津市&format=csv'
"""
_NEEDED = ("starlette", "uvicorn")


@click.command("serve", epilog=_EXAMPLES)
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option("--port", type=click.IntRange(0, 65535), default=7878, show_default=True, help="0 for any that is free.")
@click.option("--socket", type=click.Path(path_type=Path), metavar="PATH", help="A Unix socket instead of a port.")
@click.option(
    "--cors", metavar="ORIGIN", help="Origin whose pages may read answers, such as https://example.org, or *."
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="Name by which the server may be called, such as kg.example.org; may be given several times. Default: those "
    "of this machine if nobody else can reach it, else any.",
)
@click.option(
    "--documents",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    multiple=True,
    metavar="DIR",
    help="Where to look for source files that are no longer where they were built from; may be given several times.",
)
@click.option("--timeout", type=click.FloatRange(min=0.1), default=30, show_default=True, help="Seconds of a request.")
@click.option("--max-rows", type=click.IntRange(min=1), default=100_000, show_default=True, help="Rows of an answer.")
@click.option(
    "--max-memory",
    type=click.IntRange(min=16),
    default=512,
    show_default=True,
    metavar="MIB",
    help="Of a request, in MiB.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=lambda: 2 * (os.cpu_count() or 1),
    show_default="twice the processors",
    help="Requests answered at once; half as many more for those that take long.",
)
@click.option(
    "--access-log/--no-access-log", default=True, show_default=True, help="Log each request on standard error."
)
def serve_command(
    store: Path,
    host: str,
    port: int,
    socket: Path | None,
    cors: str | None,
    hosts: tuple[str, ...],
    documents: tuple[Path, ...],
    timeout: float,
    max_rows: int,
    max_memory: int,
    workers: int,
    access_log: bool,
) -> None:
    """Serve the graph over HTTP, read-only: SPARQL, saved queries, linked data.

    While `kg build` works on the store, the server answers from what it held before. SIGTERM or Ctrl-C ends it when the
    requests that are being answered are done.
    """
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise ServeError("kg serve", f"{' and '.join(missing)} not installed; run: pip install 'cn-stp-kg[serve]'")
    from kg.serve.app import Settings
    from kg.serve.hosts import known_hosts
    from kg.serve.limits import Limits
    from kg.serve.pool import Lanes
    from kg.serve.run import serve

    address = socket or (host, port)
    settings = Settings(
        store=store,
        documents=documents,
        cors=cors,
        limits=Limits(seconds=timeout, rows=max_rows, memory=max_memory * 2**20),
        lanes=Lanes(fast=workers, slow=max(1, workers // 2)),
        hosts=known_hosts(address, hosts),
    )
    serve(settings, address, lambda where: click.echo(f"Serving {shown(store)} at {where}", err=True), access_log)
