#!/usr/bin/env python3
"""Does anything but the files and the settings change the graph?

    python -m bench.safety.determinism [SOURCE...] [--sample N]     (default: data/documents)

The files are built with each combination of two hash seeds, locales, time zones, orders of the files and numbers of
worker processes, and exported as N-Quads, every graph that builds repeat: all bytes must be the same.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from kg.sources import find_files

ROOT = Path(__file__).resolve().parent.parent.parent
HASH_SEEDS = ("0", "4711")
# That of files that are opened without saying their encoding, and of the terminal: UTF-8, and ASCII. In a folder
# whose name is not ASCII, Python itself does not start in the second: it cannot read where an editable installation is.
LOCALES = ("C.UTF-8", "C") if str(ROOT).isascii() else ("C.UTF-8",)
TIME_ZONES = ("Asia/Shanghai", "America/St_Johns")
ORDERS = ("sorted", "reversed")
WORKERS = (1, 2)
# Worker processes do their share however little there is to do.
_KG = "import kg.workers; kg.workers.WORTH_A_PROCESS_BYTES = 0; from kg.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What must not matter.

    Attributes:
        hash_seed: PYTHONHASHSEED, by which the order of sets differs.
        locale: LC_ALL.
        time_zone: TZ.
        order: In which order the files are named: sorted or reversed.
        workers: How many processes extract.
    """

    hash_seed: str
    locale: str
    time_zone: str
    order: str
    workers: int

    def __str__(self) -> str:
        """All of it in a line."""
        seed, workers = f"hash seed {self.hash_seed}", f"{self.workers} workers"
        return ", ".join((seed, self.locale, self.time_zone, self.order, workers))


def combinations() -> list[Surroundings]:
    """Every combination."""
    return list(itertools.starmap(Surroundings, itertools.product(HASH_SEEDS, LOCALES, TIME_ZONES, ORDERS, WORKERS)))


def sample(number: int) -> list[Surroundings]:
    """Some combinations, the first two of which share nothing."""
    everything = combinations()
    return [everything[0], everything[-1], *Random(0).sample(everything[1:-1], max(0, number - 2))][:number]


def exported(paths: Sequence[Path], surroundings: Surroundings, folder: Path) -> bytes:
    """The graph of some files as N-Quads, built and exported by the command line in some surroundings."""
    environment = os.environ | {
        "PYTHONHASHSEED": surroundings.hash_seed,
        "LC_ALL": surroundings.locale,
        # Python would not take the locale at its word.
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "TZ": surroundings.time_zone,
    }
    named = list(map(str, paths if surroundings.order == "sorted" else reversed(paths)))
    store, target = str(folder / "store"), folder / "graph.nq"
    for arguments in (
        ["build", *named, "--store", store, "--workers", str(surroundings.workers), "--infer"],
        ["export", "--store", store, "--format", "nquads", "--all", "-o", str(target)],
    ):
        subprocess.run([sys.executable, "-c", _KG, *arguments], check=True, cwd=ROOT, env=environment, stderr=-1)
    return target.read_bytes()


def main() -> None:
    """Print one line a combination; exit code 1 when two differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", type=Path, default=[ROOT / "data" / "documents"])
    parser.add_argument("--sample", type=int, metavar="N", help="only so many of the combinations")
    arguments = parser.parse_args()
    paths = sorted(path.resolve() for path in find_files(arguments.sources))
    chosen = sample(arguments.sample) if arguments.sample else combinations()
    digests = set()
    for surroundings in chosen:
        with TemporaryDirectory() as folder:
            content = exported(paths, surroundings, Path(folder))
        digests.add(hashlib.sha256(content).hexdigest())
        print(f"{hashlib.sha256(content).hexdigest()[:16]}  {len(content):,} bytes  {surroundings}", flush=True)
    same = len(digests) == 1
    print(f"{len(chosen)} builds of {len(paths)} files: {'all bytes the same' if same else 'they differ'}")
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
