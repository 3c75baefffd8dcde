#!/usr/bin/env python3
"""Kill builds and updates at random moments, and look at what is left of the store.

    python -m bench.safety.crash_test [--documents 200] [--kills 50] [--seed 1] [--infer]

After each kill the store must open, hold whole documents only (each graph that counts is exactly that of an undisturbed
build, and an update leaves every file its old or its new graph), and the next build must give exactly the store of an
undisturbed one: the same bytes of N-Quads. The files are read before, so that the builds that are killed do little but
write; every other pair of them loads beside the reading, as a build by several workers does. Half of the moments are
random in the time of a build, half in what comes between its files: opening, writing a batch, what is made from all
files together. Afterwards the disk runs full, and is read-only.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest.mock import patch

from bench.safety.documents import KnownFacts, first_and_second_edition, write_folder
from bench.safety.full_disk import full_and_read_only
from bench.safety.processes import Moment, in_process, killed_at
from bench.safety.state import digests, files_of, is_made
from kg.build import BuildOptions, build
from kg.progress import ignore_progress


@dataclass(frozen=True, slots=True)
class Case:
    """One build that is killed again and again.

    Attributes:
        name: What it is called.
        folder: What is built.
        before: The store that it starts from; None for none.
        extractor: Reads the files.
        infer: Whether the store also has what follows by the ontology.
    """

    name: str
    folder: Path
    before: Path | None
    extractor: KnownFacts
    infer: bool

    def start(self, store: Path) -> None:
        """Put the store where it is before the build."""
        shutil.rmtree(store, ignore_errors=True)
        if self.before:
            shutil.copytree(self.before, store)

    def build(self, store: Path, told: Callable[..., None] = ignore_progress, workers: int = 1) -> None:
        """Build; with two workers, batches are loaded in threads."""
        options = BuildOptions(workers=workers, prune=True, infer=self.infer)
        # All files are read in this process, however large they are.
        with patch("kg.workers.WORTH_A_PROCESS_BYTES", sys.maxsize):
            build([self.folder], store, options, told, lambda *_: self.extractor)


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What a build gives that nothing disturbs.

    Attributes:
        state: The digest of each graph, by its name.
        files: The graph of each file, by its path.
        gaps: The seconds before each file, and after the last one.
    """

    state: dict[str, str]
    files: dict[str, str]
    gaps: list[float]


def undisturbed(case: Case, store: Path) -> Undisturbed:
    """Build without a kill, and see what comes of it and when."""
    case.start(store)

    def work() -> list[float]:
        times = [time.monotonic()]
        case.build(store, lambda *_: times.append(time.monotonic()))
        times.append(time.monotonic())
        return [after - before for before, after in zip(times, times[1:], strict=False)]

    gaps = in_process(work)
    files = {path: graphs[0] for path, graphs in in_process(lambda: files_of(store)).items()}
    return Undisturbed(in_process(lambda: digests(store)), files, gaps)


def random_moment(gaps: list[float], random: Random, in_a_gap: bool) -> Moment:
    """A moment at random in the time of a build, or in one of the longest times between two files."""
    if in_a_gap:
        number = random.choice(sorted(range(len(gaps)), key=lambda number: -gaps[number])[:8])
        return Moment(number, random.uniform(0, gaps[number]))
    left = random.uniform(0, sum(gaps))
    for number, gap in enumerate(gaps):
        if left < gap:
            return Moment(number, left)
        left -= gap
    return Moment(len(gaps) - 1, gaps[-1])


def damage(store: Path, expected: Undisturbed, before: Undisturbed | None) -> tuple[int, list[str]]:
    """How many files the store that a kill left holds, and what is wrong with it, in words."""
    try:
        if not in_process(lambda: is_made(store)):
            return 0, []  # the next build makes it
        found, files = in_process(lambda: (digests(store), files_of(store)))
    except RuntimeError:  # the process has said why
        return 0, ["the store cannot be read"]
    wrong = []
    states = {graph: {expected.state.get(graph)} for graph in expected.state}
    if before:
        for graph in before.state:
            states.setdefault(graph, set()).add(before.state[graph])
    for path, graphs in files.items():
        if len(graphs) != 1:
            wrong.append(f"{path} has {len(graphs)} graphs")
        wrong += [f"{path}: half a graph" for graph in graphs if found.get(graph) not in states.get(graph, set())]
    if before:
        lost = (before.files.keys() & expected.files.keys()) - files.keys()
        wrong += [f"{path} has neither its old nor its new graph" for path in sorted(lost)]
    return len(files), wrong


def run(case: Case, kills: int, random: Random, folder: Path, before: Undisturbed | None) -> tuple[Undisturbed, int]:
    """Kill one build again and again, print what was found, and give the undisturbed one and the number of faults."""
    expected = undisturbed(case, folder / f"{case.name}-undisturbed")
    store, faults, late, kept = folder / case.name, 0, 0, []
    for number in range(kills):
        moment = random_moment(expected.gaps, random, in_a_gap=number % 2 == 1)
        case.start(store)
        workers = 1 + number // 2 % 2
        killed = killed_at(moment, lambda told, workers=workers: case.build(store, told, workers))
        late += not killed
        files, wrong = damage(store, expected, before)
        kept.append(files)
        in_process(lambda: case.build(store))
        after = in_process(lambda: digests(store))
        differing = sorted(
            name for name in after.keys() | expected.state if after.get(name) != expected.state.get(name)
        )
        wrong += [f"after the next build {name} differs" for name in differing]
        faults += bool(wrong)
        for line in wrong[:5]:
            print(f"  kill {number + 1}, after {moment.files} files and {moment.delay:.3f} s: {line}")
    print(
        f"{case.name}: {kills} kills -9 of a build of {len(expected.files)} files ({sum(expected.gaps):.1f} s),"
        f" {late} of them after its end; the store then held {min(kept)} to {max(kept)} files;"
        f" {kills - faults} times all of them whole, and the next build gave the undisturbed graph byte for byte",
        flush=True,
    )
    return expected, faults


def main() -> None:
    """Print what was done and found; exit code 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--infer", action="store_true", help="keep what follows by the ontology too")
    parser.add_argument("--sizes", type=int, default=5, help="how many small disks")
    arguments = parser.parse_args()
    random = Random(arguments.seed)
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        first, second = first_and_second_edition(arguments.documents, random)
        # Both editions at one path, as an update finds them.
        old, new, documents = folder / "first", folder / "second", folder / "documents"
        extractor = KnownFacts([write_folder(old, first), write_folder(new, second)])
        old.rename(documents)
        built, faults = run(
            Case("build", documents, None, extractor, arguments.infer), arguments.kills, random, folder, None
        )
        documents.rename(old)
        new.rename(documents)
        update = Case("update", documents, folder / "build-undisturbed", extractor, arguments.infer)
        faults += run(update, arguments.kills, random, folder, built)[1]
        if arguments.sizes:
            faults += full_and_read_only(documents, arguments.sizes, arguments.seed)
    print("nothing was lost" if not faults else f"{faults} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
