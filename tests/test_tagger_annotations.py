"""The names that the tagger was trained on beside the gold: a table that can be read and says what it should."""

from __future__ import annotations

import csv

from bench.tagging.annotated import ANNOTATIONS

# Of the annotation guide.
KINDS = ["plan", "project", "action", "fund", "event", "award", "platform", "pilot", "mechanism"]


def rows() -> list[dict[str, str]]:
    with ANNOTATIONS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_name_has_a_kind_and_forms() -> None:
    named = [row for row in rows() if row["name"]]
    assert len(named) > 3500
    assert [row for row in named if row["kind"] not in KINDS or not all(row["forms"].split("|"))] == []


def test_files_without_names_have_one_empty_row() -> None:
    empty = [row for row in rows() if not row["name"]]
    assert [row for row in empty if row["kind"] or row["forms"]] == []
    named = {row["file"] for row in rows() if row["name"]}
    assert named.isdisjoint(row["file"] for row in empty)
    assert len({row["file"] for row in empty}) == len(empty)


def test_rows_of_a_file_stand_together() -> None:
    files = [row["file"] for row in rows()]
    assert files == sorted(files)


def test_it_holds_names_and_no_sentences() -> None:
    assert [row["name"] for row in rows() if "。" in row["name"] + row["forms"] or len(row["name"]) > 90] == []
