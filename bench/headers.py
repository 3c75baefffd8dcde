#!/usr/bin/env python3
"""Are the headers right? Issuer and number against the block of metadata that a site prints above each document.

    python bench/headers.py [FOLDER]     (default: ../shared/corpus/elements)

Each file is read twice: as it is, and with the block cut off, so that the body alone has to tell. The number is asked
of the body only where the body prints it.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass, field
from pathlib import Path

from extract.clean import clean_source
from extract.facts import Document, SourceText
from extract.read import read_source
from extract.structure.header import normal_number
from extract.structure.layout import read_layout

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "elements"
_ITEM = re.compile(r"^(发[布文]机关|文号|发文字号)：[ \t]*(\S.*?)\s*?(?:[\u4e00-\u9fff]{2}日期：.*)?$", re.M)
_BLOCK = re.compile(r"\A.*?={10,}.*?={10,}\s*", re.S)


@dataclass
class Count:
    """How many are right, and which files are not."""

    right: int = 0
    asked: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, right: bool, file: str) -> None:
        """Count one answer."""
        self.asked += 1
        self.right += right
        if not right:
            self.wrong.append(file)

    def __str__(self) -> str:
        return f"{self.right} of {self.asked} = {self.right / max(self.asked, 1):.1%}   {' '.join(self.wrong)}"


def first_document(name: str, text: str) -> Document | None:
    """The first document of a text."""
    documents = read_layout(clean_source(SourceText(name, text, "utf-8", ""))).documents
    return documents[0] if documents else None


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    counts = {key: Count() for key in ("issuer, with block", "number, with block", "issuer, body", "number, body")}
    for path in sorted(parser.parse_args().folder.glob("*.txt")):
        text = read_source(path).text
        items = {name[-2:]: value for name, value in _ITEM.findall(text)}
        issuers = set(filter(None, re.split(r"[\s,，、]+", items.get("机关", ""))))
        number = normal_number(items.get("文号") or items.get("字号") or "")
        body = _BLOCK.sub("", text)
        for document, which in (
            (first_document(path.name, text), "with block"),
            (first_document(path.name, body), "body"),
        ):
            if issuers:
                counts[f"issuer, {which}"].add(bool(document) and set(document.issuers) == issuers, path.name)
            if number and (which == "with block" or number in normal_number(body)):
                counts[f"number, {which}"].add(bool(document) and document.number == number, path.name)
    for key, count in counts.items():
        print(f"{key:<22}{count}")


if __name__ == "__main__":
    main()
