"""What cannot be read is refused with one clear line, without waiting, and whatever the bytes are."""

from __future__ import annotations

import io
import os
import threading
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extract.errors import SourceError
from extract.facts import SourceText
from extract.read import read_source, sha256_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        for name in names:
            container.writestr(name, "<x/>")
    return buffer.getvalue()


def refusal(path: Path, **options: int) -> str:
    with pytest.raises(SourceError) as caught:
        read_source(path, **options)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    return caught.value.reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (archive("xl/workbook.xml"), "is a spreadsheet; save its text as DOCX or text"),
        (archive("ppt/presentation.xml"), "is a presentation; save it as PDF"),
        (archive("OFD.xml"), "is an OFD document; save it as PDF or DOCX"),
        (archive("mimetype", "content.xml"), "is an OpenDocument file; save it as DOCX"),
        (archive("a.txt"), "is a ZIP archive and no DOCX; unpack it"),
        (archive(), "is a ZIP archive and no DOCX; unpack it"),
        (
            archive("word/document.xml")[:40],
            "is a ZIP container, such as DOCX, that is cut or damaged; fetch the file again",
        ),
        (OLE + "WordDocument".encode("utf-16-le"), "is an old Word document (.doc); save it as DOCX"),
        (OLE + "Workbook".encode("utf-16-le"), "is a spreadsheet (.xls); save its text as DOCX or text"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "is an Office document under a password; save it without one"),
        (OLE, "is an old Office document; save it as DOCX"),
        (b"{\\rtf1\\ansi}", "is a rich-text document (RTF); save it as DOCX"),
        (b"\x1f\x8b\x08\0\0", "is compressed (gzip); unpack it"),
        (b"Rar!\x1a\x07\x01", "is an archive (RAR); unpack it"),
        (b"GIF89a\x01", "is a picture; recognise its text (OCR) and save it as text"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "is a picture; recognise its text (OCR) and save it as text"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0", "is a web archive (MHTML); save the page as HTML"),
    ],
)
def test_a_format_without_a_reader_is_named_with_a_remedy(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes(data)
    assert refusal(path) == reason


def test_a_file_above_the_limit_is_refused_and_one_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes(b"x" * 1000)
    assert refusal(path, max_bytes=999) == (
        "holds 1,000 bytes, more than the 999 allowed; split it or raise the limit (--max-megabytes)"
    )
    assert read_source(path, max_bytes=1000).text == "x" * 1000


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(path)
    assert refusal(path) == "cannot be read (Too many levels of symbolic links)"


def test_a_link_to_a_file_is_read_and_a_broken_one_refused(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("通知", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("target")
    (tmp_path / "broken.txt").symlink_to("missing")
    assert read_source(tmp_path / "link.txt").text == "通知"
    assert refusal(tmp_path / "broken.txt") == "does not exist; check the path"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of POSIX")
def test_a_pipe_and_a_device_are_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    caught: list[str] = []
    # Daemon: a reader that waits for a writer must not hold up the end of the tests.
    thread = threading.Thread(target=lambda: caught.append(refusal(pipe)), daemon=True)
    thread.start()
    thread.join(timeout=20)
    assert caught == ["is no regular file but a pipe, a device or a socket; save what it gives to a file"]
    assert refusal(Path(os.devnull)) == caught[0]
    with pytest.raises(SourceError, match="no regular file"):
        sha256_of(pipe)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("通知", encoding="utf-8")
    path.chmod(0)
    assert refusal(path) == "cannot be read (Permission denied)"


def test_an_error_while_reading_is_told_in_the_words_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("通知", encoding="utf-8")

    def deny(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("extract.read.source.os.open", deny)
    assert refusal(path) == "cannot be read (Permission denied)"


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes("第一版".encode())
    status, calls = os.fstat, iter(range(10))

    def written_meanwhile(descriptor: int) -> os.stat_result:
        # The third look is the one after reading.
        if next(calls) == 2:
            path.write_bytes("第二版，比第一版长".encode())
        return status(descriptor)

    monkeypatch.setattr("extract.read.source.os.fstat", written_meanwhile)
    assert refusal(path) == "was changed while it was read; try again"


def test_a_name_that_is_not_utf8_can_be_printed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    try:
        path.write_text("通知", encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    assert read_source(path).name == r"\udcff.txt"
    path.write_bytes(b"")
    with pytest.raises(SourceError) as caught:
        read_source(path)
    assert str(caught.value) == rf"{tmp_path}/\udcff.txt: is empty; nothing to read"
    assert str(caught.value).encode()


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a\0b.txt").startswith("is no name a file can have")


@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.builds(
            bytes.__add__,
            st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04", OLE, b"<html>", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"]),
            st.binary(max_size=200),
        ),
        st.lists(
            st.sampled_from(
                [
                    "<table>",
                    "<tr>",
                    "<td>",
                    "</td>",
                    "<p>",
                    "</p>",
                    "<b>",
                    "<a>",
                    "</a>",
                    "<br>",
                    "文号：",
                    "国发",
                    "<!--",
                ]
                + ["<h1>", "</h1>", "<div class=nav>", "</div>", "<pre>", "\n", "<dt>", "&#0;", "&lt;", "]]>", "<dd>"]
            ),
            max_size=60,
        ).map(lambda parts: ("<html>" + "".join(parts)).encode()),
    )
)
@example(b"<html>" + b"<div>" * 5000)
@example(b"<!-- -->" * 5000)
@example(b"<?" * 5000)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
def test_any_bytes_give_a_source_or_a_refusal(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes(data)
    try:
        source = read_source(path)
    except SourceError as error:
        assert error.reason
    else:
        assert isinstance(source, SourceText)
        assert source.text.strip()
        assert source == read_source(path)
