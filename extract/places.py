"""Which place is meant: what 本市 and 省委 stand for in a document, and which of several divisions of one name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.facts import Document
from extract.gazetteers import Entry, divisions_by_code, is_within
from extract.names import prefecture_namesakes, region_names, shared_names
from extract.structure.layout import Layout

# What makes the name of a place before it a part of another name.
NOT_PLACE_AFTER = re.compile(
    r"大学|[\u4e00-\u9fff]?校区|院区|学院(?![东南西北中]?[路街])|[\u4e00-\u9fff]{0,4}大厦|日报|银行|证券|话剧|方言|菜|酒(?!店)|条约|条例|调查研究|协议|宣言|奥运|冬奥|模式|精神|经验”|会议|大道|大街|[东西南北中]路|湾(?!区)|文化(?:遗址|遗存|申遗|[、和与])|浩特|[甲乙]基|[\u4e00-\u9fff]{1,10}(?:股份)?有限(?:责任)?公司"
)
_OF_PROVINCE = re.compile("省|自贸|自由贸易|岛")  # 青海的海南是海南州，但海南自贸港仍在海南省
# 前面可以是地名的字：示范县、建成县不是范县、成县。
_BEFORE_PLACE = re.compile(r"[^\u4e00-\u9fff]|[在和与及由向对从到至赴]")


def regions_by_document(layout: Layout) -> dict[str, Entry | None]:
    """The region of each document of the file, by the document's key; None also where several have its name."""
    return {
        document.key: region_names().get(document.region)
        if document.region and document.region not in shared_names()
        else None
        for document in layout.documents
    }


def ancestors(division: Entry) -> list[Entry]:
    """The divisions that contain a division, the nearest first."""
    found: list[Entry] = []
    while parent := divisions_by_code().get((found[-1] if found else division).parent):
        found.append(parent)
    return found


def start_with_parents(text: str, start: int, division: Entry) -> int:
    """Where the name of a division at `start` begins when the names of those that contain it stand right before it."""
    for outer in ancestors(division):
        start -= _length_before(text, start, outer)
    return start


def is_word(text: str, start: int, end: int, division: Entry) -> bool:
    """Whether what reads as a county's name of two characters is rather part of everyday words (城区, 示范县)."""
    if end - start > 2 or division.kind != "county":
        return False
    if any(start_with_parents(text, start, d) < start for d in shared_names().get(division.name, (division,))):
        return False
    return text[end - 1] == "区" or not _BEFORE_PLACE.match(text[start - 1 : start] or " ")


def _length_before(text: str, start: int, division: Entry) -> int:
    forms = (form for form in (division.name, *division.aliases) if len(form) > 1)
    return max((len(form) for form in forms if text.endswith(form, 0, start)), default=0)


_PREPOSITIONS = "向在与从赴"


class Places:
    """Which of several divisions of one name a file means, here and there.

    In this order: the one whose parent's name stands right before it (长春市朝阳区); the one in the region that the
    document is about; the one that the document writes elsewhere with its parent before it; the only one whose parent
    the document names.
    """

    def __init__(self, layout: Layout, words: Iterable[int] = ()) -> None:
        """Decide from what `layout` holds; `words` are the clean characters with which its words begin, if known."""
        self._words = frozenset(words)
        self._layout = layout
        self._text = layout.clean.text
        self._regions = regions_by_document(layout)
        self._named: dict[str, frozenset[str]] = {}
        # By document, form and what it can mean there: a name can stand many times in a file.
        self._by_document: dict[tuple[str, str, tuple[Entry, ...]], tuple[Entry, ...]] = {}

    def own(self, position: int) -> Entry | None:
        """The region that the document at `position` is about."""
        document = self._layout.document_at(position)
        return self._regions.get(document.key) if document else None

    def splits_word(self, start: int, end: int) -> bool:
        """Whether a name reads across words or is part of one: 美`丽江`西, `长治`久安."""
        if not self._words:
            return False
        if start in self._words and self._text.startswith("等", end):
            return False  # 南平等地：平等不在其中
        # 向雄安疏解：切成了“向雄安”一个词。
        begins = start in self._words or (start - 1 in self._words and self._text[start - 1] in _PREPOSITIONS)
        return not (begins and (end in self._words or end == len(self._text)))

    def is_local(self, position: int) -> bool:
        """Whether the document at `position` is by bodies of a place; without issuers, whether its title has one."""
        document = self._layout.document_at(position)
        names = document.issuers or (document.title or "",) if document else ()
        return bool(names) and all(region_names().match(name, 0) for name in names)

    def choose(self, form: str, start: int, divisions: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Those of `divisions` that `form` at `start` can mean: one, where the text tells which."""
        left = _with_parent_before(self._text, start, divisions) or divisions
        own = self.own(start)
        if own and len(left) > 1:
            left = tuple(division for division in left if is_within(division.code, own.code)) or left
        document = self._layout.document_at(start)
        if document is None or len(left) < 2:
            return left
        key = (document.key, form, left)
        if key not in self._by_document:
            found = self._written_out(document, form, left) or self._by_named_parent(document, left)
            self._by_document[key] = found or left
        return self._by_document[key]

    def own_city(self, form: str, start: int, known: Entry) -> Entry:
        """Of a province and a prefecture with one short name the latter, in a document of the province that has it."""
        own, city = self.own(start), prefecture_namesakes().get(form)
        if own is None or city is None or own.code == known.code or not is_within(city.code, own.code):
            return known
        return known if _OF_PROVINCE.match(self._text, start + len(form)) else city

    def _written_out(self, document: Document, form: str, divisions: tuple[Entry, ...]) -> tuple[Entry, ...]:
        found: dict[str, Entry] = {}
        for match in re.compile(re.escape(form)).finditer(self._text, document.span.start, document.span.end):
            chosen = _with_parent_before(self._text, match.start(), divisions)
            if len(chosen) == 1:
                found[chosen[0].code] = chosen[0]
        return tuple(found.values()) if len(found) == 1 else ()

    def _by_named_parent(self, document: Document, divisions: tuple[Entry, ...]) -> tuple[Entry, ...]:
        named = self._divisions_named(document)
        for level in range(2):
            found = tuple(d for d in divisions if any(outer.code in named for outer in ancestors(d)[: level + 1]))
            if found:
                return found if len(found) == 1 else ()
        return ()

    def _divisions_named(self, document: Document) -> frozenset[str]:
        if document.key not in self._named:
            names = region_names().finditer(self._text, document.span.start, document.span.end)
            self._named[document.key] = frozenset(
                entry.code for _, end, entry in names if not NOT_PLACE_AFTER.match(self._text, end)
            )
        return self._named[document.key]


def _with_parent_before(text: str, start: int, divisions: tuple[Entry, ...]) -> tuple[Entry, ...]:
    lengths = [start - start_with_parents(text, start, division) for division in divisions]
    longest = max(lengths)
    return tuple(d for d, length in zip(divisions, lengths, strict=True) if longest and length == longest)
