"""The head of a query file: YAML in the comment lines that begin with `#+`.

`defaults` has grlc's form, a list of `name: value`. grlc's `enumerate` is passed over: grlc 1.3.11 refuses a query that
names a parameter there, so that `values`, a key of ours, says which values there are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

import yaml

GROUPS = ("documents", "organisations", "programmes", "regions", "goals", "provenance", "quality")

_OWN_KEYS = ("summary", "description", "group", "tags", "columns", "defaults", "values", "example")
_GRLC_KEYS = (
    "method", "endpoint", "endpoint_in_url", "endpoint-method", "pagination", "enumerate", "mime", "licence",
    "transform",
)  # fmt: skip
_LISTS = ("tags", "columns")
_MAPPINGS = {
    "example": "gives each parameter a value, as in `example: {region: 天津市}`",
    "values": 'gives a parameter the pattern that finds its values, as in `values: {year: "[] stp:deadline ?value"}`',
}


class HeadError(ValueError):
    """A head cannot be read.

    Attributes:
        line: Line of the file, from 1.
    """

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says; empty where it says nothing.

    Attributes:
        group: One of `GROUPS`, the kind of question; or empty.
        defaults: Values of parameters where none is given, by the names of the parameters.
        values: Graph patterns of SPARQL that find the values of parameters as `?value`, by the names of the parameters.
        example: Values of parameters to show the query with.
        lines: Line of the file that each key stands on, from 1.
    """

    summary: str = ""
    description: str = ""
    group: str = ""
    tags: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    defaults: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    example: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def read_head(text: str) -> Head:
    """The head of a query.

    Raises:
        HeadError: It is not YAML, has an unknown key or one twice, or a value of the wrong shape.
    """
    rows = [(number, line[2:]) for number, line in enumerate(text.splitlines(), start=1) if line.startswith("#+")]
    if not rows:
        return Head()
    try:
        node = yaml.compose("\n".join(row for _, row in rows), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        row = min(error.problem_mark.line, len(rows) - 1) if error.problem_mark else 0
        raise HeadError(rows[row][0], f"the head is not YAML: {error.problem}") from error
    if not isinstance(node, yaml.MappingNode):
        raise HeadError(rows[0][0], "the head is not YAML of the form `key: value`")
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    loader = yaml.SafeLoader("")
    for key_node, value_node in node.value:
        key, line = str(key_node.value), rows[key_node.start_mark.line][0]
        _check_key(key, line, seen=lines)
        lines[key] = line
        if key in _OWN_KEYS:
            values[key] = _shaped(key, loader.construct_object(value_node, deep=True), line)
    return Head(**values, lines=lines)


def _check_key(key: str, line: int, seen: dict[str, int]) -> None:
    if key in seen:
        raise HeadError(line, f"{key!r} stands twice, first on line {seen[key]}")
    if key not in _OWN_KEYS + _GRLC_KEYS:
        close = get_close_matches(key, _OWN_KEYS + _GRLC_KEYS, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"the keys are {', '.join(_OWN_KEYS)}, and those of grlc."
        raise HeadError(line, f"unknown key {key!r}; {hint}")


def _shaped(key: str, value: object, line: int) -> object:
    """The value of a key in the type that `Head` has for it."""
    if key in _LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise HeadError(line, f"{key!r} is a list of words, as in `{key}: [goals, regions]`")
        return tuple(value)
    if key in _MAPPINGS:
        if not isinstance(value, dict):
            raise HeadError(line, f"{key!r} {_MAPPINGS[key]}")
        return {str(name): str(given) for name, given in value.items()}
    if key == "defaults":
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise HeadError(line, "'defaults' is a list, as grlc has it: each line `- name: value`")
        return {str(name): str(given) for item in value for name, given in item.items()}
    if key == "group" and value not in GROUPS:
        raise HeadError(line, f"'group' is one of {', '.join(GROUPS)}")
    if not isinstance(value, str) or not value.strip():
        raise HeadError(line, f"{key!r} is a text")
    return " ".join(value.split())
