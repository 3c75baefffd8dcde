"""The errors of the graph side, as a user sees them.

extract.errors.PolicyGraphError
├── StoreError         a store cannot be opened or used
├── MappingError       a fact has no place in the ontology
├── BuildError         a build cannot go on
│   └── SinkError      what graphs are sent to cannot be used
├── ShapesError        a file of shapes cannot be used
├── PlotError          a picture cannot be drawn
├── OutputError        a result cannot be written where it was asked for
├── SelectionError     nothing in the store is what was asked for
├── PrefixError        a prefix of IRIs cannot be used
├── MissingPackageError   what was asked for needs an optional package
├── ServeError         the server cannot be started
└── BaseIriError       a base IRI is not one

A command turns every one of them into a message and exit code 1.
"""

from __future__ import annotations

from pathlib import Path

from extract.errors import PolicyGraphError


class StoreError(PolicyGraphError):
    """A store cannot be opened or used.

    Attributes:
        path: Folder of the store.
        reason: What is wrong, and what would help.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class MappingError(PolicyGraphError):
    """A fact has no place in the ontology; the text says which, and what there is."""


class BuildError(PolicyGraphError):
    """A build or an extraction cannot go on; the text says why, and what would help."""


class SinkError(BuildError):
    """What graphs are sent to cannot be used; the text names it, without a password, and says why."""


class ShapesError(PolicyGraphError):
    """A file of SHACL shapes cannot be used; the text names it and says why."""


class OutputError(PolicyGraphError):
    """A result cannot be written.

    Attributes:
        path: Where it was to be written.
        reason: What is wrong.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class SelectionError(PolicyGraphError):
    """Nothing in the store is what was asked for; the text says what that was."""


class PrefixError(PolicyGraphError):
    """A prefix of IRIs cannot be used, or a file of prefixes cannot be read.

    Attributes:
        given: What the user gave.
        reason: What is wrong.
    """

    def __init__(self, given: str, reason: str) -> None:
        super().__init__(f"{given}: {reason}")
        self.given = given
        self.reason = reason


class MissingPackageError(PolicyGraphError):
    """What was asked for needs an optional package that is not installed.

    Attributes:
        package: Its name.
    """

    def __init__(self, wanted: str, package: str, extra: str) -> None:
        super().__init__(f"{wanted} needs the package {package}; install it with: pip install 'cn-stp-kg[{extra}]'")
        self.package = package


class ServeError(PolicyGraphError):
    """The server cannot be started.

    Attributes:
        address: Where it was to listen.
        reason: What is wrong, and what would help.
    """

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"{address}: {reason}")
        self.address = address
        self.reason = reason


class BaseIriError(PolicyGraphError):
    """A base IRI is not an absolute IRI that ends in `/` or `#`.

    Attributes:
        base: What was given.
    """

    def __init__(self, base: str) -> None:
        super().__init__(
            f"{base!r} is not a base IRI; give an absolute one that ends in /, such as https://example.org/policy/"
        )
        self.base = base


class PlotError(PolicyGraphError):
    """A picture cannot be drawn; the text says what is missing, and what would help."""
