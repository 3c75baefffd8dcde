"""The graph as RDF: sorted, with prefixes, byte for byte the same from run to run."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from kg import gazetteer_graph, infer, resolve
from kg.iris import Iris
from kg.manifest import RUNS_GRAPH_NAME
from kg.output import open_output
from kg.sorting import sort_lines
from kg.store import store_base
from kg.vocabulary import ONTOLOGIES, PREFIXES

FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
GRAPHS = ("files", "links", "inferred", "gazetteers", "ontology", "runs")
DEFAULT_GRAPHS = GRAPHS[:2]
# When a file was read differs from run to run.
REPEATABLE_GRAPHS = GRAPHS[:-1]
_KINDS = (
    "change",
    "document",
    "extraction",
    "file",
    "goal",
    "indicator",
    "mention",
    "organisation",
    "period",
    "programme",
    "region",
    "statement",
    "tool",
)
_LINES_PARSED_AT_ONCE = 10_000
# Of XML 1.0; a text that has one of them is otherwise no document at all.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def export(store: Store, output: Path, format_name: str, graphs: Collection[str] = DEFAULT_GRAPHS) -> None:
    """Write a store's graphs to a file.

    Args:
        store: What to export.
        output: Where to; `-` is standard output.
        format_name: A key of `FORMATS`; `trig`, `nquads` and `jsonld` keep the graphs apart, the others merge them.
        graphs: Which of `GRAPHS`; the manifest is none of them.

    Raises:
        OutputError: The file cannot be written.
    """
    iris = Iris(store_base(store))
    names = graph_names(store, iris, graphs)
    rdf_format = FORMATS[format_name]
    with open_output(output) as file:
        if rdf_format.supports_datasets:
            _serialize(sorted_quads(store, names), file, rdf_format, iris)
        else:
            triples = sorted_triples(store, names)
            _serialize(
                map(_without_control_characters, triples) if format_name == "rdfxml" else triples,
                file,
                rdf_format,
                iris,
            )


def graph_names(store: Store, iris: Iris, graphs: Collection[str]) -> list[NamedNode]:
    """The names of the graphs of a store that some of `GRAPHS` mean, sorted."""
    own = {
        "links": {iris.graph(resolve.GRAPH_NAME)},
        "inferred": {iris.graph(infer.GRAPH_NAME)},
        "gazetteers": {iris.graph(gazetteer_graph.GRAPH_NAME)},
        "ontology": {NamedNode(iri) for iri in ONTOLOGIES.values()},
        "runs": {iris.graph(RUNS_GRAPH_NAME)},
    }
    wanted = {graph for name in graphs for graph in own.get(name, ())}
    found = [name for name in store.named_graphs() if isinstance(name, NamedNode)]
    chosen = [name for name in found if name in wanted or ("files" in graphs and iris.is_file(name))]
    return sorted(chosen, key=lambda name: name.value)


def sorted_quads(store: Store, graphs: Iterable[NamedNode]) -> Iterator[Quad]:
    """The statements graph by graph, sorted within each; one graph at a time is in memory."""
    for graph in graphs:
        yield from sorted(store.quads_for_pattern(None, None, None, graph), key=str)


def sorted_triples(store: Store, graphs: Iterable[NamedNode]) -> Iterator[Triple]:
    """The statements of all the graphs together, sorted, each once; memory does not grow with their number."""
    lines = sort_lines(_ntriples_lines(store, graphs))
    while chunk := b"".join(islice(lines, _LINES_PARSED_AT_ONCE)):
        for quad in parse(chunk, format=RdfFormat.N_TRIPLES):
            yield quad.triple


def _ntriples_lines(store: Store, graphs: Iterable[NamedNode]) -> Iterator[bytes]:
    for graph in graphs:
        for quad in store.quads_for_pattern(None, None, None, graph):
            yield f"{quad.triple} .\n".encode()


def _serialize(
    statements: Iterable[Triple] | Iterable[Quad], file: BinaryIO, rdf_format: RdfFormat, iris: Iris
) -> None:
    own = {kind: f"{iris.base}{kind}/" for kind in _KINDS}
    serialize(statements, file, format=rdf_format, prefixes=PREFIXES | own)


def _without_control_characters(triple: Triple) -> Triple:
    value = triple.object
    if not isinstance(value, Literal) or not _NOT_XML.search(value.value):
        return triple
    text = _NOT_XML.sub("\ufffd", value.value)
    literal = Literal(text, language=value.language) if value.language else Literal(text, datatype=value.datatype)
    return Triple(triple.subject, triple.predicate, literal)
