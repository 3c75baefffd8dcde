from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("numpy", "opencc", "pyoxigraph", "pyshacl", "rdflib", "rich", "rjieba", "spacy", "starlette", "uvicorn")


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--help"], HEAVY),
        (["--version"], ("rjieba", "numpy", "pyoxigraph", "rdflib", "rich", "spacy")),
        (["build", "--help"], ("rjieba", "numpy", "rdflib", "spacy")),
        (["extract", "--help"], ("rjieba", "numpy", "rdflib", "spacy")),
        (["export", "--help"], ("rjieba", "numpy", "rdflib", "spacy")),
        (["serve", "--help"], ("rjieba", "numpy", "pyoxigraph", "rdflib", "spacy", "starlette", "uvicorn")),
        (["validate", "--help"], ("rjieba", "numpy", "pyshacl", "rdflib", "spacy")),
    ],
    ids=" ".join,
)
def test_help_waits_for_no_heavy_library(arguments: list[str], heavy: tuple[str, ...]) -> None:
    code = f"""
import sys
from kg.cli import cli
cli({arguments!r}, standalone_mode=False)
print("loaded:", sorted(set({heavy!r}) & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("loaded: []\n"), done.stdout
