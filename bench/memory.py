#!/usr/bin/env python3
"""Peak memory of `kg build` and of `kg extract` against the size of the input.

    python bench/memory.py [FOLDER] [--megabytes 1 6 24]     (default: ../shared/corpus/reports, else data/documents)

The texts of the folder are repeated until there is enough: once as files of their own size, once as a single file.
"""

from __future__ import annotations

import argparse
import itertools
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
DEFAULTS = (ROOT.parent / "shared" / "corpus" / "reports", ROOT / "data" / "documents")
MEGABYTE = 1_000_000


def texts_of(folder: Path, size: int) -> Iterator[bytes]:
    """The folder's texts over and over, each time under another first line, until `size` bytes are reached."""
    paths = sorted(folder.glob("*.txt"))
    for number, path in enumerate(itertools.cycle(paths)):
        text = f"第{number}份\n\n".encode() + path.read_bytes().removeprefix(b"\xef\xbb\xbf") + b"\n\n"
        yield text[:size].decode("utf-8", errors="ignore").encode()
        size -= len(text)
        if size <= 0:
            return


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


def main() -> None:
    """Print one line for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=next(path for path in DEFAULTS if path.is_dir()))
    parser.add_argument("--megabytes", nargs="+", type=int, default=[1, 6, 24])
    arguments = parser.parse_args()
    print("input   kg build, many files   kg extract, one file")
    for megabytes in arguments.megabytes:
        with TemporaryDirectory() as folder:
            many, one = Path(folder, "many"), Path(folder, "one")
            many.mkdir()
            one.mkdir()
            texts = list(texts_of(arguments.folder, megabytes * MEGABYTE))
            for number, text in enumerate(texts):
                (many / f"{number:04}.txt").write_bytes(text)
            (one / "all.txt").write_bytes(b"".join(texts))
            build = peak_megabytes("build", str(many), "--store", f"{folder}/store", "--workers", "1")
            extract = peak_megabytes("extract", str(one), "-o", f"{folder}/out")
        print(f"{megabytes:>3} MB {build:>16,.0f} MB {extract:>20,.0f} MB", flush=True)


if __name__ == "__main__":
    main()
