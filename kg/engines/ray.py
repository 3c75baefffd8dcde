"""Work shared among the actors of a Ray cluster, or of a Ray that is started on this machine for the time being."""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from kg.errors import BuildError

_RETRIES = 2  # of a piece of work whose process ended
_MOST_BLOCKS = 10_000  # Ray keeps some kilobytes for each
Item = TypeVar("Item")
Result = TypeVar("Result")


def map_on_ray(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    workers: int,
    start: Callable[..., None],
    arguments: tuple[Any, ...],
) -> Iterator[tuple[Item, Result]]:
    """Each item and what `work` makes of it, in the order of `items`, by Ray Data with a pool of actors.

    The cluster is that of the environment variable RAY_ADDRESS. An item whose actor dies, or its machine with it, is
    given to another one, two times.

    Args:
        work: Does the work; a function of a module that is installed on every machine.
        items: What to work on; they are all listed before work begins.
        workers: How many actors.
        start: Is called once in each actor, before any work; a function of a module.
        arguments: What `start` is called with.

    Raises:
        BuildError: Ray is not installed, or an item's actor died each time.
    """
    listed = list(items)
    if not listed:
        return
    with _ray() as ray:
        try:
            for number, result in _results(ray, pickle.dumps((work, start, arguments)), listed, workers):
                if isinstance(result, Exception):
                    raise result
                yield listed[number], result
        except ray.exceptions.RayError as error:
            said = " ".join(str(error).strip().splitlines()[-1:])
            raise BuildError(f"Ray could not go on: {said}; run again, what is done is kept") from error


def _results(ray: Any, task: bytes, items: list[Any], workers: int) -> Iterator[tuple[int, Any]]:
    """The number of each item with its result, in their order."""
    rows = [{"number": number, "item": pickle.dumps(item)} for number, item in enumerate(items)]
    results = ray.data.from_items(rows, override_num_blocks=min(len(rows), _MOST_BLOCKS)).map(
        _Actor,
        fn_constructor_args=(task,),
        compute=ray.data.ActorPoolStrategy(size=min(workers, len(rows))),
        num_cpus=1,
        max_restarts=_RETRIES,
        max_task_retries=_RETRIES,
    )
    for row in results.iter_rows():
        yield row["number"], pickle.loads(row["result"])


class _Actor:
    """A process of Ray that works."""

    def __init__(self, task: bytes) -> None:
        self._work, start, arguments = pickle.loads(task)
        start(*arguments)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        try:
            result = self._work(pickle.loads(row["item"]))
        except Exception as error:  # it is for the user of the driver to see, as it is and without Ray's stack
            result = error
        return {"number": row["number"], "result": pickle.dumps(result)}


@contextmanager
def _ray() -> Iterator[Any]:
    """Ray, connected; what was started for this is ended."""
    # Nothing is sent to anyone.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise BuildError(f"--engine ray needs Ray; install cn-stp-kg[ray] ({error})") from error
    started = not ray.is_initialized()
    if started:
        try:
            ray.init(log_to_driver=False, logging_level=logging.ERROR)
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise BuildError(f"Ray cannot be reached or started: {error}") from error
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        yield ray
    finally:
        if started:
            ray.shutdown()
