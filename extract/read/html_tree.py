"""The tree of a saved web page: what of it a reader does not see, and which element holds the document.

Pages of governments keep the document in a container that their publishing systems name alike; where there is none, the
lowest element that holds nearly all text outside links is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

Element: TypeAlias = Any  # lxml.etree._Element: lxml is published without types

_UNSEEN_TAGS = re.compile(
    r"head|script|style|noscript|template|iframe|object|svg|canvas|audio|video|select|button|textarea|nav|aside|footer|rt|rp"
)
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHROME = re.compile(
    r"nav|navbar|navigation|menu|breadcrumbs?|crumbs?|position|location|share|bdshare|bdsharebuttonbox|social|foot|footer"
    r"|sidebar|toolbar|tools|pagination|pager|qrcode|ewm|erweima|copyright|login|related|relevant|recommend|advert"
)
# Names of the publishing systems of government sites (TRS, UCAP and others), and general ones.
_CONTAINER = re.compile(
    r"ucap-content|trs_editor|trs_editor_view|trs_ueditor|view|pages_content|zoom|(?:ivs|con|info|xl|bt|text)_con(?:tent)?"
    r"|zfxxgk_zw_content|(?:article|detail|news)[-_]?con(?:tent)?|content|article|printarea|printcontent"
)
_CONTAINER_TAGS = frozenset({"article", "main"})
_PASSED_TAGS = re.compile(r"html|body|div|section|form|center|main|article|table|tbody|tr|td|span|font")
_LINK_LISTS = frozenset({"ul", "ol", "div", "table", "dl"})
_MIN_LINKS = 4
_LINKED_SHARE = 0.7
_MOST = 0.5  # of the text outside links, for a container known by its name
_NEARLY_ALL = 0.95
_MAX_CHROME = 0.3  # an element called `nav-wrapper` that holds more than this is no navigation


@dataclass(slots=True)
class Weight:
    """How much text an element holds: characters, those of them in links, and the number of links."""

    characters: int = 0
    linked: int = 0
    links: int = 0

    @property
    def own(self) -> int:
        """Characters outside links."""
        return self.characters - self.linked


class Page:
    """A parsed page.

    Attributes:
        root: The `html` element.
        skipped: Elements that are left out with all they hold.
        main: The element that holds the document.
        known: Whether `main` was found by its name rather than by how much text it holds.
    """

    def __init__(self, root: Element) -> None:
        self.root = root
        # lxml makes the elements anew whenever they are asked for, unless someone holds them.
        self._elements = list(root.iter("*"))
        self.skipped: set[Element] = {element for element in self._elements if _is_unseen(element)}
        self.weights = self._weigh()
        self._skip_chrome()
        self.main, self.known = self._find_main()

    def walk(self) -> Iterator[tuple[str, Element]]:
        """`start` and `end` of every element that is read, and `skip` in place of one that is not."""
        from lxml import etree

        walker = etree.iterwalk(self.root, events=("start", "end"))
        for event, element in walker:
            if element not in self.skipped:
                yield event, element
            elif event == "start":
                walker.skip_subtree()
            else:
                yield "skip", element

    def attribute(self, name: str) -> str:
        """The content of the first `meta` element of that name, upper and lower case alike; `""` if there is none."""
        for element in self.root.iter("meta"):
            if (element.get("name") or "").lower() == name.lower() and (
                content := (element.get("content") or "").strip()
            ):
                return str(content)
        return ""

    def title(self) -> str:
        """What the `title` element says, on one line."""
        element = self.root.find(".//title")
        return " ".join("".join(element.itertext()).split()) if element is not None else ""

    def _weigh(self) -> dict[Element, Weight]:
        weights: dict[Element, Weight] = {}
        open_: list[Weight] = [Weight()]
        links = 0
        for event, element in self.walk():
            if event == "start":
                weights[element] = Weight()
                open_.append(weights[element])
                links += element.tag == "a"
                _count(open_[-1], element.text, links)
                continue
            if event == "end":
                done = open_.pop()
                done.links += element.tag == "a"
                links -= element.tag == "a"
                open_[-1].characters += done.characters
                open_[-1].linked += done.linked
                open_[-1].links += done.links
            _count(open_[-1], element.tail, links)
        return weights

    def _skip_chrome(self) -> None:
        """Leave out what surrounds the text on every page of a site, as the names of its elements say."""
        most = _MAX_CHROME * self.weights[self.root].own
        chrome = {element for element in self.weights if _is_chrome(element) and self.weights[element].own <= most}
        if chrome:
            self.skipped |= chrome
            self.weights = self._weigh()

    def _find_main(self) -> tuple[Element, bool]:
        total = self.weights[self.root].own
        named = [element for element in self.weights if _is_container(element)]
        best = max((self.weights[element].own for element in named), default=0)
        if best and best >= _MOST * total:
            # In the order of the page, an inner container comes behind its outer one.
            return [element for element in named if self.weights[element].own >= _NEARLY_ALL * best][-1], True
        lists = {element for element in self.weights if self._is_link_list(element)}
        if lists:
            self.skipped |= lists
            self.weights = self._weigh()
        return self._densest(), False

    def _is_link_list(self, element: Element) -> bool:
        weight = self.weights[element]
        return (
            element.tag in _LINK_LISTS
            and weight.links >= _MIN_LINKS
            and weight.linked > _LINKED_SHARE * weight.characters
            and "附件" not in "".join(element.itertext())
        )

    def _densest(self) -> Element:
        element = self.root
        while True:
            enough = max(1.0, _NEARLY_ALL * self.weights[element].own)
            inner = next(
                (
                    child
                    for child in element
                    if child in self.weights and _PASSED_TAGS.fullmatch(child.tag) and self.weights[child].own >= enough
                ),
                None,
            )
            if inner is None:
                return element
            element = inner


def parse(text: str) -> Page | None:
    """Parse a page; nothing is fetched, and no entity of the page's own is expanded.

    Returns:
        The page, or None where there is nothing to parse.

    Raises:
        ValueError: Its elements are nested deeper than any page's; the rest would be lost.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
        raise ValueError(parser.error_log.last_error.message)
    return None if root is None else Page(root)


def _count(weight: Weight, text: str | None, links: int) -> None:
    if text:
        characters = sum(map(len, text.split()))
        weight.characters += characters
        weight.linked += characters if links else 0


def _is_unseen(element: Element) -> bool:
    if _UNSEEN_TAGS.fullmatch(element.tag):
        return True
    if element.tag in {"html", "body"}:
        return False
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or bool(_HIDING_STYLE.search(element.get("style") or ""))
    )


def _names(element: Element) -> list[str]:
    return f"{element.get('id') or ''} {element.get('class') or ''}".split()


def _is_chrome(element: Element) -> bool:
    """Whether a word of an element's names, such as `nav` of `leftNav`, says that it stands around the text."""
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+", " ".join(_names(element)))
    return any(_CHROME.fullmatch(word.lower()) for word in words)


def _is_container(element: Element) -> bool:
    return element.tag in _CONTAINER_TAGS or any(_CONTAINER.fullmatch(name.lower()) for name in _names(element))
