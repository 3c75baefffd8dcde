"""`kg validate`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

import click
from pyoxigraph import Literal, NamedNode
from rich.console import Console
from rich.text import Text

from kg.commands.options import counted, store_option, workers_option
from kg.commands.reading import open_reader, print_json
from kg.progress import progress_bar
from kg.reader import Reader
from kg.tables import output, print_table
from kg.validation.result import Resource, Result, Severity, Value
from kg.validation.run import Validation, graphs_to_check, validate
from kg.vocabulary import term

_FORMATS = ("table", "json", "turtle")
_LANGUAGES = ("zh", "en")
_SHAPES = "https://w3id.org/cn-stp/shapes#"
_TITLE = term("dcterms:title")
_EXAMPLES = """\
\b
Examples:
  kg validate
  kg validate --severity violation --language en
  kg validate --graph :graph/gazetteers --graph tianjin.txt
  kg validate --format turtle > report.ttl
"""


def _language() -> str:
    """The language of the user: the first of the variables that POSIX gives for messages, Chinese or else English."""
    said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if said.startswith("zh") else "en"


@click.command("validate", epilog=_EXAMPLES)
@store_option
@click.option(
    "--graph",
    "names",
    multiple=True,
    metavar="IRI",
    help="Check this graph only: its IRI, in short too, or the name of its source file; can be given several times.",
)
@click.option(
    "--shapes",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Other shapes, in Turtle or another format of RDF.  [default: ontology/shapes.ttl]",
)
@click.option(
    "--severity",
    type=click.Choice([severity.name.lower() for severity in Severity]),
    default="info",
    show_default=True,
    help="The least weighty results that are shown.",
)
@click.option(
    "--language",
    type=click.Choice(_LANGUAGES),
    default=_language,
    show_default="zh if LC_ALL, LC_MESSAGES or LANG says so, else en",
    help="Language of the messages.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(_FORMATS),
    default="table",
    show_default=True,
    help="For a reader, for a program, or the report of SHACL.",
)
@workers_option
@click.pass_context
def validate_command(
    context: click.Context,
    store: Path,
    names: tuple[str, ...],
    shapes: Path | None,
    severity: str,
    language: str,
    format_: str,
    workers: int,
) -> None:
    """Check the graph against its shapes (SHACL).

    Each graph is checked alone: those of the source files, the known names, the links. A violation makes the graph
    wrong, and the exit code 1; a warning is for an analyst to look at; an info says what is not known.
    """
    from kg.validation.report import report_turtle
    from kg.validation.shapes import default_shapes

    opened, reader = open_reader(store)
    shapes_file = shapes or default_shapes()
    with progress_bar("Validating") as on_progress:
        validation = validate(store, shapes_file, _graphs(names, graphs_to_check(opened), reader), workers, on_progress)
    shown = [result for result in validation.results if result.severity <= Severity[severity.upper()]]
    if format_ == "turtle":
        click.echo(report_turtle(shown, shapes_file, reader.base), nl=False)
    elif format_ == "json":
        print_json([_plain(result, reader) for result in shown])
    else:
        _print_results(output(), shown, reader, language)
        click.echo(_summary(validation))
    context.exit(1 if validation.count(Severity.VIOLATION) else 0)


def _graphs(names: Sequence[str], known: Sequence[NamedNode], reader: Reader) -> Sequence[NamedNode]:
    """The graphs that were named, each once; all of them where none was.

    Raises:
        click.BadParameter: A name is that of no graph.
    """
    chosen: dict[NamedNode, None] = {}
    for name in names:
        titled = reader.subjects(_TITLE, Literal(name))
        found = [graph for graph in (reader.expand(name), *titled) if graph in known]
        if not found:
            raise click.BadParameter(f"{name!r} is no graph that is checked", param_hint="'--graph'")
        chosen.update((graph, None) for graph in found if graph is not None)
    return list(chosen) or known


def _shape(shape: Resource) -> str:
    name = shape.value.removeprefix(_SHAPES)
    return f"shapes:{name}" if name != shape.value else name


def _summary(validation: Validation) -> str:
    found = [counted(validation.count(severity), severity.name.lower()) for severity in Severity]
    return f"{counted(validation.graphs, 'graph')}: {', '.join(found)}"


def _print_results(console: Console, results: Iterable[Result], reader: Reader, language: str) -> None:
    for (severity, shape), group in groupby(results, key=lambda result: (result.severity, result.shape)):
        rows = list(group)
        title = f"{severity.name.lower()}  {_shape(shape)}  {len(rows):,}  {rows[0].message(language)}"
        console.print(Text(title, style="bold"))
        print_table(console, ("graph", "node", "name", "path", "value"), [_row(result, reader) for result in rows])
        console.print()


def _row(result: Result, reader: Reader) -> tuple[str, ...]:
    value = "" if result.value is None else " ".join(_names(result.value, reader)).strip()
    return _file(result.graph, reader), *_names(result.focus, reader), result.path_text, value


def _file(graph: NamedNode, reader: Reader) -> str:
    return reader.text(graph, _TITLE) or reader.shorten(graph)


def _names(value: Value, reader: Reader) -> tuple[str, str]:
    """What a node is called in short, and its name, or `""` where it has none; a text is called what it says."""
    if not isinstance(value, NamedNode):
        return value.value, ""
    short, label = reader.shorten(value), reader.label(value)
    return short, "" if label == short else label


def _plain(result: Result, reader: Reader) -> dict[str, object]:
    return {
        "severity": result.severity.name.lower(),
        "shape": result.shape.value,
        "component": result.component.value,
        "graph": result.graph.value,
        "file": _file(result.graph, reader),
        "node": result.focus.value,
        "name": _names(result.focus, reader)[1],
        "path": result.path_text,
        "value": None if result.value is None else result.value.value,
        "messages": dict(result.messages),
    }
