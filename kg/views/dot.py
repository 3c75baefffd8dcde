"""DOT, the language of Graphviz."""

from __future__ import annotations

from typing import BinaryIO

from kg.views.colours import colours
from kg.views.model import PropertyGraph, number

# Graphviz takes the first of these that the machine has; where it has none, whatever font has the characters.
_FONTS = "Noto Sans CJK SC,Source Han Sans SC,Microsoft YaHei,PingFang SC,sans-serif"
_WRAP = 12


def write_dot(graph: PropertyGraph, file: BinaryIO) -> None:
    """Write a graph in DOT: nodes in the colours of their categories, edges with their kinds."""
    colour_of = colours(graph)
    arrow = "->" if graph.directed else "--"
    font = f"fontname={_quoted(_FONTS)}"
    lines = [
        f"{'digraph' if graph.directed else 'graph'} {_quoted(graph.name)} {{",
        f'  graph [charset="UTF-8", overlap=false, splines=true, label={_text(graph.title)}, {font}];',
        f'  node [shape=box, style="rounded,filled", {font}];',
        f'  edge [fontsize=9, color="#777777", {font}];',
    ]
    for node in graph.nodes:
        colour = f'fillcolor="{colour_of[node.category]}55"'
        lines.append(f"  {_quoted(node.id)} [label={_text(node.label, _WRAP)}, tooltip={_text(node.kind)}, {colour}];")
    for edge in graph.edges:
        label = edge.kind if edge.weight == 1 else f"{edge.kind} ×{number(edge.weight)}"
        # A weight of DOT is a whole number, and none of it keeps an edge short.
        weight = max(1, round(edge.weight))
        lines.append(
            f"  {_quoted(edge.source)} {arrow} {_quoted(edge.target)} [label={_text(label)}, weight={weight}];"
        )
    file.write("\n".join([*lines, "}", ""]).encode())


def _quoted(text: str) -> str:
    r"""A quoted string of DOT, in which only the quotation mark is escaped.

    >>> _quoted('a"b')
    '"a\\"b"'
    """
    return '"' + text.replace('"', '\\"') + '"'


def _text(text: str, width: int = 0) -> str:
    r"""A text to be shown as it is: backslashes and entities, which DOT would interpret, are written twice or in full.

    With a `width`, in lines of so many characters.

    >>> print(_text('C:\\N "&lt;"'))
    "C:\\N \"&amp;lt;\""
    """
    pieces = [text[start : start + width] for start in range(0, len(text), width)] if width else [text]
    return '"' + "\\n".join(map(_escaped, pieces)) + '"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
