"""Which region a document is about: what 本市, 省委 and 自治区党委 mean in it."""

from __future__ import annotations

from extract.gazetteers import Entry
from extract.names import region_names
from extract.structure.layout import Layout


def regions_by_document(layout: Layout) -> dict[str, Entry | None]:
    """The region of each document of the file, by the document's key."""
    return {
        document.key: region_names().get(document.region) if document.region else None for document in layout.documents
    }
