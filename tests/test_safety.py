"""The short forms of `make crash-test`, `make determinism` and `make fuzz`."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from random import Random

from bench.safety.patterns import Pattern, all_patterns, without_end

ROOT = Path(__file__).resolve().parent.parent


def run(module: str, *arguments: object) -> str:
    """What a program of bench/safety prints; it must find nothing wrong."""
    command = [sys.executable, "-m", f"bench.safety.{module}", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_nothing_is_lost_when_a_build_is_killed_or_the_disk_is_full() -> None:
    said = run("crash_test", "--documents", 20, "--kills", 3, "--sizes", 1)
    assert said.count("3 times all of them whole") == 2
    assert said.endswith("nothing was lost\n")


def test_surroundings_do_not_change_a_byte(tmp_path: Path) -> None:
    (tmp_path / "乙.txt").write_text("云州市行动计划\n到2025年，建成平台10个。\n按照《云州市规划》执行。\n", "utf-8")
    (tmp_path / "甲.txt").write_text(
        "云州市规划\n由云州市科技局、云州市教育局牵头。\n到2023年，建成平台5个。\n", "utf-8"
    )
    assert "2 builds of 2 files: all bytes the same" in run("determinism", tmp_path, "--sample", 2)


def test_expressions_end_and_damaged_files_are_read_or_refused() -> None:
    said = run("fuzz", "--short")
    assert "100 damaged files" in said
    assert " 0 come to no end" in said


def test_an_expression_without_end_is_found() -> None:
    assert without_end(Pattern("x", re.compile("(?:提高到?|提高至|到|至)+$"), anchored=False), Random(1)) is not None
    assert without_end(Pattern("x", re.compile("(?:提高|到|至){1,20}+$"), anchored=False), Random(1)) is None


def test_every_expression_is_known() -> None:
    found = {pattern.name: pattern for pattern in all_patterns()}
    assert {"extract.indicators._TRAILING", "extract.structure.header._KINDS", "kg.iris._NUMBER"} <= found.keys()
    assert not found["extract.indicators._TRAILING"].anchored
    assert found["extract.membership._SEAT"].anchored
