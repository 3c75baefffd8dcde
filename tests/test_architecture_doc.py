"""`docs/architecture.md` follows one sentence through every stage; here it is followed with it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from extract.clean import CleanText, clean_source
from extract.facts import FileFacts
from extract.pipeline import Extractor
from extract.read import read_source
from extract.resources import resource

DOCUMENT = resource("data/documents/most-2020-ai-pilot-zone-guidelines.txt")
CLAUSE = "布局建设20个左右试验区"


@pytest.fixture(scope="module")
def page() -> str:
    """The text of the page, white space folded."""
    return " ".join((Path(__file__).parent.parent / "docs" / "architecture.md").read_text("utf-8").split())


@pytest.fixture(scope="module")
def clean() -> CleanText:
    return clean_source(read_source(DOCUMENT))


@pytest.fixture(scope="module")
def facts() -> FileFacts:
    return Extractor()(DOCUMENT)


def test_the_sentence_stands_in_the_document(page: str, facts: FileFacts) -> None:
    sentence = "到(dào)2023年,布局建設20個左右試驗區(qū),産出一批重大(dà)原創科技成果"
    assert sentence in page
    assert sentence in facts.source.text
    assert f"decodes {len(facts.source.text):,} characters" in page


def test_cleaning_keeps_the_offsets_that_the_page_gives(page: str, clean: CleanText) -> None:
    start = clean.text.index(CLAUSE)
    last = start + len(CLAUSE) - 1
    source_start, source_end = clean.to_source(start, last + 1)
    assert (start, last, source_start, source_end - 1) == (1189, 1200, 2381, 2392)
    assert "clean characters 1189 to 1200" in page
    assert "source characters 2381 to 2392" in page
    assert clean.source.text[source_start:source_end] == "布局建設20個左右試驗區"


def test_the_goal_is_the_one_that_the_page_shows(page: str, facts: FileFacts) -> None:
    (goal,) = facts.goals
    assert (goal.document, goal.quote, goal.indicator, goal.op) == ("d2", CLAUSE, "试验区", "=")
    assert (goal.value, goal.unit, goal.by, goal.section) == (Decimal(20), "个", "2023", 4)
    assert (goal.span.start, goal.span.end, goal.span.prefix) == (2381, 2393, "到2023年,")
    section = next(s for s in facts.sections if s.document == "d2" and s.order == 4)
    assert section.label + section.title == "(三)建设目标"
    assert "section 4, `(三)建设目标`" in page
    assert "oa:start 2381 ; oa:end 2393" in page
