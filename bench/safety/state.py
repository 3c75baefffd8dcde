"""What is in a store, in a form that can be compared."""

from __future__ import annotations

import hashlib
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from kg.errors import StoreError
from kg.export import sorted_quads
from kg.iris import Iris
from kg.manifest import Manifest
from kg.selection import REPEATABLE_GRAPHS, Selection
from kg.store import NOT_MADE, read_store, store_base


def is_made(store_dir: Path) -> bool:
    """Whether there is a store, not only the beginning of one that a kill in its first milliseconds has left.

    Raises:
        StoreError: There is one, and it cannot be read.
    """
    if not (store_dir / "CURRENT").is_file():
        return False
    try:
        read_store(store_dir)
    except StoreError as error:
        if error.reason == NOT_MADE:
            return False
        raise
    return True


def digests(store_dir: Path) -> dict[str, str]:
    """A digest of each graph of a store that builds repeat, by its name."""
    by_graph = groupby(sorted_quads(Selection(read_store(store_dir), REPEATABLE_GRAPHS)), key=attrgetter("graph_name"))
    return {graph.value: hashlib.sha256("\n".join(map(str, quads)).encode()).hexdigest() for graph, quads in by_graph}


def files_of(store_dir: Path) -> dict[str, list[str]]:
    """The graphs of each file by the manifest, by its path."""
    store = read_store(store_dir)
    manifest = Manifest(store, Iris(store_base(store)))
    unfinished = set(manifest.unfinished())
    found: dict[str, list[str]] = {}
    for path, graph in manifest.entries():
        if graph not in unfinished:
            found.setdefault(str(path), []).append(graph.value)
    return found
