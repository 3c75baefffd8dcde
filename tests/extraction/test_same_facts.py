"""One document as text in any encoding, as a web page, as DOCX and as PDF says the same."""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from make_files import docx_of, pdf_of

from extract.facts import FileFacts, SourceText
from extract.pipeline import Extractor
from extract.resources import resource
from extract.structure.paragraphs import is_page_line

DOCUMENT = "tianjin-2018-smart-technology-action-plan.txt"


@pytest.fixture(scope="module")
def paragraphs() -> list[str]:
    text = (resource("data/documents") / DOCUMENT).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not is_page_line(line)]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def facts_of_text(extractor: Extractor, paragraphs: list[str]) -> FileFacts:
    return extractor.extract(SourceText(DOCUMENT, "\n\n".join(paragraphs), "utf-8", ""))


def said(facts: FileFacts) -> dict[str, list[tuple[object, ...]]]:
    return {
        "documents": [(d.title, d.kind, d.number, d.issuers, d.date_signed, d.period) for d in facts.documents],
        "sections": [(s.level, s.label, s.title) for s in facts.sections],
        "references": [(r.title, r.number, r.relation) for r in facts.references],
        "goals": [(g.indicator, g.op, g.value, g.value_max, g.unit, g.by, g.quote) for g in facts.goals],
        "qualitative": [(g.quote, g.by) for g in facts.qualitative_goals],
        "organisations": [(e.name, e.kind, len(e.spans)) for e in facts.organisations],
        "programmes": [(e.name, e.kind, len(e.spans)) for e in facts.programmes],
        "regions": [(e.name, e.kind, len(e.spans)) for e in facts.regions],
        "relations": [(r.subject.name, r.predicate, r.object.name) for r in facts.relations],
    }


def text_of(paragraphs: list[str], encoding: str) -> bytes:
    return "\n\n".join(paragraphs).encode(encoding)


def page_of(paragraphs: list[str]) -> bytes:
    """A saved page: the document between a site's navigation, its share bar and its footer."""
    lines = "\n".join(f"<p>\u3000\u3000{html.escape(text)}</p>" for text in paragraphs)
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>政策文件 - 某市人民政府</title></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul></div>
<div class="content">{lines}</div>
<div class="share"><a href="#">分享到微信</a> <a href="#">打印</a></div>
<div class="footer"><p>版权所有：某市人民政府办公厅 网站标识码：1200000001</p></div>
</body></html>""".encode()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        pytest.param("document.txt", partial(text_of, encoding="utf-8"), id="utf-8"),
        pytest.param("document.txt", partial(text_of, encoding="utf-8-sig"), id="utf-8 with BOM"),
        pytest.param("document.txt", partial(text_of, encoding="gb18030"), id="gb18030"),
        pytest.param("document.txt", partial(text_of, encoding="utf-16"), id="utf-16"),
        pytest.param("document.html", page_of, id="html"),
        pytest.param("document.docx", docx_of, id="docx"),
        pytest.param("document.pdf", lambda blocks: pdf_of(blocks, header="天津市人民政府公报"), id="pdf"),
    ],
)
def test_a_document_says_the_same_in_every_format(
    name: str,
    make: Callable[[list[str]], bytes],
    paragraphs: list[str],
    extractor: Extractor,
    facts_of_text: FileFacts,
    tmp_path: Path,
) -> None:
    path = tmp_path / name
    path.write_bytes(make(paragraphs))
    facts = extractor(path)
    assert said(facts) == said(facts_of_text)
    assert len(facts.goals) > 20
