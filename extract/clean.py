"""From the decoded source to clean text, every character knowing where it came from.

Clean text has simplified characters; pinyin in brackets, invisible characters and white space inside Chinese text are
out; full-width digits and letters are half-width; a line break is left only where a paragraph ends.
"""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from opencc import OpenCC

from extract.facts import SourceText, Span
from extract.scanning import matches_at, places_of

Script = Literal["simplified", "traditional"]

_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
# 轻声音节不带调号，只能列出。
_TONELESS = "le|de|ma|ne|ba|zi|men|zhe|me|tou|ge|shang|li|guo|la"
# 软连字符、零宽字符、方向控制、私用区字符和控制字符。
_INVISIBLE = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f"
# White space, as a character or as an entity; an entity may have been escaped twice (&amp;nbsp;).
_BLANK = rf"(?:[\s{_INVISIBLE}]|&(?:amp;)*(?:nbsp|ensp|emsp|thinsp|zwn?j|shy|#160|#12288|#8203);)"
_SPACE = re.compile(r"\s|&(?:amp;)*(?:[a-z]+sp|#160|#12288);")
_NOISE = re.compile(
    rf"(?P<pinyin>(?<=[{_CJK}])(?:{_BLANK}*+[(（](?=[a-zü{_TONED}]{{1,7}}[)）])"
    rf"(?:[a-zü]*[{_TONED}][a-zü]*|{_TONELESS})[)）])+)"
    rf"|(?P<blank>{_BLANK}++)"
    r"|(?P<entity>&(?:amp;)?(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});)"
    r"|(?P<wide>[０-９Ａ-Ｚａ-ｚ％．＋]+)"
)
_NOISE_BEGINS = re.compile(rf"[\s{_INVISIBLE}(（&０-９Ａ-Ｚａ-ｚ％．＋]")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_LATIN_BEFORE = re.compile(r"[A-Za-z0-9.,;:%)’'\-]")
_LATIN_AFTER = re.compile(r"[A-Za-z0-9(‘']")
# A line that ends so, or a next line that begins so, is the end of a paragraph.
_PARAGRAPH_END = re.compile(r"[。！？；：:!?…”》）)〕|]$")
_PARAGRAPH_START = re.compile(
    r"[\s\u3000]*(?:第[一二三四五六七八九十百零〇\d]+[编章节条]|[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]"
    r"|\d+[.．、]|[①-⑳—●■★◆]|附件|附[:：]|专栏|注[:：])"
)
# Shorter lines than this are lines of a title, a signature or a table, not lines that an editor wrapped.
_WRAPPED_LINE_CHARACTERS = 30
# A line that an editor wrapped is nearly as long as most.
_FULL_LINE_SHARE = 0.7
_TRADITIONAL_SHARE = 0.03
# What the phrase tables of OpenCC leave wrong, because the source itself used a wrong variant.
_VARIANTS = {"叠代": "迭代"}


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean text and its alignment with the source.

    Attributes:
        source: The file it was made from.
        text: The clean characters.
        starts: For each clean character, the first source character that it stands for.
        ends: For each clean character, one past the last source character that it stands for.
        gaps: The clean characters right before which something of the source is left out.
        script: What the source is written in.
    """

    source: SourceText
    text: str
    starts: array[int]
    ends: array[int]
    gaps: array[int]
    script: Script

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source characters of the clean characters `start` to `end` (half-open, not empty)."""
        return self.starts[start], self.ends[end - 1]

    def ground(self, span: Span) -> Span:
        """A span over clean characters as a span over source characters."""
        start, end = self.to_source(span.start, span.end)
        return Span(start, end, span.text, span.prefix, span.suffix)

    def gap_before(self, index: int) -> bool:
        """Whether the source has white space right before the clean character at `index`."""
        return index > 0 and any(c.isspace() for c in self.source.text[self.ends[index - 1] : self.starts[index]])


def clean_source(source: SourceText) -> CleanText:
    """Clean a whole file."""
    script = detect_script(source.text)
    pieces: list[str] = []
    places: list[tuple[int, int, int]] = []
    size = paragraph_start = 0
    full_line = _FULL_LINE_SHARE * _typical_line(source.text)
    for piece, start, end in _pieces(source.text):
        if piece == "\n":
            is_long = size - paragraph_start >= _WRAPPED_LINE_CHARACTERS
            if is_long and _may_go_on(source.text, end, pieces[-1][-1]):
                line_start = max(source.text.rfind(c, 0, start) for c in "\n\r") + 1
                single = source.text.count("\n", start, end) <= 1
                # A break that a second cleaning would take for an editor's stays as an empty line.
                piece = "" if single and start - line_start >= full_line else "\n\n"
            paragraph_start = size if piece else paragraph_start
        if piece:
            pieces.append(piece)
            places.append((len(piece), start, end))
            size += len(piece)
    return CleanText(source, _simplify("".join(pieces), script), *_alignment(places), script)


