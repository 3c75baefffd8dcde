"""The tab key behind `kg query`, by click's own completion."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg import completion
from kg.cli import cli
from kg.vocabulary import DEFAULT_BASE, term

SAMPLE = Path(__file__).parent / "data" / "sample.trig"


@pytest.fixture
def offered(store_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Offers:
    monkeypatch.setenv("KG_STORE", str(store_folder))
    return Offers()


class Offers:
    """Called with the words of a command line, the last of them unfinished."""

    def __call__(self, *words: str) -> list[str]:
        *before, incomplete = words
        shell = BashComplete(cli, {}, "kg", "_KG_COMPLETE")
        return [item.value for item in shell.get_completions(["query", *before], incomplete) if item.type == "plain"]


def test_queries_by_the_beginning_of_their_names(offered: Offers) -> None:
    assert offered("goals-by") == ["goals-by-deadline", "goals-by-region"]


def test_parameters_of_the_query_and_the_options_of_the_command(offered: Offers) -> None:
    assert offered("implements", "--")[:2] == ["--document", "--target"]
    assert "--format" in offered("implements", "--")
    assert offered("implements", "--do") == ["--document"]
    assert offered("implements", "--document", "x", "--")[0] == "--target"


@pytest.mark.parametrize(
    ("words", "values"),
    [
        # 滨海新区 is what a goal is for, 天津市 what a document is for; they lie in 天津市 and 京津冀.
        (["goals-by-region", "--region", ""], ["京津冀", "天津市", "滨海新区"]),
        (["goals-by-region", "--region", "天"], ["天津", "天津市"]),
        (["goals-by-region", "--region", "滨"], ["滨海", "滨海新区"]),
        (["goals-by-deadline", "--year", "20"], ["2020", "2025"]),
        (["programmes-by-lead", "--organisation", "科技"], ["科技部"]),
        (["programme-partners", "--programme", "智"], ["智能家居示范工程"]),
        (["goals-of-document", "--document", "国发"], ["国发〔2017〕35号"]),
        (["evidence-of-fact", "--subject", "科技部", "--predicate", "牵"], ["牵头"]),
        (["goals-by-region", "--region", "上海"], []),
        (["goals-by-region", "--nothing", ""], []),
        (["no-such-query", "--region", ""], []),
    ],
)
def test_values_are_those_that_the_store_has(words: list[str], values: list[str], offered: Offers) -> None:
    assert offered(*words) == values


def test_values_of_a_query_in_a_file(offered: Offers, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text('#+ values: {word: "[] skos:notation ?value"}\nSELECT * { ?thing ?property ?_word }', "utf-8")
    assert offered(str(path), "--")[0] == "--word"
    assert offered(str(path), "--word", "12") == ["120000", "120116"]


def test_nothing_is_said_where_there_is_no_store(offered: Offers, tmp_path: Path) -> None:
    assert offered("--store", str(tmp_path / "none"), "goals-by-region", "--region", "天") == []
    assert offered("goals-of-document", "--document", "") != []


def test_no_more_than_can_be_read(store_folder: Path, tmp_path: Path) -> None:
    store = Store(str(tmp_path / "many"))
    for year in range(1000, 2000):
        node = NamedNode(f"{DEFAULT_BASE}goal/{year}")
        literal = f'"{year}"^^<http://www.w3.org/2001/XMLSchema#gYear>'
        store.update(f"INSERT DATA {{ GRAPH <{DEFAULT_BASE}file/0> {{ {node} {term('stp:deadline')} {literal} }} }}")
    store.flush()
    offers = completion.complete(["goals-by-deadline", "--year"], "1", tmp_path / "many")
    assert len(offers) == completion.MAX_OFFERS
    assert offers[0] == ("1000", "")


def test_what_bash_would_take_for_its_own_is_quoted_for_bash_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(str(tmp_path / "store"))
    graph, document = NamedNode(f"{DEFAULT_BASE}file/0"), NamedNode(f"{DEFAULT_BASE}document/x")
    store.extend(
        [
            Quad(document, term("stp:setsGoal"), NamedNode(f"{DEFAULT_BASE}goal/1"), graph),
            Quad(document, term("rdfs:label"), Literal("规划(试行)", language="zh"), graph),
        ]
    )
    store.flush()
    before = ["goals-of-document", "--document"]
    monkeypatch.setenv("_KG_COMPLETE", "zsh_complete")
    assert completion.complete(before, "规", tmp_path / "store") == [("规划(试行)", "")]
    monkeypatch.setenv("_KG_COMPLETE", "bash_complete")
    assert completion.complete(before, "规", tmp_path / "store") == [("规划\\(试行\\)", "")]


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_itself_gets_the_values(store_folder: Path, tmp_path: Path) -> None:
    """The script that click writes for bash, sourced in bash, called as bash calls it."""
    command = tmp_path / "kg"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n', "utf-8")
    command.chmod(0o755)
    script = """
        eval "$(_KG_COMPLETE=bash_source kg)"
        COMP_WORDS=(kg query goals-by-region --region 天) COMP_CWORD=4
        _kg_completion kg 天 --region
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    environment = {
        **os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "KG_STORE": str(store_folder), "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["天津", "天津市"], done.stderr
