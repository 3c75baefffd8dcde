"""The graph as RDF files: sorted, with prefixes, byte for byte the same from run to run."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedWriter
from pathlib import Path
from typing import IO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from kg.errors import OutputError
from kg.iris import Iris
from kg.sorting import sort_lines
