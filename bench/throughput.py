#!/usr/bin/env python3
"""Characters per second of extraction, beside bare spaCy with jieba, in one run on the same texts.

    python -m bench.throughput [FOLDER]     (default: ../shared/corpus/reports, else data/documents)

Only the ratio means something: both sides take each file in turn, in one process on the same machine, several times,
and the best time of each counts. Time is that of the processor, so that other programs count as little as can be.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.entities.taggers import bare_spacy
from extract.pipeline import Extractor
from extract.read import read_source
from kg.annotations import write_annotations

ROOT = Path(__file__).resolve().parent.parent
DEFAULTS = (ROOT.parent / "shared" / "corpus" / "reports", ROOT / "data" / "documents")


ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """How long one call keeps the processor busy."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(paths: Sequence[Path]) -> list[tuple[str, float]]:
    """(what, seconds) for reading alone by spaCy with jieba, and for `kg extract` with one worker."""
    texts = [read_source(path).text for path in paths]
    bare = bare_spacy()
    extractor = Extractor()
    extractor(paths[0])  # dictionaries and gazetteers are loaded once, whatever the number of files
    bare(texts[0])
    taken: dict[tuple[str, Path], list[float]] = {}
    with TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            for path, text in zip(paths, texts, strict=True):
                extract = partial(write_annotations, [path], Path(folder), make_extractor=lambda *_: extractor)
                taken.setdefault(('spacy.blank("zh") + jieba', path), []).append(seconds(partial(bare, text)))
                taken.setdefault(("kg extract", path), []).append(seconds(extract))
    names = dict.fromkeys(what for what, _ in taken)
    return [(name, sum(min(times) for (what, _), times in taken.items() if what == name)) for name in names]


def main() -> None:
    """Print one line a contender, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=next(path for path in DEFAULTS if path.is_dir()))
    folder = parser.parse_args().folder
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        parser.error(f"{folder}: holds no .txt file")
    characters = sum(len(read_source(path).text) for path in paths)
    print(f"{len(paths)} files, {characters:,} characters; Python {platform.python_version()}, {platform.machine()}")
    results = measure(paths)
    rates = {what: characters / taken for what, taken in results}
    for what, rate in rates.items():
        print(f"{what:<28}{rate:>12,.0f} characters/s  {'█' * round(30 * rate / max(rates.values()))}")
    bare, extraction = rates.values()
    print(f"{'ratio':<28}{extraction / bare:>12.2f}")


if __name__ == "__main__":
    main()
