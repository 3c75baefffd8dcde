"""JSON-LD for people: a context that gives short keys, values without ceremony, one thing a line.

`kg.export` writes JSON-LD in its expanded form, in which every key is an IRI; here the same statements have keys such
as `issuedBy` and `label`. A JSON-LD processor reads the same quads from both.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, BinaryIO

from pyoxigraph import Literal, NamedNode, Quad

from kg.vocabulary import PREFIXES, term

_TYPE = term("rdf:type")
_STRING, _INTEGER, _BOOLEAN = (PREFIXES["xsd"] + name for name in ("string", "integer", "boolean"))
_INTEGER_FORM = re.compile(r"0|-?[1-9]\d{0,14}")
# A reference below the base that resolves to nothing else and cannot be taken for a prefix with a name.
_SAFE_REFERENCE = re.compile(r"[a-z]+(?:/(?!\.+(?:/|\Z))[^:?/]+)++")
_ALIASES = {"id": "@id", "type": "@type", "graph": "@graph"}
Shape = tuple[str, str]
"""What a value is: `@id`, or `@type` with a datatype, or `@language` with a tag."""


def write_compact(read: Callable[[], Iterable[Quad]], base: str, prefixes: Mapping[str, str], file: BinaryIO) -> None:
    """Write quads, which come graph by graph and subject by subject; they are read twice and never all in memory.

    Args:
        read: Gives the quads, the same ones each time.
        base: What the IRIs of individuals begin with.
        prefixes: IRIs by prefix; `stp` among them.
        file: Where to.
    """
    writer = _Writer(read(), base, prefixes)
    context = json.dumps(writer.context(), ensure_ascii=False, indent=1)
    file.write(f'{{"@context": {context},\n"graph": ['.encode())
    comma = ""
    for graph, quads in groupby(read(), key=lambda quad: quad.graph_name):
        assert isinstance(graph, NamedNode)
        file.write(f'{comma}\n{{"id": {_json(writer.reference(graph))}, "graph": ['.encode())
        comma = ","
        inner = ""
        for node in writer.nodes(quads):
            file.write(f"{inner}\n{_json(node)}".encode())
            inner = ","
        file.write(b"\n]}")
    file.write(b"\n]}\n")


class _Writer:
    """How terms are written: the most common shape of a property's values goes without saying."""

    def __init__(self, quads: Iterable[Quad], base: str, prefixes: Mapping[str, str]) -> None:
        self._base = base
        self._namespaces = prefixes
        shapes: defaultdict[str, Counter[Shape]] = defaultdict(Counter)
        for quad in quads:
            shapes[quad.predicate.value][_shape(quad.object)] += 1
        shapes.pop(_TYPE.value, None)
        self._shapes = {
            iri: min(counts, key=lambda shape: (-counts[shape], shape)) for iri, counts in sorted(shapes.items())
        }
        # A key goes before a prefix of the same name (`unit`): the prefix is then not used.
        locals_ = {self._split(iri)[1] for iri in self._shapes}
        self._prefixes = {name: namespace for name, namespace in prefixes.items() if name not in locals_}
        self._keys: dict[str, str] = {}
        ranks = ["", *reversed(list(prefixes))]
        for iri in sorted(self._shapes, key=lambda iri: (-ranks.index(self._split(iri)[0]), iri)):
            local = self._split(iri)[1]
            known = local in self._keys.values() or not local.isalnum() or local in _ALIASES
            self._keys[iri] = self._short(iri) if known else local

    def context(self) -> dict[str, Any]:
        """The context: prefixes, and a definition of each property."""
        definitions = {key: self._definition(iri) for iri, key in sorted(self._keys.items(), key=lambda item: item[1])}
        return {
            "@version": 1.1,
            "@base": self._base,
            "@vocab": PREFIXES["stp"],
            **_ALIASES,
            **self._prefixes,
            **definitions,
        }

    def nodes(self, quads: Iterable[Quad]) -> Iterator[dict[str, Any]]:
        """One object for each subject."""
        for subject, of_subject in groupby(quads, key=lambda quad: quad.subject):
            assert isinstance(subject, NamedNode)
            node: dict[str, Any] = {"id": self.reference(subject)}
            values: defaultdict[str, list[Any]] = defaultdict(list)
            for quad in of_subject:
                if quad.predicate == _TYPE and isinstance(quad.object, NamedNode):
                    values["type"].append(self._short(quad.object.value).removeprefix("stp:"))
                else:
                    values[self._keys[quad.predicate.value]].append(self._value(quad))
            yield node | {key: found[0] if len(found) == 1 else found for key, found in values.items()}

    def reference(self, node: NamedNode) -> str:
        """An IRI as the value of a key: below the base without it, where that is safe."""
        local = node.value.removeprefix(self._base)
        if node.value.startswith(self._base) and _SAFE_REFERENCE.fullmatch(local):
            return local
        return self._short(node.value)

    def _definition(self, iri: str) -> dict[str, Any]:
        key, value = self._shapes[iri]
        meant = {"@type": "@id"} if key == "@id" else {key: self._short(value)} if key == "@type" else {key: value}
        return {"@id": iri} | ({} if value == _STRING else meant)

    def _value(self, quad: Quad) -> Any:
        value = quad.object
        shape = _shape(value)
        usual = self._shapes[quad.predicate.value]
        if isinstance(value, NamedNode):
            reference = self.reference(value)
            return reference if shape == usual else {"id": reference}
        assert isinstance(value, Literal)
        native = _native(value)
        if shape == usual:
            return native
        if shape == ("@type", _STRING):
            return {"@value": value.value}
        key, said = shape
        return {"@value": native, key: self._short(said) if key == "@type" else said}

    def _short(self, iri: str) -> str:
        prefix, local = self._split(iri)
        return f"{prefix}:{local}" if prefix in self._prefixes and not local.startswith("//") else iri

    def _split(self, iri: str) -> tuple[str, str]:
        """The prefix with the longest namespace that an IRI is in, and the rest; else `""` and the IRI."""
        found = [name for name, namespace in self._namespaces.items() if iri.startswith(namespace) and iri != namespace]
        prefix = max(found, key=lambda name: len(self._namespaces[name]), default="")
        return prefix, iri.removeprefix(self._namespaces.get(prefix, ""))


def _shape(value: object) -> Shape:
    if isinstance(value, Literal):
        return ("@language", value.language) if value.language else ("@type", value.datatype.value)
    return "@id", ""


def _native(value: Literal) -> str | int | bool:
    """A literal in JSON: whole numbers and truth values as such, where they are written in their usual form."""
    if value.datatype.value == _INTEGER and _INTEGER_FORM.fullmatch(value.value):
        return int(value.value)
    if value.datatype.value == _BOOLEAN and value.value in ("true", "false"):
        return value.value == "true"
    return value.value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
