"""Which region a document is about: what 本市, 省委 and 自治区党委 mean in it."""

from __future__ import annotations

from extract.facts import Document
from extract.gazetteers import DIVISION_KINDS, Entry
from extract.names import region_names
from extract.structure.layout import Layout


def document_region(document: Document | None) -> Entry | None:
    """The division that the document's title or first issuer names first, or None for national documents."""
    if document is None:
        return None
    for text in (document.title, *document.issuers):
        for _, _, entry in region_names().finditer(text or ""):
            if entry.kind in DIVISION_KINDS and entry.code:
                return entry
    return None


def regions_by_document(layout: Layout) -> dict[str, Entry | None]:
    """The region of each document of the file, by its key; an attachment has its notice's."""
    regions: dict[str, Entry | None] = {}
    for document in layout.documents:
        regions[document.key] = document_region(document) or regions.get(document.attached_to or "")
    return regions
