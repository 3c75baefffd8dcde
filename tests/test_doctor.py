from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from fake_extractor import make_fake
from pyoxigraph import Literal, NamedNode, Quad, Store

from extract.gazetteers import Entry
from kg.build import build
from kg.cli import cli
from kg.doctor import Finding, examine
from kg.errors import StoreError
from kg.gazetteer import Gazetteer
from kg.iris import Iris
from kg.manifest import Manifest
from kg.store import MANIFEST_TERMS, write_store
from kg.vocabulary import DEFAULT_BASE, ONTOLOGY, term

MANIFEST = Iris().graph("manifest")
TITLE = term("dcterms:title")


@pytest.fixture(autouse=True)
def small_gazetteer(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = Entry("天津市", ("天津",), "province", "", "120000", "GB/T 2260")
    monkeypatch.setattr("kg.build.default_gazetteer", lambda: Gazetteer([entry], []))


@pytest.fixture
def store_dir(tmp_path: Path) -> Path:
    """Two files, of which the first cites the second."""
    (tmp_path / "a.txt").write_text("甲规划\n见《乙规划》\n", "utf-8")
    (tmp_path / "b.txt").write_text("乙规划\n", "utf-8")
    build([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "store", make_extractor=make_fake)
    return tmp_path / "store"


def graph_of(store: Store, name: str) -> NamedNode:
    return next(graph for path, graph in Manifest(store, Iris()).entries() if path.name == name)


def add_title(store: Store, graph: NamedNode, text: str) -> None:
    store.add(Quad(graph, TITLE, Literal(text), graph))


def take_out_title(store: Store, graph: NamedNode) -> None:
    store.remove(next(iter(store.quads_for_pattern(None, TITLE, None, graph))))


def half_built(store: Store) -> None:
    add_title(store, NamedNode(DEFAULT_BASE + "file/ffffffffffffffff"), "半")


def without_a_graph(store: Store) -> None:
    store.remove_graph(graph_of(store, "a.txt"))


def with_a_statement_more(store: Store) -> None:
    add_title(store, graph_of(store, "a.txt"), "另")


def with_another_statement(store: Store) -> None:
    graph = graph_of(store, "a.txt")
    take_out_title(store, graph)
    add_title(store, graph, "另")


def without_the_ontology(store: Store) -> None:
    store.remove_graph(NamedNode(ONTOLOGY))


def of_two_bases(store: Store) -> None:
    store.add(Quad(MANIFEST, NamedNode(MANIFEST_TERMS + "base"), Literal("https://example.org/"), MANIFEST))


def of_the_future(store: Store) -> None:
    known = Quad(MANIFEST, NamedNode(MANIFEST_TERMS + "format"), Literal("1"), MANIFEST)
    assert known in store
    store.remove(known)
    store.add(Quad(known.subject, known.predicate, Literal("2"), MANIFEST))


def without_a_manifest(store: Store) -> None:
    store.remove_graph(MANIFEST)


def test_nothing_is_wrong_with_a_store_that_was_built(store_dir: Path) -> None:
    examination = examine(store_dir)
    assert examination.findings == ()
    assert examination.is_sound
    assert examination.files == 2
    # All graphs of the store: both files, links, gazetteers, manifest, runs, and the three of the ontology.
    assert examination.graphs == 9


@pytest.mark.parametrize(
    ("harm", "check", "message", "remedy"),
    [
        (half_built, "manifest", "file/ffffffffffffffff has no whole entry in the manifest", "the next `kg build`"),
        (without_a_graph, "manifest", "a.txt is missing", "run `kg build`"),
        (with_a_statement_more, "graphs", "statements, and ", "run `kg build`"),
        (with_another_statement, "graphs", "has other statements than those that were built", "run `kg build`"),
        (without_the_ontology, "manifest", f"graph {ONTOLOGY} is missing", "run `kg build`"),
        (of_two_bases, "base", f"several bases (https://example.org/, {DEFAULT_BASE})", "`kg restore`"),
        (of_the_future, "format", "the store has format 2", "use the version of kg that made it"),
        (without_a_manifest, "base", "the store has no manifest", "run `kg build`"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_is_wrong_is_found(
    store_dir: Path, harm: Callable[[Store], None], check: str, message: str, remedy: str
) -> None:
    store = write_store(store_dir)
    harm(store)
    del store
    examination = examine(store_dir)
    assert not examination.is_sound
    found = [finding for finding in examination.findings if finding.check == check and message in finding.message]
    assert [(finding.severity, remedy in finding.remedy) for finding in found] == [("error", True)]


def test_the_next_build_mends_what_the_doctor_says_it_does(store_dir: Path, tmp_path: Path) -> None:
    for harm in (half_built, without_a_graph, without_the_ontology):
        store = write_store(store_dir)
        harm(store)
        del store
        build([tmp_path / "a.txt", tmp_path / "b.txt"], store_dir, make_extractor=make_fake)
        assert examine(store_dir).findings == ()


def test_graph_of_somebody_else_is_a_warning(store_dir: Path) -> None:
    store = write_store(store_dir)
    add_title(store, NamedNode("https://example.org/mine"), "我")
    del store
    examination = examine(store_dir)
    assert examination.is_sound
    assert [(finding.severity, finding.check) for finding in examination.findings] == [("warning", "manifest")]


def test_graph_with_numbers_of_every_last_byte_is_whole(store_dir: Path) -> None:
    store = write_store(store_dir)
    other = NamedNode("https://example.org/mine")
    store.extend(Quad(other, TITLE, Literal(number), other) for number in range(600))
    del store
    assert [finding.check for finding in examine(store_dir).findings] == ["manifest"]


def test_damaged_files_are_found(store_dir: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    store = write_store(store_dir)
    store.optimize()
    store.backup(str(copy))
    del store
    assert examine(copy).findings == ()
    for table in sorted(copy.glob("*.sst")):
        damaged = tmp_path / "damaged"
        shutil.copytree(copy, damaged)
        data = bytearray(table.read_bytes())
        data[: len(data) // 2] = bytes(len(data) // 2)
        (damaged / table.name).write_bytes(data)
        findings = examine(damaged).findings
        if findings:
            assert all("`kg restore`" in finding.remedy or "`kg build`" in finding.remedy for finding in findings)
            return
        shutil.rmtree(damaged)
    pytest.fail("no damage was found")


def test_full_disk_and_left_over_files_are_warnings(store_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (store_dir / "bulk-1.sst").write_bytes(b"half")
    monkeypatch.setattr("shutil.disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 0))
    examination = examine(store_dir)
    assert examination.is_sound
    assert [finding.check for finding in examination.findings] == ["folder", "disk"]


def test_missing_store_is_an_error_of_use(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store here"):
        examine(tmp_path / "none")


def test_command(store_dir: Path) -> None:
    runner = CliRunner()
    done = runner.invoke(cli, ["doctor", "--store", str(store_dir)])
    assert done.exit_code == 0
    assert done.stdout.startswith(f"nothing wrong in {store_dir}: 2 files, 9 graphs, ")
    store = write_store(store_dir)
    half_built(store)
    del store
    done = runner.invoke(cli, ["doctor", "--store", str(store_dir)])
    assert done.exit_code == 1
    assert done.stdout.startswith("error: graph https://w3id.org/cn-stp/file/ffffffffffffffff has no whole entry")
    assert f"1 error in {store_dir}" in done.stdout
    done = runner.invoke(cli, ["doctor", "--store", str(store_dir), "--format", "json"])
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert (told["is_sound"], told["files"]) == (False, 2)
    assert set(told["findings"][0]) == set(Finding.__dataclass_fields__)
