"""Extraction in several processes, with the results in the order of the sources."""

from __future__ import annotations

import gc
import hashlib
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from extract.errors import ConfigError, PolicyGraphError, SourceError
from extract.facts import FileFacts
from extract.read import sha256_of
from kg.addresses import Address, Place, on_this_machine
from kg.engines import map_items
from kg.engines.local import map_in_processes
from kg.errors import BuildError

_ALLOCATIONS_BETWEEN_COLLECTIONS = 10_000
WORTH_A_PROCESS_BYTES = 400_000
"""Less than this is extracted sooner than a second process has loaded the pipeline."""

Result = TypeVar("Result")
Made = TypeVar("Made", covariant=True)


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

    path: Place
    reason: str


@dataclass(frozen=True, slots=True)
class Job(Generic[Made]):
    """What to do with each file.

    Attributes:
        make_extractor: Makes the extractor, once a process; a function of a module, or a `partial` of one.
        finish: What becomes of the facts; runs in the process that extracted them.
    """

    make_extractor: Callable[[], Extract]
    finish: Callable[[FileFacts], Made]


def run(
    job: Job[Result], extractor: Extract, paths: Iterable[Place], workers: int, engine: str = "local"
) -> Iterator[tuple[Place, Result | Failure]]:
    """Extract every file and give what `job.finish` makes of it, in the order of `paths`, read as work goes on.

    Args:
        job: What to do with each file.
        extractor: What `job` makes, for the work of this process.
        paths: The files.
        workers: How many processes extract; 1 is this process, which also does what is too little to share.
        engine: Which of `kg.engines.ENGINES` runs these processes.

    Raises:
        BuildError: A worker process ended before its time.
    """
    if engine != "local":
        yield from map_items(engine)(_run_in_worker, paths, workers, _start_worker, (job,))
        return
    iterator = iter(paths)
    first = list(_up_to_worth_a_process(iterator)) if workers > 1 else []
    shared = sum(map(_size, first)) >= WORTH_A_PROCESS_BYTES
    if workers > 1 and shared:
        yield from map_in_processes(_run_in_worker, chain(first, iterator), workers, _start_worker, (job,))
    else:
        for path in chain(first, iterator):
            result = attempt(extractor, job, path)
            yield path, result


def _up_to_worth_a_process(paths: Iterator[Place]) -> Iterator[Place]:
    size = 0
    while size < WORTH_A_PROCESS_BYTES and (path := next(paths, None)) is not None:
        size += _size(path)
        yield path


def _size(path: Place) -> int:
    if isinstance(path, Address):
        # To fetch it takes its time, too.
        return WORTH_A_PROCESS_BYTES
    try:
        return path.stat().st_size
    except OSError:
        return 0


def sha256_of_place(path: Place) -> str:
    """The SHA-256 digest of a file's bytes, in hexadecimal.

    Raises:
        SourceError: The file cannot be opened.
        OSError: An address cannot be reached.
    """
    if isinstance(path, Path):
        return sha256_of(path)
    with path.open() as file:
        return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # it only reads


def attempt(extractor: Extract, job: Job[Result], path: Place) -> Result | Failure:
    """What becomes of one file, or why nothing does."""
    try:
        with on_this_machine(path) as file:
            made = job.finish(extractor(file))
        _keep_loaded()
        return made
    except SourceError as error:
        return Failure(path, error.reason)
    except (ConfigError, BuildError):
        raise
    except PolicyGraphError as error:
        return Failure(path, str(error))
    except Exception as error:  # one file that an extractor stumbles over must not cost the others
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        return Failure(path, f"{type(error).__name__} at {where}: {error} (a fault of this program; please report it)")


@cache
def _keep_loaded() -> None:
    """Once a process, behind its first file: dictionaries, gazetteers and weights stay, so no collection looks at them.

    Without it a tenth of the time of an extraction goes into looking whether they are still needed. What a file makes
    holds no circles and goes by itself, so collections may be rare.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS_BETWEEN_COLLECTIONS)


class _Worker:
    """What a worker process works with; set once, when it starts."""

    extractor: Extract
    job: Job[Any]


def _start_worker(job: Job[Any]) -> None:
    _Worker.job = job
    _Worker.extractor = job.make_extractor()


def _run_in_worker(path: Place) -> Any:
    return attempt(_Worker.extractor, _Worker.job, path)
