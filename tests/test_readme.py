"""The READMEs show commands with their output; here they are run."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from extract.resources import resource
from kg.build import build
from kg.cli import cli

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh.md")
_SHOWN = re.compile(r"^```console\n\$ kg (?P<command>[^\n]+)\n(?P<output>.*?)^```", re.M | re.S)


def shown() -> Iterator[tuple[str, str, str]]:
    """(README, command, output) of every command that a README shows with its output."""
    for readme in READMES:
        for match in _SHOWN.finditer((ROOT / readme).read_text("utf-8")):
            yield readme, match["command"], match["output"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the five documents."""
    folder = tmp_path_factory.mktemp("readme") / "store"
    build([resource("data/documents")], folder)
    return folder


@pytest.mark.parametrize(("readme", "command", "output"), list(shown()))
def test_the_readme_shows_what_the_command_prints(readme: str, command: str, output: str, store: Path) -> None:
    result = CliRunner().invoke(cli, [*shlex.split(command), "--store", str(store)])
    assert result.exit_code == 0, result.stderr
    assert [line.rstrip() for line in result.stdout.splitlines()] == output.splitlines()


def test_both_readmes_answer_the_same_questions() -> None:
    commands = {name: [command for readme, command, _ in shown() if readme == name] for name in READMES}
    assert len(commands["README.md"]) >= 3
    assert commands["README.md"] == commands["README.zh.md"]
