"""`kg show`, `kg explain` and `kg stats`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from kg.commands.options import store_option
from kg.commands.reading import format_option, open_reader, print_json
from kg.evidence import Explanation, explain_fact, explain_thing
from kg.names import find
from kg.show import Card, Fact, card, stats
from kg.tables import marked, output, print_table
from kg.visible import visible

_FACTS_OF_A_PROPERTY = 10
_SHOW_EXAMPLES = """\
\b
Examples:
  kg show 科技部
  kg show 国科发规〔2020〕254号
  kg show :region/120000 --format json
"""
_EXPLAIN_EXAMPLES = """\
\b
Examples:
  kg explain 科技部 牵头 国家重点研发计划
  kg explain 国科发规〔2020〕254号 dateSigned 2020-09-29
  kg explain 滨海新区 --limit 5
"""
_STATS_EXAMPLES = """\
\b
Examples:
  kg stats
  kg stats --store ./kg-store --format json
"""


@click.command("show", epilog=_SHOW_EXAMPLES)
@click.argument("name", metavar="NAME|IRI")
@click.option(
    "--all", "show_all", is_flag=True, help=f"Every fact, not the first {_FACTS_OF_A_PROPERTY} of each property."
)
@format_option
@store_option
def show_command(name: str, show_all: bool, format_: str, store: Path) -> None:
    """Show the card of a thing: its kinds, names, facts, and the documents that name it.

    NAME is an IRI, whole or in short, a name or another name, a document's number, or a region's code.
    """
    _, reader = open_reader(store)
    shown = card(reader, find(reader, name))
    if format_ == "json":
        print_json(asdict(shown))
    else:
        _print_card(output(), shown, None if show_all else _FACTS_OF_A_PROPERTY)


@click.command("explain", epilog=_EXPLAIN_EXAMPLES)
@click.argument("what", nargs=-1, required=True, metavar="S P O | IRI")
@click.option(
    "--limit", type=click.IntRange(min=0), default=20, show_default=True, help="Sentences to print; 0 for all."
)
@format_option
@store_option
def explain_command(what: tuple[str, ...], limit: int, format_: str, store: Path) -> None:
    """Show the sentences behind a fact (S P O) or a thing (IRI or name).

    S and O are as NAME of `kg show`, O also the text of a value; P is a property by its name in the ontology.
    """
    if len(what) not in (1, 3):
        raise click.UsageError("give one name or IRI, or a fact in three parts: subject, property, object")
    _, reader = open_reader(store)
    found = explain_fact(reader, *what) if len(what) == 3 else explain_thing(reader, what[0])
    if format_ == "json":
        print_json(asdict(found))
    else:
        _print_explanation(output(), found, limit or len(found.places))


@click.command("stats", epilog=_STATS_EXAMPLES)
@format_option
@store_option
def stats_command(format_: str, store: Path) -> None:
    """Count what the store holds: by class and kind, by document, by graph."""
    _, reader = open_reader(store)
    counted = stats(reader)
    if format_ == "json":
        print_json(asdict(counted))
        return
    console = output()
    print_table(
        console, ("class", "name", "count"), [(row.class_, row.name, str(row.count)) for row in counted.classes]
    )
    print_table(
        console,
        ("document", "title", "file", "goals", "entities", "references"),
        [
            (row.document, row.title, row.file, str(row.goals), str(row.entities), str(row.references))
            for row in counted.documents
        ],
    )
    print_table(console, ("graph", "statements"), [(graph, str(count)) for graph, count in counted.graphs.items()])
    console.print(
        f"statements: {counted.statements}, graphs: {len(counted.graphs)}, documents: {len(counted.documents)}"
    )


def _print_card(console: Console, shown: Card, limit: int | None) -> None:
    heading = [("name", shown.name), ("iri", shown.iri), ("kinds", "、".join(shown.kinds))]
    if shown.other_names:
        heading.append(("other names", "、".join(shown.other_names)))
    print_table(console, (shown.short, ""), heading)
    _print_facts(console, "facts", ("property", "", "value", "name"), shown.facts, limit)
    _print_facts(console, "said by others", ("property", "", "subject", "name"), shown.incoming, limit)
    if shown.documents:
        rows = [(row.document, row.title, str(row.mentions)) for row in shown.documents]
        print_table(console, ("document", "title", "mentions"), rows, title="named in")


def _print_facts(
    console: Console, title: str, columns: Sequence[str], facts: Sequence[Fact], limit: int | None
) -> None:
    if not facts:
        return
    rows: list[tuple[str, str, str, str]] = []
    for property_ in dict.fromkeys(fact.property for fact in facts):
        of_property = [fact for fact in facts if fact.property == property_]
        rows += [(fact.property, fact.property_name, fact.value, fact.name) for fact in of_property[:limit]]
        if left := len(of_property[limit:]) if limit else 0:
            rows.append((property_, of_property[0].property_name, f"… {left} more", ""))
    print_table(console, columns, rows, title=title)


def _print_explanation(console: Console, found: Explanation, limit: int) -> None:
    console.print(visible(found.about))
    if not found.places:
        console.print(f"No sentence says it; it is in {'、'.join(found.graphs)}.")
    for source in found.sources:
        console.print(visible(f"The gazetteers have it from: {source}"))
    for place in found.places[:limit]:
        where = place.file + (f", {place.place}" if place.place else "") + f", characters {place.start}-{place.end}"
        console.print(visible(f"\n{where}" + (f", {place.document} {place.title}" if place.document else "")))
        console.print(marked(place.prefix, place.exact, place.suffix, console))
    if left := len(found.places[limit:]):
        click.echo(f"… and {left} more; --limit 0 shows all", err=True)
