"""`kg queries` and `kg query`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from extract.resources import resource
from kg import completion
from kg.commands.options import DEFAULT_STORE, store_option
from kg.commands.reading import format_option, open_reader, print_json, usage_errors
from kg.parameters import Parameter
from kg.queries import QueryError, QueryUsageError, SavedQuery, find_query, load_queries, read_query
from kg.query import GRAPH_FORMATS, RESULT_FORMATS, Answer, Graph, Table, bind, example_command, run, write
from kg.query_head import GROUPS
from kg.reader import Reader
from kg.tables import cell_text, output, print_table, term_text

_FORMATS = ["table", *RESULT_FORMATS, *GRAPH_FORMATS]
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
  kg query goals-by-deadline --year 2020 --format csv > goals.csv
  kg query implements --target 国发〔2016〕43号
  echo 'SELECT * WHERE { ?s ?p ?o } LIMIT 5' | kg query -
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
            print_json(_description(query))
        else:
            click.echo(_help_text(query))
    elif format_ == "json":
        print_json([_description(query) for query in queries.values()])
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
    type=click.Choice(_FORMATS),
    help="Default: table; of a graph, turtle. A graph takes table, turtle, ntriples, rdfxml or jsonld.",
)
@click.option("--iris", is_flag=True, help="Show the IRIs beside the names in a table; other formats always hold them.")
@store_option
@click.option("-h", "--help", "help_wanted", is_flag=True, help="Show this message; with NAME, what the query answers.")
@click.pass_context
def query_command(
    context: click.Context,
    arguments: tuple[str, ...],
    format_: str | None,
    iris: bool,
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
        query = _query(names[0])
        if help_wanted:
            click.echo(_help_text(query))
            return
        opened, reader = open_reader(store)
        answer = run(opened, query, bind(query, given, reader))
        _print_answer(answer, format_, reader, iris)


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


def _query(name: str) -> SavedQuery:
    path = Path(name)
    if name != "-" and path.suffix != ".rq" and not path.is_file():
        return find_query(load_queries(resource("queries")), name)
    try:
        if name == "-":
            return read_query(sys.stdin.buffer.read().decode("utf-8"), Path("<stdin>"))
        return read_query(path.read_text(encoding="utf-8"), path)
    except OSError as error:
        raise QueryUsageError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{path} is not UTF-8 text; a SPARQL file is") from error


def _print_answer(answer: Answer, format_: str | None, reader: Reader, iris: bool) -> None:
    wanted = format_ or ("turtle" if isinstance(answer, Graph) else "table")
    if wanted != "table":
        sys.stdout.buffer.write(write(answer, wanted))
    elif isinstance(answer, Table):
        columns = answer.columns if iris else _readable(answer)
        rows = ([cell_text(row.get(column), reader) for column in columns] for row in answer.rows)
        print_table(output(), columns, rows)
        click.echo(f"rows: {len(answer.rows)}", err=True)
    elif isinstance(answer, Graph):
        rows = ([term_text(part, reader) for part in triple] for triple in answer.triples)
        print_table(output(), ("subject", "predicate", "object"), rows)
        click.echo(f"triples: {len(answer.triples)}", err=True)
    else:
        click.echo("yes" if answer else "no")


def _readable(table: Table) -> tuple[str, ...]:
    """The columns that hold more than IRIs; all, where none does."""
    readable = {column for row in table.rows for column, value in row.items() if value["type"] != "uri"}
    return tuple(column for column in table.columns if column in readable) or table.columns


def _usage(parameter: Parameter) -> str:
    usage = f"--{parameter.name} {_VALUES.get(parameter.type, parameter.type.upper())}"
    return usage if parameter.required and parameter.default is None else f"[{usage}]"


def _need(parameter: Parameter) -> str:
    if parameter.default is not None:
        return f"default {parameter.default}"
    return "required" if parameter.required else "optional"


def _description(query: SavedQuery) -> dict[str, object]:
    return {
        "name": query.name,
        "summary": query.summary,
        "description": query.description,
        "group": query.group,
        "tags": query.tags,
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type,
                "required": parameter.required,
                "default": parameter.default,
                "values": parameter.values,
            }
            for parameter in query.parameters
        ],
        "columns": query.columns,
        "example": example_command(query),
    }


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
