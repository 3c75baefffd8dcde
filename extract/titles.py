"""Titles in 《》 (book-title marks, GB/T 15834-2011, 4.15), which may hold others."""

from __future__ import annotations

import re

# Also over one line break: titles are broken where the line is full.
BOOK_TITLE = re.compile(r"《(?P<title>(?:[^《》\n]++|\n(?!\n)|《[^《》]*》)++)》")


def title_key(title: str) -> str:
    """What two prints of the same title have in common: no white space, no quotation or book-title marks.

    >>> title_key("“互联网 +”行动") == title_key("互联网+行动")
    True
    """
    return re.sub(r"[\s“”‘’\"'《》〈〉]", "", title)
