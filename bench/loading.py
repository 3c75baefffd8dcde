#!/usr/bin/env python3
"""What a build does besides extraction, against pyoxigraph's `bulk_load` of the N-Quads that are in the store then.

    python -m bench.loading [--files 200] [--rounds 2]

The files are the five documents of data/documents again and again, each time under other titles and with other goals,
sections and mentions; their graphs are made beforehand. The build finds the files, hashes them, writes graphs,
ontologies, gazetteers and manifest, and makes the links among documents. The ratio is that of processor time.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from pyoxigraph import Quad, RdfFormat, Store, serialize

from bench._record import Ratio, chart, record
from bench.safety.documents import SEEDS
from extract.facts import FileFacts
from extract.pipeline import Extractor
from kg.build import build
from kg.file_graph import FileGraph
from kg.iris import Iris
from kg.store import read_store
from kg.workers import Job

LEAST = 0.8


def copies(number: int, folder: Path) -> Iterator[tuple[Path, FileFacts]]:
    """So many files, and what they would say: the five documents under titles and numbers of their own."""
    extractor = Extractor()
    known = [extractor(path) for path in sorted(SEEDS.glob("*.txt"))]
    for count in range(number):
        facts = known[count % len(known)]
        path = folder / f"{count:06}.txt"
        path.write_text(f"第{count}份\n", "utf-8")
        source = replace(facts.source, name=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
        documents = tuple(
            replace(document, title=f"{document.title}（{count}）", number=f"{document.number}-{count}")
            for document in facts.documents
        )
        yield path, replace(facts, source=source, documents=documents)


def timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Seconds of the processor, and by the clock."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


class Ready:
    """In place of `kg.workers.run`: graphs that are made at the first run, and given at the next ones."""

    def __init__(self, facts: list[tuple[Path, FileFacts]]) -> None:
        self._facts = facts
        self._graphs: list[tuple[Path, FileGraph]] = []

    def __call__(self, job: Job[FileGraph], _extractor: object, paths: Any, _workers: int) -> Any:
        """The results."""
        if not self._graphs:
            self._graphs = [(path, job.finish(facts)) for path, facts in self._facts]
        assert [path for path, _ in self._graphs] == list(paths)
        return iter(self._graphs)

    def nquads(self) -> bytes:
        """All of them."""
        return b"".join(file.nquads for _, file in self._graphs)


def of_file(quad: Quad) -> bool:
    """Whether a statement is of the graph of a file."""
    return Iris().is_file(quad.graph_name)


class NoExtractor:
    """What is asked for its fingerprint only."""

    fingerprint = "ready"


def main() -> None:
    """Print both rates and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=2)
    arguments = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "files").mkdir()
        ready = Ready(list(copies(arguments.files, folder / "files")))
        ours, theirs = [], []

        def make_store(target: Path) -> None:
            with mock.patch("kg.build.run", ready):
                build([folder / "files"], target, make_extractor=lambda *_: NoExtractor())  # type: ignore[arg-type, return-value]

        make_store(folder / "first")
        store = read_store(folder / "first")
        nquads = ready.nquads() + (serialize((q for q in store if not of_file(q)), format=RdfFormat.N_QUADS) or b"")
        for count in range(arguments.rounds):
            ours.append(timed(lambda count=count: make_store(folder / f"ours-{count}")))
            plain = Store(str(folder / f"theirs-{count}"))
            theirs.append(timed(lambda plain=plain: plain.bulk_load(nquads, format=RdfFormat.N_QUADS)))
        report(len(store), len(nquads), min(ours), min(theirs), arguments.files)


def report(statements: int, size: int, ours: tuple[float, float], theirs: tuple[float, float], files: int) -> None:
    """Print and keep the figures."""
    rates = {"kg build without extraction": statements / ours[0], "pyoxigraph's bulk_load": statements / theirs[0]}
    print(f"{files} files, {statements:,} statements, {size / statements:.0f} bytes each as N-Quads")
    print(f"by the clock: {ours[1]:.1f} s and {theirs[1]:.1f} s")
    chart(list(rates.items()), "statements/s")
    figures = {f"{what}, statements/s": rate for what, rate in rates.items()}
    figures |= {"bytes/statement as N-Quads": size / statements}
    record("loading", [Ratio("loading against bulk_load", theirs[0] / ours[0], LEAST)], figures)


if __name__ == "__main__":
    main()
