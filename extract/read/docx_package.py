"""The parts of a DOCX file, checked before anything is decompressed, as XML elements.

Tags and attributes are renamed on the way in, alike for the transitional and the strict form of ISO/IEC 29500: those of
WordprocessingML to their local names (`p` is a paragraph), those of formulas and of alternatives with `m-` and `mc-`.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from extract.errors import SourceError

# Ordinary documents have some dozens of parts, and text compresses some twenty times.
_MOST_PARTS = 5_000
_LARGEST_SUM = 512 << 20  # bytes, of all parts, pictures included
_LARGEST_PART = 48 << 20  # bytes, of one part that is read
_HIGHEST_RATIO = 100
_RATIO_COUNTS_FROM = 1 << 20  # bytes; small parts may compress better
_DEEPEST = 200  # elements inside each other
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m-",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m-",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc-",
}
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
_SAVE_AGAIN = "fetch it again, or open it in a word processor and save it as .docx"


class _DoctypeError(Exception):
    """A part declares a document type, which the format forbids and which entities need."""


class _DepthError(Exception):
    """Elements stand too deep inside each other."""


class _Builder(TreeBuilder):
    def __init__(self) -> None:
        super().__init__()
        self.depth = 0

    def doctype(self, *_: str | None) -> None:
        raise _DoctypeError

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _DepthError
        return super().start(_short(tag), {_short(name): value for name, value in attrs.items()})

    def end(self, tag: str) -> Element:
        self.depth -= 1
        return super().end(_short(tag))


def _short(name: str) -> str:
    namespace, bracket, local = name.partition("}")
    return _PREFIXES.get(namespace[1:], f"{namespace}}}") + local if bracket else name


class DocxPackage:
    """An opened DOCX file.

    Attributes:
        document: The main part.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        """Check the container and read the main part.

        Raises:
            SourceError: The file is damaged, encrypted, not a Word document, or unreasonably large.
        """
        self._path = path
        if data.startswith(_COMPOUND_FILE):
            encrypted = "EncryptedPackage".encode("utf-16-le") in data
            reason = (
                "is encrypted with a password; save it without one first"
                if encrypted
                else ("is a document of the old Word format (.doc); save it as .docx first")
            )
            raise SourceError(path, reason)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
            raise SourceError(path, f"is a damaged DOCX file ({error}); {_SAVE_AGAIN}") from error
        self._check_sizes()
        self._main = next(self._targets("_rels/.rels", "", "officeDocument"), "")
        document = self._part(self._main)
        if document is None or document.tag != "document":
            raise SourceError(path, "is a ZIP container, but not a Word document; save it as .docx first")
        self.document = document

    def related(self, kind: str) -> Element | None:
        """The part that the main part names as its `numbering`, `styles`, `footnotes` or `endnotes`."""
        folder, name = posixpath.split(self._main)
        target = next(self._targets(posixpath.join(folder, "_rels", f"{name}.rels"), folder, kind), "")
        return self._part(target)

    def _check_sizes(self) -> None:
        parts = self._archive.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_SUM:
            self._refuse("unpacks to unreasonably many or large parts")
        for part in parts:
            if part.file_size > max(_RATIO_COUNTS_FROM, _HIGHEST_RATIO * part.compress_size):
                self._refuse("is compressed beyond what a document needs, as in a decompression bomb")
            if part.flag_bits & 1:
                raise SourceError(self._path, "holds encrypted parts; save it without a password first")

    def _refuse(self, what: str, cause: Exception | None = None) -> NoReturn:
        remedy = "if you trust it, open it in a word processor and save its text"
        raise SourceError(self._path, f"{what}; {remedy}") from cause

    def _targets(self, relationships: str, folder: str, kind: str) -> Iterator[str]:
        root = self._part(relationships)
        for relationship in root if root is not None else ():
            internal = relationship.get("TargetMode") != "External"
            if internal and relationship.get("Type", "").rpartition("/")[2] == kind:
                target = relationship.get("Target", "")
                yield posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")

    def _part(self, name: str) -> Element | None:
        """The root element of a part, None when there is no such part."""
        if name not in self._archive.NameToInfo:
            return None
        if self._archive.getinfo(name).file_size > _LARGEST_PART:
            self._refuse(f"has a part ({name}) of more than {_LARGEST_PART >> 20} MB")
        parser = XMLParser(target=_Builder())
        try:
            parser.feed(self._archive.read(name))
            root: Element = parser.close()
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise SourceError(self._path, f"is a damaged DOCX file ({name}: {error}); {_SAVE_AGAIN}") from error
        except (ParseError, LookupError, ValueError) as error:
            raise SourceError(self._path, f"has a part that is not XML ({name}: {error}); {_SAVE_AGAIN}") from error
        except _DoctypeError as error:
            self._refuse(f"has a part with a document type declaration ({name}), as in an entity bomb", error)
        except _DepthError as error:
            self._refuse(f"has a part ({name}) nested more than {_DEEPEST} elements deep", error)
        return root
