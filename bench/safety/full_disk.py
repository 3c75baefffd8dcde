#!/usr/bin/env python3
"""Build on disks that run full and on one that is read-only, and look at what is said and what is left.

    python -m bench.safety.full_disk FOLDER [--sizes 5] [--seed 1]

The disk is a small file system in memory, in a mount namespace of its own: nobody else sees it, and it goes when the
program ends. That needs root, or a system that lets users make namespaces; elsewhere it says why it did nothing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench.safety.processes import in_process
from bench.safety.state import digests

ROOT = Path(__file__).resolve().parent.parent.parent
_INSIDE = "--inside"
_NAMESPACES = (["unshare", "--mount"], ["unshare", "--map-root-user", "--mount"])
_LARGE = "500m"
_SMALLEST = 200  # KiB; less does not hold an empty store


def full_and_read_only(documents: Path, sizes: int = 5, seed: int = 1) -> int:
    """Try it in a namespace of its own, print what was found, and give the number of faults."""
    for namespace in _NAMESPACES:
        try:
            with TemporaryDirectory() as mount:
                trial = [*namespace, "mount", "-t", "tmpfs", "-o", "size=1m", "none", mount]
                subprocess.run(trial, check=True, capture_output=True)
                command = [sys.executable, "-m", "bench.safety.full_disk", str(documents), _INSIDE, mount]
                given = ["--sizes", str(sizes), "--seed", str(seed)]
                return subprocess.run([*namespace, *command, *given], cwd=ROOT).returncode
        except (OSError, subprocess.CalledProcessError) as error:
            reason = error
    print(f"full disk: not tried, as this system makes no mount namespace here ({reason})")
    return 0


def remount(mount: Path, options: str) -> None:
    """Change the size of the small disk, or make it read-only."""
    subprocess.run(["mount", "-o", f"remount,{options}", str(mount)], check=True)


def kg(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command line in English, and take what it says."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment)


def refused(done: subprocess.CompletedProcess[str], folder: Path, *words: str) -> list[str]:
    """What is wrong with the answer of a build that cannot be done: it must say which folder, why and what to do."""
    wrong = [] if done.returncode == 1 else [f"exit code {done.returncode}"]
    wrong += [f"no word of {word!r}: {done.stderr}" for word in (str(folder), *words) if word not in done.stderr]
    lines = len(done.stderr.strip().splitlines())
    if lines != 1:
        wrong.append("a traceback" if "Traceback" in done.stderr else f"{lines} lines")
    return wrong


def run_full(documents: Path, mount: Path, expected: dict[str, str], sizes: list[int]) -> list[str]:
    """Build on a disk of each size in KiB, then make it large and build again."""
    faults = []
    for size in sizes:
        store = mount / "store"
        shutil.rmtree(store, ignore_errors=True)
        remount(mount, f"size={size}k")
        wrong = refused(kg("build", documents, "--store", store, "--workers", 1), store, "disk is full", "free some")
        remount(mount, f"size={_LARGE}")
        after = kg("build", documents, "--store", store, "--workers", 1)
        if after.returncode or in_process(lambda folder=store: digests(folder)) != expected:  # type: ignore[misc]
            wrong.append(f"the next build did not complete it: {after.stderr}")
        faults += [f"{size} KiB: {line}" for line in wrong]
    print(f"full disk: builds on disks of {', '.join(f'{size:,}' for size in sizes)} KiB say so, with exit code 1;")
    return faults


def run_read_only(documents: Path, mount: Path, expected: dict[str, str]) -> list[str]:
    """Build on a read-only disk, and ask the store there."""
    store = mount / "store"
    remount(mount, "ro")
    faults = refused(kg("build", documents, "--store", store), store, "cannot be written", "name another folder")
    faults += refused(
        kg("build", documents, "--store", mount / "new"), mount / "new", "cannot be written", "name another folder"
    )
    if kg("stats", "--store", store).returncode or in_process(lambda: digests(store)) != expected:
        faults.append("the store cannot be read")
    copy = documents.with_name(f"{documents.name}-copy")
    if kg("backup", copy, "--store", store).returncode or in_process(lambda: digests(copy)) != expected:
        faults.append("the store cannot be copied from there")
    shutil.rmtree(copy, ignore_errors=True)
    remount(mount, "rw")
    return [f"read-only: {fault}" for fault in faults]


def inside(documents: Path, mount: Path, sizes: int, random: Random) -> int:
    """What is done in the namespace."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_LARGE}", "none", str(mount)], check=True)
    store = mount / "undisturbed"
    kg("build", documents, "--store", store, "--workers", 1)
    expected = in_process(lambda: digests(store))
    needed = sum(path.stat().st_size for path in store.iterdir()) >> 10
    shutil.rmtree(store)
    faults = run_full(documents, mount, expected, sorted(random.randint(_SMALLEST, needed // 2) for _ in range(sizes)))
    if not faults:
        print("  with the space freed, the next build gave the undisturbed graph")
    faults += (read_only := run_read_only(documents, mount, expected))
    if not read_only:
        print("read-only disk: a build says so, with exit code 1; the store there can be asked, and is as it was")
    for fault in faults:
        print(f"  {fault}")
    return len(faults)


def main() -> None:
    """Print what was done and found; the exit code is the number of faults."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(_INSIDE, type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        sys.exit(inside(arguments.folder, arguments.inside, arguments.sizes, Random(arguments.seed)))
    sys.exit(full_and_read_only(arguments.folder, arguments.sizes, arguments.seed))


if __name__ == "__main__":
    main()
