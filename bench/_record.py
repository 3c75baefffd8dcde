"""What the scripts of `make bench` share: text charts, and ratios that the next run compares with."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "build" / "bench.json"
_WORSE = 0.10
_BAR = 30  # characters


@dataclass(frozen=True, slots=True)
class Ratio:
    """One ratio of two things that were measured side by side.

    Attributes:
        name: What it is, in words.
        value: The ratio.
        limit: What it is to be at least, or at most where `at_most`; None where nothing is asked.
        at_most: Whether less is better.
    """

    name: str
    value: float
    limit: float | None = None
    at_most: bool = False

    @property
    def is_met(self) -> bool:
        """Whether it is within its limit."""
        return self.limit is None or (self.value <= self.limit if self.at_most else self.value >= self.limit)

    def change_from(self, before: float) -> float:
        """By which share it is better than before; negative when it is worse."""
        return (before / self.value if self.at_most else self.value / before) - 1 if before and self.value else 0.0


def chart(rows: Sequence[tuple[str, float]], unit: str) -> None:
    """Print a bar for each value, the longest for the largest."""
    most = max(value for _, value in rows)
    for name, value in rows:
        print(f"{name:<36}{value:>14,.0f} {unit}  {'█' * max(1, round(_BAR * value / most))}")


def record(script: str, ratios: Sequence[Ratio], figures: Mapping[str, float], path: Path = RECORD) -> bool:
    """Print ratios beside those of the run before, and keep them and the absolute figures for the next one.

    Args:
        script: Which script measured.
        ratios: What is compared from run to run.
        figures: What is only kept: absolute figures of this machine, with their units in their names.
        path: The JSON file.

    Returns:
        Whether every ratio is within its limit.
    """
    everything = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    before = everything.get(script, {}).get("ratios", {})
    for ratio in ratios:
        print(f"{ratio.name:<60}{ratio.value:>8.2f}{_asked(ratio)}{_changed(ratio, before.get(ratio.name))}")
    everything[script] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}",
        "ratios": {ratio.name: round(ratio.value, 4) for ratio in ratios},
        "figures": {name: round(value, 2) for name, value in figures.items()},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(everything, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    return all(ratio.is_met for ratio in ratios)


def _asked(ratio: Ratio) -> str:
    if ratio.limit is None:
        return ""
    asked = f"at {'most' if ratio.at_most else 'least'} {ratio.limit:g}"
    return f"  ({asked})" if ratio.is_met else f"  (NOT {asked})"


def _changed(ratio: Ratio, before: float | None) -> str:
    if before is None:
        return ""
    change = ratio.change_from(before)
    warning = "  WARNING: worse by more than a tenth" if change < -_WORSE else ""
    return f"  before {before:.2f}, {'better' if change >= 0 else 'worse'} by {abs(change):.0%}{warning}"
