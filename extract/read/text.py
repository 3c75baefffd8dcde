"""From bytes to characters: which encoding, and a refusal where no encoding gives text.

The decoded characters are left as they are: every offset that the project publishes counts them.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from extract.errors import SourceError
from extract.read.extracted import Extracted

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# GB 18030 is a superset of GBK and GB 2312, Big5-HKSCS one of Big5; the first of two that read alike is taken.
_DOUBLE_BYTE = ("gb18030", "big5", "big5hkscs")
# The 300 characters that jieba's dictionary counts most often, and the traditional forms of those that have one.
_COMMON = frozenset(
    "一是人了不在有大中国和为这上他个地年来我会以到时要出的生学说道民家子也成行下于们后就发自之对得主长可过天作分方用多你着部能市等业全里工公经"
    "本都而高政法面门动日进区事代那去心小同北定开产前其军还然起种所如现理机体表力好外与当文两实重新三么只山水关明从化平建又制南内西没此将员名手"
    "最东头者月间无安看见各城十相但已些正口通想度加第她合院物性战由位常点海意场武使次向二治因立数样身情入原问把路被并利石老教万知级量任江及应省资"
    "委务元美特期世湖回系比气汉总展电科金先声提品设或义王社很统处四首共马形己儿司太目基领队直计别女权话少流命至报米给打变果书清活几州华解议更称程"
    "今张决导术府才保交放管结师便走达族反再题色五"
    "國為這個來會時學說於們後發對長過著業裡經門動進區產軍還種現機體與當兩實麼關從內沒將員東頭間無見戰點場數樣問並萬級應資務氣漢總電聲設義統處馬"
    "兒領隊計別權話報給變書幾華議稱張決導術結師達題"
)
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_PLAIN = re.compile(r"[\t\n\r\f\x20-\x7e\u3000-\u301f\uff00-\uff5e\u4e00-\u9fff“”‘’…—·]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# In policy texts the common characters are more than half of all; read in a wrong encoding they are under a tenth.
_MIN_COMMON = 0.15
_ENOUGH_CHINESE = 50  # characters from which on the share says something
_MIN_PLAIN = 0.7  # of UTF-16 without a mark
_MAX_CONTROL = 0.02
_SAMPLE = 200_000  # characters that are counted


def read_text(path: Path, data: bytes) -> Extracted:
    """Decode a plain-text file.

    Raises:
        SourceError: The bytes are not text, or in no known encoding.
    """
    text, encoding = decode(path, data)
    return Extracted(text, encoding=encoding)


def decode(path: Path, data: bytes) -> tuple[str, str]:
    """The characters of `data`, and the encoding they were read in, as Python calls it.

    Raises:
        SourceError: The bytes are not text, in no known encoding, or end inside a character.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_marked(path, data, encoding), encoding
    if b"\0" in data:
        return _decode_utf16(path, data)
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise SourceError(path, "is UTF-8 text that ends inside a character; fetch the file again") from error
        text, encoding = _decode_double_byte(path, data, error)
    if len(_CONTROL.findall(text, 0, _SAMPLE)) > _MAX_CONTROL * min(len(text), _SAMPLE):
        raise SourceError(path, "is a binary file (it holds control characters); save it as text first")
    return text, encoding


def common_share(text: str) -> float:
    """How many of the Chinese characters are among the most common ones, from 0 to 1; 0 without Chinese characters."""
    chinese = _CHINESE.findall(text, 0, _SAMPLE)
    return sum(character in _COMMON for character in chinese) / len(chinese) if chinese else 0.0


def _decode_marked(path: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            path, f"starts with the mark of {encoding}, but byte {error.start} is not valid in it"
        ) from error


def _decode_utf16(path: Path, data: bytes) -> tuple[str, str]:
    """UTF-16 without a mark: the byte order in which the characters are those that texts have."""
    readings = []
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = len(_PLAIN.findall(text, 0, _SAMPLE)) / min(len(text), _SAMPLE)
        readings.append((plain + common_share(text), plain, text, encoding))
    _, plain, text, encoding = max(readings, default=(0.0, 0.0, "", ""))
    if plain < _MIN_PLAIN or "\0" in text:
        raise SourceError(path, "is a binary file (it holds zero bytes); save it as text first")
    return text, encoding


def _decode_double_byte(path: Path, data: bytes, not_utf8: UnicodeDecodeError) -> tuple[str, str]:
    readings = []
    for encoding in _DOUBLE_BYTE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            _refuse_truncated(path, data, error)
            continue
        readings.append((common_share(text), text, encoding))
    # Not by the text: of two encodings that read alike the first in the list is the usual one.
    share, text, encoding = max(readings, default=(0.0, "", ""), key=lambda reading: reading[0])
    if readings and (share >= _MIN_COMMON or len(_CHINESE.findall(text, 0, _SAMPLE)) < _ENOUGH_CHINESE):
        return text, encoding
    if common_share(data.decode("utf-8", errors="ignore")) >= _MIN_COMMON:
        raise SourceError(
            path, f"is UTF-8 text, but byte {not_utf8.start} is not valid in it; fetch the file again"
        ) from not_utf8
    raise SourceError(path, "is in none of the encodings utf-8, utf-16, gb18030, big5; save it as UTF-8") from not_utf8


def _refuse_truncated(path: Path, data: bytes, error: UnicodeDecodeError) -> None:
    """Say of a text that is good up to a last, incomplete character that it was cut."""
    at_end = error.reason == "incomplete multibyte sequence" and error.end >= len(data)
    if at_end and common_share(data[: error.start].decode(error.encoding)) >= _MIN_COMMON:
        raise SourceError(
            path, f"is {error.encoding} text that ends inside a character; fetch the file again"
        ) from error
