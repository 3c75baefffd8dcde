"""How to build, and the digest over it by which builds are told apart."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from pyoxigraph import Store

from extract.read.source import DEFAULT_MAX_BYTES
from kg.decisions import Decisions, read_decisions
from kg.gazetteer import Gazetteer
from kg.iris import Iris, digest
from kg.mapping import EvidenceLevel, MappingSettings
from kg.store import keep_setting

_FINGERPRINT_DIGITS = 16
_DEFAULT_EVIDENCE: EvidenceLevel = "full"


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build.

    Attributes:
        workers: How many processes extract.
        base: What the IRIs begin with; None for what the store has, or the default.
        config: Configuration of the extraction pipeline; None for the default one.
        max_bytes: The most that a file may hold; larger ones fail.
        evidence: How much evidence is written; None for what the store has, or all.
        infer: Whether the store has a graph of what follows by the ontology; None for what it has, or not.
        decisions: A file of decisions about names; None for the one that the store was built with, or none.
        prune: Whether files below the folders that are built leave the store when they are no longer there.
        engine: Which of `kg.engines.ENGINES` runs the processes.
    """

    workers: int = 1
    base: str | None = None
    config: Path | None = None
    max_bytes: int = DEFAULT_MAX_BYTES
    evidence: EvidenceLevel | None = None
    infer: bool | None = None
    decisions: Path | None = None
    prune: bool = False
    engine: str = "local"


DEFAULTS = BuildOptions()


def configuration(extractor: str, gazetteer: Gazetteer, settings: MappingSettings) -> str:
    """A digest over what decides what a graph says, beside its file; `extractor` is that of the extractor."""
    parts = (extractor, gazetteer.digest, settings.evidence, settings.decisions.digest)
    return digest(*parts, digits=_FINGERPRINT_DIGITS)


def settings_of(options: BuildOptions) -> MappingSettings:
    """The settings of a build that has no store."""
    decisions = read_decisions(options.decisions) if options.decisions else Decisions()
    return MappingSettings(options.evidence or _DEFAULT_EVIDENCE, decisions)


def settings_of_store(store: Store, iris: Iris, options: BuildOptions) -> MappingSettings:
    """The settings of `options`, else those that the store was built with, which it then keeps."""
    evidence = cast(EvidenceLevel, keep_setting(store, iris, "evidence", options.evidence, _DEFAULT_EVIDENCE))
    decisions = read_decisions(options.decisions) if options.decisions else None
    named = str(options.decisions.absolute()) if options.decisions else None
    kept = keep_setting(store, iris, "decisions", named, "")
    if decisions is None:
        decisions = read_decisions(Path(kept)) if kept else Decisions()
    return MappingSettings(evidence, decisions)
