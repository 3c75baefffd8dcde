#!/usr/bin/env python3
"""How much faster two worker processes are than one.

    python -m bench.scaling [--files 240] [--rounds 3]

What is shared among workers is what happens to each file: reading, extracting, mapping, writing it as N-Quads. That is
measured first, and then a whole build, where all of it goes into one store as well. Loading is the work of one process
and of RocksDB's threads, which sort and compact in the background: beside one worker they have a processor of their own
already, beside two they have not, so that there a build can only be as fast as all processors together are; which share
of them it uses is shown.

Each round is one worker and two, in turns, in processes of their own; the best time by the clock counts, less that of
two files, since every process loads the pipeline once.
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
WORKS = {"extract": "extraction", "build": "a whole build"}
_KG = """
import json, resource, sys, time
import kg.workers
from functools import partial
from pathlib import Path
from kg.build import BuildOptions, build
from kg.file_graph import to_graph
from kg.mapping import MappingSettings
from kg.options import DEFAULTS
from kg.vocabulary import DEFAULT_BASE
from kg.workers import Job, load_extractor, run

def extract(folder, workers):
    create = partial(load_extractor, DEFAULTS.config, DEFAULTS.max_bytes)
    finish = partial(to_graph, base=DEFAULT_BASE, settings=MappingSettings(), configuration="0" * 16)
    for _ in run(Job(create, finish), create(), sorted(folder.iterdir()), workers):
        pass

if __name__ == "__main__":
    kg.workers.WORTH_A_PROCESS_BYTES = 0
    what, folder, store, workers = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
    start = time.perf_counter()
    if what == "extract":
        extract(folder, workers)
    else:
        build([folder], store, BuildOptions(workers=workers))
    wall = time.perf_counter() - start
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps([wall, sum(use.ru_utime + use.ru_stime for use in uses)]))
"""


def files(number: int) -> dict[str, str]:
    """So many files: the five documents again and again, each time under another first line."""
    texts = [path.read_text("utf-8-sig") for path in sorted(SEEDS.glob("*.txt"))]
    return {f"{count:04}.txt": f"第{count}份\n\n{texts[count % len(texts)]}" for count in range(number)}


def times(what: str, folder: Path, store: Path, workers: int) -> tuple[float, float]:
    """Seconds by the clock, and of the processor in all processes."""
    script = store.with_suffix(".py")
    script.write_text(_KG, "utf-8")
    command = [sys.executable, str(script), what, str(folder), str(store), str(workers)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    clock, processor = json.loads(done.stdout)
    return clock, processor


def main() -> None:
    """Print both times of extraction and of a build, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=240)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    best: dict[tuple[str, int, int], tuple[float, float]] = {}
    with TemporaryDirectory() as name:
        folder = Path(name)
        for number in (FEW, arguments.files):
            write_folder(folder / f"files-{number}", files(number))
            for what in WORKS:
                for count in range(arguments.rounds):
                    for workers in (1, 2):
                        target = folder / f"store-{what}-{number}-{workers}-{count}"
                        taken = times(what, folder / f"files-{number}", target, workers)
                        best[what, number, workers] = min(best.get((what, number, workers), taken), taken)
    report(arguments.files, best)


def report(number: int, best: dict[tuple[str, int, int], tuple[float, float]]) -> None:
    """Print and keep the figures, all in seconds."""
    # What the files beyond the first cost: the rest is starting.
    spent = {
        (what, workers): [
            all_ - few for all_, few in zip(best[what, number, workers], best[what, FEW, workers], strict=True)
        ]
        for what in WORKS
        for workers in (1, 2)
    }
    print(f"{number} files; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the end")
    chart([(f"{WORKS[what]}, {workers} at work", 1000 * clock) for (what, workers), (clock, _) in spent.items()], "ms")
    clock, processor = spent["build", 2]
    ratios = [
        Ratio("extraction: two workers against one", spent["extract", 1][0] / spent["extract", 2][0], LEAST),
        Ratio("a whole build: two workers against one", spent["build", 1][0] / clock),
        Ratio("share of the processors that the build by two uses", processor / clock / (os.cpu_count() or 1)),
    ]
    figures = {
        f"{what}, {workers}: {of}": value
        for (what, workers), taken in spent.items()
        for of, value in zip(("seconds by the clock", "seconds of the processor"), taken, strict=True)
    }
    record("scaling", ratios, figures)


if __name__ == "__main__":
    main()
