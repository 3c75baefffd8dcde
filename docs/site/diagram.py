"""A diagram of the main classes, made from the ontology: Graphviz draws it.

A box is a class with the properties that have values, and its kinds; an arrow is a property from its domain to its
range. The inverse properties, which say the same the other way round, are left out.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict
from html import escape

from rdflib import OWL, RDFS, Graph
from rdflib.term import Node

from docs.site.ontology import ends, kinds_of, label, local_name, own_terms, restrictions

# A range that is a union of more classes is written into the box: so many arrows would hide the others.
_MOST_ARROWS = 3
_HEAD = """digraph ontology {
    graph [rankdir=LR, nodesep=0.3, ranksep=1.2, fontname="sans-serif", tooltip="ontology"]
    node [shape=plain, fontname="sans-serif", fontsize=11]
    edge [fontname="sans-serif", fontsize=10, color="#666666", fontcolor="#333333", arrowsize=0.7]
"""


class NoGraphviz(Exception):
    """The program that draws is missing."""

    def __init__(self) -> None:
        super().__init__("no `dot` on the path: install Graphviz (Debian and Ubuntu: apt install graphviz)")


def draw(source: str) -> str:
    """A picture (SVG) of a graph in the language of Graphviz.

    Raises:
        NoGraphviz: There is no `dot`.
    """
    if (dot := shutil.which("dot")) is None:
        raise NoGraphviz
    run = subprocess.run([dot, "-Tsvg"], input=source, check=True, capture_output=True, encoding="utf-8")
    return run.stdout[run.stdout.index("<svg") :]


def diagram(graph: Graph, page: str) -> str:
    """The diagram in the language of Graphviz; every name leads to its anchor in `page`."""
    classes = main_classes(graph)
    parts = [_HEAD, *(_box(graph, cls, page) for cls in classes)]
    for cls in classes:
        below = [kind for kind in kinds_of(graph, cls) if kind in classes]
        parts += [f"    {local_name(cls)} -> {local_name(kind)} [dir=back, arrowtail=empty]\n" for kind in below]
    for (source, target), names in _arrows(graph).items():
        lines = "\\n".join(names)
        parts.append(f'    {local_name(source)} -> {local_name(target)} [label="{lines}"]\n')
    return "".join([*parts, "}\n"])


def main_classes(graph: Graph) -> list[Node]:
    """The classes that a property begins or ends at, in the order of the file; the others are kinds of these."""
    joined = {end for prop in _stated(graph) for side in (RDFS.domain, RDFS.range) for end in ends(graph, prop, side)}
    return [cls for cls in own_terms(graph, OWL.Class) if cls in joined]


def _stated(graph: Graph) -> list[Node]:
    """The properties, in the order of the file, without the inverse ones."""
    properties = [*own_terms(graph, OWL.ObjectProperty), *own_terms(graph, OWL.DatatypeProperty)]
    return [prop for prop in properties if graph.value(prop, OWL.inverseOf) is None]


def _is_in_box(graph: Graph, prop: Node) -> bool:
    ranges = ends(graph, prop, RDFS.range)
    return len(ranges) > _MOST_ARROWS or not set(ranges) & set(own_terms(graph, OWL.Class))


def _arrows(graph: Graph) -> dict[tuple[Node, Node], list[str]]:
    """The names of the properties between two classes; what a class allows no value of has no arrow."""
    arrows: defaultdict[tuple[Node, Node], list[str]] = defaultdict(list)
    for prop in _stated(graph):
        for source in [] if _is_in_box(graph, prop) else ends(graph, prop, RDFS.domain):
            allowed = [only for restricted, only in restrictions(graph, source) if restricted == prop]
            for target in allowed or ends(graph, prop, RDFS.range):
                arrows[source, target].append(local_name(prop))
    return arrows


def _box(graph: Graph, cls: Node, page: str) -> str:
    head = f"<B>{escape(label(graph, cls))}</B><BR/>{local_name(cls)}"
    rows = [f'<TR><TD BGCOLOR="#e8eef7" HREF="{page}#{local_name(cls)}">{head}</TD></TR>']
    for prop in _stated(graph):
        if cls in ends(graph, prop, RDFS.domain) and _is_in_box(graph, prop):
            values = " | ".join(graph.qname(str(end)).removeprefix("stp:") for end in ends(graph, prop, RDFS.range))
            link = f'HREF="{page}#{local_name(prop)}"'
            rows.append(f'<TR><TD ALIGN="LEFT" {link}>{local_name(prop)}: {escape(values)}</TD></TR>')
    kinds = [local_name(kind) for kind in kinds_of(graph, cls) if kind not in main_classes(graph)]
    if kinds:
        lines = "<BR/>".join(", ".join(kinds[start : start + 3]) for start in range(0, len(kinds), 3))
        rows.append(f'<TR><TD BGCOLOR="#f7f7f0"><I>{lines}</I></TD></TR>')
    table = f'<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="0" CELLPADDING="4">{"".join(rows)}</TABLE>'
    return f"    {local_name(cls)} [label=<{table}>]\n"
