"""From a file to its facts: read, clean, run the spaCy components, and give every span in source characters."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.clean import CleanText, clean_source
from extract.errors import ConfigError
from extract.facts import Document, Entity, FileFacts, Section, SourceText
from extract.read import DEFAULT_MAX_BYTES, read_source
from extract.records import changed
from extract.resources import resource

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_CONFIG = Path(__file__).with_name("default.cfg")
DISTRIBUTION = "cn-stp-kg"


def tool_version() -> str:
    """The version of the installed package, or `unknown` when the code runs without being installed."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "unknown"


class Extractor:
    """A loaded pipeline; calling it with a path gives the facts of that file.

    >>> from extract.resources import resource
    >>> facts = Extractor()(resource("data/documents") / "most-2020-ai-pilot-zone-guidelines.txt")
    >>> facts.documents[0].number
    '国科发规〔2020〕254号'
    """

    def __init__(self, config: Path | None = None, max_bytes: int = DEFAULT_MAX_BYTES) -> None:
        """Use the pipeline of a spaCy configuration file; without one, the default pipeline.

        Args:
            config: The configuration file.
            max_bytes: The most that a file may hold; larger ones are refused.

        Raises:
            ConfigError: The configuration cannot be read, or spaCy refuses it.
        """
        self.config = config or DEFAULT_CONFIG
        self.max_bytes = max_bytes

    @cached_property
    def nlp(self) -> Language:
        """The spaCy pipeline, loaded when first used."""
        return load_pipeline(self.config)

    @property
    def fingerprint(self) -> str:
        """A digest of the tool's version, its models and its configuration: files built under others are out of date.

        A model of one's own that the configuration names counts by its path only.
        """
        try:
            config = self.config.read_bytes()
        except OSError as error:
            raise ConfigError(f"{self.config}: cannot be read ({error.strerror})") from error
        models = [path.read_bytes() for path in sorted(resource("data/models").iterdir()) if path.is_file()]
        parts = (tool_version().encode(), config, *models)
        return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:16]

    def __call__(self, path: Path) -> FileFacts:
        """Extract the facts of one file.

        Raises:
            SourceError: The file cannot be read.
        """
        return self.extract(read_source(path, self.max_bytes))

    def extract(self, source: SourceText) -> FileFacts:
        """Extract the facts of a decoded source."""
        clean = clean_source(source)
        return ground_facts(self._run(clean), clean)

    def process(self, clean: CleanText) -> Doc:
        """Run the components over clean text; findings stand in `doc._` and `doc.spans`, in clean characters."""
        from extract.components import show_spans

        doc = self._run(clean)
        show_spans(doc)
        return doc

    def _run(self, clean: CleanText) -> Doc:
        self.nlp.max_length = max(self.nlp.max_length, len(clean.text) + 1)
        doc = self.nlp.make_doc(clean.text)
        doc._.clean = clean
        return self.nlp(doc)


def load_pipeline(config: Path = DEFAULT_CONFIG) -> Language:
    """The spaCy pipeline of a configuration file.

    Raises:
        ConfigError: The file is missing, is not a spaCy configuration, or names a component that does not exist.
    """
    import spacy

    import extract.tokenizer  # noqa: F401  registers the tokenizer
    from extract.components import register_extensions

    register_extensions()
    try:
        settings = spacy.util.load_config(config)
        nlp = spacy.util.load_model_from_config(settings, auto_fill=True)
    except OSError as error:
        raise ConfigError(f"{config}: cannot be read ({error})") from error
    except (ImportError, ValueError) as error:  # a language, factory or value that spaCy does not know
        raise ConfigError(f"{config}: spaCy refuses this configuration: {error}") from error
    _check_order(nlp, config)
    return nlp


def _check_order(nlp: Language, config: Path) -> None:
    """Refuse a pipeline in which a component comes before one that it builds on, before any text is read."""
    assigned: set[str] = {"doc._.clean"}
    for name in nlp.pipe_names:
        meta = nlp.get_pipe_meta(name)
        if missing := [needed for needed in meta.requires if needed.startswith("doc._.") and needed not in assigned]:
            raise ConfigError(f"{config}: {name} needs {', '.join(missing)}, which no component before it makes")
        assigned.update(meta.assigns)


def ground_facts(doc: Doc, clean: CleanText) -> FileFacts:
    """The findings of a processed document, their spans counted in characters of the source."""
    layout = doc._.layout

    def ground(fact: Any) -> Any:
        if isinstance(fact, Entity):
            return changed(fact, spans=tuple(clean.ground(span) for span in fact.spans))
        if isinstance(fact, Document):
            slots = tuple(changed(slot, span=clean.ground(slot.span)) for slot in fact.slots)
            return replace(fact, span=clean.ground(fact.span), opening=clean.ground(fact.opening), slots=slots)
        if isinstance(fact, Section):
            return replace(fact, span=clean.ground(fact.span), heading=clean.ground(fact.heading))
        return changed(fact, span=clean.ground(fact.span))

    return FileFacts(
        source=clean.source,
        documents=tuple(map(ground, layout.documents)) if layout else (),
        sections=tuple(map(ground, layout.sections)) if layout else (),
        references=tuple(map(ground, doc._.references)),
        organisations=tuple(map(ground, doc._.organisations)),
        programmes=tuple(map(ground, doc._.programmes)),
        regions=tuple(map(ground, doc._.regions)),
        goals=tuple(map(ground, doc._.goals)),
        qualitative_goals=tuple(map(ground, doc._.qualitative_goals)),
        relations=tuple(map(ground, doc._.relations)),
    )
