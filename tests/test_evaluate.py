"""`kg evaluate`: gold files, the command, and what it says of the five documents."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from fake_extractor import make_fake

import kg.commands.evaluate
from kg.cli import cli
from kg.evaluation.annotation import Annotation, EntityRow
from kg.evaluation.annotation_json import parse_annotation, read_gold
from kg.evaluation.run import evaluate
from kg.evaluation.score import CLASSES
from kg.workers import Extract

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "data" / "gold"
DOCUMENTS = ROOT / "data" / "documents"
KEYS = (
    "documents", "references", "organisations", "programmes", "regions", "goals", "qualitative_goals", "relations",
)  # fmt: skip


def test_optional_is_read() -> None:
    row = {"name": "天津市", "mentions": ["天津"], "kind": "province", "optional": True}
    read = parse_annotation(dict.fromkeys(KEYS, []) | {"regions": [row]})
    assert read == Annotation(regions=(EntityRow("天津市", ("天津",), "province", optional=True),))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"goals": None}, "goals: this should be a list of objects, and is null"),
        ({"goals": [3]}, "goals[0]: this should be an object, and is 3"),
        ({"goals": [{"value": "200"}]}, 'goals[0].value: this should be a number or null, and is "200"'),
        ({"goals": [{"by": 2020}]}, "goals[0].by: this should be text or null, and is 2020"),
        ({"regions": [{"mentions": ["天津"]}]}, "regions[0].name: this should be text, and is missing"),
        ({"regions": [{"name": "天津市", "mentions": "天津"}]}, "regions[0].mentions: this should be a list of texts"),
        ({"goals": [{"optional": 1}]}, "goals[0].optional: this should be true or false, and is 1"),
    ],
)
def test_gold_that_is_not_in_the_form(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError) as error:
        parse_annotation(dict.fromkeys(KEYS, []) | change)
    assert str(error.value).startswith(message)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder with two documents and their gold, and an extractor that needs no pipeline."""
    monkeypatch.setattr(kg.commands.evaluate, "evaluate", partial(evaluate, make_extractor=make_fake))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "documents").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "documents" / "a.txt").write_text("甲规划\n见《乙规划》\n见《丙规划》\n", "utf-8")
    (tmp_path / "documents" / "b.txt").write_text("乙规划\n", "utf-8")
    for stem, title, cited in (("a", "甲规划", "乙规划"), ("b", "乙规划", "丁规划")):
        document = {"key": "d1", "title": title, "kind": "plan"}
        reference = {"from": "d1", "title": cited, "number": None, "relation": "cites"}
        rows = dict.fromkeys(KEYS, []) | {"documents": [document], "references": [reference]}
        (tmp_path / "gold" / f"{stem}.json").write_text(json.dumps(rows), "utf-8")
    return tmp_path


def evaluate_(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["evaluate", *map(str, arguments)], prog_name="kg")


def test_table(small: Path) -> None:
    result = evaluate_("gold", "documents", "--workers", 1)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = [line.split() for line in result.stdout.splitlines()]
    assert lines[0] == ["class", "P", "R", "F1", "hit", "gold", "system"]
    # A title and a kind for each document; 乙规划 is found with its relation, 丙规划 is wrong, 丁规划 missed.
    assert ["documents", "1.000", "1.000", "1.000", "4", "4", "4"] in lines
    assert ["references", "0.500", "0.500", "0.500", "2", "4", "4"] in lines
    assert ["score", "0.1875", "mean", "F1", "over", "2", "files"] in lines


def test_json(small: Path) -> None:
    answer = json.loads(evaluate_("gold", "documents", "--workers", 1, "--format", "json").stdout)
    assert set(answer) == {*CLASSES, "names", "kinds", "score", "files"}
    assert answer["references"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "hit": 2, "gold": 4, "system": 4}
    assert (answer["score"], answer["files"]) == (0.1875, 2)


def test_errors_are_listed_by_file(small: Path) -> None:
    result = evaluate_("gold", "documents", "--workers", 1, "--errors", "references")
    assert (result.exit_code, result.stderr) == (0, "2 differences\n")
    lines = [line.split() for line in result.stdout.splitlines()]
    assert [lines[0], lines[1], lines[3]] == [["a"], ["problem", "row"], ["wrong", "丙规划"]]
    assert [lines[5], lines[6], lines[8]] == [["b"], ["problem", "row"], ["missed", "丁规划"]]
    plain = evaluate_("gold", "documents", "--workers", 1, "--errors", "references", "--format", "json").stdout
    assert json.loads(plain) == {"a": [{"gold": "", "found": "丙规划"}], "b": [{"gold": "丁规划", "found": ""}]}


