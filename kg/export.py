"""The graph as RDF: sorted, with prefixes, byte for byte the same from run to run."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from kg.compact_jsonld import write_compact
from kg.file_names import renamed_node
from kg.jelly import write_jelly
from kg.output import open_output
from kg.prefixes import all_prefixes
from kg.selection import DEFAULT_GRAPHS, WHOLE, Part, Selection
from kg.sorting import sort_lines
from kg.vocabulary import PREFIXES

FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
# Not one of pyoxigraph's: the package that writes it is optional.
JELLY = "jelly"
# JSON-LD with short keys, which pyoxigraph does not write.
COMPACT = "jsonld-compact"
_LINES_PARSED_AT_ONCE = 10_000
# Of XML 1.0; a text that has one of them is otherwise no document at all.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def export(
    store: Store,
    output: Path,
    format_name: str,
    graphs: Collection[str] = DEFAULT_GRAPHS,
    part: Part = WHOLE,
    prefixes: Mapping[str, str] = {},
    *,
    files_by_name: bool = False,
) -> None:
    """Write a store's graphs to a file; memory does not grow with the number of statements.

    Args:
        store: What to export.
        output: Where to; `-` is standard output, a name in `.gz` is compressed.
        format_name: A key of `FORMATS`, or `JELLY` or `COMPACT`; these two, `trig`, `nquads` and `jsonld` keep the
            graphs apart, the others merge them.
        graphs: Which of `GRAPHS`; the manifest is none of them.
        part: Which of the files.
        prefixes: IRIs by prefix, to be used before the usual ones.
        files_by_name: Call files, and the places in them, by the names of the files and not by their content.

    Raises:
        MissingPackageError: The package that writes the format is not installed.
        OutputError: The file cannot be written.
        SelectionError: No file is in the part.
        UnknownNameError: The store has no document and no file of a name.
    """
    selection = Selection(store, graphs, part, files_by_name=files_by_name)
    with open_output(output) as file:
        if format_name == JELLY:
            write_jelly(sorted_quads(selection), file)
        elif format_name == COMPACT:
            write_compact(partial(sorted_quads, selection), selection.base, PREFIXES | dict(prefixes), file)
        else:
            _serialize(selection, file, FORMATS[format_name], all_prefixes(selection.base, prefixes))


def _serialize(selection: Selection, file: BinaryIO, rdf_format: RdfFormat, prefixes: dict[str, str]) -> None:
    statements: Iterable[Triple] | Iterable[Quad]
    statements = sorted_quads(selection) if rdf_format.supports_datasets else sorted_triples(selection)
    if rdf_format == RdfFormat.RDF_XML:
        statements = map(_without_control_characters, sorted_triples(selection))
    serialize(statements, file, format=rdf_format, prefixes=prefixes)


def sorted_quads(selection: Selection) -> Iterator[Quad]:
    """The statements graph by graph, sorted within each."""
    for graph in selection.graphs:
        name = renamed_node(graph, selection.rename)
        for triple in _sorted(selection, [graph]):
            yield Quad(triple.subject, triple.predicate, triple.object, name)


def sorted_triples(selection: Selection) -> Iterator[Triple]:
    """The statements of all the graphs together, sorted, each once."""
    return _sorted(selection, selection.graphs)


def _sorted(selection: Selection, graphs: Iterable[NamedNode]) -> Iterator[Triple]:
    rename = selection.rename
    lines = sort_lines(rename(f"{quad.triple} .\n").encode() for graph in graphs for quad in selection.quads(graph))
    while chunk := b"".join(islice(lines, _LINES_PARSED_AT_ONCE)):
        for quad in parse(chunk, format=RdfFormat.N_TRIPLES):
            yield quad.triple


def _without_control_characters(triple: Triple) -> Triple:
    value = triple.object
    if not isinstance(value, Literal) or not _NOT_XML.search(value.value):
        return triple
    text = _NOT_XML.sub("\ufffd", value.value)
    literal = Literal(text, language=value.language) if value.language else Literal(text, datatype=value.datatype)
    return Triple(triple.subject, triple.predicate, literal)
