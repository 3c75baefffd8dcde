"""Short names that a document gives to what it has named in full: `云计算服务协调机制（以下简称“协调机制”）`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.mentions import Mention, NameRanges
from extract.structure.layout import Layout

_DEFINITION = re.compile(
    r"(?:简称|统称|下称)[为作]?[：:]?(?:(?P<mark>[“《])(?P<marked>[^“”《》\n]+)[”》]|(?P<plain>[^，。；：、（）()“”《》\s,;:]+))"
)
# 括号里的说明不长；这么长还没有括号，就不是括号里的。
_LONGEST_NOTE = 40
_LONGEST_NAME = 15
# 两部门、各单位：几个名称的统称。
_SEVERAL = re.compile(r"[两三四五六七八九十\d]+[部委局家个省市]|各")
_JOINED = frozenset("、和与及")
# 前字与之成另一名称：其他平台、各级办公室、国家大赛。
_MODIFIED = re.compile(r"[级各类型家全新]|其[他它]")


@dataclass(frozen=True, slots=True)
class Definition:
    """One definition of a short name.

    Attributes:
        name: The short name, without quotation or book-title marks.
        mark: `“`, `《` or `""`: what stands before it.
        start: The first clean character of the short name.
        collective: Whether it is called a name of all of them (统称).
        opening: The clean character at which the bracket opens, right behind what is named; None outside brackets.
    """

    name: str
    mark: str
    start: int
    collective: bool
    opening: int | None


@lru_cache(maxsize=1)  # several components ask for those of one file
def find_definitions(text: str) -> tuple[Definition, ...]:
    """The short names that a text defines, in its order."""
    return tuple(_definitions(text))


def _definitions(text: str) -> Iterator[Definition]:
    for match in _DEFINITION.finditer(text):
        group = "marked" if match["mark"] else "plain"
        collective = match[0].startswith("统称")
        yield Definition(
            match[group], match["mark"] or "", match.start(group), collective, _opening(text, match.start())
        )


def with_short_names(layout: Layout, mentions: list[Mention]) -> list[Mention]:
    """The mentions, and before them where a document uses the short name that it has defined for what they name.

    A short name holds from its definition to the end of its document. One given to several things together is left out.
    Mentions that run into a definition are none: `下简称生态城`.
    """
    text = layout.clean.text
    definitions = [d for d in find_definitions(text) if d.opening is not None and d.mark != "《"]
    if not definitions:
        return mentions
    starts = NameRanges((definition.start - 1, definition.start) for definition in definitions)
    mentions = [mention for mention in mentions if not starts.cover(mention.start, mention.end)]
    ending = {mention.end: mention for mention in sorted(mentions, key=lambda m: (m.end, -m.start))}
    found: list[Mention] = []
    for definition in definitions:
        defined = ending.get(_end_of_name(text, definition))
        if defined is None or not _is_for_one(text, definition, defined):
            continue
        uses = [replace(defined, start=start, end=end) for start, end in _uses(layout, definition)]
        found += uses
        ending |= {use.end: use for use in uses}
    return [*found, *mentions]


def _end_of_name(text: str, definition: Definition) -> int:
    end = definition.opening or 0
    while end and text[end - 1] in " ”":
        end -= 1
    return end


def _opening(text: str, position: int) -> int | None:
    note = text[max(0, position - _LONGEST_NOTE) : position]
    opened = max(note.rfind("（"), note.rfind("("))
    if opened < 0 or re.search(r"[）)\n。]", note[opened:]):
        return None
    return position - len(note) + opened


def _is_for_one(text: str, definition: Definition, defined: Mention) -> bool:
    """Whether a short name is that of the thing right before it alone, not of all in a list."""
    together = definition.collective and text[defined.start - 1 : defined.start] in _JOINED
    return 2 <= len(definition.name) <= _LONGEST_NAME and not together and not _SEVERAL.match(definition.name)


def _uses(layout: Layout, definition: Definition) -> Iterator[tuple[int, int]]:
    text, document = layout.clean.text, layout.document_at(definition.start)
    end = document.span.end if document else len(text)
    for paragraph in layout.paragraphs:
        if paragraph.end <= definition.start or paragraph.start >= end:
            continue
        for match in re.compile(re.escape(definition.name)).finditer(text, paragraph.start, paragraph.end):
            if match.start() >= definition.start and not _MODIFIED.match(text[match.start() - 1 : match.start()]):
                yield match.span()
