"""Saved queries: SPARQL files with a head that says what each answers.

A head is YAML in comment lines that begin with `#+`, as grlc reads them; `queries/README.md` describes the form.

QueryError                  a PolicyGraphError: a query cannot be used
├── QueryHeadError          the head of a file is wrong; `path`, `line`
├── QuerySyntaxError        the SPARQL is wrong; `line`, `column`
└── QueryUsageError         the query is right but was called wrongly
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from pyoxigraph import QueryBoolean, QuerySolutions, Store
from rich.cells import cell_len

from extract.errors import PolicyGraphError
from kg.parameters import Parameter, parameter_of
from kg.query_head import Head, HeadError, read_head
from kg.sparql_help import find_mistake
from kg.sparql_tokens import tokens_of, variables_of
from kg.vocabulary import PREFIXES

Form = Literal["select", "ask", "graph"]

_RESERVED_NAMES = {"bom", "explain", "format", "help", "iris", "output", "store", "timeout"}
_ERROR_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<problem>.*)", re.DOTALL)
_STEM = re.compile(r"[a-z0-9]++(?:-[a-z0-9]++)*+")


class QueryError(PolicyGraphError):
    """A query cannot be used."""


class QueryHeadError(QueryError):
    """The head of a query file is wrong, or does not fit the query.

    Attributes:
        path: The file.
        line: Line of the file, from 1.
    """

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")
        self.path = path
        self.line = line


class QuerySyntaxError(QueryError):
    """The text is not SPARQL 1.1.

    Attributes:
        line: From 1.
        column: From 1.
    """

    def __init__(self, source: str, text: str, line: int, column: int, problem: str) -> None:
        lines = text.split("\n")
        excerpt = lines[line - 1] if line <= len(lines) else ""
        pointer = " " * cell_len(excerpt[: column - 1]) + "^"
        super().__init__(f"{source}:{line}:{column}: this is not SPARQL: {problem}\n  {excerpt}\n  {pointer}")
        self.line = line
        self.column = column


class QueryUsageError(QueryError):
    """A query was called wrongly: no such query or parameter, a value missing or of the wrong type."""


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """One query file.

    Attributes:
        name: The file's name without `.rq`.
        summary: The question it answers, in one line.
        description: What the answer holds, and what it leaves out.
        group: The kind of question, one of `kg.query_head.GROUPS`; empty of a query that is not saved.
        tags: Subjects.
        parameters: In order of their appearance in the query.
        columns: The columns of the answer in their order; empty where it is not a table or the query gives the order.
        example: A value for each required parameter, by name.
        text: The whole file, head included.
        path: The file.
        form: What kind of answer it gives: a table, yes or no, or a graph.
    """

    name: str
    summary: str
    description: str
    group: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    example: dict[str, str]
    text: str
    path: Path
    form: Form


def load_queries(folder: Path) -> dict[str, SavedQuery]:
    """Every saved query of a folder by its name, in the order of the names.

    Raises:
        QueryHeadError: A head has an unknown key, lacks one, or does not fit its query.
        QuerySyntaxError: A file is not SPARQL.
    """
    queries = {}
    for path in sorted(folder.glob("*.rq")):
        if not _STEM.fullmatch(path.stem):
            raise QueryHeadError(path, 1, "a query's name is small letters, digits and single hyphens")
        queries[path.stem] = _checked(read_query(path.read_text(encoding="utf-8"), path))
    return queries


def read_query(text: str, path: Path) -> SavedQuery:
    """A query of the user's: SPARQL in any of its forms; a head and its keys may be missing.

    Raises:
        QueryHeadError: The head is there but not readable, or a parameter's type does not exist.
        QuerySyntaxError: The text is not SPARQL.
    """
    try:
        head = read_head(text)
    except HeadError as error:
        raise QueryHeadError(path, error.line, str(error)) from error
    refuse_service(text, str(path))
    form, projected = _shape(text, path)
    parameters = _described(_parameters(text, path), head, path)
    if form == "select":
        _check_projection(text, parameters, projected, path)
    variables = projected - {parameter.variable for parameter in parameters}
    _check_columns(head, variables, path)
    return SavedQuery(
        name=path.stem,
        summary=head.summary,
        description=head.description,
        group=head.group,
        tags=head.tags,
        parameters=parameters,
        columns=head.columns,
        example=head.example,
        text=text,
        path=path,
        form=form,
    )


def refuse_service(text: str, source: str) -> None:
    """Let no query through that would ask another server.

    The store's parser needs no space around a keyword (`SERVICEex:a`, `trueSERVICE:a`): the letters are refused
    wherever they could be one, and so in the prefix of a name.

    Raises:
        QueryError: It has a SERVICE.
    """
    for token in tokens_of(text):
        if token.kind in ("word", "name") and "SERVICE" in token.text.partition(":")[0].upper():
            line = _line_of(text, token.start)
            raise QueryError(f"{source}:{line}: SERVICE asks another server; queries here only read the store")


def find_query(queries: dict[str, SavedQuery], name: str) -> SavedQuery:
    """The saved query of a name.

    Raises:
        QueryUsageError: There is none; the text names those that are close.
    """
    if name in queries:
        return queries[name]
    close = get_close_matches(name, queries, n=3, cutoff=0.4)
    hint = f"did you mean {', '.join(close)}?" if close else "`kg queries` lists them."
    raise QueryUsageError(f"there is no saved query {name!r}; {hint}")


def _shape(text: str, path: Path) -> tuple[Form, set[str]]:
    """The form of a query and the variables that its SELECT gives; found by running it over nothing."""
    try:
        answer = Store().query(text)
    except SyntaxError as error:
        raise syntax_error(error, text, str(path)) from error
    if isinstance(answer, QuerySolutions):
        return "select", {variable.value for variable in answer.variables}
    return ("ask" if isinstance(answer, QueryBoolean) else "graph"), set()


def syntax_error(error: SyntaxError, text: str, source: str) -> QueryError:
    """What is wrong with a text that is not SPARQL, in words for its author; `error` is what the store says."""
    mistake = find_mistake(text)
    if mistake is not None:
        line, column = _line_of(text, mistake.position), mistake.position - text.rfind("\n", 0, mistake.position)
        return QuerySyntaxError(source, text, line, column, mistake.problem)
    match = _ERROR_PLACE.match(str(error))
    if match is None:
        return QueryError(f"{source}: this is not SPARQL: {error}")
    # Of a name the parser lists every character that it would have taken: nobody reads that.
    problem = match["problem"].partition("['")[0].rstrip(" ").removesuffix(",") or match["problem"]
    return QuerySyntaxError(source, text, int(match["line"]), int(match["column"]), problem)


def _parameters(text: str, path: Path) -> tuple[Parameter, ...]:
    parameters = []
    for variable, position in variables_of(text).items():
        line = _line_of(text, position)
        try:
            parameter = parameter_of(variable)
        except ValueError as error:
            raise QueryHeadError(path, line, str(error)) from error
        if parameter is None:
            continue
        if parameter.name in _RESERVED_NAMES:
            raise QueryHeadError(path, line, f"`kg query` has an option --{parameter.name}; use another name")
        parameters.append(parameter)
    return tuple(parameters)


def _described(parameters: tuple[Parameter, ...], head: Head, path: Path) -> tuple[Parameter, ...]:
    """The parameters with what the head says of them."""
    known = {parameter.name: parameter for parameter in parameters}
    for key in ("defaults", "values", "example"):
        for name in sorted(getattr(head, key).keys() - known.keys()):
            raise QueryHeadError(path, head.lines[key], f"{key}: the query has no parameter {name!r}")
    for name, pattern in head.values.items():
        _check_values(name, pattern, path, head.lines["values"])
    for name, value in head.defaults.items():
        try:
            known[name].term(value)
        except ValueError as error:
            raise QueryHeadError(path, head.lines["defaults"], f"defaults: {name}: {error}") from error
    return tuple(
        replace(parameter, default=head.defaults.get(parameter.name), values=head.values.get(parameter.name, ""))
        for parameter in parameters
    )


def _check_values(name: str, pattern: str, path: Path, line: int) -> None:
    try:
        Store().query(values_query(pattern), prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryHeadError(path, line, f"values: {name}: {pattern!r} is not a graph pattern of SPARQL") from error
    if "value" not in variables_of(pattern):
        raise QueryHeadError(path, line, f"values: {name}: {pattern!r} has no variable ?value")


def values_query(pattern: str) -> str:
    """The query that finds the values of a parameter, by the head's pattern; it needs the project's prefixes."""
    return f"SELECT DISTINCT ?value WHERE {{ {pattern} }}"


def _check_projection(text: str, parameters: tuple[Parameter, ...], projected: set[str], path: Path) -> None:
    for parameter in parameters:
        if parameter.variable not in projected:
            line = _line_of(text, variables_of(text)[parameter.variable])
            problem = f"SELECT leaves out the parameter ?{parameter.variable}; write SELECT * or SELECT DISTINCT *"
            raise QueryHeadError(path, line, problem)


def _check_columns(head: Head, variables: set[str], path: Path) -> None:
    if head.columns and set(head.columns) != variables:
        missing = ", ".join(sorted(variables - set(head.columns)))
        unknown = ", ".join(sorted(set(head.columns) - variables))
        problem = f"the query does not give {unknown}" if unknown else f"the query also gives {missing}"
        raise QueryHeadError(path, head.lines["columns"], f"columns: {problem}")


def _checked(query: SavedQuery) -> SavedQuery:
    """The query, if its head has all that a saved query needs."""
    required = ["summary", "description", "group", "tags"]
    if query.form == "select":
        required.append("columns")
    for key in required:
        if not getattr(query, key):
            raise QueryHeadError(query.path, 1, f"the head lacks {key!r}; add a line `#+ {key}: …`")
    needed = {parameter.name for parameter in query.parameters if parameter.required and parameter.default is None}
    for name in sorted(needed - query.example.keys()):
        raise QueryHeadError(query.path, 1, f"the head lacks an example of {name}; add `#+ example: {{{name}: …}}`")
    return query


def _line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
