"""Shards: the graphs of some files each, as sorted N-Quads, packed; beside each a record of what it holds.

A shard is whole when its record is there; a build that is killed and run again makes only those that are not, and those
of whose files one has changed. Where a list of files is cut depends on the names around the cut only, so that a new
file changes one shard.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

from extract.errors import SourceError
from kg.addresses import Place, open_new
from kg.engines import map_items
from kg.errors import BuildError
from kg.file_graph import FileGraph
from kg.iris import Iris, digest
from kg.workers import Extract, Failure, Job, attempt, sha256_of_place

DATA_ENDING, RECORD_ENDING = ".nq.gz", ".json"
PREFIX = "shard-"
_MEAN_FILES, _MOST_FILES = 64, 256
_NAME_DIGITS = 16
_VERSION = 1
_SHARD = re.compile(rf"({PREFIX}[0-9a-f]{{{_NAME_DIGITS}}})({re.escape(DATA_ENDING)}|{re.escape(RECORD_ENDING)})")
_CHANGED = "the file changed while it was read; run again"
Files = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class ShardWork:
    """How shards are made.

    Attributes:
        job: What becomes of each file: its graph.
        folder: Where shards are written.
        configuration: What decides what a graph says, beside its file.
        base: What the IRIs begin with.
        max_bytes: The most that a file may hold.
    """

    job: Job[FileGraph]
    folder: Place
    configuration: str
    base: str
    max_bytes: int


@dataclass(frozen=True, slots=True)
class Shard:
    """A shard that is whole.

    Attributes:
        name: Its name, without endings.
        made: Whether it was made now; else it was there.
        graphs: How many graphs it has.
        statements: How many statements they have.
        failed: The files that could not be taken in.
    """

    name: str
    made: bool
    graphs: int
    statements: int
    failed: tuple[Failure, ...]


def cut(paths: Iterable[Place]) -> Iterator[Files]:
    """The files in groups of some sixty, one for each shard."""
    group: list[Place] = []
    for path in paths:
        group.append(path)
        if int(digest(path, digits=8), 16) % _MEAN_FILES == 0 or len(group) == _MOST_FILES:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def shard_name(files: Files) -> str:
    """The name of the shard of some files, without ending."""
    return PREFIX + digest(*files, digits=_NAME_DIGITS)


def make_shards(engine: str, work: ShardWork, groups: Iterable[Files], workers: int) -> Iterator[tuple[Files, Shard]]:
    """Make the shard of each group of files, or find that it is there; in their order.

    Raises:
        BuildError: The engine cannot be used, or a process ended before its time.
        OutputError: The folder cannot be written.
    """
    if engine == "local" and workers == 1:
        extractor = work.job.make_extractor()
        yield from ((group, make_shard(work, extractor, group)) for group in groups)
    else:
        yield from map_items(engine)(_make_in_worker, groups, workers, _start_worker, (work,))


def through_shards(
    engine: str, work: ShardWork, groups: Iterable[Files], workers: int
) -> Iterator[tuple[Place, FileGraph | Failure]]:
    """What became of each file, by way of shards; see `make_shards`."""
    for files, _ in make_shards(engine, work, groups, workers):
        try:
            yield from read_shard(work, files)
        except (OSError, EOFError, ValueError, KeyError) as error:
            raise BuildError(f"{work.folder / shard_name(files)}: this shard cannot be read ({error})") from error


def shards_beside(store_dir: Path) -> Path:
    """Where the shards of a store are until they are loaded."""
    return store_dir.with_name(store_dir.name + ".shards")


def all_shards(folder: Place) -> dict[str, list[Place]]:
    """The files of each shard in a folder, by the shard's name."""
    if isinstance(folder, Path):
        files: Iterable[Place] = folder.iterdir() if folder.is_dir() else ()
    else:
        files = folder.files() if folder.is_dir() else ()
    found: dict[str, list[Place]] = {}
    for file in files:
        if match := _SHARD.fullmatch(file.name):
            found.setdefault(match[1], []).append(file)
    return found


def remove_shards(folder: Path) -> None:
    """Remove the shards in a folder, and the folder if nothing else is in it."""
    for files in all_shards(folder).values():
        for file in files:
            file.unlink()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def make_shard(work: ShardWork, extractor: Extract, files: Files) -> Shard:
    """Make one shard, unless it is there and none of its files has changed."""
    name = shard_name(files)
    digests = [_sha256(path) for path in files]
    record = _read_record(work, name)
    if record is None or [entry["sha256"] for entry in record["files"]] != digests or None in digests:
        return _described(name, files, _write(work, extractor, files, digests, name), made=True)
    return _described(name, files, record, made=False)


