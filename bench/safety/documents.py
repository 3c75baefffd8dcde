"""Small documents for tests of a whole build, cut from the five of data/documents and given titles of their own."""

from __future__ import annotations

import itertools
from pathlib import Path
from random import Random

from extract.facts import FileFacts
from extract.pipeline import Extractor
from extract.read import sha256_of

ROOT = Path(__file__).resolve().parent.parent.parent
SEEDS = ROOT / "data" / "documents"
_PARAGRAPHS = 2
_LONGEST_PARAGRAPH = 120  # characters; enough for a goal or two


def small_documents(number: int, random: Random) -> list[str]:
    """Texts of some hundred characters, no two alike: a title, two paragraphs of the five documents, a citation."""
    paragraphs = [
        line.strip()[:_LONGEST_PARAGRAPH]
        for path in sorted(SEEDS.glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if len(line.strip()) > _LONGEST_PARAGRAPH // 4
    ]
    texts = []
    for count in range(number):
        body = "\n".join(random.sample(paragraphs, _PARAGRAPHS))
        cited = random.randrange(number)
        texts.append(f"云州市第{count}号行动计划\n{body}\n按照《云州市第{cited}号行动计划》执行。\n")
    return texts


def write_folder(folder: Path, texts: dict[str, str]) -> Path:
    """A folder of text files, by their names."""
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def first_and_second_edition(number: int, random: Random) -> tuple[dict[str, str], dict[str, str]]:
    """Files before and after an update: of ten, six stay, one changes, one is new, one goes and one is renamed."""
    texts = small_documents(number, random)
    added = small_documents(number, random)
    first, second = {}, {}
    for count, (text, other) in enumerate(zip(texts, added, strict=True)):
        name, kind = f"{count:04}.txt", count % 10
        if kind != 3:
            first[name] = text
        if kind == 6:
            second[f"renamed-{name}"] = text
        elif kind != 9:
            second[name] = text if kind in {0, 1, 2, 4, 5, 7} else other
    return first, second


class KnownFacts:
    """An extractor that has read its files already, so that a build is mostly what can be damaged: writing.

    Attributes:
        fingerprint: That of the extractor which did the reading.
    """

    def __init__(self, folders: list[Path]) -> None:
        """Read every file of some folders."""
        extractor = Extractor()
        self.fingerprint = extractor.fingerprint
        paths = itertools.chain.from_iterable(sorted(folder.iterdir()) for folder in folders)
        self._facts = {(path.name, sha256_of(path)): extractor(path) for path in paths}

    def __call__(self, path: Path) -> FileFacts:
        """What a file of the folders says."""
        return self._facts[path.name, sha256_of(path)]
