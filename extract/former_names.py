"""The name that a body had when a document was written: 中央网信办 was a leading group's office before 2018."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from os.path import commonprefix

from extract.gazetteers import organisation_changes
from extract.mentions import Mention
from extract.structure.layout import Layout

_LEAST_SHARED = 6  # characters with which both names begin: only what kind of body it is has changed


def with_former_names(layout: Layout, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Mentions by a short name, those in documents older than the body's present name with its former one."""
    text = layout.clean.text
    for mention in mentions:
        former, year = _renamed().get(mention.name, ("", 0))
        is_short = former and text[mention.start : mention.end] != mention.name
        document = layout.document_at(mention.start) if is_short else None
        date = document and (document.date_signed or document.date_published)
        yield replace(mention, name=former) if date and int(date[:4]) < year else mention


@cache
def _renamed() -> dict[str, tuple[str, int]]:
    """The bodies that one other body became by a new name that begins like its own: (former name, year)."""
    changes = organisation_changes()
    formers, successors = Counter(c.former for c in changes), Counter(c.successor for c in changes)
    return {
        change.successor: (change.former, int(change.year))
        for change in changes
        if formers[change.former] == successors[change.successor] == 1
        and len(commonprefix((change.former, change.successor))) >= _LEAST_SHARED
    }
