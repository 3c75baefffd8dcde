from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from fake_extractor import make_fake

import kg.annotations
import kg.build
import kg.commands.build
import kg.commands.extract
from kg.cli import COMMANDS, cli
from kg.gazetteer import Gazetteer

OWN = ("build", "export", "extract")


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Commands that use the fake extractor, in a folder of their own."""
    build = partial(kg.build.build, make_extractor=make_fake)
    annotate = partial(kg.annotations.write_annotations, make_extractor=make_fake)
    monkeypatch.setattr(kg.commands.build, "build", build)
    monkeypatch.setattr(kg.commands.extract, "write_annotations", annotate)
    monkeypatch.setattr("kg.build.default_gazetteer", lambda: Gazetteer([], []))
    monkeypatch.delenv("KG_STORE", raising=False)
    monkeypatch.delenv("KG_DEBUG", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("甲规划\n见《乙规划》\n", "utf-8")
    (folder / "b.txt").write_text("乙规划\n", "utf-8")
    return folder


def kg_(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [*map(str, arguments)], prog_name="kg")


def program(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "kg", *arguments]


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(Path(kg.build.__file__).parent.parent)}


def test_build_says_what_it_did(folder: Path) -> None:
    result = kg_("build", "documents", "--workers", 1)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "2 files: 2 built; 94 statements in ./kg-store\n"
    (folder / "c.txt").write_text("丙规划\n", "utf-8")
    assert kg_("build", "documents", "--workers", 1).stderr.startswith("3 files: 1 built, 2 unchanged; ")


def test_failed_files_are_named_and_the_exit_code_is_1(folder: Path) -> None:
    (folder / "c.txt").touch()
    result = kg_("build", "documents", "none.txt", "--workers", 1, "--store", "graph")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "Failed: documents/c.txt: the file is empty",
        "Failed: none.txt: no such file",
        "4 files: 2 built, 2 failed; 94 statements in ./graph",
    ]


def test_a_file_over_the_limit_is_refused_and_the_option_raises_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kg.commands.extract, "write_annotations", kg.annotations.write_annotations)
    (tmp_path / "长 文.txt").write_text("云州市科技创新规划\n" * 40_000, "utf-8")
    result = kg_("extract", "长 文.txt", "-o", "out", "--max-megabytes", 1)
    assert result.exit_code == 1
    assert result.stderr.startswith("Failed: 长 文.txt: holds 1,120,000 bytes, more than the 1,048,576 allowed; ")
    assert kg_("extract", "长 文.txt", "-o", "out", "--max-megabytes", 2).exit_code == 0


def test_folder_without_text_files_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = kg_("build", "empty", "--workers", 1)
    assert (result.exit_code, result.stderr) == (0, "0 files: nothing to build; 0 statements in ./kg-store\n")


def test_store_can_be_named_by_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KG_STORE", str(tmp_path / "named"))
    assert kg_("build", "documents", "--workers", 1).exit_code == 0
    assert kg_("export").stdout.startswith("@prefix")
    assert (tmp_path / "named").is_dir()


@pytest.mark.parametrize(
    ("name", "start"),
    [("g.ttl", b"@prefix"), ("g.nt", b"<https:"), ("g.jsonld", b"[{"), ("g.rdf", b"<?xml"), ("graph", b"@prefix")],
)
def test_export_goes_by_the_ending(folder: Path, tmp_path: Path, name: str, start: bytes) -> None:
    kg_("build", "documents", "--workers", 1)
    assert kg_("export", "-o", name).exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(start)


def test_export_chooses_graphs(folder: Path) -> None:
    kg_("build", "documents", "--workers", 1)
    assert "owl#Class" not in kg_("export", "--format", "ntriples").stdout
    assert "owl#Class" in kg_("export", "--format", "ntriples", "--all").stdout
    links = kg_("export", "--format", "ntriples", "--graph", "links").stdout
    assert links.startswith("<https://w3id.org/cn-stp/document/乙规划> <http://www.w3.org/2002/07/owl#sameAs>")
    assert kg_("export", "--all", "--graph", "links").exit_code == 2


def test_export_does_not_depend_on_the_workers(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.workers.WORTH_A_PROCESS_BYTES", 0)
    for number in range(8):
        (folder / f"n{number}.txt").write_text(f"第{number}号规划\n见《甲规划》\n", "utf-8")
    outputs = []
    for workers in (1, 2):
        kg_("build", "documents", "--workers", workers, "--store", f"store{workers}")
        kg_("export", "--store", f"store{workers}", "-o", f"g{workers}.trig", "--all")
        outputs.append((tmp_path / f"g{workers}.trig").read_bytes())
    assert outputs[0] == outputs[1]


def test_extract_writes_one_file_each(folder: Path, tmp_path: Path) -> None:
    result = kg_("extract", "documents", "-o", "out/json", "--workers", 1)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "2 files: 2 written; in ./out/json\n"
    text = (tmp_path / "out" / "json" / "a.json").read_text("utf-8")
    assert text.startswith('{\n  "id": "a",\n  "documents": [')
    assert text.endswith("}\n")
    assert "甲规划" in text
    assert json.loads(text)["references"][0]["title"] == "乙规划"


def test_extract_names_what_failed(folder: Path, tmp_path: Path) -> None:
    (folder / "c.txt").touch()
    result = kg_("extract", "documents", "-o", "out", "--workers", 1)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "Failed: documents/c.txt: the file is empty",
        "3 files: 2 written, 1 failed; in ./out",
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.json", "b.json"]


def test_extract_refuses_two_files_of_one_name(folder: Path, tmp_path: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "a.md").write_text("甲", "utf-8")
    result = kg_("extract", "documents", "-o", "out")
    assert result.exit_code == 1
    assert "out/a.json: this would be the annotation of both documents/a.txt and documents/sub/a.md" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["export"], 1, "Error: kg-store: there is no store here; run `kg build SOURCE...` first"),
        (["export", "--format", "pdf"], 2, "'pdf' is not one of"),
        (["build"], 2, "Missing argument 'SOURCE...'"),
        (["build", "x.txt", "--workers", "0"], 2, "0 is not in the range x>=1"),
        (["build", "x.txt", "--base", "nonsense"], 2, "'nonsense' is not a base IRI"),
        (["build", "x.txt", "--store", "documents"], 1, "this folder holds other things (a.txt)"),
        (["extract", "x.txt"], 2, "Missing option '-o'"),
        (["export", "-o", "none/g.ttl", "--store", "made"], 1, "none/g.ttl: No such file or directory"),
        (["nonsense"], 2, "No such command 'nonsense'"),
    ],
)
def test_errors_are_messages(folder: Path, arguments: list[str], code: int, message: str) -> None:
    kg_("build", "documents", "--store", "made", "--workers", 1)
    result = kg_(*arguments)
    assert result.exit_code == code
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_fault_is_a_message_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("down")

    monkeypatch.setattr(kg.commands.build, "build", fail)
    result = kg_("build", "x.txt")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ZeroDivisionError: down\nThis is a fault of kg; please report it")
    monkeypatch.setenv("KG_DEBUG", "1")
    assert isinstance(kg_("build", "x.txt").exception, ZeroDivisionError)


def test_interruption_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(kg.commands.build, "build", interrupt)
    result = kg_("build", "x.txt")
    assert (result.exit_code, result.stderr) == (130, "Interrupted.\n")


def test_help_lists_every_command_without_loading_it() -> None:
    listed = kg_("--help").stdout
    for name, (_, text) in COMMANDS.items():
        assert f"  {name} " in listed
        assert text in listed


@pytest.mark.parametrize("name", OWN)
def test_help_of_a_command_has_an_example(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert f"\n    kg {name} " in kg_(name, "--help").stdout
    assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_version() -> None:
    assert kg_("--version").stdout.startswith("kg ")


def test_reader_that_goes_away_is_no_error(folder: Path) -> None:
    for number in range(200):
        (folder / f"n{number}.txt").write_text(f"第{number}号规划\n" + "见《甲规划》\n" * 9, "utf-8")
    kg_("build", "documents", "--workers", 1)
    process = subprocess.Popen(
        program("export", "--format", "nquads"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait()


def test_ctrl_c_ends_a_build_quietly(folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(
        f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from functools import partial
import kg.build, kg.commands.build, kg.workers
from fake_extractor import make_slow
from kg.cli import main
kg.workers.WORTH_A_PROCESS_BYTES = 0
kg.commands.build.build = partial(kg.build.build, make_extractor=make_slow)
if __name__ == "__main__":
    sys.argv[1:] = ["build", "documents", "--workers", "2"]
    main()
""",
        "utf-8",
    )
    process = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "extracting\n"
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate()
    assert (process.returncode, errors) == (130, "Interrupted.\n")
