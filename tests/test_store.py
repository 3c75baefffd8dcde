from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.store import NOT_MADE, claim_base, find_quads, read_store, store_base, write_store
from kg.vocabulary import DEFAULT_BASE

THING = NamedNode("https://example.org/thing")
QUAD = Quad(THING, THING, Literal("有"), THING)


def test_what_was_written_can_be_read(tmp_path: Path) -> None:
    store = write_store(tmp_path / "new" / "store")
    store.add(QUAD)
    del store
    assert list(read_store(tmp_path / "new" / "store")) == [QUAD]


def test_number_is_found_and_no_other(tmp_path: Path) -> None:
    graph, property_ = NamedNode("https://example.org/graph"), NamedNode("https://example.org/start")
    store = write_store(tmp_path / "store")
    store.extend(Quad(graph, property_, Literal(number), graph) for number in range(600))
    for number in (0, 254, 255, 256, 511, 512):
        for pattern in (
            (None, property_, Literal(number), graph),
            (None, None, Literal(number)),
            (graph, property_, Literal(number)),
        ):
            assert [quad.object for quad in find_quads(store, *pattern)] == [Literal(number)]


def test_missing_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="run `kg build") as caught:
        read_store(tmp_path / "none")
    assert caught.value.path == tmp_path / "none"
    assert not (tmp_path / "none").exists()


def test_folder_that_is_not_a_store_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", "utf-8")
    with pytest.raises(StoreError, match="this is not a store"):
        read_store(tmp_path)


def test_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", "utf-8")
    with pytest.raises(StoreError, match=r"holds other things \(notes.txt\)"):
        write_store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_file_is_no_store(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("x", "utf-8")
    with pytest.raises(StoreError, match="this is a file"):
        write_store(file)


def test_store_that_is_damaged_is_reported(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("MANIFEST-000001\n", "utf-8")
    with pytest.raises(StoreError, match="cannot be read"):
        read_store(tmp_path)
    with pytest.raises(StoreError, match="cannot be written"):
        write_store(tmp_path)


def test_store_whose_making_was_cut_short_is_made_again(tmp_path: Path) -> None:
    for name in ("LOCK", "LOG", "MANIFEST-000001"):
        (tmp_path / name).touch()
    assert len(write_store(tmp_path)) == 0


def test_store_of_which_only_some_tables_were_made_is_told_and_made_again(tmp_path: Path) -> None:
    write_store(tmp_path / "store")
    gc.collect()
    # RocksDB adds the tables to this file one by one; a kill leaves its beginning, and the file that it was writing.
    (manifest,) = (tmp_path / "store").glob("MANIFEST-*")
    os.truncate(manifest, manifest.stat().st_size // 2)
    (tmp_path / "store" / "OPTIONS-000006.dbtmp").touch()
    with pytest.raises(StoreError) as caught:
        read_store(tmp_path / "store")
    assert caught.value.reason == NOT_MADE
    claim_base(write_store(tmp_path / "store"), tmp_path / "store", None)
    gc.collect()
    assert store_base(read_store(tmp_path / "store")) == DEFAULT_BASE


def test_files_of_a_load_that_was_killed_are_cleared_away(tmp_path: Path) -> None:
    store = write_store(tmp_path)
    store.add(QUAD)
    del store
    (tmp_path / "bulk-137987324117522586749530308507198157930.sst").write_bytes(b"half")
    assert list(write_store(tmp_path)) == [QUAD]
    assert list(tmp_path.glob("bulk-*")) == []


def test_store_in_use_is_not_opened_for_writing(tmp_path: Path) -> None:
    store = write_store(tmp_path)
    with pytest.raises(StoreError, match="in use by"):
        write_store(tmp_path)
    other_process = f"""
from pathlib import Path
from kg.errors import StoreError
from kg.store import read_store, write_store
assert len(read_store(Path({str(tmp_path)!r}))) == 0
try:
    write_store(Path({str(tmp_path)!r}))
except StoreError as error:
    print(error.reason)
"""
    done = subprocess.run([sys.executable, "-c", other_process], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("the store is in use by")
    if sys.platform == "linux":
        assert f"by process {os.getpid()} (" in done.stdout
    del store
    gc.collect()
    write_store(tmp_path)


def test_base_is_kept(tmp_path: Path) -> None:
    store = write_store(tmp_path)
    assert store_base(store) == DEFAULT_BASE
    assert claim_base(store, tmp_path, "https://example.org/").base == "https://example.org/"
    assert claim_base(store, tmp_path, None).base == "https://example.org/"
    assert claim_base(store, tmp_path, "https://example.org/").base == "https://example.org/"
    assert store_base(store) == "https://example.org/"


def test_base_cannot_be_changed(tmp_path: Path) -> None:
    store = write_store(tmp_path)
    claim_base(store, tmp_path, None)
    with pytest.raises(StoreError, match=f"built with --base {DEFAULT_BASE}"):
        claim_base(store, tmp_path, "https://example.org/")
