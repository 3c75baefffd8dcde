"""The repository's own rules: what its files may hold, how long they may be, what they must agree on."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
MODULES = sorted(path for package in ("kg", "extract") for path in (ROOT / package).rglob("*.py"))
MADE = {"__pycache__", "build", "dist", "kg-store"}

# Addresses of package registries and their mirrors; installers know where to look without them.
REGISTRY = re.compile(
    r"pypi[.](?:org|python)|python(?:hosted)[.]|npm(?:js)[.]|(?:deb|security|archive)[.](?:debian|ubuntu)[.]"
    r"|mirrors?[.]\w+[.](?:com|cn|edu)|pypi[.]tuna|/simple/\w"
)
# Folders that exist on one machine only.
OWN_MACHINE = re.compile(r"(?<![\w./}])/(?:wor[k]|roo[t])/\w")


def project_files() -> Iterator[Path]:
    """Every file of the project; what tools and builds make is left out."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in MADE and (name == ".ci" or name[0] != "."))
        yield from (Path(folder) / name for name in sorted(files))


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def requirement_names(requirements: list[str]) -> set[str]:
    return {normalised(re.split(r"[^\w.-]", requirement)[0]) for requirement in requirements}


def declared_requirements() -> list[str]:
    """What running, developing, building and comparing need."""
    groups = [*PROJECT["project"]["optional-dependencies"].values(), *PROJECT["dependency-groups"].values()]
    return [*PROJECT["project"]["dependencies"], *chain.from_iterable(groups)]


def readme_commands(program: str) -> set[str]:
    """The word after `program` in every command line that a block of the README shows."""
    blocks = re.findall(r"^```[a-z]*\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
    return set(re.findall(rf"^(?:\$ )?{program} ([a-z-]+)", "\n".join(blocks), re.M))


@pytest.mark.parametrize("pattern", [REGISTRY, OWN_MACHINE], ids=["registry", "own machine"])
def test_no_file_holds_an_address_of(pattern: re.Pattern[str]) -> None:
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in project_files()}
    found = {str(path.relative_to(ROOT)): match[0] for path, text in texts.items() if (match := pattern.search(text))}
    assert found == {}


@pytest.mark.parametrize("address", ["files.python" + "hosted.org", "pypi" + ".org/simple", "registry.npm" + "js.org"])
def test_registry_addresses_are_recognised(address: str) -> None:
    assert REGISTRY.search(f"look at https://{address}/x")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_lock_pins_every_package_by_version_and_hash(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert "://" not in text
    entries = text.replace("\\\n", "").splitlines()
    assert entries
    assert [entry for entry in entries if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry)] == []


def test_locks_cover_every_dependency() -> None:
    locked = {normalised(line.split("==")[0]) for lock in LOCKS for line in lock.read_text("utf-8").splitlines()}
    assert requirement_names(declared_requirements()) - locked == set()


def test_every_dependency_is_accounted_for() -> None:
    words = {normalised(word) for word in re.findall(r"[\w.-]+", (ROOT / "docs/dependencies.md").read_text("utf-8"))}
    assert requirement_names(declared_requirements()) - words == set()


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT)))
def test_module_and_its_functions_are_short(module: Path) -> None:
    source = module.read_text("utf-8")
    assert len(source.splitlines()) <= 300
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    lengths = {node.name: (node.end_lineno or node.lineno) - node.lineno + 1 for node in functions}
    assert {name: length for name, length in lengths.items() if length > 40} == {}


def entry_points() -> list[EntryPoint]:
    groups = {"console_scripts": PROJECT["project"]["scripts"], **PROJECT["project"]["entry-points"]}
    return [EntryPoint(name, value, group) for group, values in groups.items() for name, value in values.items()]


@pytest.mark.parametrize("entry_point", entry_points(), ids=lambda entry_point: str(entry_point.name))
def test_entry_point_leads_to_code(entry_point: EntryPoint) -> None:
    assert callable(entry_point.load())


def test_readme_shows_only_make_targets_that_exist() -> None:
    targets = re.findall(r"^\.PHONY: ([a-z-]+)$", MAKEFILE, re.M)
    assert {"demo", "test"} <= readme_commands("make") <= set(targets)


def test_readme_shows_only_commands_that_exist() -> None:
    command = [str(Path(sys.executable).parent / "kg"), "--help"]
    overview = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    commands = re.findall(r"^  ([a-z-]+)(?:  |$)", overview.partition("Commands:")[2], re.M)
    assert {"build", "query"} <= readme_commands("kg") <= set(commands)


def test_licence_is_the_declared_one() -> None:
    assert PROJECT["project"]["license"] == "Apache-2.0"
    words = (ROOT / "LICENSE").read_text("utf-8").split()
    assert words[:5] == ["Apache", "License", "Version", "2.0,", "January"]


def test_changelog_knows_the_version() -> None:
    assert f"## [{PROJECT['project']['version']}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_ci_runs_the_one_check_command() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").splitlines()[-1] == "make check"
    assert re.search(r"^check:.*\btest\b", MAKEFILE, re.M)
