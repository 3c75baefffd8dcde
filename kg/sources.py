"""Which files a command works on: the files and folders that were named."""

from __future__ import annotations

import os
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


def gone(known: Iterable[Path], sources: Iterable[Path], found: Iterable[Path]) -> list[Path]:
    """Of some files, those below the folders among `sources` that are no longer there.

    A folder that is itself missing, or cannot be looked into, says nothing about what was below it: its disk may only
    not be there at the moment.

    Args:
        known: Absolute paths.
        sources: Files and folders.
        found: What `find_files` gives for `sources`.
    """
    folders = [Path(os.path.normpath(source.absolute())) for source in sources if source.is_dir()]
    closed = [Path(os.path.normpath(path.absolute())) for path in found if path.is_dir()]
    missing = []
    for path in known:
        place = Path(os.path.normpath(path))
        if any(map(place.is_relative_to, folders)) and not any(map(place.is_relative_to, closed)) and _is_missing(path):
            missing.append(path)
    return missing


def _is_missing(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


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