def _alignment(places: list[tuple[int, int, int]]) -> tuple[array[int], array[int], array[int]]:
    """The `starts`, `ends` and `gaps` of text made of pieces: of each its length, and start and end in the source.

    A piece as long as its source stands for it character by character, another as a whole.
    """
    import numpy as np

    lengths, starts, ends = np.array(places, dtype=np.int64).reshape(-1, 3).T
    firsts = np.cumsum(lengths) - lengths
    is_same = np.repeat(lengths == ends - starts, lengths)
    begins = np.repeat(starts, lengths) + is_same * (np.arange(lengths.sum()) - np.repeat(firsts, lengths))
    stops = np.where(is_same, begins + 1, np.repeat(ends, lengths))
    gaps = firsts[1:][starts[1:] > ends[:-1]]
    rows = [array("I", row.astype(np.uintc).tobytes()) for row in (begins, stops, gaps)]
    return rows[0], rows[1], rows[2]


def clean_quote(fragment: str, script: Script) -> str:
    """The quote that a stretch of the source stands for: cleaned, and on one line.

    For every span that the project publishes, `clean_quote(source[start:end], script) == span.text`.
    """
    text = "".join(piece for piece, _, _ in _pieces(fragment))
    return _simplify(text, script).replace("\n", "")


def detect_script(text: str) -> Script:
    """Whether a text is written in traditional characters: at least 3 % of its Chinese characters are.

    A few traditional characters in a simplified text are names (乾县) and stay, so their share decides.
    """
    import numpy as np

    counts = np.bincount(np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32))
    distinct = re.findall(rf"[{_CJK}]", "".join(map(chr, np.flatnonzero(counts).tolist())))
    simplified = _converter().convert("\n".join(distinct)).split("\n")
    traditional = [a for a, b in zip(distinct, simplified, strict=True) if a != b] if distinct else []
    if not traditional:
        return "simplified"
    share = sum(counts[ord(a)] for a in traditional) / sum(counts[ord(a)] for a in distinct)
    return "traditional" if share > _TRADITIONAL_SHARE else "simplified"


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """The text without its noise, in pieces that are not empty: (piece, start and end in `text`)."""
    position, last = 0, ""
    for match in matches_at(_NOISE, text, places_of(_NOISE_BEGINS, text, 0, len(text)), len(text)):
        start, end = match.span()
        if start > position:
            last = text[start - 1]
            yield text[position:start], position, start
        if replacement := _replacement(match, last):
            last = replacement[-1]
            yield replacement, start, end
        position = end
    if position < len(text):
        yield text[position:], position, len(text)


def _replacement(match: re.Match[str], last: str) -> str:
    """What stands for a piece of noise behind the clean character `last`."""
    if match["entity"]:
        return html.unescape(html.unescape(match["entity"])).strip()
    if match["wide"]:
        return match["wide"].translate(_WIDE)
    if match["blank"] and _SPACE.search(match["blank"]):
        return _space(match["blank"], last, match.string[match.end() : match.end() + 1])
    return ""


def _space(blank: str, before: str, after: str) -> str:
    """What is left of white space: a line break, a space between Latin words, or nothing."""
    if not before or not after:
        return ""
    if "\n" in blank or "\r" in blank:
        return "\n"
    return " " if _LATIN_BEFORE.match(before) and _LATIN_AFTER.match(after) else ""


def _may_go_on(text: str, end: int, last: str) -> bool:
    """Whether a sentence may go on over the line break that ends at `end` of the source, behind a clean character."""
    if _PARAGRAPH_END.match(last) or _PARAGRAPH_START.match(text, end):
        return False
    next_end = text.find("\n", end)
    next_line = text[end : next_end if next_end >= 0 else len(text)]
    return last in "、，," or bool(re.search(r"[，。；]", next_line))


def _typical_line(text: str) -> float:
    """The median length of the lines that are no titles: the width of the page where an editor wrapped the lines."""
    lengths = [len(line) for line in text.splitlines() if len(line) >= _WRAPPED_LINE_CHARACTERS]
    return median(lengths) if lengths else 0


def _simplify(text: str, script: Script) -> str:
    """Simplified characters, as many as there were: the alignment counts on it."""
    if script == "simplified":
        return text
    lines = []
    for line in text.split("\n"):
        converted = _converter().convert(line)
        if len(converted) != len(line):
            converted = "".join(_converter().convert(character)[:1] or character for character in line)
        lines.append(converted)
    simplified = "\n".join(lines)
    for wrong, right in _VARIANTS.items():
        simplified = simplified.replace(wrong, right)
    return simplified


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")
