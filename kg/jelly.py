"""Writing Jelly, a binary form of RDF that is a stream: the optional package `pyjelly` does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import MissingPackageError
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from pyjelly.integrations.generic import generic_sink

_STRING = PREFIXES["xsd"] + "string"


def write_jelly(quads: Iterable[Quad], file: BinaryIO) -> None:
    """Write statements as delimited Jelly frames of flat quads, one after the other, in the order given.

    Raises:
        MissingPackageError: `pyjelly` is not installed.
    """
    try:
        from pyjelly import jelly
        from pyjelly.integrations.generic import generic_sink
        from pyjelly.integrations.generic.serialize import GenericSinkTermEncoder, stream_frames
        from pyjelly.serialize.ioutils import write_delimited
        from pyjelly.serialize.streams import QuadStream, SerializerOptions
    except ImportError as error:
        raise MissingPackageError("--format jelly", "pyjelly", "jelly") from error
    options = SerializerOptions(logical_type=jelly.LOGICAL_STREAM_TYPE_FLAT_QUADS)
    stream = QuadStream(encoder=GenericSinkTermEncoder(lookup_preset=options.lookup_preset), options=options)
    for frame in stream_frames(stream, _converted(quads, generic_sink)):
        write_delimited(frame, file)


def _converted(quads: Iterable[Quad], terms: Any) -> Iterator[generic_sink.Quad]:
    def converted(term: object) -> object:
        if isinstance(term, NamedNode):
            return terms.IRI(term.value)
        if not isinstance(term, Literal):
            raise TypeError(f"the graph has neither blank nodes nor quoted triples: {term}")
        datatype = None if term.language or term.datatype.value == _STRING else term.datatype.value
        return terms.Literal(term.value, term.language, datatype)

    for quad in quads:
        yield terms.Quad(*map(converted, (quad.subject, quad.predicate, quad.object, quad.graph_name)))
