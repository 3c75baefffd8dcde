"""The annotated files that the tagger learns from: `gold/train`, and names marked in files of `corpus`.

`annotations.tsv` has the names, one row each, that were marked in 317 files of the corpus by a reading under the guide
of the gold (a language model's, checked by nobody; `docs/tagger.md` says how well such a reading agrees with the
gold). It holds names and kinds of programmes, no sentences. A row without a name is a file without any.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from spacy.tokens import Doc

from bench.entities.samples import FOLDS
from extract.clean import clean_source
from extract.pipeline import DEFAULT_CONFIG, Extractor
from extract.read import read_source
from kg.evaluation.annotation import Annotation, EntityRow
from kg.evaluation.annotation_json import read_gold

ANNOTATIONS = Path(__file__).with_name("annotations.tsv")
_SHORT_LINE = 25  # characters; shorter lines stand in many files
# The tagger itself, and components that find what it does not look at.
_NOT_NEEDED = ("stp_tagger", "stp_nested_places", "stp_goals", "stp_relations", "stp_confidence")


@dataclass(frozen=True)
class Example:
    """One annotated file.

    Attributes:
        name: Its path or stem.
        gold: Its annotation.
        doc: What the rules make of it.
        fold: The fold that holds it out; None if none does.
    """

    name: str
    gold: Annotation
    doc: Doc
    fold: int | None


def read_examples(gold: Path, corpus: Path) -> list[Example]:
    """All files to learn from: those of `train`, every third of them in one fold, then those of the corpus.

    A report of which `train` has a part is in the fold of that part, without its paragraphs.
    """
    train = _read_train(gold)
    return [*train, *_read_corpus(corpus, train)]


def _read_train(gold: Path) -> list[Example]:
    extractor = rules_only()
    return [
        Example(
            path.stem,
            read_gold(path),
            extractor.process(clean_source(read_source(gold / "docs" / f"{path.stem}.txt"))),
            number % FOLDS,
        )
        for number, path in enumerate(sorted((gold / "train").glob("*.json")))
    ]


def rules_only() -> Extractor:
    """What reads with the default pipeline without the components of `_NOT_NEEDED`; there may be no model yet."""
    config = DEFAULT_CONFIG.read_text("utf-8")
    for name in _NOT_NEEDED:
        config = re.sub(rf', "{name}"|\[components\.{name}\]\nfactory = .*\n', "", config)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rules.cfg"
        path.write_text(config, "utf-8")
        extractor = Extractor(path)
        extractor.nlp  # noqa: B018 - read while the file is there
        return extractor


def _read_corpus(corpus: Path, train: Sequence[Example]) -> Iterable[Example]:
    shared = {line: example.fold for example in train for line in example.doc._.clean.text.split("\n")}
    extractor = rules_only()
    with ANNOTATIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for number, (name, group) in enumerate(groupby(rows, lambda row: row["file"])):
        source, fold = read_source(corpus / name), number % FOLDS
        if name.startswith("reports/"):
            lines = clean_source(source).text.split("\n")
            held = [shared[line] for line in lines if line in shared and len(line) > _SHORT_LINE]
            fold = held[0] if held else fold
            kept = (line for line in lines if line and (line not in shared or len(line) <= _SHORT_LINE))
            source = replace(source, text="\n".join(kept))
        yield Example(name, _annotation(group), extractor.process(clean_source(source)), fold)


def _annotation(rows: Iterable[dict[str, str]]) -> Annotation:
    named = (row for row in rows if row["name"])
    return Annotation(
        programmes=tuple(EntityRow(row["name"], tuple(row["forms"].split("|")), row["kind"]) for row in named)
    )
