"""The examples of docs/serve.md, run as they stand there, against the graph of the five documents."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from live_server import LiveServer, serving

from extract.resources import resource
from kg.build import build
from kg.cli import COMMANDS
from kg.serve.api import API_ROUTES
from kg.serve.routes import ROUTES

PAGE = (Path(__file__).resolve().parent.parent / "docs/serve.md").read_text("utf-8")
SHOWN = re.findall(r"^```console\n\$ (curl [^\n]+)\n(.*?)^```", PAGE, re.M | re.S)
ADDRESS = "http://127.0.0.1:7878/"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    folder = tmp_path_factory.mktemp("docs") / "store"
    build([resource("data/documents")], folder)
    with serving(folder, "--workers", "2") as running:
        yield running


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
@pytest.mark.parametrize(("command", "output"), SHOWN)
def test_the_page_shows_what_curl_prints(command: str, output: str, server: LiveServer) -> None:
    words = shlex.split(command.replace(ADDRESS, server.address))
    done = subprocess.run([words[0], "--silent", "--show-error", *words[1:]], capture_output=True, check=True)
    printed = done.stdout.decode("utf-8").replace(server.address, ADDRESS)
    assert printed.splitlines() == output.splitlines()


def test_the_example_in_python_runs(server: LiveServer, capsys: pytest.CaptureFixture[str]) -> None:
    [code] = re.findall(r"^```python\n(.*?)^```", PAGE, re.M | re.S)
    exec(code.replace(ADDRESS, server.address), {})
    assert capsys.readouterr().out == "天津市\n"


def test_every_address_is_on_the_page() -> None:
    assert "serve" in COMMANDS
    paths = {re.sub(r"/\{.*", "", route.path) for route in (*ROUTES, *API_ROUTES)} - {"/card.css"}
    assert {path for path in paths if f"`{path}" not in PAGE} == set()
