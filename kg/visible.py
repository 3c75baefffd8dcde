"""Text from documents on its way to a terminal."""

from __future__ import annotations

import re

# Controls of a terminal, but for tabulators and line ends, and what turns the direction of writing round.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    r"""A text without what would steer a terminal instead of being shown.

    >>> visible("甲\x1b[2J规划")
    '甲�[2J规划'
    """
    return _CONTROLS.sub("\ufffd", text)
