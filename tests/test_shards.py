from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_extractor import EXTRACTED, make_fake
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from extract.gazetteers import Entry
from kg.addresses import Address, place
from kg.build import BuildOptions, build
from kg.errors import BuildError
from kg.export import export
from kg.gazetteer import Gazetteer
from kg.iris import Iris
from kg.selection import REPEATABLE_GRAPHS
from kg.shards import cut, shard_name
from kg.sink import SinkReport, build_into
from kg.store import read_store
from kg.vocabulary import ONTOLOGY, term


@pytest.fixture(autouse=True)
def small_gazetteer(monkeypatch: pytest.MonkeyPatch) -> None:
    """One region instead of thousands."""
    gazetteer = Gazetteer([Entry("天津市", ("天津",), "province", "", "120000", "GB/T 2260")], [])
    monkeypatch.setattr("kg.build.default_gazetteer", lambda: gazetteer)
    monkeypatch.setattr("kg.sink.default_gazetteer", lambda: gazetteer)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Nine documents in shards of a few, two of one content, and an empty file."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.txt").write_text(f"第{number}号规划\n见《第{number + 1}号规划》\n", "utf-8")
    (folder / "copy.txt").write_bytes((folder / "3.txt").read_bytes())
    (folder / "empty.txt").touch()
    return folder


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.shards._MOST_FILES", 3)


def into(source: Path | Address, sink: object, **settings: object) -> SinkReport:
    EXTRACTED.clear()
    options = BuildOptions(**settings)  # type: ignore[arg-type]
    return build_into([source], str(sink), options, make_extractor=make_fake)


