"""Extraction in several processes, with the results in the order of the sources."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from extract.errors import ConfigError, PolicyGraphError, SourceError
from extract.facts import FileFacts
from kg.pool import map_in_processes

WORTH_A_PROCESS_BYTES = 400_000
"""Less than this is extracted sooner than a second process has loaded the pipeline."""

Result = TypeVar("Result")


class Extract(Protocol):
    """What reads a file; `extract.pipeline.Extractor` is the one there is."""

    @property
    def fingerprint(self) -> str:
        """Version and settings, hashed."""

    def __call__(self, path: Path) -> FileFacts:
        """What one file says, or a `SourceError`."""


ExtractFactory = Callable[[Path | None, int], Extract]
"""Makes an extractor from a configuration file and the most bytes that a file may hold.

A function of a module, so that worker processes can import it.
"""


def load_extractor(config: Path | None, max_bytes: int) -> Extract:
    """The extractor of a configuration file, or of the default configuration; files over `max_bytes` are refused.

    Raises:
        ConfigError: The configuration cannot be used.
    """
    # spaCy comes with it: whoever only asks for help or queries a graph does not wait for that.
    from extract.pipeline import Extractor

    return Extractor(config, max_bytes)


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be taken in.

    Attributes:
        path: The file, as it was named.
        reason: What is wrong with it.
    """

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Job(Generic[Result]):
    """What to do with each file.

    Attributes:
        make_extractor: Makes the extractor, once a process; a function of a module, or a `partial` of one.
        finish: What becomes of the facts; runs in the process that extracted them.
    """

    make_extractor: Callable[[], Extract]
    finish: Callable[[FileFacts], Result]


def run(
    job: Job[Result], extractor: Extract, paths: Iterable[Path], workers: int
) -> Iterator[tuple[Path, Result | Failure]]:
    """Extract every file and give what `job.finish` makes of it, in the order of `paths`, read as work goes on.

    Args:
        job: What to do with each file.
        extractor: What `job` makes, for the work of this process.
        paths: The files.
        workers: How many processes extract; 1 is this process, which also does what is too little to share.

    Raises:
        BuildError: A worker process ended before its time.
    """
    iterator = iter(paths)
    first = list(_up_to_worth_a_process(iterator)) if workers > 1 else []
    shared = sum(map(_size, first)) >= WORTH_A_PROCESS_BYTES
    if workers > 1 and shared:
        yield from map_in_processes(_run_in_worker, chain(first, iterator), workers, _start_worker, (job,))
    else:
        for path in chain(first, iterator):
            result = _attempt(extractor, job, path)
            yield path, result


def _up_to_worth_a_process(paths: Iterator[Path]) -> Iterator[Path]:
    size = 0
    while size < WORTH_A_PROCESS_BYTES and (path := next(paths, None)) is not None:
        size += _size(path)
        yield path


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _attempt(extractor: Extract, job: Job[Result], path: Path) -> Result | Failure:
    try:
        return job.finish(extractor(path))
    except SourceError as error:
        return Failure(path, error.reason)
    except ConfigError:
        raise
    except PolicyGraphError as error:
        return Failure(path, str(error))
    except Exception as error:  # one file that an extractor stumbles over must not cost the others
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        return Failure(path, f"{type(error).__name__} at {where}: {error} (a fault of this program; please report it)")


class _Worker:
    """What a worker process works with; set once, when it starts."""

    extractor: Extract
    job: Job[Any]


def _start_worker(job: Job[Any]) -> None:
    _Worker.job = job
    _Worker.extractor = job.make_extractor()


def _run_in_worker(path: Path) -> Any:
    return _attempt(_Worker.extractor, _Worker.job, path)
