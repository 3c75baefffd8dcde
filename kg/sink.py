"""Building without a store: graphs as shards in a folder, or sent to an engine of SPARQL's Graph Store Protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from pyoxigraph import Quad

from extract.facts import FileFacts
from kg.addresses import Place, open_new, place
from kg.file_graph import FileGraph, to_graph
from kg.gazetteer import Gazetteer, default_gazetteer
from kg.graph_store import GraphStore, graph_store
from kg.iris import Iris
from kg.options import DEFAULTS, BuildOptions, configuration, settings_of
from kg.progress import OnProgress, ignore_progress
from kg.reference_graphs import reference_graphs
from kg.shards import DATA_ENDING, ShardWork, all_shards, cut, make_shards
from kg.sources import find_files
from kg.vocabulary import DEFAULT_BASE
from kg.workers import ExtractFactory, Failure, Job, load_extractor, run

OnFile = Callable[[int, Place], None]
REFERENCE_SHARD = f"reference{DATA_ENDING}"
"""The shard of the graphs that no file gives: the ontologies and the gazetteers."""


@dataclass(frozen=True, slots=True)
class SinkReport:
    """What a build into a sink did.

    Attributes:
        sink: Where to, without a password.
        files: How many files the sources meant.
        statements: How many statements the graphs of files have that are there now.
        shards: How many shards they are in; 0 where graphs were sent.
        made: How many of the shards were made now.
        left: How many shards of other lists of files are there.
        removed: How many of those were removed.
        failed: Files that could not be taken in, in the order of the sources.
    """

    sink: str
    files: int
    statements: int
    shards: int = 0
    made: int = 0
    left: int = 0
    removed: int = 0
    failed: tuple[Failure, ...] = ()


def is_graph_store(sink: str) -> bool:
    """Whether graphs are to be sent; else they are written."""
    return sink.lower().startswith(("http://", "https://"))


def build_into(
    sources: Sequence[Place],
    sink: str,
    options: BuildOptions = DEFAULTS,
    on_progress: OnProgress = ignore_progress,
    make_extractor: ExtractFactory = load_extractor,
) -> SinkReport:
    """Extract files and folders, and write their graphs into a folder, or send them to an endpoint.

    What only all files together tell, the graph of links and what follows by the ontology, needs a store.

    Args:
        sources: Files and folders; a folder means the documents in it and below.
        sink: A folder, an address of one, or the `http(s)://` address of a SPARQL 1.1 Graph Store.
        options: How to build; `prune` removes the shards that are not of these sources.
        on_progress: Told after every file, or every shard.
        make_extractor: Makes the extractor; a function of a module.

    Raises:
        ConfigError: The configuration cannot be used.
        DecisionError: The decisions cannot be used.
        BuildError: A worker process ended before its time, or the endpoint cannot be used.
        OutputError: The folder cannot be written.
    """
    create = partial(make_extractor, options.config, options.max_bytes)
    extractor, gazetteer = create(), default_gazetteer()
    settings = settings_of(options)
    made_with = configuration(extractor.fingerprint, gazetteer, settings)
    iris = Iris(options.base or DEFAULT_BASE)
    finish = partial(to_graph, base=iris.base, settings=settings, configuration=made_with)
    on_file = partial(on_progress, sum(1 for _ in find_files(sources)))
    if is_graph_store(sink):
        target = graph_store(sink)
        for graph, quads in reference_graphs(iris, gazetteer):
            target.put(graph, b"".join(_lines(quads)))
        sending = Job(create, partial(_put, target, finish))
        return _sent(target.url, run(sending, extractor, find_files(sources), options.workers, options.engine), on_file)
    work = ShardWork(Job(create, finish), place(sink), made_with, iris.base, options.max_bytes)
    _write_reference(work.folder, iris, gazetteer)
    return _write(sources, work, options, on_file)


def _put(target: GraphStore, finish: Callable[[FileFacts], FileGraph], facts: FileFacts) -> int:
    """Send the graph of a file, from the process that extracted it, and give the number of its statements."""
    file = finish(facts)
    target.put(file.graph, file.nquads)
    return file.statements


def _sent(
    url: str, results: Iterable[tuple[Place, int | Failure]], on_file: Callable[[int, Place], None]
) -> SinkReport:
    files = statements = 0
    failed: list[Failure] = []
    for path, result in results:
        files += 1
        if isinstance(result, Failure):
            failed.append(result)
        else:
            statements += result
        on_file(files, path)
    return SinkReport(url, files, statements, failed=tuple(failed))


def _write(sources: Sequence[Place], work: ShardWork, options: BuildOptions, on_file: OnFile) -> SinkReport:
    files = statements = made = 0
    failed: list[Failure] = []
    names: set[str] = set()
    for paths, shard in make_shards(options.engine, work, cut(find_files(sources)), options.workers):
        names.add(shard.name)
        files += len(paths)
        statements += shard.statements
        made += shard.made
        failed += shard.failed
        on_file(files, paths[-1])
    others = [shard for name, shard in all_shards(work.folder).items() if name not in names]
    if options.prune:
        for file in chain.from_iterable(others):
            file.unlink()
    left, removed = (0, len(others)) if options.prune else (len(others), 0)
    return SinkReport(str(work.folder), files, statements, len(names), made, left, removed, tuple(failed))


def _write_reference(folder: Place, iris: Iris, gazetteer: Gazetteer) -> None:
    with open_new(folder / REFERENCE_SHARD) as packed:
        for _, quads in reference_graphs(iris, gazetteer):
            packed.writelines(_lines(quads))


def _lines(quads: Iterable[Quad]) -> list[bytes]:
    return sorted(f"{quad} .\n".encode() for quad in quads)
