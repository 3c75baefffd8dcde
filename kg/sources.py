"""Which files a command works on: the files and folders that were named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

# The format is told by the content; the endings only say what in a folder is meant to be read.
SOURCE_ENDINGS = frozenset({".docx", ".htm", ".html", ".md", ".pdf", ".text", ".txt"})


def find_files(sources: Iterable[Path]) -> Iterator[Path]:
    """All files that `sources` mean, each once, as paths that begin as they were named.

    A folder gives the text files, web pages, PDF and DOCX files in it and in the folders below, sorted, hidden ones and
    READMEs left out; anything else that is named is given as it is, so that whoever opens it can say what is wrong with
    it.
    """
    seen: set[Path] = set()
    for source in sources:
        for path in _files_in(source) if source.is_dir() else (source,):
            # Not `resolve`: a link is a file of its own, and may point somewhere else tomorrow.
            absolute = path.absolute()
            if absolute not in seen:
                seen.add(absolute)
                yield path


def _files_in(folder: Path) -> Iterator[Path]:
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        # Whoever opens it says what is wrong with it.
        yield folder
        return
    for path in paths:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            # A link to a folder above would never end.
            if not path.is_symlink():
                yield from _files_in(path)
        elif path.suffix.lower() in SOURCE_ENDINGS and path.stem.lower() != "readme":
            yield path
