"""Which files a command works on: the files and folders that were named."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TypeVar

from kg.addresses import Address, Place

Result = TypeVar("Result")
# The format is told by the content; the endings only say what in a folder is meant to be read.
SOURCE_ENDINGS = frozenset({".docx", ".htm", ".html", ".md", ".pdf", ".text", ".txt"})


def find_files(sources: Iterable[Place]) -> Iterator[Place]:
    """All files that `sources` mean, each once, as paths that begin as they were named.

    A folder gives the text files, web pages, PDF and DOCX files in it and in the folders below, sorted, hidden ones and
    READMEs left out; anything else that is named is given as it is, so that whoever opens it can say what is wrong with
    it.
    """
    sources = list(sources)
    # Not `resolve`: a link is a file of its own, and may point somewhere else tomorrow.
    named = Counter(source.absolute() for source in sources)
    seen: set[Place] = set()
    for source in sources:
        for path in _found(source):
            absolute = path.absolute()
            # Only what several sources mean has to be remembered: a folder may hold millions of files.
            if sum(named[place] for place in (absolute, *absolute.parents)) > 1:
                if absolute in seen:
                    continue
                seen.add(absolute)
            yield path


def in_order_of(sources: Sequence[Place], failed: Mapping[Place, Result]) -> tuple[Result, ...]:
    """What became of some files, in the order of `find_files`; of files that are no longer there last."""
    if not failed:
        return ()
    left = dict(failed)
    found = [left.pop(path) for path in find_files(sources) if path in left]
    return (*found, *left.values())


def gone(known: Iterable[Place], sources: Iterable[Place], found: Iterable[Place]) -> list[Place]:
    """Of some files, those below the folders among `sources` that are no longer there.

    A folder that is itself missing, or cannot be looked into, says nothing about what was below it: its disk may only
    not be there at the moment.

    Args:
        known: Absolute paths.
        sources: Files and folders.
        found: What `find_files` gives for `sources`.
    """
    addresses = [source for source in sources if isinstance(source, Address) and source.is_dir()]
    on_disk = [source for source in sources if isinstance(source, Path) and source.is_dir()]
    folders = [Path(os.path.normpath(source.absolute())) for source in on_disk]
    closed = [Path(os.path.normpath(path.absolute())) for path in found if isinstance(path, Path) and path.is_dir()]
    missing: list[Place] = []
    for path in known:
        if isinstance(path, Address):
            if any(address in path.parents for address in addresses) and not path.exists():
                missing.append(path)
            continue
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


def _found(source: Place) -> Iterator[Place]:
    if not source.is_dir():
        yield source
    elif isinstance(source, Path):
        yield from _files_in(source)
    else:
        for address in source.files():
            below = PurePosixPath(address.url.removeprefix(source.url)).parts
            if not any(part.startswith(".") for part in below) and _is_meant(address):
                yield address


def _is_meant(file: Place) -> bool:
    """Whether a file of a folder is to be read."""
    return file.suffix.lower() in SOURCE_ENDINGS and file.stem.lower() != "readme"


def _files_in(folder: Path) -> Iterator[Path]:
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208  names take less room than paths
    except OSError:
        # Whoever opens it says what is wrong with it.
        yield folder
        return
    for name in names:
        if name.startswith("."):
            continue
        path = folder / name
        if path.is_dir():
            # A link to a folder above would never end.
            if not path.is_symlink():
                yield from _files_in(path)
        elif _is_meant(path):
            yield path
