"""Files that are not on this machine, by addresses that fsspec knows: s3://bucket/plans, hdfs://host/plans, memory://x.

What opens them, and with which credentials, is the matter of fsspec and its own settings and environment variables.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, TypeVar
from urllib.parse import quote

from extract.errors import SourceError
from kg.errors import BuildError
from kg.output import open_output, packed_by_name

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_PAUSES = (0.5, 2.0)  # seconds before each new attempt
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A file or folder by its address; it has the part of the interface of `Path` that builds need.

    Attributes:
        url: The address, `scheme://…`, as fsspec writes it.
    """

    url: str

    def __str__(self) -> str:
        """The address."""
        return self.url

    def __truediv__(self, name: str) -> Address:
        """What is below."""
        return Address(f"{self.url.rstrip('/')}/{name}")

    @property
    def name(self) -> str:
        """The last part."""
        return PurePosixPath(self.url).name

    @property
    def stem(self) -> str:
        """The last part without its ending."""
        return PurePosixPath(self.url).stem

    @property
    def suffix(self) -> str:
        """The ending."""
        return PurePosixPath(self.url).suffix

    @property
    def parents(self) -> tuple[Address, ...]:
        """The folders above."""
        scheme, _, rest = self.url.partition("://")
        return tuple(Address(f"{scheme}://{parent}") for parent in PurePosixPath(rest).parents)

    def absolute(self) -> Address:
        """The same."""
        return self

    def as_uri(self) -> str:
        """The address as an IRI may have it."""
        return quote(self.url, safe="/:@!$&'()*+,;=~-._%")

    def is_dir(self) -> bool:
        """Whether it is a folder."""
        return bool(self._try(lambda fs, path: fs.isdir(path)))

    def exists(self) -> bool:
        """Whether there is anything."""
        return bool(self._try(lambda fs, path: fs.exists(path)))

    def files(self) -> list[Address]:
        """All files below, sorted."""

        def below(fs: Any, root: str) -> list[str]:
            # File systems leave out more or less of what stands before the path.
            return [found.removeprefix(root.rstrip("/")).lstrip("/") for found in sorted(fs.find(root))]

        return [self / name for name in self._try(below)]

    def open(self, _mode: str = "rb") -> BinaryIO:
        """Open the file for reading bytes."""
        file: BinaryIO = self._try(lambda fs, path: fs.open(path, "rb"))
        return file

    def fetch(self, target: Path) -> None:
        """Copy the file to this machine."""
        self._try(lambda fs, path: fs.get_file(path, str(target)))

    def put(self, source: Path) -> None:
        """Write the file, from one on this machine."""

        def copy(fs: Any, path: str) -> None:
            fs.makedirs(path.rpartition("/")[0], exist_ok=True)
            fs.put_file(str(source), path)

        self._try(copy)

    def unlink(self) -> None:
        """Remove the file."""
        self._try(lambda fs, path: fs.rm_file(path))

    def _try(self, work: Callable[[Any, str], Result]) -> Result:
        """Do something with its file system and its path there, several times if need be.

        Raises:
            OSError: It cannot be done.
            BuildError: What the address needs is not installed.
        """
        try:
            from fsspec.core import url_to_fs

            file_system, path = url_to_fs(self.url)
        except ImportError as error:
            raise BuildError(f"{self.url}: {error}; addresses need fsspec and the package of their scheme") from error
        except ValueError as error:
            raise BuildError(f"{self.url}: {error}") from error
        for pause in (*_PAUSES, None):
            try:
                return work(file_system, path)
            except (FileNotFoundError, PermissionError, NotADirectoryError):
                raise
            except Exception as error:  # every kind of store has its own
                if pause is None:
                    raise OSError(f"{type(error).__name__}: {error}") from error
                time.sleep(pause)
        raise AssertionError


Place = Path | Address
"""Where a file is."""


def place(text: str) -> Place:
    """The place that a user's words mean: an address if they begin as one."""
    if text.startswith("file://"):
        return Path(text.removeprefix("file://"))
    return Address(text) if _SCHEME.match(text) else Path(text)


@contextmanager
def on_this_machine(file: Place) -> Iterator[Path]:
    """The file, or a copy of it for as long as the block lasts, under the same name.

    Raises:
        SourceError: It cannot be fetched.
    """
    if isinstance(file, Path):
        yield file
        return
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        copy = Path(folder) / (file.name or "file")
        try:
            file.fetch(copy)
        except FileNotFoundError as error:
            raise SourceError(copy, "does not exist; check the address") from error
        except OSError as error:
            raise SourceError(copy, f"cannot be fetched ({error})") from error
        yield copy


@contextmanager
def open_new(file: Place) -> Iterator[BinaryIO]:
    """A file to be written; it is there when all is written, and not before. A name in `.gz` is written by gzip."""
    if isinstance(file, Path):
        file.parent.mkdir(parents=True, exist_ok=True)
        with open_output(file) as output:
            yield output
        return
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        draft = Path(folder) / "draft"
        with draft.open("wb") as output, packed_by_name(file.name, output) as packed:
            yield packed
        file.put(draft)