def read_shard(work: ShardWork, files: Files) -> Iterator[tuple[Place, FileGraph | Failure]]:
    """What became of each file of a shard that is whole; one graph at a time is in memory."""
    name = shard_name(files)
    record = json.loads(_read(work.folder / (name + RECORD_ENDING)))
    holders: dict[str, list[Place]] = {}
    for path, entry in zip(files, record["files"], strict=True):
        if entry["failure"] is not None:
            yield path, Failure(path, entry["failure"])
        else:
            holders.setdefault(entry["graph"], []).append(path)
    with (work.folder / (name + DATA_ENDING)).open("rb") as packed, gzip.open(packed) as data:
        for block in record["graphs"]:
            nquads = data.read(block.pop("bytes"))
            extraction, graph = NamedNode(block.pop("extraction")), NamedNode(block.pop("graph"))
            file = FileGraph(graph=graph, nquads=nquads, extraction=extraction, **block)
            yield from ((path, file) for path in holders[graph.value])


def _write(work: ShardWork, extractor: Extract, files: Files, digests: list[str | None], name: str) -> dict[str, Any]:
    entries: list[dict[str, Any]] = [
        {"path": str(path), "sha256": sha256, "graph": None, "failure": None}
        for path, sha256 in zip(files, digests, strict=True)
    ]
    graphs: list[dict[str, Any]] = []
    # Of files of one content the first is read; in the order of the graphs' names, as `kg export` writes them.
    order = sorted(range(len(files)), key=lambda number: (digests[number] or "", number))
    done: dict[str, dict[str, Any]] = {}
    with open_new(work.folder / (name + DATA_ENDING)) as packed:
        for number in order:
            sha256, entry = digests[number], entries[number]
            if sha256 is not None and sha256 in done:
                entry.update({key: done[sha256][key] for key in ("graph", "failure")})
                continue
            result = attempt(extractor, work.job, files[number])
            if isinstance(result, Failure):
                entry["failure"] = result.reason
            elif sha256 is None or result.graph != Iris(work.base).file(sha256):
                entry["failure"] = _CHANGED
            else:
                entry["graph"] = result.graph.value
                packed.write(result.nquads)
                graphs.append(_block(result))
            done[sha256 or str(number)] = entry
    record = {"made with": _made_with(work), "files": entries, "graphs": graphs}
    with open_new(work.folder / (name + RECORD_ENDING)) as file:
        file.write(json.dumps(record, ensure_ascii=True, indent=1).encode())
    return record


def _block(file: FileGraph) -> dict[str, Any]:
    return {
        "graph": file.graph.value,
        "bytes": len(file.nquads),
        "statements": file.statements,
        "digest": file.digest,
        "extraction": file.extraction.value,
        "ended": file.ended,
    }


def _described(name: str, files: Files, record: dict[str, Any], made: bool) -> Shard:
    graphs = record["graphs"]
    entries = zip(files, record["files"], strict=True)
    failed = tuple(Failure(path, entry["failure"]) for path, entry in entries if entry["failure"] is not None)
    return Shard(name, made, len(graphs), sum(graph["statements"] for graph in graphs), failed)


def _read_record(work: ShardWork, name: str) -> dict[str, Any] | None:
    """The record of a shard; None if there is none, or it is another version's or configuration's."""
    try:
        record: dict[str, Any] = json.loads(_read(work.folder / (name + RECORD_ENDING)))
        whole = (work.folder / (name + DATA_ENDING)).exists()
        return record if whole and record["made with"] == _made_with(work) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _made_with(work: ShardWork) -> list[object]:
    return [_VERSION, work.configuration, work.base, work.max_bytes]


def _read(file: Place) -> bytes:
    with file.open("rb") as opened:
        return opened.read()


def _sha256(path: Place) -> str | None:
    try:
        return sha256_of_place(path)
    except (OSError, SourceError):
        # The extractor says what is wrong with a file, in words for a user.
        return None


class _Worker:
    """What a process works with; set once, when it starts."""

    make: Callable[[Files], Shard]


def _start_worker(work: ShardWork) -> None:
    _Worker.make = staticmethod(partial(make_shard, work, work.job.make_extractor()))


def _make_in_worker(files: Files) -> Shard:
    return _Worker.make(files)
