#!/usr/bin/env python3
"""What follows from the graph, by `reasonable` (as `kg build --infer` uses it) and by owlrl: speed and completeness.

    python bench/inference.py [SOURCE...]     (default: data/documents)

Both get the same statements, and their answers are cut down to what the graph keeps. owlrl takes some minutes. Only the
ratio means something: both run in one process, one after the other.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from owlrl import DeductiveClosure, OWLRL_Semantics
from pyoxigraph import NamedNode, Quad, Store
from rdflib import Graph, URIRef

from bench._record import Ratio, record
from kg.build import build
from kg.infer import inferred_quads
from kg.iris import Iris
from kg.store import read_store
from kg.vocabulary import ONTOLOGY, PREFIXES, term

ROOT = Path(__file__).resolve().parent.parent
IRIS = Iris()
Triples = set[tuple[str, str, str]]
Result = TypeVar("Result")


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """A result, and the seconds that it took."""
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def triples(quads: Iterable[Quad]) -> Triples:
    """Statements about IRIs, without their graphs."""
    return {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in quads
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }


def by_owlrl(store: Store) -> Triples:
    """What owlrl finds in all graphs of a store, cut down to what `kg` keeps."""
    home, is_a = NamedNode(ONTOLOGY), PREFIXES["rdf"] + "type"
    stated = triples(store)
    graph = Graph()
    for statement in stated:
        graph.add(tuple(map(URIRef, statement)))
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    labelled = store.quads_for_pattern(None, term("rdfs:label"), None, home)
    terms = {quad.subject.value for quad in labelled if isinstance(quad.subject, NamedNode)}
    found = {(str(s), str(p), str(o)) for s, p, o in graph} - stated
    return {(s, p, o) for s, p, o in found if s != o and s not in terms and (o if p == is_a else p) in terms}


def main() -> None:
    """Print one line an engine, what only one of them finds, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", type=Path, default=[ROOT / "data" / "documents"])
    with TemporaryDirectory() as folder:
        build(parser.parse_args().sources, Path(folder) / "store")
        store = read_store(Path(folder) / "store")
        ours, seconds = timed(lambda: triples(inferred_quads(store, IRIS)))
        theirs, theirs_seconds = timed(lambda: by_owlrl(store))
    print(f"reasonable: {len(ours):8,} statements follow {seconds:8.2f} s")
    print(f"owlrl:      {len(theirs):8,} statements follow {theirs_seconds:8.2f} s")
    print(f"only reasonable: {len(ours - theirs)}, only owlrl: {len(theirs - ours)}")
    record("inference", [Ratio("owlrl's time against reasonable's", theirs_seconds / seconds)], {})
    for statement in sorted(theirs ^ ours)[:5]:
        print("  ", *statement)


if __name__ == "__main__":
    main()
