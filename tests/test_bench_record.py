"""What `make bench` keeps of a run, and says of the next one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench._record import Ratio, chart, record


def test_the_next_run_says_what_has_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "build" / "bench.json"
    assert record("speed", [Ratio("fast", 0.8, 0.6), Ratio("large", 1.0, 1.2, at_most=True)], {"x, MB": 3}, path)
    first = capsys.readouterr().out.splitlines()
    assert [line.split() for line in first] == [
        ["fast", "0.80", "(at", "least", "0.6)"],
        ["large", "1.00", "(at", "most", "1.2)"],
    ]
    record("other", [], {}, path)
    assert not record("speed", [Ratio("fast", 0.4, 0.6), Ratio("large", 1.1, 1.2, at_most=True)], {}, path)
    worse, little_worse = capsys.readouterr().out.splitlines()
    assert worse.endswith("(NOT at least 0.6)  before 0.80, worse by 50%  WARNING: worse by more than a tenth")
    assert little_worse.endswith("(at most 1.2)  before 1.00, worse by 9%")
    assert json.loads(path.read_text("utf-8"))["speed"]["ratios"] == {"fast": 0.4, "large": 1.1}
    record("speed", [Ratio("fast", 0.5)], {}, path)
    assert capsys.readouterr().out.endswith("before 0.40, better by 25%\n")


def test_the_longest_bar_is_that_of_the_largest_value(capsys: pytest.CaptureFixture[str]) -> None:
    chart([("a", 1000), ("b", 250)], "files/s")
    long, short = capsys.readouterr().out.splitlines()
    assert (long.split()[1:3], short.split()[1:3]) == (["1,000", "files/s"], ["250", "files/s"])
    assert (long.count("█"), short.count("█")) == (30, 8)
