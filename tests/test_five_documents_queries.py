"""What every saved query answers over the five documents of `data/documents`.

The expected rows, `golden/five/*.tsv`, were read in the documents by hand. A row that is marked `lacks` is true and the
graph does not have it; one that is marked `wrong` is not true and the graph has it. A file with such rows gives the
reason, and its test fails as soon as the graph is right.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import Store

from docs.site.queries import page
from extract.resources import resource
from kg.queries import load_queries
from kg.query import Table, bind, run
from kg.reader import Reader
from kg.vocabulary import DEFAULT_BASE, PREFIXES

QUERIES = load_queries(resource("queries"))
FOLDER = Path(__file__).parent / "golden" / "five"

Row = tuple[str, ...]


@dataclass(frozen=True)
class Expected:
    """What stands in one file of expected rows.

    `values` are those of the parameters; `only` a column that the rows compared have, `files` keeps rows that a source
    file says, and of `some` the answer holds more rows than are listed.
    """

    name: str
    columns: Row
    right: frozenset[Row]
    lacks: frozenset[Row]
    wrong: frozenset[Row]
    values: dict[str, str]
    only: str = ""
    files: bool = False
    some: bool = False
    reason: str = ""

    def answer(self, store: Store) -> frozenset[Row]:
        query = QUERIES[self.name.partition(".")[0]]
        table = run(store, query, bind(query, self.values, Reader(store, DEFAULT_BASE)))
        assert isinstance(table, Table)
        kept = (
            row
            for row in table.rows
            if (not self.only or self.only in row)
            and (not self.files or row["source"]["value"].startswith(f"{DEFAULT_BASE}file/"))
        )
        return frozenset(tuple(shown(row.get(column)) for column in self.columns) for row in kept)


def shown(value: dict[str, Any] | None) -> str:
    text = str(value["value"]) if value else ""
    return text.replace(PREFIXES["stp"], "stp:").replace(DEFAULT_BASE, ":")


def read_expected(path: Path) -> Expected:
    lines = path.read_text("utf-8").splitlines()
    head = yaml.safe_load("\n".join(line[2:] for line in lines if line.startswith("#+"))) or {}
    (_, *columns), *rows = (tuple(line.split("\t")) for line in lines if not line.startswith("#+"))
    assert {len(row) for row in rows} <= {len(columns) + 1}, path
    marked = {mark: frozenset(row[1:] for row in rows if row[0] == mark) for mark in ("", "lacks", "wrong")}
    assert sum(map(len, marked.values())) == len(rows), path
    head.pop("note", None)
    return Expected(path.stem, tuple(columns), marked[""], marked["lacks"], marked["wrong"], **{"values": {}, **head})


EXPECTED = [read_expected(path) for path in sorted(FOLDER.glob("*.tsv"))]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda expected: expected.name)
def test_answer_is_what_the_documents_say_but_for_the_faults_that_are_marked(
    expected: Expected, five_documents: Store
) -> None:
    answer = expected.answer(five_documents)
    assert expected.right | expected.wrong <= answer
    assert not expected.lacks & answer
    if not expected.some:
        assert answer == expected.right | expected.wrong


def test_every_saved_query_has_its_expected_answer() -> None:
    assert {expected.name.partition(".")[0] for expected in EXPECTED} == QUERIES.keys()
    assert all(expected.reason for expected in EXPECTED if expected.lacks or expected.wrong)


def test_what_two_documents_mention_is_not_told_as_of_one_only(five_documents: Store) -> None:
    # 中国科协 in three files, 科技部 in four; 京津冀 in Tianjin's plan, the guidelines and those of CAST.
    [expected] = [expected for expected in EXPECTED if expected.name == "entities-in-one-document-only"]
    names = {name for _, name, _ in expected.answer(five_documents)}
    assert not names & {"中国科学技术协会", "科学技术部", "京津冀"}


def test_a_programme_that_is_led_is_not_told_as_without_a_lead(five_documents: Store) -> None:
    table = run(five_documents, QUERIES["programmes-without-lead"], {})
    assert isinstance(table, Table)
    assert "国家新一代人工智能创新发展试验区" not in {row["name"]["value"] for row in table.rows}


def test_the_page_of_the_queries_is_what_the_script_makes(five_documents: Store) -> None:
    text = (resource("queries").parent / "docs" / "queries.md").read_text("utf-8")
    assert text == page(five_documents, DEFAULT_BASE), "run `python -m docs.site.queries`"
