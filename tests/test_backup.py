from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, Quad

from kg.backup import back_up, restore
from kg.cli import cli
from kg.errors import OutputError, StoreError
from kg.store import claim_base, read_store, write_store

THING = NamedNode("https://example.org/thing")
QUAD, OTHER = (Quad(THING, THING, Literal(text), THING) for text in ("有", "无"))


@pytest.fixture
def store_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    store = write_store(folder)
    claim_base(store, folder, None)
    store.add(QUAD)
    return folder


def change(folder: Path) -> None:
    store = write_store(folder)
    store.add(OTHER)
    store.optimize()


@pytest.mark.parametrize("name", ["copy", "copy.tar", "copy.tar.gz", "copy.tgz"])
def test_what_was_copied_comes_back(store_dir: Path, tmp_path: Path, name: str) -> None:
    before = set(read_store(store_dir))
    back_up(store_dir, tmp_path / name)
    change(store_dir)
    assert restore(tmp_path / name, tmp_path / "restored") is None
    assert set(read_store(tmp_path / "restored")) == before
    assert set(read_store(store_dir)) == before | {OTHER}
    # Nothing else is left behind.
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["store", name, "restored"])


def test_copy_and_restored_store_go_their_own_ways(store_dir: Path, tmp_path: Path) -> None:
    back_up(store_dir, tmp_path / "new" / "copy")
    (tmp_path / "new" / "copy").rename(tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "restored")
    change(tmp_path / "restored")
    assert OTHER in read_store(tmp_path / "restored")
    assert OTHER not in read_store(tmp_path / "copy")
    assert OTHER not in read_store(store_dir)


def test_nothing_is_overwritten_by_a_copy(store_dir: Path, tmp_path: Path) -> None:
    for target in (tmp_path / "notes.tar", tmp_path / "folder"):
        target.mkdir() if target.suffix == "" else target.write_bytes(b"notes")
        with pytest.raises(OutputError, match="something of this name already"):
            back_up(store_dir, target)
    assert (tmp_path / "notes.tar").read_bytes() == b"notes"


def test_store_that_is_written_is_not_copied(store_dir: Path, tmp_path: Path) -> None:
    store = write_store(store_dir)
    with pytest.raises(StoreError, match="the store is in use"):
        back_up(store_dir, tmp_path / "copy")
    del store
    assert not (tmp_path / "copy").exists()


def test_missing_store_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store here"):
        back_up(tmp_path / "none", tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []


def test_store_that_is_there_stays_unless_forced_and_is_kept_then(store_dir: Path, tmp_path: Path) -> None:
    back_up(store_dir, tmp_path / "copy")
    change(store_dir)
    with pytest.raises(StoreError, match="say --force to set it aside"):
        restore(tmp_path / "copy", store_dir)
    assert OTHER in read_store(store_dir)
    first = restore(tmp_path / "copy", store_dir, force=True)
    assert first == tmp_path / "store.replaced-1"
    assert OTHER in read_store(first)
    assert OTHER not in read_store(store_dir)
    assert restore(tmp_path / "copy", store_dir, force=True) == tmp_path / "store.replaced-2"
    assert OTHER in read_store(first)


def test_store_that_is_in_use_is_not_replaced(store_dir: Path, tmp_path: Path) -> None:
    back_up(store_dir, tmp_path / "copy")
    store = write_store(store_dir)
    with pytest.raises(StoreError, match="the store is in use"):
        restore(tmp_path / "copy", store_dir, force=True)
    assert QUAD in store
    del store
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "store"]


def test_folder_of_other_things_is_never_set_aside(store_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").touch()
    with pytest.raises(StoreError, match="holds other things"):
        restore(store_dir, tmp_path / "notes", force=True)
    assert (tmp_path / "notes" / "a.txt").exists()


def test_empty_folder_becomes_the_store(store_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert restore(store_dir, tmp_path / "empty") is None
    assert QUAD in read_store(tmp_path / "empty")


def archive(path: Path, name: str, kind: bytes = tarfile.REGTYPE) -> Path:
    with tarfile.open(path, "w") as file:
        member = tarfile.TarInfo(name)
        member.type, member.linkname, member.size = kind, "/etc/hostname", 4 * (kind == tarfile.REGTYPE)
        file.addfile(member, io.BytesIO(b"text"))
    return path


@pytest.mark.parametrize("name", ["../CURRENT", "/tmp/CURRENT", "notes.txt", "a/CURRENT"])
def test_archive_writes_nothing_but_files_of_a_store(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="this is no copy of a store; it holds"):
        restore(archive(tmp_path / "a.tar", name), tmp_path / "store")
    assert [path.name for path in tmp_path.iterdir()] == ["a.tar"]


def test_archive_of_links_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="it holds 'CURRENT'"):
        restore(archive(tmp_path / "a.tar", "CURRENT", tarfile.SYMTYPE), tmp_path / "store")


@pytest.mark.parametrize("content", [b"", b"notes", b"\x1f\x8b\x08half"])
def test_file_that_is_no_copy_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.tar.gz").write_bytes(content)
    with pytest.raises(StoreError, match="this is no copy of a store"):
        restore(tmp_path / "a.tar.gz", tmp_path / "store")
    assert [path.name for path in tmp_path.iterdir()] == ["a.tar.gz"]


def test_copy_that_was_cut_short_is_refused(store_dir: Path, tmp_path: Path) -> None:
    back_up(store_dir, tmp_path / "copy.tar.gz")
    whole = (tmp_path / "copy.tar.gz").read_bytes()
    for share in (0.3, 0.6, 0.95):
        (tmp_path / "half.tar.gz").write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(StoreError, match="this is no copy of a store, or a damaged one"):
            restore(tmp_path / "half.tar.gz", tmp_path / "restored")
    assert not (tmp_path / "restored").exists()


def test_missing_copy_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no copy here"):
        restore(tmp_path / "none", tmp_path / "store")


def test_commands(store_dir: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    copy = str(tmp_path / "copy")
    done = runner.invoke(cli, ["backup", copy, "--store", str(store_dir)])
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"{store_dir} copied to {copy}\n")
    done = runner.invoke(cli, ["restore", copy, "--store", str(store_dir)])
    assert (done.exit_code, "say --force" in done.stderr) == (1, True)
    done = runner.invoke(cli, ["restore", copy, "--store", str(store_dir), "--force"])
    assert done.exit_code == 0
    assert f"what was there is now {store_dir}.replaced-1" in done.stderr
