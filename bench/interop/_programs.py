"""What the scripts of this folder share: the graph of the five documents, and the programs that they need."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Store

from extract.resources import resource
from kg.build import build
from kg.store import read_store


def five_documents(folder: Path) -> Store:
    """The graph of `data/documents`, built into `folder`, read-only."""
    result = build([resource("data/documents")], folder)
    if result.built != 5:
        raise SystemExit(f"{result.built} of 5 documents were built")
    return read_store(folder)


def need_program(name: str, package: str) -> str:
    """The path of a program; as root on Debian or Ubuntu, its package is installed where it is missing.

    Raises:
        SystemExit: It is not there and cannot be installed.
    """
    if not shutil.which(name) and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "--yes", "--no-install-recommends", package]):
            subprocess.run(["apt-get", "-qq", *command], check=True, stdout=subprocess.DEVNULL, env=environment)
    path = shutil.which(name)
    if path is None:
        raise SystemExit(f"there is no {name}; install {package} (as root on Debian this is done here)")
    return path


def need_python_packages(folder: Path, *packages: str) -> None:
    """Install packages for this run only, into `folder`, where Python then finds them after its own."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--target",
        str(folder),
    ]
    subprocess.run([*command, *packages], check=True)
    sys.path.append(str(folder))


def need_npm_packages(folder: Path, *packages: str) -> Path:
    """Install packages for Node.js for this run only, and say where they are."""
    npm = need_program("npm", "npm")
    folder.mkdir(parents=True, exist_ok=True)
    command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), *packages]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder / "node_modules"


def report(rows: Sequence[tuple[str, ...]], faults: list[str]) -> None:
    """Print a table; end with exit code 1 where something is not as it should be."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    if faults:
        print(*faults, sep="\n", file=sys.stderr)
        raise SystemExit(1)
