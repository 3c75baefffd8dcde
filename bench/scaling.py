#!/usr/bin/env python3
"""How much faster two worker processes are than one, with extraction and mapping as they are.

    python -m bench.scaling [--files 120] [--rounds 2]

Each round is a build of the same files with one worker and one with two, in turns, in processes of their own; the best
time by the clock counts, less that of a build of two files, since every process loads the pipeline once. On a machine
that does other things meanwhile the clock says too little: what the parent and its workers use of the processor says
how much faster two workers can be.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench._record import ROOT, Ratio, chart, record
from bench.safety.documents import SEEDS, write_folder

LEAST = 1.8
FEW = 2
_KG = """
import json, resource, sys, time
import kg.workers
from pathlib import Path
from kg.build import BuildOptions, build
if __name__ == "__main__":
    kg.workers.WORTH_A_PROCESS_BYTES = 0
    start = time.perf_counter()
    build([Path(sys.argv[1])], Path(sys.argv[2]), BuildOptions(workers=int(sys.argv[3])))
    wall = time.perf_counter() - start
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps([wall, *(use.ru_utime + use.ru_stime for use in uses)]))
"""


def files(number: int) -> dict[str, str]:
    """So many files: the five documents again and again, each time under another first line."""
    texts = [path.read_text("utf-8-sig") for path in sorted(SEEDS.glob("*.txt"))]
    return {f"{count:04}.txt": f"第{count}份\n\n{texts[count % len(texts)]}" for count in range(number)}


def times(folder: Path, store: Path, workers: int) -> list[float]:
    """Seconds by the clock, of the processor in the parent, and in the workers."""
    script = store.with_suffix(".py")
    script.write_text(_KG, "utf-8")
    command = [sys.executable, str(script), str(folder), str(store), str(workers)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    taken: list[float] = json.loads(done.stdout)
    return taken


def main() -> None:
    """Print both times, the ratio, and how the work is shared."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=2)
    arguments = parser.parse_args()
    measured: dict[tuple[int, int], list[list[float]]] = {}
    with TemporaryDirectory() as name:
        folder = Path(name)
        for number in (FEW, arguments.files):
            write_folder(folder / f"files-{number}", files(number))
            for count in range(arguments.rounds):
                for workers in (1, 2):
                    target = folder / f"store-{number}-{workers}-{count}"
                    taken = times(folder / f"files-{number}", target, workers)
                    measured.setdefault((number, workers), []).append(taken)
    best = {key: list(map(min, zip(*values, strict=True))) for key, values in measured.items()}
    # What the files beyond the first cost: the rest is starting.
    spent = {
        workers: [all_ - few for all_, few in zip(best[arguments.files, workers], best[FEW, workers], strict=True)]
        for workers in (1, 2)
    }
    report(arguments.files, *spent[1][:2], *spent[2])


def report(number: int, one: float, one_processor: float, two: float, parent: float, workers: float) -> None:
    """Print and keep the figures, all in seconds."""
    print(f"{number} files; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the end")
    chart([("one worker, by the clock", 1000 * one), ("two workers, by the clock", 1000 * two)], "ms")
    chart([("parent of two, processor", 1000 * parent), ("its workers, processor", 1000 * workers)], "ms")
    # Loading goes on beside extraction, if there is a processor left.
    possible = one_processor / max(parent, workers / 2, (parent + workers) / (os.cpu_count() or 1))
    ratios = [
        Ratio("two workers against one, by the clock", one / two, LEAST),
        Ratio("two workers against one, by the processor time of each", possible, LEAST),
        Ratio("workers' share of the processor time", workers / (parent + workers)),
    ]
    figures = {"processor seconds of one": one_processor, "of the parent of two": parent, "of its workers": workers}
    record("scaling", ratios, figures)


if __name__ == "__main__":
    main()
