"""Texts that were written for the tagger to learn from: `written/*.txt`, with the programmes in them marked.

A language model wrote and marked them, in the manner of work reports, plans and notices: 297 texts of 550,000
characters with 11,900 marks. **What they say is invented**, though many of the names are those of real undertakings:
they are no source of facts. `⟦action:“甲乙”行动⟧` marks a programme and its kind.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from bench.tagging.annotated import Example, rules_only
from extract.clean import clean_source
from extract.read import read_source
from kg.evaluation.annotation import Annotation, EntityRow

WRITTEN = Path(__file__).with_name("written")
_MARK = re.compile("⟦(?P<kind>[a-z]+):(?P<name>[^⟦⟧]+)⟧")


def read_written() -> list[Example]:
    """All of them, in the order of their names; no fold holds them out."""
    extractor = rules_only()
    examples = []
    for path in sorted(WRITTEN.glob("*.txt")):
        source = read_source(path)
        kinds = {match["name"]: match["kind"] for match in _MARK.finditer(source.text)}
        gold = Annotation(programmes=tuple(EntityRow(name, (name,), kind) for name, kind in kinds.items()))
        plain = replace(source, text=_MARK.sub(r"\g<name>", source.text))
        examples.append(Example(path.stem, gold, extractor.process(clean_source(plain)), None))
    return examples
