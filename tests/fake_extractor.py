"""An extractor for tests of what comes after extraction: quick, and simple enough to know its results by heart.

The first line of a file is the title of its document, and `见《…》` on a line of its own cites another one.
"""

from __future__ import annotations

import hashlib
import os
import signal
import time
from pathlib import Path

from extract.errors import SourceError
from extract.facts import Document, FileFacts, Reference, SourceText, Span

EXTRACTED: list[str] = []
"""The names of the files that were extracted in this process."""


class FakeExtractor:
    """Reads files as described above; one that says `崩溃` ends its process, one that says `故障` raises."""

    def __init__(self, config: Path | None) -> None:
        self.fingerprint = str(config)

    def __call__(self, path: Path) -> FileFacts:
        EXTRACTED.append(path.name)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise SourceError(path, "no such file") from error
        text = data.decode("utf-8")
        if not text:
            raise SourceError(path, "the file is empty")
        if "故障" in text:
            raise ZeroDivisionError("故障")
        if "崩溃" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        title, _, rest = text.partition("\n")
        whole = Span(0, len(text), text)
        document = Document(
            "d1", title, "plan", None, (), (), None, None, None, None, whole, opening=_span(text, title)
        )
        cited = [line[2:-1] for line in rest.splitlines() if line.startswith("见《")]
        references = tuple(Reference("d1", name, None, "cites", _span(text, name)) for name in cited)
        source = SourceText(path.name, text, "utf-8", hashlib.sha256(data).hexdigest())
        return FileFacts(source, (document,), references=references)


def _span(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote), quote)


def make_fake(config: Path | None, _max_bytes: int) -> FakeExtractor:
    """Make the extractor; worker processes import this function."""
    return FakeExtractor(config)


class SlowExtractor(FakeExtractor):
    """Says on standard output that it has begun, and takes its time."""

    def __call__(self, path: Path) -> FileFacts:
        print("extracting", flush=True)
        time.sleep(1)
        return super().__call__(path)


def make_slow(config: Path | None, _max_bytes: int) -> SlowExtractor:
    """Make the slow extractor."""
    return SlowExtractor(config)