def shards(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.nq.gz"))}


def quads(folder: Path) -> Iterator[Quad]:
    for packed in shards(folder).values():
        yield from parse(gzip.decompress(packed), format=RdfFormat.N_QUADS)


def of_files(statements: Iterator[Quad] | Store) -> set[Quad]:
    return {quad for quad in statements if Iris().is_file(quad.graph_name)}


@pytest.mark.usefixtures("small_shards")
def test_shards_say_what_the_store_says(folder: Path, tmp_path: Path) -> None:
    # Shards of several names of one file have all of them; a store has that of the first.
    (folder / "copy.txt").unlink()
    report = into(folder, tmp_path / "shards")
    assert [(failure.path.name, failure.reason) for failure in report.failed] == [("empty.txt", "the file is empty")]
    assert (report.files, report.made, report.left) == (10, report.shards, 0)
    assert report.shards >= 4
    built = build([folder], tmp_path / "store", make_extractor=make_fake)
    written = set(quads(tmp_path / "shards"))
    assert of_files(iter(written)) == of_files(read_store(tmp_path / "store"))
    assert report.statements == built.statements
    about_goals = Quad(term("stp:Goal"), term("rdf:type"), term("owl:Class"), NamedNode(ONTOLOGY))
    tianjin = Quad(
        Iris().region("天津市", "120000"),
        term("rdfs:label"),
        Literal("天津市", language="zh"),
        Iris().graph("gazetteers"),
    )
    assert {about_goals, tianjin} <= written


@pytest.mark.usefixtures("small_shards")
def test_lines_of_a_shard_are_sorted_graph_by_graph(folder: Path, tmp_path: Path) -> None:
    into(folder, tmp_path / "shards")
    for name, packed in shards(tmp_path / "shards").items():
        if name.startswith("shard-"):
            lines = gzip.decompress(packed).decode().splitlines()
            assert lines == sorted(lines, key=lambda line: (line.split(" ")[-2], line.encode()))


@pytest.mark.usefixtures("small_shards")
def test_only_shards_that_are_missing_or_of_changed_files_are_made(folder: Path, tmp_path: Path) -> None:
    sink = tmp_path / "shards"
    first = into(folder, sink)
    assert sorted(EXTRACTED) == sorted(path.name for path in folder.iterdir())
    before = shards(sink)
    again = into(folder, sink)
    assert (again.made, again.shards, again.statements) == (0, first.shards, first.statements)
    assert EXTRACTED == []
    assert again.failed == first.failed

    # As a kill leaves it: the data of a shard, and no record yet.
    groups = list(cut(sorted(folder.iterdir())))
    (sink / (shard_name(groups[0]) + ".json")).unlink()
    assert into(folder, sink).made == 1
    assert set(EXTRACTED) <= {path.name for path in groups[0]}
    assert shards(sink) == before

    (folder / "5.txt").write_text("第五号规划\n", "utf-8")
    assert into(folder, sink).made == 1
    assert "5.txt" in EXTRACTED
    assert {name for name, packed in shards(sink).items() if before[name] != packed} == {
        shard_name(group) + ".nq.gz" for group in groups if folder / "5.txt" in group
    }


def test_other_settings_make_all_shards_anew(folder: Path, tmp_path: Path) -> None:
    into(folder, tmp_path / "shards")
    assert into(folder, tmp_path / "shards", evidence="none").made > 0
    assert into(folder, tmp_path / "shards", evidence="none").made == 0
    assert into(folder, tmp_path / "shards", evidence="none", base="https://example.org/p/").made > 0


@pytest.mark.usefixtures("small_shards")
def test_a_new_file_changes_few_shards_and_old_ones_are_pruned_on_demand(folder: Path, tmp_path: Path) -> None:
    sink = tmp_path / "shards"
    first = into(folder, sink)
    (folder / "zzz.txt").write_text("末号规划\n", "utf-8")
    second = into(folder, sink)
    assert second.made == 1
    assert second.left == second.made + first.shards - second.shards
    pruned = into(folder, sink, prune=True)
    assert (pruned.left, pruned.removed) == (0, second.left)
    assert len(shards(sink)) == pruned.shards + 1  # and the ontologies with the gazetteers


def test_where_a_list_is_cut_depends_on_the_names_around(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [Path(f"{number}.txt") for number in range(1000)]
    groups = list(cut(names))
    assert [name for group in groups for name in group] == names
    assert 8 <= len(groups) <= 30
    later = list(cut(names[:1] + [Path("new.txt")] + names[1:]))
    assert set(groups[2:]) <= set(later)


@pytest.mark.usefixtures("small_shards")
def test_two_workers_write_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    into(folder, tmp_path / "one")
    into(folder, tmp_path / "two", workers=2)
    assert shards(tmp_path / "one") == shards(tmp_path / "two")


@pytest.fixture
def memory(folder: Path) -> Iterator[Address]:
    """The documents in fsspec's memory, with what must be left out of a folder."""
    fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed (the extra `ray`)")
    files = fsspec.filesystem("memory")
    for path in folder.iterdir():
        files.pipe(f"/plans/{path.name}", path.read_bytes())
    files.pipe("/plans/.hidden/x.txt", b"x")
    files.pipe("/plans/README.md", b"x")
    files.pipe("/plans/table.csv", b"x")
    yield Address("memory://plans")
    files.rm("/", recursive=True)


@pytest.mark.usefixtures("small_shards")
def test_files_and_shards_may_be_at_addresses(folder: Path, tmp_path: Path, memory: Address) -> None:
    report = into(memory, memory / "../shards")
    assert (report.files, [str(failure.path) for failure in report.failed]) == (11, ["memory://plans/empty.txt"])
    assert into(memory, memory / "../shards").made == 0
    built = build([memory], tmp_path / "store", make_extractor=make_fake)
    assert (built.built, len(built.failed)) == (10, 1)
    assert build([memory], tmp_path / "store", make_extractor=make_fake).unchanged == 10
    build([folder], tmp_path / "local", make_extractor=make_fake)
    assert of_files(read_store(tmp_path / "store")) == of_files(read_store(tmp_path / "local"))
    sys.modules["fsspec"].filesystem("memory").rm("/plans/4.txt")
    assert build([memory], tmp_path / "store", BuildOptions(prune=True), make_extractor=make_fake).removed == 1


def test_addresses_of_unknown_kinds_are_refused_in_words() -> None:
    pytest.importorskip("fsspec", reason="fsspec is not installed (the extra `ray`)")
    with pytest.raises(BuildError, match="nonsense"):
        Address("nonsense://bucket/x").is_dir()


def test_places() -> None:
    assert place("plans/a.txt") == Path("plans/a.txt")
    assert place("file:///srv/plans") == Path("/srv/plans")
    assert place("s3://bucket/plans") == Address("s3://bucket/plans")
    assert (Address("s3://b/plans/") / "x.txt").parents[:2] == (Address("s3://b/plans"), Address("s3://b"))


@pytest.fixture
def on_ray(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A Ray of this test's own, with two processors, whose actors find the tests' modules."""
    ray = pytest.importorskip("ray", reason="Ray is not installed (the extra `ray`)")
    pytest.importorskip("ray.data", reason="Ray Data is not installed (the extra `ray`)")
    monkeypatch.setenv("PYTHONPATH", ":".join(filter(None, sys.path)))
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")
    yield
    ray.shutdown()


@pytest.mark.usefixtures("small_shards", "on_ray")
@pytest.mark.filterwarnings("ignore")  # Ray's own
def test_ray_makes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    into(folder, tmp_path / "local")
    report = into(folder, tmp_path / "ray", engine="ray", workers=2)
    assert shards(tmp_path / "local") == shards(tmp_path / "ray")
    assert [failure.path.name for failure in report.failed] == ["empty.txt"]
    assert into(folder, tmp_path / "ray", engine="ray", workers=2).made == 0

    exports = []
    for engine in ("local", "ray"):
        store, target = tmp_path / f"store-{engine}", tmp_path / f"{engine}.nq"
        built = build([folder], store, BuildOptions(engine=engine, workers=2), make_extractor=make_fake)
        assert (built.built, len(built.failed)) == (10, 1)
        export(read_store(store), target, "nquads", REPEATABLE_GRAPHS)
        exports.append(target.read_bytes())
    assert exports[0] == exports[1]
    assert not (tmp_path / "store-ray.shards").exists()
