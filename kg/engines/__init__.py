"""Engines: what shares work among processes, on this machine or on many.

Each is a function like `local.map_in_processes`: it gives each item with what the work makes of it, in the order of the
items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

MapItems = Callable[..., Iterator[tuple[Any, Any]]]

ENGINES = ("local", "ray")


def map_items(engine: str) -> MapItems:
    """The function of an engine, a name of `ENGINES`.

    Raises:
        BuildError: The engine is not installed.
    """
    if engine == "ray":
        from kg.engines.ray import map_on_ray

        return map_on_ray
    from kg.engines.local import map_in_processes

    return map_in_processes
