#!/usr/bin/env python3
"""Peak memory of `kg build` against the number of files, and of `kg extract` against the size of one.

    python -m bench.memory [--documents 1000 10000] [--megabytes 1 6]

The files are made of paragraphs of the five documents of data/documents, no two alike; the one file is these documents
over and over. Of a build as users start it, with a worker for each processor, what counts is the most that all its
processes have together (proportional set size, looked at ten times a second; Linux only); of a build without workers
and of an extraction, the largest resident set of the one process.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench._processes import memory_of
from bench._record import Ratio, chart, record
from bench.safety.documents import SEEDS, small_documents, write_folder

MEGABYTE = 1_000_000
MOST_GROWTH = 1.2
_SAMPLE_SECONDS = 0.1


def one_text(size: int) -> bytes:
    """The five documents over and over, each time under another first line, until `size` bytes are reached."""
    texts = [path.read_text("utf-8-sig") for path in sorted(SEEDS.glob("*.txt"))]
    parts: list[bytes] = []
    while sum(map(len, parts)) < size:
        parts.append(f"第{len(parts)}份\n\n{texts[len(parts) % len(texts)]}\n\n".encode())
    return b"".join(parts)[:size].decode("utf-8", errors="ignore").encode()


def peak_megabytes(*arguments: str) -> float:
    """The largest resident set of a `kg` run in a process of its own, in millions of bytes."""
    script = (
        "import resource, subprocess, sys\n"
        "subprocess.run([sys.executable, '-m', 'kg', *sys.argv[1:]], check=True, stdout=2, stderr=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True)
    unit = 1 if sys.platform == "darwin" else 1024
    return int(done.stdout) * unit / MEGABYTE


def peak_megabytes_together(*arguments: str) -> float:
    """The most that a `kg` run and the processes that it starts have at one time, in millions of bytes."""
    most = 0
    with subprocess.Popen([sys.executable, "-m", "kg", *arguments], stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, memory_of(process.pid))
            time.sleep(_SAMPLE_SECONDS)
    if process.returncode:
        raise SystemExit(f"kg {' '.join(arguments)}: exit code {process.returncode}")
    return most / MEGABYTE


def peaks_of_build(documents: int) -> tuple[float, float]:
    """Those of a build of so many small files: with a worker for each processor, and without workers."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        texts = small_documents(documents, Random(0))
        write_folder(folder / "files", {f"{number:06}.txt": text for number, text in enumerate(texts)})
        together = peak_megabytes_together("build", f"{folder}/files", "--store", f"{folder}/store")
        alone = peak_megabytes("build", f"{folder}/files", "--store", f"{folder}/store-1", "--workers", "1")
        return together, alone


def peak_of_extraction(megabytes: int) -> float:
    """That of the extraction of one large file."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "one.txt").write_bytes(one_text(megabytes * MEGABYTE))
        return peak_megabytes("extract", f"{folder}/one.txt", "-o", f"{folder}/out")


def main() -> None:
    """Print a bar for each size, and by how much memory grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", nargs="+", type=int, default=[1_000, 10_000])
    parser.add_argument("--megabytes", nargs="*", type=int, default=[1, 6])
    arguments = parser.parse_args()
    peaks = [peaks_of_build(number) for number in arguments.documents]
    ways = ("all processes", "one process")
    builds = [
        (f"kg build, {number:,} files, {way}", peak)
        for number, both in zip(arguments.documents, peaks, strict=True)
        for way, peak in zip(ways, both, strict=True)
    ]
    single = [(f"kg extract, one file of {size} MB", peak_of_extraction(size)) for size in arguments.megabytes]
    chart([*builds, *single], "MB")
    name = f"peak memory, {arguments.documents[-1]:,} files against {arguments.documents[0]:,}"
    growth = [
        Ratio(f"{name}, {way}", most / least, MOST_GROWTH, at_most=True)
        for way, least, most in zip(ways, peaks[0], peaks[-1], strict=True)
    ]
    record("memory", growth, {f"{what}, MB": peak for what, peak in (*builds, *single)})


if __name__ == "__main__":
    main()
