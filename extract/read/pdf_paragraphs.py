"""From the lines of PDF pages to paragraphs: page furniture out, wrapped lines joined."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extract.read.pdf_lines import Line, join_lines
from extract.read.pdf_page import PageContent

# Of the page's height: running headers and footers stand in it, page numbers in the wider one (GB/T 9704-2012, 7.5).
_MARGIN = 0.1
_NUMBER_MARGIN = 0.15
_PAGE_NUMBER = re.compile(
    r"[—–－\-·•~\s]*+(?:第\s*+)?(?P<number>\d{1,4})(?:\s*+页)?"
    r"(?:\s*+[,，/／]?\s*+共?\s*+\d{1,4}(?:\s*+页)?)?[—–－\-·•~\s]*+"
)
_MARKED_NUMBER = re.compile(r"[—–－\-·•~第页/／]")
_ROMAN_NUMBER = re.compile(r"[—–－\-\s]*[ivxIVXⅠ-Ⅻ]{1,6}[—–－\-\s]*")
_ATTACHMENT = re.compile(r"附\s*[件录表]")
_SAME_HEIGHT = 4.0  # points
_SENTENCE_END = re.compile(r"[。！？；：!?;:…][”’》）)」]*$")
_PARAGRAPH_START = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+[编章节条]|[一二三四五六七八九十百]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]"
    r"|\d{1,2}[.．、](?!\d)|[①-⑳●■★◆]|——|附件|专栏|注[:：]"
)
# Characters that may not begin a line are taken to the next one with the character before them.
_RAGGED = 2.2  # em
_INDENT = 1.0  # em
_TITLE_SIZE = 1.15  # em of the title to em of the text
_WIDEST_PITCH = 1.6  # to the usual distance of two lines
_SPACED = 1.12  # the same, of two paragraphs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, with the page that each part of its text stands on.

    Attributes:
        text: The joined lines.
        pages: Offsets in `text` where the text of a page goes on or begins, with the page's number.
    """

    text: str
    pages: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a column of text looks like.

    Attributes:
        left: Left edge.
        right: Right edge, which full lines reach.
        em: Width of a Chinese character of the text.
        pitch: Usual distance of two lines of a paragraph.
        indented: Whether the first line of a paragraph is.
        spaced: Whether paragraphs stand further apart than their lines.
    """

    left: float
    right: float
    em: float
    pitch: float
    indented: bool
    spaced: bool


def without_furniture(pages: Sequence[tuple[PageContent, list[Line]]]) -> list[Line]:
    """The lines of all pages without running headers, running footers and page numbers."""
    gone = _running(_edge_lines(pages, _MARGIN), len(pages)) | _page_numbers(_edge_lines(pages, _NUMBER_MARGIN))
    return [line for _, lines in pages for line in lines if id(line) not in gone]


def _edge_lines(pages: Sequence[tuple[PageContent, list[Line]]], margin: float) -> list[tuple[PageContent, Line]]:
    edges = []
    for content, lines in pages:
        height = (content.bottom - content.top) * margin
        top, bottom = content.top + height, content.bottom - height
        edges += [(content, line) for line in lines if line.bottom < top or line.top > bottom]
    return edges


def _running(edges: Sequence[tuple[PageContent, Line]], pages: int) -> set[int]:
    """Lines that come again at the same height of other pages, alike but for a counter that grows with the pages."""
    groups: dict[tuple[str, str], list[tuple[float, Line]]] = defaultdict(list)
    for content, line in edges:
        height = line.top - content.top
        groups["text", line.text].append((height, line))
        number = re.search(r"\d{1,4}(?=\D*$)", line.text)
        if number and not (_PARAGRAPH_START.match(line.text) or _ATTACHMENT.match(line.text)):
            frame = f"{line.text[: number.start()]}#{line.text[number.end() :]}"
            groups["counter", f"{int(number[0]) - line.page} {frame}"].append((height, line))
    gone: set[int] = set()
    for (kind, _), found in groups.items():
        needed = max(2 if kind == "text" else 3, round(pages * 0.2))
        for height, line in found:
            alike = {other.page for h, other in found if abs(h - height) <= _SAME_HEIGHT}
            if len(alike) >= needed:
                gone.add(id(line))
    return gone


def _page_numbers(edges: Sequence[tuple[PageContent, Line]]) -> set[int]:
    """Page numbers: marked as such (`— 3 —`), or bare numbers that grow with the pages."""
    found = [(line, match) for _, line in edges if (match := _PAGE_NUMBER.fullmatch(line.text))]
    shifts = Counter(int(match["number"]) - line.page for line, match in found)
    gone = {
        id(line)
        for line, match in found
        if _MARKED_NUMBER.search(line.text)
        or shifts[int(match["number"]) - line.page] > 1
        or int(match["number"]) == line.page
    }
    return gone | {id(line) for _, line in edges if _ROMAN_NUMBER.fullmatch(line.text)}


def join_paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """Paragraphs from lines in reading order."""
    measures = _measures(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, measures[line.column]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group) for group in groups]


def _paragraph(group: Sequence[Line]) -> Paragraph:
    pages: list[tuple[int, int]] = []
    for index, line in enumerate(group):
        if not pages or line.page != pages[-1][1]:
            upto = join_lines([other.text for other in group[: index + 1]])
            pages.append((len(upto) - len(line.text), line.page))
    return Paragraph(join_lines([line.text for line in group]), tuple(pages))


def _measures(lines: Sequence[Line]) -> dict[tuple[int, int], _Measure]:
    columns: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        columns[line.column].append(line)
    return {column: _measure([line for line in own if not line.row] or own) for column, own in columns.items()}


def _measure(lines: Sequence[Line]) -> _Measure:
    em = Counter(round(line.em, 1) for line in lines for _ in line.text).most_common(1)[0][0]
    text = [line for line in lines if abs(line.em - em) < 0.1 * em] or list(lines)
    by_right = sorted(line.x1 for line in text)
    right = by_right[int(len(by_right) * 0.95)] if len(by_right) > 1 else by_right[0]
    full = {line for line in text if line.x1 > right - _RAGGED * em}
    lefts = Counter(round(line.x0 / em * 2) for line in text)
    left = min(half for half, count in lefts.items() if count >= max(1, 0.1 * len(text))) * em / 2
    pairs = list(zip(text, text[1:], strict=False))
    # Behind a line that does not reach the margin a new paragraph begins.
    begins = [(above, below) for above, below in pairs if above.x1 <= right - _RAGGED * em and below in full]
    indented = sum(below.x0 > left + _INDENT * em for _, below in begins) * 2 > len(begins)
    pitch = _step([pair for pair in pairs if pair[0] in full]) or 2 * em
    spaced = _step(begins) > _SPACED * pitch
    return _Measure(left, right, em, pitch, indented, spaced)


def _step(pairs: Sequence[tuple[Line, Line]]) -> float:
    """The usual distance of the second line of a pair from the first, 0 where none can be told."""
    steps = [b.bottom - a.bottom for a, b in pairs if a.page == b.page and b.bottom > a.bottom]
    return median(steps) if steps else 0.0


def _continues(group: Sequence[Line], line: Line, measure: _Measure) -> bool:
    """Whether a line goes on with the paragraph of the lines before it."""
    last = group[-1]
    if last.row or line.row or abs(line.em - last.em) > 0.15 * last.em or line.column[1] != last.column[1]:
        return False
    below = line.page == last.page and line.column == last.column
    step = (line.bottom - last.bottom) / measure.pitch
    if below and step > _WIDEST_PITCH * max(1.0, line.em / measure.em):
        return False
    if line.em > _TITLE_SIZE * measure.em:
        return below and _centred(last, measure) and _centred(line, measure) and not _PARAGRAPH_START.match(line.text)
    if last.x1 < measure.right - _RAGGED * measure.em and below:
        return False
    if measure.indented and line.x0 <= measure.left + _INDENT * measure.em:
        return True
    if measure.spaced and below:
        return step < _SPACED
    if _PARAGRAPH_START.match(line.text) or _SENTENCE_END.search(last.text):
        return False
    if measure.indented:
        return len(group) > 1 and abs(line.x0 - last.x0) < 0.5 * measure.em
    return True


def _centred(line: Line, measure: _Measure) -> bool:
    return abs((line.x0 + line.x1) - (measure.left + measure.right)) < 2 * measure.em
