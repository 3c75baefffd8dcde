"""Input that means harm: it is refused in words, or stays what it is, text."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from fake_extractor import make_fake
from pyoxigraph import Literal, RdfFormat, parse

from extract.gazetteers import Entry
from extract.read import read_source
from kg.annotations import write_annotations
from kg.build import build
from kg.cli import cli
from kg.errors import OutputError
from kg.gazetteer import Gazetteer
from kg.output import open_output
from kg.store import read_store
from kg.vocabulary import term

ROOT = Path(__file__).resolve().parent.parent
HOSTILE_NAMES = [
    "a b.txt",
    'a"<b>{c}|d^e`f\\g.txt',
    "a\x01\x7f\nb.txt",
    "a#b?c%20d%.txt",
    "=cmd|' ∕C calc'!A0.txt",
    "<script>alert(1)</script>.txt".replace("/", "∕"),
    "[red]甲[∕red].txt",
    "\u202egnp.txt",
]


@pytest.fixture(autouse=True)
def small_gazetteer(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = Entry("天津市", ("天津",), "province", "", "120000", "GB/T 2260")
    monkeypatch.setattr("kg.build.default_gazetteer", lambda: Gazetteer([entry], []))


def built(folder: Path, text: str) -> Path:
    """A store of one file with this text."""
    (folder / "a.txt").write_text(text, "utf-8")
    build([folder / "a.txt"], folder / "store", make_extractor=make_fake)
    return folder / "store"


def kg(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(cli, list(map(str, arguments)))
    return done.exit_code, done.stdout


def test_entities_of_a_page_are_not_multiplied(tmp_path: Path) -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    page = tmp_path / "a.html"
    page.write_text(
        f'<!DOCTYPE html [<!ENTITY e0 "哈">{bomb}]><html><body><p>云州市规划&e9;</p></body></html>', "utf-8"
    )
    text = read_source(page).text
    assert "云州市规划" in text
    assert len(text) < 2_000


def test_names_of_files_stay_names(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for number, name in enumerate(HOSTILE_NAMES):
        (folder / name).write_text(f"第{number}号规划\n", "utf-8")
    report = build([folder], tmp_path / "store", make_extractor=make_fake)
    assert (report.built, report.failed) == (len(HOSTILE_NAMES), ())
    assert build([folder], tmp_path / "store", make_extractor=make_fake).unchanged == len(HOSTILE_NAMES)
    target = tmp_path / "graph.nq"
    assert kg("export", "--store", tmp_path / "store", "-o", target, "--format", "nquads", "--all")[0] == 0
    titles = {
        quad.object.value for quad in parse(path=target, format=RdfFormat.N_QUADS) if isinstance(quad.object, Literal)
    }
    assert set(HOSTILE_NAMES) <= titles
    for path in folder.iterdir():
        path.unlink()
    assert kg("doctor", "--store", tmp_path / "store")[0] == 0


@pytest.mark.parametrize(
    "base",
    ["https://example.org/a b/", "https://example.org/\x01/", "https://example.org/<x>/", 'https://e.org/"/', "a/"],
)
def test_base_that_is_no_iri_is_refused(tmp_path: Path, base: str) -> None:
    done = CliRunner().invoke(cli, ["build", str(tmp_path), "--store", str(tmp_path / "store"), "--base", base])
    assert done.exit_code == 2
    assert "is not a base IRI" in done.stderr
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("title", ["[red]甲[/red]规划", "<script>alert(1)</script>规划", ":smile:规划", "甲*规划*"])
def test_markup_in_a_title_is_shown_as_it_is(tmp_path: Path, title: str) -> None:
    store = built(tmp_path, f"{title}\n")
    code, said = kg("show", title, "--store", store)
    assert (code, title in said) == (0, True)


def test_terminal_is_not_steered_by_a_title(tmp_path: Path) -> None:
    store = built(tmp_path, "甲\x1b[2J\x1b]0;x\x07\x9b1m规划\n")
    (document,) = (
        quad.subject
        for quad in read_store(store).quads_for_pattern(None, term("dcterms:title"), None, None)
        if isinstance(quad.object, Literal) and "规划" in quad.object.value
    )
    for command in (["show"], ["explain"]):
        _, said = kg(*command, str(document).strip("<>"), "--store", store)
        assert not set(said) & {"\x1b", "\x07", "\x9b"}


@pytest.mark.parametrize("value", ['x" } ; DROP ALL #', "x> . ?s ?p ?o", "'''", "\\u0022 ) #", "}\n#"])
def test_parameter_is_a_value_and_no_query(tmp_path: Path, value: str) -> None:
    store = built(tmp_path, "甲规划\n")
    before = set(read_store(store))
    done = CliRunner().invoke(cli, ["query", "goals-by-region", "--region", value, "--store", str(store)])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "nothing in the store is called" in done.stderr
    assert set(read_store(store)) == before


def test_annotations_stay_in_their_folder(tmp_path: Path) -> None:
    sources, out = tmp_path / "sources", tmp_path / "out"
    sources.mkdir()
    for name in ("...txt", "..%2fx.txt", "a.b.txt"):
        (sources / name).write_text("甲规划", "utf-8")
    report = write_annotations(
        [sources / name for name in ("...txt", "..%2fx.txt", "a.b.txt")], out, make_extractor=make_fake
    )
    assert [path.parent.resolve() for path in report.written] == [out] * 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "sources"]


def test_annotations_do_not_follow_a_link(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲规划", "utf-8")
    (tmp_path / "secret").write_text("geheim", "utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.json").symlink_to(tmp_path / "secret")
    with pytest.raises(OutputError, match="this is a link"):
        write_annotations([tmp_path / "a.txt"], tmp_path / "out", make_extractor=make_fake)
    assert (tmp_path / "secret").read_text("utf-8") == "geheim"


def test_result_is_not_written_through_a_planted_link(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("geheim", "utf-8")
    (tmp_path / f".graph.ttl.{os.getpid()}.part").symlink_to(tmp_path / "secret")
    with open_output(tmp_path / "graph.ttl") as file:
        file.write(b"graph")
    assert (tmp_path / "secret").read_text("utf-8") == "geheim"
    assert (tmp_path / "graph.ttl").read_bytes() == b"graph"


def test_no_temporary_file_is_left_or_shared(tmp_path: Path) -> None:
    temporary, home = tmp_path / "temporary", tmp_path / "home"
    temporary.mkdir()
    home.mkdir()
    (tmp_path / "a.txt").write_text("云州市行动计划\n到2025年，建成平台10个。\n", "utf-8")
    environment = os.environ | {"TMPDIR": str(temporary), "HOME": str(home), "PYTHONPATH": str(ROOT)}
    for arguments in (
        ["build", "a.txt"],
        ["export", "-o", "graph.ttl"],
        ["backup", "copy.tar"],
        ["extract", "a.txt", "-o", "out"],
    ):
        subprocess.run([sys.executable, "-m", "kg", *arguments], check=True, cwd=tmp_path, env=environment, stderr=-1)
    assert list(temporary.iterdir()) == []
    assert list(home.iterdir()) == []
    expected = ["a.txt", "copy.tar", "graph.ttl", "home", "kg-store", "out", "temporary"]
    assert sorted(path.name for path in tmp_path.iterdir()) == expected
