"""What this server says of itself: SPARQL 1.1 Service Description, VoID and DCAT."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize

from kg.answer_formats import GRAPH_FORMATS
from kg.vocabulary import ONTOLOGY, PREFIXES, term

_PREFIXES = {
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "formats": "http://www.w3.org/ns/formats/",
    **{prefix: PREFIXES[prefix] for prefix in ("rdf", "dcterms", "xsd")},
}
_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads", "N3",
)  # fmt: skip
_TITLE = (("zh", "中国科技政策知识图谱"), ("en", "A knowledge graph of Chinese science-and-technology policy"))
_INTEGER = term("xsd:integer")


def _node(curie: str) -> NamedNode:
    prefix, _, local = curie.partition(":")
    return NamedNode(_PREFIXES[prefix] + local)


def service_description(address: str, format_: str) -> bytes:
    """The description of the endpoint.

    Args:
        address: Of the server, with the slash at the end.
        format_: A key of `GRAPH_FORMATS`.
    """
    return _written(_service(address), format_)


def dataset_description(address: str, base: str, held: Mapping[str, Any] | None, format_: str) -> bytes:
    """The description of what the store holds, by VoID and DCAT.

    Args:
        address: Of the server, with the slash at the end.
        base: What the IRIs of the store's individuals begin with.
        held: As `kg.serve.void.holdings` counts it; None if it is not known.
        format_: A key of `GRAPH_FORMATS`.
    """
    return _written(_dataset(address, base, held), format_)


def _written(triples: Iterator[Triple], format_: str) -> bytes:
    return serialize(triples, format=GRAPH_FORMATS[format_], prefixes=_PREFIXES) or b""


def _service(address: str) -> Iterator[Triple]:
    service, dataset, graph = NamedNode(f"{address}sparql"), BlankNode("dataset"), BlankNode("graph")
    type_ = _node("rdf:type")
    yield Triple(service, type_, _node("sd:Service"))
    yield Triple(service, _node("sd:endpoint"), service)
    yield Triple(service, _node("sd:supportedLanguage"), _node("sd:SPARQL11Query"))
    yield Triple(service, _node("sd:feature"), _node("sd:UnionDefaultGraph"))
    for name in _FORMATS:
        yield Triple(service, _node("sd:resultFormat"), _node(f"formats:{name}"))
    yield Triple(service, _node("sd:defaultDataset"), dataset)
    yield Triple(dataset, type_, _node("sd:Dataset"))
    yield Triple(dataset, _node("sd:defaultGraph"), graph)
    yield Triple(graph, type_, _node("sd:Graph"))
    yield Triple(graph, _node("rdf:type"), _node("void:Dataset"))
    yield Triple(graph, _node("void:sparqlEndpoint"), service)


def _dataset(address: str, base: str, held: Mapping[str, Any] | None) -> Iterator[Triple]:
    dataset, service = NamedNode(f"{address}.well-known/void#dataset"), NamedNode(f"{address}.well-known/void#service")
    endpoint = NamedNode(f"{address}sparql")
    type_ = _node("rdf:type")
    yield Triple(dataset, type_, _node("void:Dataset"))
    yield Triple(dataset, type_, _node("dcat:Dataset"))
    for language, title in _TITLE:
        yield Triple(dataset, _node("dcterms:title"), Literal(title, language=language))
    yield Triple(dataset, _node("void:sparqlEndpoint"), endpoint)
    yield Triple(dataset, _node("void:uriSpace"), Literal(base))
    yield Triple(dataset, _node("void:vocabulary"), NamedNode(ONTOLOGY))
    yield Triple(dataset, _node("dcterms:conformsTo"), NamedNode(ONTOLOGY))
    yield Triple(service, type_, _node("dcat:DataService"))
    yield Triple(service, _node("dcat:endpointURL"), endpoint)
    yield Triple(service, _node("dcat:endpointDescription"), NamedNode(f"{address}openapi.json"))
    yield Triple(service, _node("dcat:servesDataset"), dataset)
    if held is None:
        return
    yield Triple(dataset, _node("void:triples"), _number(held["statements"]))
    yield Triple(dataset, _node("void:documents"), _number(held["documents"]))
    yield Triple(dataset, _node("void:classes"), _number(len(held["classes"])))
    for order, (class_, count) in enumerate(held["classes"], start=1):
        part = BlankNode(f"class{order}")
        yield Triple(dataset, _node("void:classPartition"), part)
        yield Triple(part, _node("void:class"), NamedNode(class_))
        yield Triple(part, _node("void:entities"), _number(count))


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=_INTEGER)
