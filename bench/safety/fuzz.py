#!/usr/bin/env python3
"""Hostile input: expressions that take for ever, files that are none, documents that claim a million goals.

    python -m bench.safety.fuzz [--files 1000] [--seed 1] [--short]

Each regular expression of the project gets texts that are hard for it, of growing length up to a million characters:
twice the text may take three times as long at most. Damaged files of every format are read: text or a message of one
line, nothing else, in bounded time. A document of more and more goals is extracted: the time must grow with their
number. The short form has shorter texts, which every expression must come to an end with, and fewer files.
"""

from __future__ import annotations

import argparse
import io
import signal
import sys
import time
import zipfile
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench.safety.documents import SEEDS
from bench.safety.patterns import MOST_GROWTH, all_patterns, growth, without_end
from extract.errors import SourceError
from extract.pipeline import Extractor
from extract.read import read_source

_MOST_SECONDS = 20  # for one damaged file
_PIECES = (
    b"",
    b"\0",
    b"<",
    b"</div>",
    b"<table>" * 500,
    b"&#x110000;",
    b"\xff\xfe",
    b"PK\x03\x04",
    b"%PDF-1.7",
    b"%%EOF",
)
_GOALS = (250, 500, 1000, 2000)


def try_patterns(random: Random) -> int:
    """Time every expression, print those whose time grows faster than their text, and give their number."""
    patterns, slow, measured = all_patterns(), 0, 1.0
    for pattern in patterns:
        factor, size, text = growth(pattern, random)
        if factor > MOST_GROWTH:
            slow += 1
            print(f"  {pattern.name}: {factor:.1f} times as long for {size:,} characters as for half of {text!r} ...")
        else:
            measured = max(measured, factor)
    linear = f"{len(patterns) - slow} of {len(patterns)} regular expressions"
    print(
        f"{linear} take at most {measured:.1f} times as long for twice the text, up to a million characters", flush=True
    )
    return slow


def try_short_patterns(random: Random) -> int:
    """Try every expression on short texts, print those that come to no end, and give their number."""
    patterns = all_patterns()
    endless = [(pattern.name, text) for pattern in patterns if (text := without_end(pattern, random))]
    for name, text in endless:
        print(f"  {name}: no end with {text!r} ...")
    print(f"{len(patterns)} regular expressions: {len(endless)} come to no end with short texts", flush=True)
    return len(endless)


def damaged(data: bytes, random: Random) -> bytes:
    """A file with pieces cut out, put in and overwritten."""
    file = bytearray(data)
    for _ in range(random.randint(1, 6)):
        start = random.randint(0, len(file))
        end = min(len(file), start + random.choice((0, 0, 1, 4, 64, 4096)))
        file[start:end] = random.choice((*_PIECES, random.randbytes(8)))
    return bytes(file)


def samples() -> list[bytes]:
    """A file of each format, and bytes of none."""
    text = (SEEDS / "most-2020-ai-pilot-zone-guidelines.txt").read_text("utf-8")[:2000]
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    docx = io.BytesIO()
    with zipfile.ZipFile(docx, "w") as archive:
        target = f'<Relationship Id="r" Type="{relation}" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{package}">{target}</Relationships>')
        body = f'<w:document xmlns:w="{word}"><w:body>{paragraphs}</w:body></w:document>'
        archive.writestr("word/document.xml", body)
    page = f"<!DOCTYPE html><html><body><table><tr><td>{text}</td></tr></table><p>{text}</p></body></html>"
    stream = b"BT /F1 12 Tf 72 720 Td (Plan 2025) Tj ET"
    pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    pdf += b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1"
    pdf += b"/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n" % (
        len(stream),
        stream,
    )
    pdf += b"trailer<</Root 1 0 R>>\n%%EOF"
    return [text.encode(), text.encode("gb18030"), page.encode(), docx.getvalue(), pdf, Random(0).randbytes(4096)]


def try_files(number: int, random: Random) -> int:
    """Read damaged files, print what went wrong, and give the number of faults."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"more than {_MOST_SECONDS} seconds")

    signal.signal(signal.SIGALRM, stop)
    whole, read, refused, faults = samples(), 0, 0, 0
    with TemporaryDirectory() as folder:
        path = Path(folder, "文件 1.txt")
        for count in range(number):
            path.write_bytes(damaged(random.choice(whole), random))
            signal.alarm(_MOST_SECONDS)
            try:
                read += bool(read_source(path).text.strip())
            except SourceError as error:
                refused += 1
                faults += "\n" in str(error)
            except Exception as error:
                faults += 1
                print(f"  file {count}: {type(error).__name__}: {error}")
            finally:
                signal.alarm(0)
    print(f"{number} damaged files: {read} read, {refused} refused in a line, {faults} faults", flush=True)
    return faults


def try_goals() -> int:
    """Extract documents of more and more goals, and say whether the time grew with their number."""
    extractor, times = Extractor(), []
    with TemporaryDirectory() as folder:
        path = Path(folder, "目标.txt")
        for number in _GOALS:
            goals = "\n".join(f"到2025年，建成第{count}类创新平台{count + 1}个。" for count in range(number))
            path.write_text(f"云州市行动计划\n一、发展目标\n{goals}\n", "utf-8")
            taken = []
            for _ in range(3):
                begun = time.process_time()
                found = len(extractor(path).goals)
                taken.append(time.process_time() - begun)
            times.append(min(taken))
            print(f"  {number:,} goals: {found:,} found, {1000 * times[-1] / number:.2f} ms each", flush=True)
    grown = times[-1] / times[-2]
    print(f"a document of many goals: twice as many take {grown:.1f} times as long")
    return int(grown > MOST_GROWTH)


def main() -> None:
    """Print what was tried and found; exit code 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true", help="in a minute")
    arguments = parser.parse_args()
    random = Random(arguments.seed)
    if arguments.short:
        faults = try_files(100, random) + try_short_patterns(random)
    else:
        faults = try_files(arguments.files, random) + try_goals() + try_patterns(random)
    print("nothing was found" if not faults else f"{faults} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
