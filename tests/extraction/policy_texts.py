"""Short invented texts on their way through the extraction, and the real documents that travel with the project."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from extract.clean import CleanText, clean_source
from extract.facts import Category, Document, Entity, FileFacts, SourceText, Span
from extract.pipeline import Extractor
from extract.resources import resource
from extract.structure.layout import Layout, read_layout

TALENT_AND_INTERNET_PLUS = "cast-2016-talent-opinions-and-ndrc-2016-internet-plus-ai.txt"
OUTLINE_AND_ACTION_PLAN = "cast-2018-outline-and-action-plan.txt"
EXCHANGE_PLAN = "cast-2021-exchange-plan.txt"
PILOT_ZONE_GUIDELINES = "most-2020-ai-pilot-zone-guidelines.txt"
TIANJIN_ACTION_PLAN = "tianjin-2018-smart-technology-action-plan.txt"
FILES = (
    TALENT_AND_INTERNET_PLUS,
    OUTLINE_AND_ACTION_PLAN,
    EXCHANGE_PLAN,
    PILOT_ZONE_GUIDELINES,
    TIANJIN_ACTION_PLAN,
)


def source_of(text: str, name: str = "sample.txt") -> SourceText:
    """A text as if it had been read from a file."""
    return SourceText(name, text, "utf-8", hashlib.sha256(text.encode()).hexdigest())


def clean_of(text: str) -> CleanText:
    return clean_source(source_of(text))


def layout_of(text: str) -> Layout:
    return read_layout(clean_of(text))


@cache
def extractor() -> Extractor:
    """The default pipeline, loaded once for all tests."""
    return Extractor()


def facts_of(text: str) -> FileFacts:
    return extractor().extract(source_of(text))


@cache
def rules() -> Extractor:
    """The pipeline without what was learned from annotated files: what the rules alone find."""
    alone = Extractor()
    alone.nlp.disable_pipe("stp_tagger")
    return alone


def facts_by_rules(text: str) -> FileFacts:
    return rules().extract(source_of(text))


def path_of(name: str) -> Path:
    """Where one of `FILES` lies."""
    return resource("data/documents") / name


@cache
def facts_of_file(name: str) -> FileFacts:
    return extractor()(path_of(name))


@cache
def facts_of_file_by_rules(name: str) -> FileFacts:
    return rules()(path_of(name))


def document_of(text: str) -> Document:
    """The one document of a text."""
    (document,) = layout_of(text).documents
    return document


def entities_of(
    text: str, programme: str, others: dict[str, str], category: Category = "region"
) -> tuple[Layout, list[Entity], list[Entity]]:
    """A text with its programme and places or bodies given, so that nothing hangs on what finds them."""
    layout = layout_of("关于加强科学普及工作的意见\n" + text + "\n")

    def spans(form: str) -> tuple[Span, ...]:
        found = (match.start() for match in re.finditer(form, layout.clean.text))
        return tuple(layout.span(start, start + len(form)) for start in found)

    kind = {"region": "prefecture"}.get(category, "government")
    found = [Entity(category, name, kind, spans(form)) for form, name in others.items()]
    return layout, [Entity("programme", programme, "platform", spans(programme))], found
