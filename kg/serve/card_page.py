"""The page of a thing for people: its card in HTML, made on the server, every text of the graph escaped, no script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from kg.serve.linked_data import path_of
from kg.vocabulary import PREFIXES

STYLE_PATH = "/card.css"
STYLE = Path(__file__).with_name("card.css")
_FACTS_OF_A_PROPERTY = 50
_PAGE = """\
<!DOCTYPE html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="{style}">
<link rel="alternate" type="text/turtle" href="{data}">
</head>
<body>
<main>
<h1>{title}</h1>
<p class="iri">{iri}</p>
{body}
<p><a href="{view}">在网页中查看 Open in the web page</a> · <a href="{data}">RDF</a></p>
</main>
</body>
</html>
"""


def card_page(card: Mapping[str, Any], base: str) -> str:
    """A card as a page.

    Args:
        card: As `kg.serve.linked_data.shown_card` gives it.
        base: What the IRIs of the store's individuals begin with.
    """
    parts = [
        _line("类别 Kinds", card["kinds"]),
        _line("别名 Other names", card["other_names"]),
        _facts("事实 Facts", card["facts"], base),
        _facts("被提及于 Said by others", card["incoming"], base),
        _documents(card["documents"], base),
    ]
    return _PAGE.format(
        title=escape(card["name"]),
        iri=escape(card["iri"]),
        style=STYLE_PATH,
        data=escape(f"/data/{path_of(card['iri'], base) or ''}"),
        view=escape(f"/#/entity?{urlencode({'iri': card['iri']})}"),
        body="\n".join(part for part in parts if part),
    )


def _line(heading: str, texts: Sequence[str]) -> str:
    return f"<p><b>{escape(heading)}</b> {escape('、'.join(texts))}</p>" if texts else ""


def _facts(heading: str, facts: Sequence[Mapping[str, str]], base: str) -> str:
    rows: list[str] = []
    for property_ in dict.fromkeys(fact["property"] for fact in facts):
        of_property = [fact for fact in facts if fact["property"] == property_]
        name = of_property[0]["property_name"] or property_
        values = [_link(fact["value"], fact["name"], base) for fact in of_property[:_FACTS_OF_A_PROPERTY]]
        if left := len(of_property) - len(values):
            values.append(f"… {left} more")
        items = "".join(f"<li>{value}</li>" for value in values)
        rows.append(
            f'<tr><th scope="row" title="{escape(property_)}">{escape(name)}</th><td><ul>{items}</ul></td></tr>'
        )
    return _table(heading, rows)


def _documents(documents: Sequence[Mapping[str, Any]], base: str) -> str:
    rows = [
        f"<tr><td>{_link(row['document'], row['title'], base)}</td><td>{int(row['mentions'])}</td></tr>"
        for row in documents
    ]
    return _table("文件 Documents", rows)


def _table(heading: str, rows: Iterable[str]) -> str:
    body = "\n".join(rows)
    return f"<h2>{escape(heading)}</h2>\n<table>\n{body}\n</table>" if body else ""


def _link(short: str, name: str, base: str) -> str:
    """A thing by its short IRI: one of ours leads to its page; of others, and of values, the text."""
    text = escape(name or short)
    # The ontology's own namespace lies below the default base.
    path = path_of(base + short[1:], base) if short.startswith(":") and len(short) > 1 else None
    if path is not None:
        return f'<a href="{escape(f"/id/{path}")}">{text}</a>'
    prefix, _, local = short.partition(":")
    title = PREFIXES[prefix] + local if prefix in PREFIXES and local else ""
    return f'<span title="{escape(title)}">{text}</span>' if title else text
