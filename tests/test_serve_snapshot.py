"""Readers while a build works: what the store held before, or what it holds after, and nothing between."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fake_extractor import make_fake
from live_server import LiveServer, serving
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store

from kg.build import build
from kg.errors import StoreError
from kg.serve.snapshot import Snapshots, is_being_written

TITLES = (
    "SELECT ?title WHERE { ?d <http://purl.org/dc/terms/title> ?title ; a <https://w3id.org/cn-stp/ontology#Plan> }"
)
# Takes a graph out, as a build does before it loads the new one, and stays there until it is told to end.
WRITER = """
import sys
from pyoxigraph import Store
store = Store(sys.argv[1])
for graph in list(store.named_graphs()):
    if "/file/" in graph.value:
        store.remove_graph(graph)
store.flush()
print("half", flush=True)
sys.stdin.read()
"""


def write_files(folder: Path, edition: str) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"计划{number}({edition})\n见《纲要》\n", "utf-8")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    write_files(tmp_path / "files", "一版")
    build([tmp_path / "files"], tmp_path / "store", make_extractor=make_fake)
    return tmp_path / "store"


def titles(server: LiveServer) -> tuple[str, ...]:
    rows = server.sparql(TITLES).json()["results"]["bindings"]
    return tuple(sorted(row["title"]["value"] for row in rows))


@contextmanager
def half_written(store: Path) -> Iterator[None]:
    """A store while another process is in the middle of a build."""
    command = [sys.executable, "-c", WRITER, str(store)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdin and writer.stdout
        assert writer.stdout.readline() == "half\n"
        yield
        writer.stdin.close()
        assert writer.wait() == 0


def documents(folder: Path) -> int:
    found = Store.read_only(str(folder)).query(TITLES, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return len(list(found))


def test_readers_see_the_old_or_the_new_state(store: Path) -> None:
    old, new = (tuple(f"计划{number}({edition})" for number in range(3)) for edition in ("一版", "二版"))
    with serving(store, "--workers", "2") as server:
        assert titles(server) == old
        write_files(store.parent / "files", "二版")
        building = threading.Thread(
            target=build, args=([store.parent / "files"], store), kwargs={"make_extractor": make_fake}
        )
        building.start()
        seen = {titles(server)}
        while new not in seen:
            seen.add(titles(server))
        building.join()
    assert seen <= {old, new}


def test_no_copy_is_made_while_a_build_is_at_work(store: Path) -> None:
    snapshots = Snapshots(store)
    with half_written(store):
        assert is_being_written(store)
        assert snapshots.take() is None
    assert not is_being_written(store)


def test_copy_stays_as_it_was(store: Path) -> None:
    snapshot = Snapshots(store).take()
    assert snapshot is not None
    with half_written(store):
        assert documents(snapshot.folder) == 3
    assert documents(snapshot.folder) == 3
    assert documents(store) == 0
    snapshot.remove()
    assert not snapshot.folder.exists()


def test_server_that_starts_in_the_middle_of_a_build_waits_for_its_end(store: Path) -> None:
    ended = threading.Event()

    def hold() -> None:
        with half_written(store):
            started.set()
            ended.wait()

    started, holder = threading.Event(), threading.Thread(target=hold)
    holder.start()
    started.wait()
    release = threading.Timer(2, ended.set)
    release.start()
    with serving(store, "--workers", "1") as server:
        assert ended.is_set()
        assert any("is being written" in line for line in server.log)
        assert titles(server) == ()
    holder.join()


def test_copy_leaves_out_the_manifest_and_keeps_what_the_server_needs_of_it(store: Path) -> None:
    snapshot = Snapshots(store).take()
    assert snapshot is not None
    graphs = {
        graph.value for graph in Store.read_only(str(snapshot.folder)).named_graphs() if isinstance(graph, NamedNode)
    }
    assert "https://w3id.org/cn-stp/graph/manifest" not in graphs
    assert snapshot.base == "https://w3id.org/cn-stp/"
    assert {path.name for paths in snapshot.sources.values() for path in paths} == {"0.txt", "1.txt", "2.txt"}
    assert set(snapshot.sources) <= graphs
    snapshot.remove()


def test_copy_leaves_out_what_a_killed_build_left_unfinished(store: Path) -> None:
    opened = Store(str(store))
    opened.load(b"<urn:s> <urn:p> <urn:o> <https://w3id.org/cn-stp/file/0123456789abcdef> .", format=RdfFormat.N_QUADS)
    opened.flush()
    del opened
    snapshot = Snapshots(store).take()
    assert snapshot is not None
    assert not Store.read_only(str(snapshot.folder)).contains_named_graph(
        NamedNode("https://w3id.org/cn-stp/file/0123456789abcdef")
    )
    assert documents(snapshot.folder) == 3
    snapshot.remove()


def test_copy_has_what_is_in_the_write_ahead_log_only(store: Path) -> None:
    title = '<https://example.org/d> <http://purl.org/dc/terms/title> "丁"'
    update = (
        f"INSERT DATA {{ GRAPH <https://example.org/mine> {{ {title} ; a <https://w3id.org/cn-stp/ontology#Plan> }} }}"
    )
    program = f"import os, sys, pyoxigraph\npyoxigraph.Store(sys.argv[1]).update({update!r})\nos.kill(os.getpid(), 9)"
    assert subprocess.run([sys.executable, "-c", program, str(store)]).returncode == -9
    snapshot = Snapshots(store).take()
    assert snapshot is not None
    assert documents(snapshot.folder) == 4
    snapshot.remove()


def test_copies_of_servers_that_were_killed_are_taken_away(store: Path) -> None:
    with serving(store, "--workers", "1") as server:
        left = store.parent / f".store.serve-{server.process.pid}-1"
        assert left.is_dir()
        server.process.kill()
        server.process.wait()
    assert left.is_dir()
    Snapshots(store)
    assert not left.exists()


def test_what_is_no_store_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store here"):
        Snapshots(tmp_path / "nothing").take()
