"""`kg queries` and `kg query`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from extract.resources import resource
from kg import completion
from kg.commands.asking import FORMATS, answer_to, request_of
from kg.commands.options import DEFAULT_STORE, store_option
from kg.commands.reading import format_option, print_json, usage_errors
from kg.output import STDOUT
from kg.parameters import Parameter
from kg.queries import QueryError, QueryUsageError, SavedQuery, find_query, load_queries, read_query
from kg.query import described, example_command
from kg.query_head import GROUPS
from kg.query_messages import Layout
from kg.tables import output, print_table

_TEXT_WIDTH = 100
_VALUES = {"iri": "NAME", "string": "TEXT", "gYear": "YEAR", "date": "DATE"}
_QUERIES_EXAMPLES = """\
\b
Examples:
  kg queries
  kg queries goals-by-region
  kg queries --format json
"""
_QUERY_EXAMPLES = """\
\b
Examples:
  kg query goals-by-region --region 天津市
  kg query goals-by-deadline --year 2020 --bom -o goals.csv
  kg query implements --target 国发〔2016〕43号
  echo 'SELECT * WHERE { ?s ?p ?o } LIMIT 5' | kg query - --format markdown
  kg query describe.rq -o regions.ttl --timeout 300
"""


@click.command("queries", epilog=_QUERIES_EXAMPLES)
@click.argument("name", required=False)
@format_option
def queries_command(name: str | None, format_: str) -> None:
    """List the saved queries, or show one: what it answers, its parameters, an example."""
    queries = load_queries(resource("queries"))
    if name is not None:
        with usage_errors():
            query = find_query(queries, name)
        if format_ == "json":
            print_json({**described(query), "example": example_command(query)})
        else:
            click.echo(_help_text(query))
    elif format_ == "json":
        print_json([{**described(query), "example": example_command(query)} for query in queries.values()])
    else:
        grouped = sorted(queries.values(), key=lambda query: GROUPS.index(query.group))
        rows = [(query.group, query.name, query.summary, " ".join(map(_usage, query.parameters))) for query in grouped]
        print_table(output(), ("group", "name", "question", "parameters"), rows)


def _offered(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    before = context.params.get("arguments") or ()
    offers = completion.complete(before, incomplete, Path(context.params.get("store") or DEFAULT_STORE))
    # A file may be named where a query may be.
    files = [] if before else [CompletionItem(incomplete, type="file")]
    return [CompletionItem(value, help=text) for value, text in offers] or files


class _QueryCommand(click.Command):
    """The command whose options are those of the query that it is given, too."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What may stand here: the parameters of the query, then the options of the command."""
        before = ctx.params.get("arguments") or ()
        offers = [CompletionItem(value, help=text) for value, text in completion.options(before, incomplete)]
        return offers + super().shell_complete(ctx, incomplete)


@click.command(
    "query",
    cls=_QueryCommand,
    epilog=_QUERY_EXAMPLES,
    context_settings={"ignore_unknown_options": True},
    add_help_option=False,
)
@click.argument(
    "arguments",
    nargs=-1,
    type=click.UNPROCESSED,
    metavar="NAME|FILE.rq|- [--PARAM VALUE]...",
    shell_complete=_offered,
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="Default: by the ending of OUT, else table; of a graph (CONSTRUCT, DESCRIBE), turtle. csv, tsv, json and xml "
    "are for tables, turtle to n3 for graphs, table, markdown and html for both.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    default=str(STDOUT),
    show_default="standard output",
    metavar="OUT",
    help="File to write.",
)
@click.option("--iris", is_flag=True, help="Show the IRIs beside the names in a table; csv to xml always hold them.")
@click.option(
    "--bom",
    is_flag=True,
    help="csv for Excel: with a byte order mark, and ' before a text that Excel would compute (=1+1).",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="Stop a query that takes longer; 0: never.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Show not the answer but the query's SPARQL algebra, as rdflib translates it (Oxigraph does not show its own "
    "plan), and how long each step takes.",
)
@store_option
@click.option("-h", "--help", "help_wanted", is_flag=True, help="Show this message; with NAME, what the query answers.")
@click.pass_context
def query_command(
    context: click.Context,
    arguments: tuple[str, ...],
    format_: str | None,
    output: Path,
    iris: bool,
    bom: bool,
    timeout: float,
    explain: bool,
    store: Path,
    help_wanted: bool,
) -> None:
    """Run a saved query by NAME, a SPARQL file, or SPARQL from standard input (-).

    The queries and their parameters are those of `kg queries`. Where a parameter is an IRI, a name will do, or another
    name, a document's number or a region's code.
    """
    with usage_errors():
        names, given = _split(arguments)
        if help_wanted and not names:
            click.echo(context.get_help())
            return
        if len(names) != 1:
            raise QueryUsageError("give one query: a name of `kg queries`, a file, or - for standard input")
        text, path = _source(names[0])
        if help_wanted:
            click.echo(_help_text(read_query(text, path)))
            return
        request = request_of(text, path, given, format_, output, Layout(iris=iris, bom=bom), explain)
        answer_to(output, store, request, timeout)


def _split(arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The positional arguments, and the values given as `--name value` or `--name=value`."""
    names: list[str] = []
    given: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        if argument == "-" or not argument.startswith("-"):
            names.append(argument)
            continue
        option, equals, value = argument.partition("=")
        if not option.startswith("--") or not option.removeprefix("--"):
            raise QueryUsageError(f"there is no option {argument}; parameters are given as --name value")
        if not equals:
            value = next(rest, "")
            if not value:
                raise QueryUsageError(f"{option} needs a value")
        name = option.removeprefix("--")
        if name in given:
            raise QueryUsageError(f"{option} is given twice")
        given[name] = value
    return names, given


def _source(name: str) -> tuple[str, Path]:
    """The text of a query, and the file that it comes from."""
    path = Path(name)
    if name != "-" and path.suffix != ".rq" and not path.is_file():
        # One file is read much sooner than all of them are checked.
        path = resource("queries") / f"{name}.rq"
        if not path.is_file():
            path = find_query(load_queries(resource("queries")), name).path
    try:
        if name == "-":
            return sys.stdin.buffer.read().decode("utf-8"), Path("<stdin>")
        return path.read_text(encoding="utf-8"), path
    except OSError as error:
        raise QueryUsageError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{path} is not UTF-8 text; a SPARQL file is") from error


def _usage(parameter: Parameter) -> str:
    usage = f"--{parameter.name} {_VALUES.get(parameter.type, parameter.type.upper())}"
    return usage if parameter.required and parameter.default is None else f"[{usage}]"


def _need(parameter: Parameter) -> str:
    if parameter.default is not None:
        return f"default {parameter.default}"
    return "required" if parameter.required else "optional"


def _help_text(query: SavedQuery) -> str:
    parameters = "".join(
        f"\n  --{parameter.name} {_VALUES.get(parameter.type, parameter.type.upper())}"
        f"  {_need(parameter)}, {parameter.type}"
        for parameter in query.parameters
    )
    parts = [
        f"{query.name}: {query.summary}" if query.summary else query.name,
        click.wrap_text(query.description, width=_TEXT_WIDTH),
        f"Parameters:{parameters or ' none'}",
        f"Columns: {', '.join(query.columns)}" if query.columns else "",
        f"Example:\n  {example_command(query)}",
    ]
    return "\n\n".join(part for part in parts if part)