def test_different_answers_stand_side_by_side(small: Path) -> None:
    text = (small / "gold" / "a.json").read_text("utf-8").replace('"cites"', '"repeals"')
    (small / "gold" / "a.json").write_text(text, "utf-8")
    result = evaluate_("gold", "documents/a.txt", "--workers", 1, "--errors", "references")
    assert "different   乙规划: repeals → 乙规划: cites" in result.stdout


def test_gold_without_a_source_is_an_empty_answer(small: Path) -> None:
    result = evaluate_("gold", "documents/a.txt", "--workers", 1, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "No source for gold/b.json: it counts as missed\n")
    assert json.loads(result.stdout)["documents"] == {
        "precision": 1.0, "recall": 0.5, "f1": 0.6667, "hit": 2, "gold": 4, "system": 2,
    }  # fmt: skip


def test_source_that_cannot_be_read_is_an_empty_answer_and_exit_code_1(small: Path) -> None:
    (small / "documents" / "b.txt").write_text("", "utf-8")
    result = evaluate_("gold", "documents", "--workers", 1, "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "Failed: documents/b.txt: the file is empty\n")
    assert json.loads(result.stdout)["documents"]["hit"] == 2


def test_workers_make_no_difference(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.workers.WORTH_A_PROCESS_BYTES", 0)
    one, two = (evaluate_("gold", "documents", "--workers", workers) for workers in (1, 2))
    assert (one.exit_code, two.exit_code) == (0, 0)
    assert one.stdout == two.stdout


def _fail(_config: Path | None, _max_bytes: int) -> Extract:
    raise AssertionError("nothing is extracted before the gold is known to be there")


def test_source_without_gold_is_left_out_and_said(small: Path) -> None:
    (small / "documents" / "c.txt").write_text("丙规划\n", "utf-8")
    with_it = evaluate_("gold", "documents", "--format", "json")
    assert "Left out, without gold: 1 source\n" in with_it.stderr
    (small / "documents" / "c.txt").unlink()
    result = evaluate_("gold", "documents", "--format", "json")
    assert result.stdout == with_it.stdout
    assert "without gold" not in result.stderr


def test_no_source_with_gold_is_an_error_before_any_work(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.commands.evaluate, "evaluate", partial(evaluate, make_extractor=_fail))
    (small / "others").mkdir()
    (small / "others" / "c.txt").write_text("丙规划\n", "utf-8")
    result = evaluate_("gold", "others")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: gold: none of the sources has its gold here; a.txt would have a.json\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"{", "Error: gold/a.json: Expecting property name"),
        (b"\xff", "Error: gold/a.json: this is not UTF-8 text; an annotation file is"),
        (b"[]", "Error: gold/a.json: the file: this should be an object, and is []"),
        (b"{}", "Error: gold/a.json: documents: this should be a list of objects, and is missing"),
    ],
)
def test_gold_that_cannot_be_used(small: Path, text: bytes, message: str) -> None:
    (small / "gold" / "a.json").write_bytes(text)
    result = evaluate_("gold", "documents")
    assert result.exit_code == 1
    assert result.stderr.startswith(message)


def test_wrong_calls(small: Path) -> None:
    (small / "empty").mkdir()
    empty = evaluate_("empty", "documents")
    assert (empty.exit_code, empty.stderr) == (1, "Error: empty: there are no gold annotations (*.json) here\n")
    (small / "other").mkdir()
    (small / "other" / "a.md").write_text("甲", "utf-8")
    twice = evaluate_("gold", "documents", "other")
    assert twice.exit_code == 1
    assert "gold/a.json: this would be the gold of both documents/a.txt and other/a.md; rename one" in twice.stderr
    assert evaluate_("none", "documents").exit_code == 2
    assert evaluate_("gold").exit_code == 2
    assert evaluate_("gold", "documents", "--errors", "nonsense").exit_code == 2


def test_help_has_an_example() -> None:
    command = cli.get_command(click.Context(cli), "evaluate")
    assert command is not None
    assert "\n    kg evaluate data/gold data/documents\n" in evaluate_("--help").stdout
    assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_every_document_has_gold_of_its_name() -> None:
    paths = sorted(GOLD.glob("*.json"))
    assert [path.stem for path in paths] == sorted(path.stem for path in DOCUMENTS.glob("*.txt"))
    for path in paths:
        text = path.read_text("utf-8")
        assert json.loads(text)["id"] == path.stem
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
        assert read_gold(path).documents


def test_the_five_documents() -> None:
    result = evaluate_(GOLD, DOCUMENTS, "--workers", 1, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    answer = json.loads(result.stdout)
    assert [name for name in CLASSES if answer[name]["f1"] == 0] == []
    assert answer["documents"]["f1"] >= 0.75
    assert answer["files"] == 5
