"""The distribution: what a wheel holds, and that it works away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Where each folder of data that the code reads stands in a checkout, and where in a wheel.
DATA = {
    "ontology": "kg/resources/ontology",
    "queries": "kg/resources/queries",
    "data/gazetteers": "kg/resources/data/gazetteers",
    "data/models": "kg/resources/data/models",
    # What `make page` makes, if it was run; the page's sources stay behind.
    "build/page": "kg/resources/build/page",
}
PAGE_SOURCES = "kg/serve/page/"


def build(folder: Path, *options: str) -> Path:
    """Build into `folder` with the tools of this environment and return the wheel."""
    command = [sys.executable, "-m", "build", "--no-isolation", *options, "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def files_below(folder: Path) -> set[str]:
    """The files of a folder of the checkout that belong to the project."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name for name in names if "__pycache__" not in name}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"), "--wheel")


@pytest.fixture(scope="module")
def wheel_names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing in it but the installed wheel."""
    folder = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(folder)]
    subprocess.run([*command, str(wheel)], check=True, capture_output=True)
    return folder


def run_installed(installed: Path, elsewhere: Path, *command: str) -> str:
    """Standard output of a command that sees the installed wheel and not the checkout."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8", "COLUMNS": "200"}
    result = subprocess.run(command, cwd=elsewhere, env=environment, capture_output=True, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_wheel_holds_two_packages_and_nothing_else_at_its_top(wheel_names: set[str]) -> None:
    assert {name.split("/")[0] for name in wheel_names} == {"kg", "extract", "cn_stp_kg-0.1.0.dist-info"}


@pytest.mark.parametrize("package", ["kg", "extract"])
def test_wheel_holds_every_module(wheel_names: set[str], package: str) -> None:
    modules = {f"{package}/{name}" for name in files_below(ROOT / package)}
    modules = {name for name in modules if not name.startswith(PAGE_SOURCES)}
    assert {name for name in wheel_names if name.startswith(f"{package}/")} - set(resources(wheel_names)) == modules


@pytest.mark.parametrize(("source", "target"), DATA.items())
def test_wheel_holds_the_data_that_the_code_reads(wheel_names: set[str], source: str, target: str) -> None:
    expected = {f"{target}/{name}" for name in files_below(ROOT / source)}
    assert expected or source == "build/page"
    assert {name for name in wheel_names if name.startswith(f"{target}/")} == expected


def test_wheel_holds_no_other_data(wheel_names: set[str]) -> None:
    assert [name for name in resources(wheel_names) if not name.startswith(tuple(DATA.values()))] == []


def resources(wheel_names: set[str]) -> list[str]:
    return sorted(name for name in wheel_names if name.startswith("kg/resources/"))


def test_source_distribution_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    assert build(tmp_path).read_bytes() == wheel.read_bytes()


def test_installed_package_reads_its_own_data(installed: Path, tmp_path: Path) -> None:
    code = "from extract.resources import resource; print(resource('data/gazetteers'))"
    found = run_installed(installed, tmp_path, sys.executable, "-c", code).strip()
    assert Path(found) == installed / "kg" / "resources" / "data" / "gazetteers"


def test_installed_command_explains_itself(installed: Path, tmp_path: Path) -> None:
    output = run_installed(installed, tmp_path, str(installed / "bin" / "kg"), "--help")
    assert output.startswith("Usage: kg")


def test_installed_command_lists_every_saved_query(installed: Path, tmp_path: Path) -> None:
    output = run_installed(installed, tmp_path, str(installed / "bin" / "kg"), "queries")
    queries = {path.stem for path in (ROOT / "queries").glob("*.rq")}
    assert queries - set(output.split()) == set()
