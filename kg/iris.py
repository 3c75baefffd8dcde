"""IRIs: the one place that knows how the things of the graph are called.

Every IRI is a function of what it names, so that two builds, and two files that speak of one thing, give the same one.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import TypeGuard

from pyoxigraph import NamedNode

from kg.errors import BaseIriError
from kg.vocabulary import DEFAULT_BASE

FILE_DIGITS = 16
_GOAL_DIGITS = 10
_STATEMENT_DIGITS = 10

_QUOTATION_MARKS = frozenset("“”„‟‘’‚‛「」『』《》〈〉\"'")
# What is no ipchar of RFC 3987, and "%"; private use is for queries only, and a name may hold any character.
_ESCAPED = re.compile(
    "[^A-Za-z0-9._~!$&()*+,;=:@\\-\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    + "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14))
    + "\U000e1000-\U000efffd]"
)
_NUMBER = re.compile(r"(?P<body>.+?)[〔\[(【](?P<year>\d{4})[〕\])】]第?(?P<serial>\d+)号?")


def normalise(name: str) -> str:
    """A name as IRIs and comparisons know it: NFKC, without white space, invisible characters and quotation marks.

    >>> normalise("“互联网＋” 行动"), normalise("《国家创新驱动发展战略纲要》")
    ('互联网+行动', '国家创新驱动发展战略纲要')
    """
    # Most names are letters only; looking at each character of all of them takes as long as loading the graph.
    if name.isalnum() and unicodedata.is_normalized("NFKC", name):
        return name
    kept = "".join(char for char in unicodedata.normalize("NFKC", name) if not _is_dropped(char))
    # Two characters that now stand side by side may compose.
    return unicodedata.normalize("NFKC", kept)


def _is_dropped(char: str) -> bool:
    return char in _QUOTATION_MARKS or char.isspace() or unicodedata.category(char) in {"Cc", "Cf"}


def segment(name: str) -> str:
    """The normalised name as one path segment of an IRI.

    >>> segment("A/B 50%")
    'A%2FB50%25'
    """
    return escape(normalise(name))


def escape(text: str) -> str:
    """A text, as it is, as one path segment of an IRI."""
    return _ESCAPED.sub(_percent_encode, text)


def _percent_encode(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogatepass"))


def number_segment(number: str) -> str:
    """A document number (发文字号) as a path segment, the same whatever brackets surround the year.

    >>> number_segment("国科发规〔2020〕254号"), number_segment("国令第676号")
    ('国科发规-2020-254', '国令第676号')
    """
    match = _NUMBER.fullmatch(normalise(number))
    return segment("-".join(match.group("body", "year", "serial")) if match else number)


def digest(*parts: object, digits: int) -> str:
    """The first hexadecimal digits of a SHA-256 over some values, `None` and `""` told apart."""
    text = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs under one base.

    Attributes:
        base: Absolute IRI that ends in `/` or `#`.

    Raises:
        BaseIriError: `base` is not such an IRI.

    >>> Iris().region("天津市", code="120000").value
    'https://w3id.org/cn-stp/region/120000'
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        try:
            NamedNode(self.base)
        except ValueError as error:
            raise BaseIriError(self.base) from error
        if not self.base.endswith(("/", "#")):
            raise BaseIriError(self.base)

    def file(self, sha256: str) -> NamedNode:
        """A source file, and the graph of what it says."""
        return self._node("file", sha256[:FILE_DIGITS])

    def facts(self, sha256: str) -> NamedNode:
        """What a source file says, taken as one thing: the statements of its graph."""
        return NamedNode(f"{self.file(sha256).value}#facts")

    def extraction(self, sha256: str, configuration: str) -> NamedNode:
        """The reading of a source file with one version and configuration of the tool."""
        return self._node("extraction", f"{sha256[:FILE_DIGITS]}-{configuration}")

    def tool(self, version: str) -> NamedNode:
        """A version of this tool."""
        return self._node("tool", segment(version))

    @property
    def files(self) -> str:
        """What the IRI of every file begins with."""
        return f"{self.base}file/"

    def is_file(self, node: object) -> TypeGuard[NamedNode]:
        """Whether a node is a source file, or a graph that of one."""
        return isinstance(node, NamedNode) and node.value.startswith(self.files)

    def graph(self, name: str) -> NamedNode:
        """A graph of the store's own, such as `gazetteers`, `links` or `manifest`."""
        return self._node("graph", name)

    def entity(self, category: str, name: str, code: str | None = None) -> NamedNode:
        """An organisation, programme or region, by its code or else by its name."""
        return self._node(category, segment(code or name))

    def region(self, name: str, code: str | None = None) -> NamedNode:
        """A region, by its code or else by its name."""
        return self.entity("region", name, code)

    def change(self, former: str, successor: str, year: str) -> NamedNode:
        """A change of an organisation, by the names of the body before and the body after, and by its year."""
        return self._node("change", segment(f"{former}-{successor}-{year}"))

    def document(self, local: str) -> NamedNode:
        """A document, by its local name: `number_segment`, `segment` of its title, or `document_hash`."""
        return self._node("document", local)

    def cited_document(self, title: str | None, number: str | None) -> NamedNode:
        """A document that another one names, by its number or else by its title."""
        return self.document(number_segment(number) if number else segment(title or ""))

    def section(self, document_local: str, order: int) -> NamedNode:
        """A section of a document, by its position among the document's sections."""
        return self._node("section", f"{document_local}/{order}")

    def goal(self, document_local: str, *said: object) -> NamedNode:
        """A goal, by its document and by what it says."""
        return self._node("goal", f"{document_local}-{digest(*said, digits=_GOAL_DIGITS)}")

    def indicator(self, name: str) -> NamedNode:
        """What a goal measures, by name."""
        return self._node("indicator", segment(name))

    def unit(self, name: str) -> NamedNode:
        """A unit, by the words behind the number."""
        return self._node("unit", segment(name))

    def series(self, indicator: str, *others: str) -> NamedNode:
        """A series of goals, by its normalised indicator, and by its unit, its region and its kind of change."""
        return self._node("series", segment("-".join((indicator, *others))))

    def period(self, first: str, last: str) -> NamedNode:
        """A stretch of years, by its first and last year."""
        return self._node("period", segment(f"{first}-{last}"))

    def mention(self, sha256: str, start: int, end: int, role: str) -> NamedNode:
        """A stretch of a file, by its characters and by what it is there for: a category of entities or `evidence`."""
        return self._node("mention", f"{sha256[:FILE_DIGITS]}-{start}-{end}-{role}")

    def statement(self, sha256: str, *said: object) -> NamedNode:
        """A statement of a file, by what it states."""
        return self._node("statement", f"{sha256[:FILE_DIGITS]}-{digest(*said, digits=_STATEMENT_DIGITS)}")

    def _node(self, kind: str, local: str) -> NamedNode:
        return NamedNode(f"{self.base}{kind}/{local}")


def document_hash(context: str, key: str) -> str:
    """Local name of a document that prints no number, from two texts that name it together, as file and key do."""
    return digest(context, key, digits=16)
