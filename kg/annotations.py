"""What was found in each file, as one JSON file each, in the form of the benchmark's gold files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import orjson

from extract.annotation import to_annotation
from extract.facts import FileFacts
from extract.read.source import DEFAULT_MAX_BYTES
from kg.addresses import Place
from kg.errors import OutputError
from kg.output import open_output
from kg.progress import OnProgress, ignore_progress
from kg.sources import find_files
from kg.workers import ExtractFactory, Failure, Job, load_extractor, run


@dataclass(frozen=True, slots=True)
class AnnotationReport:
    """What an extraction did.

    Attributes:
        written: The JSON files, in the order of the sources.
        failed: Files that could not be extracted, in the order of the sources.
    """

    written: tuple[Path, ...]
    failed: tuple[Failure, ...]


def to_json(facts: FileFacts) -> bytes:
    """The annotation of a file as a JSON file."""
    return orjson.dumps(to_annotation(facts), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def write_annotations(
    sources: Sequence[Place],
    out_dir: Path,
    workers: int = 1,
    config: Path | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
    on_progress: OnProgress = ignore_progress,
    make_extractor: ExtractFactory = load_extractor,
) -> AnnotationReport:
    """Extract files and folders, and write `<file stem>.json` for each file into a folder, which is made when missing.

    Files of more than `max_bytes` fail.

    Raises:
        OutputError: Two files would have one JSON file, or the folder cannot be written.
        ConfigError: The configuration cannot be used.
        BuildError: A worker process ended before its time.
    """
    paths = list(find_files(sources))
    targets = _targets(paths, out_dir)
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(out_dir, error.strerror or str(error)) from error
    written: list[Path] = []
    failed: list[Failure] = []
    create = partial(make_extractor, config, max_bytes)
    for path, result in run(Job(create, to_json), create(), paths, workers):
        if isinstance(result, Failure):
            failed.append(result)
        else:
            with open_output(targets[path]) as file:
                file.write(result)
            written.append(targets[path])
        on_progress(len(paths), len(written) + len(failed), path)
    return AnnotationReport(tuple(written), tuple(failed))


def _targets(paths: Sequence[Place], out_dir: Path) -> dict[Place, Path]:
    sources: dict[Path, Place] = {}
    for path in paths:
        target = out_dir / f"{path.stem}.json"
        if target in sources:
            raise OutputError(target, f"this would be the annotation of both {sources[target]} and {path}; rename one")
        if target.is_symlink():
            raise OutputError(target, "this is a link, which may lead out of the folder; take it away")
        sources[target] = path
    return {path: target for target, path in sources.items()}
