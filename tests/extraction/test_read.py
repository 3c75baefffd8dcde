"""Reading: which bytes become which characters, and what is refused with which words."""

from __future__ import annotations

import codecs
import hashlib
import pickle
from pathlib import Path

import pytest

from extract.errors import SourceError
from extract.read import read_source, sha256_of

TEXT = "科技部关于印发《试验区建设工作指引》的通知\r\n国科发规〔2020〕254号\n"


def written(folder: Path, data: bytes, name: str = "notice.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode("utf-8"), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
        (TEXT.encode("gb2312"), "gb18030"),
    ],
)
def test_the_encoding_is_recognised_and_the_mark_at_the_start_is_no_character(
    tmp_path: Path, data: bytes, encoding: str
) -> None:
    source = read_source(written(tmp_path, data))
    assert (source.text, source.encoding) == (TEXT, encoding)


TRADITIONAL = "科技部關於印發《試驗區建設工作指引》的通知\r\n國科發規〔2020〕254號\n"


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (TRADITIONAL.encode("big5"), "big5", TRADITIONAL),
        # On the mainland traditional characters are written in GBK as well.
        (TRADITIONAL.encode("gb18030"), "gb18030", TRADITIONAL),
        ("發文：啫喱等九類產品的通知".encode("big5hkscs"), "big5hkscs", "發文：啫喱等九類產品的通知"),
        (TEXT.encode("utf-16-le"), "utf-16-le", TEXT),
        (TEXT.encode("utf-16-be"), "utf-16-be", TEXT),
        # 一 and the ideographic space hold a zero byte where Latin letters do not.
        ("一　总则，一　目标\n".encode("utf-16-le"), "utf-16-le", "一　总则，一　目标\n"),
    ],
)
def test_encodings_that_nothing_marks_are_told_by_the_characters(
    tmp_path: Path, data: bytes, encoding: str, text: str
) -> None:
    source = read_source(written(tmp_path, data))
    assert (source.encoding, source.text) == (encoding, text)


@pytest.mark.parametrize(("text", "encoding"), [(TEXT, "gb18030"), (TRADITIONAL, "gb18030"), (TRADITIONAL, "big5")])
def test_ten_characters_are_enough_to_tell_big5_from_gb18030(tmp_path: Path, text: str, encoding: str) -> None:
    for start in range(0, 20, 5):
        piece = text[start : start + 10]
        source = read_source(written(tmp_path, piece.encode(encoding)))
        assert (source.text, source.encoding) == (piece, encoding)


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (b"<!DOCTYPE html><title>x</title><p>abc", "html"),
        (b"\n<!-- saved from a site -->\n<HTML><body>abc", "html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>abc</body></html>', "html"),
        ("<html><p>通知</p></html>".encode("utf-16"), "html"),
        (b"<p>abc<br>def</p>", "html"),
        (b"notice: the tag <html> begins a page", "text"),
        (b"# Title\n\na line<br>\nanother <b>line</b>\n", "text"),
        (b"1 < 2 and 3 > 2", "text"),
    ],
)
def test_the_content_and_not_the_name_says_what_is_a_page(tmp_path: Path, data: bytes, format_: str) -> None:
    for name in ("notice.txt", "notice.html", "notice.pdf", "notice"):
        assert read_source(written(tmp_path, data, name)).format == format_


def test_characters_that_only_gb18030_has_are_read(tmp_path: Path) -> None:
    text = "陈𬱖、㛃两位专家参加评审"  # outside GBK: four bytes each in GB 18030
    assert read_source(written(tmp_path, text.encode("gb18030"))).text == text


def test_line_ends_and_white_space_stay_as_they_are(tmp_path: Path) -> None:
    text = "\n　通知\r\n\t第二行\r第三行 \n\n"
    assert read_source(written(tmp_path, text.encode())).text == text


def test_the_source_carries_the_name_and_the_digest_of_the_bytes(tmp_path: Path) -> None:
    source = read_source(written(tmp_path, b"abc", "国发〔2016〕43号.md"))
    assert source.name == "国发〔2016〕43号.md"
    # The first example of FIPS 180-2.
    assert source.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_the_digest_is_that_of_the_bytes_not_of_the_characters(tmp_path: Path) -> None:
    plain, marked = (
        written(tmp_path, mark + TEXT.encode(), name) for mark, name in [(b"", "a"), (codecs.BOM_UTF8, "b")]
    )
    assert read_source(plain).text == read_source(marked).text
    assert sha256_of(plain) == read_source(plain).sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert sha256_of(marked) == read_source(marked).sha256 != sha256_of(plain)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (" \r\n\t　\u00a0".encode(), "is empty"),
        (codecs.BOM_UTF8, "is empty"),
        (codecs.BOM_UTF16_LE + "\n\n".encode("utf-16-le"), "is empty"),
        (b"\x89PNG\r\n\x1a\n", "picture; recognise its text"),
        (b"\xff\xd8\xff\xe0", "picture; recognise its text"),
        ("通知".encode() + b"\0\0", "zero bytes.*save it as text"),
        (b"\xff\xff\x80", "none of the encodings utf-8, utf-16, gb18030, big5; save it as UTF-8"),
        ("科技部".encode()[:-1], "UTF-8 text that ends inside a character; fetch the file again"),
        (TEXT.encode("gb18030") + b"\xb5", "gb18030 text that ends inside a character; fetch the file again"),
        ("科技部印发的通知".encode() + b"\xff" + "各省".encode(), "UTF-8 text, but byte 24 is not valid in it; fetch"),
        ("한국어로 쓴 정책 문서입니다. ".encode("euc-kr") * 9, "none of the encodings"),
        (b"\x01\x02\x03\x04 text", "control characters.*save it as text"),
        (codecs.BOM_UTF8 + "科技部".encode("gb18030"), "utf-8-sig, but byte"),
        (codecs.BOM_UTF16_LE + b"\x1a\x90\xe5", "utf-16, but byte"),
    ],
)
def test_what_is_no_text_is_refused_with_the_file_and_a_remedy(tmp_path: Path, data: bytes, reason: str) -> None:
    path = written(tmp_path, data)
    with pytest.raises(SourceError, match=reason) as caught:
        read_source(path)
    assert caught.value.path == path
    assert str(caught.value) == f"{path}: {caught.value.reason}"


def test_a_missing_file_a_folder_and_a_file_taken_for_a_folder_are_refused(tmp_path: Path) -> None:
    inside_a_file = written(tmp_path, b"abc") / "inside.txt"
    reasons = {
        tmp_path / "missing.txt": "does not exist; check the path",
        tmp_path: "is a folder, not a file",
        inside_a_file: "cannot be read (Not a directory)",
    }
    for path, reason in reasons.items():
        for read in (read_source, sha256_of):
            with pytest.raises(SourceError) as caught:
                read(path)
            assert str(caught.value) == f"{path}: {reason}"


def test_a_refusal_reaches_another_process_whole(tmp_path: Path) -> None:
    error = SourceError(tmp_path / "notice.txt", "is empty; nothing to read")
    copy = pickle.loads(pickle.dumps(error))
    assert isinstance(copy, SourceError)
    assert (str(copy), copy.path, copy.reason) == (str(error), error.path, error.reason)
