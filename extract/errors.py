"""The errors of this project, as a user sees them.

PolicyGraphError            everything below; its text is fit for a user
├── SourceError             a source file cannot be read: which, and why
└── ConfigError             a pipeline configuration cannot be used

`kg.errors` adds those of the store and of queries.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


class PolicyGraphError(Exception):
    """Base of all errors that are the input's or the user's to mend."""


class SourceError(PolicyGraphError):
    """A source file cannot be read.

    Attributes:
        path: The file.
        reason: What is wrong with it, and what would help.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{printable(str(path))}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type[SourceError], tuple[Path, str]]:
        """Worker processes hand this error to their parent."""
        return type(self), (self.path, self.reason)


def printable(name: str) -> str:
    """A file name that can be printed: its bytes as UTF-8, whatever the locale, and those that are none as escapes."""
    # What cannot be encoded is no name of a file, under this locale at least.
    with suppress(UnicodeEncodeError):
        name = os.fsencode(name).decode("utf-8", "surrogateescape")
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


class ConfigError(PolicyGraphError):
    """A pipeline configuration cannot be used; the text says which and why."""
