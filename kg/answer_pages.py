"""Answers for people: a table for a terminal, Markdown, a page of HTML."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Sequence
from itertools import islice

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple
from rich.console import Console

from kg.answer_formats import Output, Written
from kg.query_messages import Layout
from kg.reader import Reader
from kg.tables import UNLIMITED_WIDTH, print_table, term_text

Term = NamedNode | BlankNode | Literal | Triple | None

PAGE_FORMATS = ("table", "markdown", "html")
_PARTS = ("subject", "predicate", "object")
# What Markdown would take for markup within a line of a table.
_MARKUP = re.compile(r"([\\`*_\[\]|~$])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_STYLE = """\
body { font-family: system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
body { margin: 2rem; color: #222; }
h1 { font-size: 1.3rem; }
table { border-collapse: collapse; }
th { text-align: left; position: sticky; top: 0; background: #eef; }
th, td { padding: .35rem .7rem; border-bottom: 1px solid #ccd; vertical-align: top; white-space: pre-line; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
a { color: #14c; }"""
_NUMBERS = {f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal", "double", "float")}


def write_page(
    found: QuerySolutions | QueryTriples | QueryBoolean,
    columns: Sequence[str],
    format_: str,
    reader: Reader,
    output: Output,
    layout: Layout,
    title: str,
    max_rows: int | None = None,
) -> Written:
    """Write an answer for people: all of it at once, since the widths of columns depend on every row.

    Columns that hold nothing but IRIs are left out where others hold names, unless `layout` wants them.

    Args:
        found: The answer.
        columns: Of a table, which variables to write and in which order.
        format_: One of `PAGE_FORMATS`.
        reader: Shortens IRIs.
        output: Where to.
        layout: How.
        title: Heading of a page of HTML.
        max_rows: The most rows to write.
    """
    if isinstance(found, QueryBoolean):
        text = "yes" if found else "no"
        page = _html(title, f"<p>{text}</p>") if format_ == "html" else f"{text}\n"
        output.write(page.encode())
        return Written(1)
    columns, rows = _rows(found, columns, layout.iris, max_rows)
    truncated = max_rows is not None and next(iter(found), None) is not None
    if format_ == "html":
        page = _html(title, _html_table(columns, rows, reader, truncated))
    elif format_ == "markdown":
        page = _markdown(columns, rows, reader)
    else:
        page = _table(columns, rows, reader, layout)
    output.write(page.encode())
    return Written(len(rows), truncated)


def _rows(
    found: QuerySolutions | QueryTriples, columns: Sequence[str], iris: bool, max_rows: int | None
) -> tuple[Sequence[str], list[list[Term]]]:
    """The columns to show, and their values."""
    if isinstance(found, QueryTriples):
        triples = sorted(set(islice(found, max_rows)), key=str)
        return _PARTS, [list(triple) for triple in triples]
    rows: list[list[Term]] = [[solution[column] for column in columns] for solution in islice(found, max_rows)]
    if iris:
        return columns, rows
    places = _readable(rows, len(columns))
    return [columns[place] for place in places], [[row[place] for place in places] for row in rows]


def _readable(rows: Sequence[Sequence[Term]], columns: int) -> list[int]:
    """The places of the columns that hold more than IRIs; all, where none does."""
    readable = [
        place
        for place in range(columns)
        if any(row[place] is not None and not isinstance(row[place], NamedNode) for row in rows)
    ]
    return readable or list(range(columns))


def _cell(term: Term, reader: Reader) -> str:
    return "" if term is None else term_text(term, reader)


def _table(columns: Sequence[str], rows: Sequence[Sequence[Term]], reader: Reader, layout: Layout) -> str:
    text = io.StringIO()
    console = Console(
        file=text,
        width=layout.width or UNLIMITED_WIDTH,
        force_terminal=layout.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    print_table(console, columns, ([_cell(term, reader) for term in row] for row in rows))
    return text.getvalue()


def _markdown(columns: Sequence[str], rows: Sequence[Sequence[Term]], reader: Reader) -> str:
    lines = [[_escaped(column) for column in columns], ["---"] * len(columns)]
    lines += [[_escaped(_cell(term, reader)) for term in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _escaped(text: str) -> str:
    r"""A text as it stands in a cell of a Markdown table.

    >>> _escaped("a|b *c* <d>\n_e_")
    'a\\|b \\*c\\* &lt;d&gt;<br>\\_e\\_'
    """
    marked = _MARKUP.sub(r"\\\1", text)
    for character, entity in _ENTITIES.items():
        marked = marked.replace(character, entity)
    return "<br>".join(marked.splitlines())


def _html_table(columns: Sequence[str], rows: Sequence[Sequence[Term]], reader: Reader, truncated: bool) -> str:
    head = "".join(f"<th>{html.escape(column)}</th>" for column in columns)
    body = "\n".join(f"<tr>{''.join(_html_cell(term, reader) for term in row)}</tr>" for row in rows)
    count = f"rows: {len(rows)}{' (there are more)' if truncated else ''}"
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n<p>{count}</p>"


def _html_cell(term: Term, reader: Reader) -> str:
    text = html.escape(_cell(term, reader))
    if isinstance(term, NamedNode) and term.value.startswith(("http://", "https://")):
        # Of another scheme, such as javascript:, a link could do something.
        return f'<td><a href="{html.escape(term.value)}">{text}</a></td>'
    is_number = isinstance(term, Literal) and term.datatype.value in _NUMBERS
    return f'<td class="number">{text}</td>' if is_number else f"<td>{text}</td>"


def _html(title: str, body: str) -> str:
    heading = html.escape(title)
    return (
        f'<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n<title>{heading}</title>\n'
        f"<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<h1>{heading}</h1>\n{body}\n</body>\n</html>\n"
    )
