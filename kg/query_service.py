"""The process of a query: it opens the store, answers what it is asked, and ends with the process that asks.

python -m kg.query_service STORE [BYTES]    requests on standard input, answers on standard output
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, Variable

from kg.answer_formats import GRAPH_FORMATS, TABLE_FORMATS, Written, write_boolean, write_graph, write_table
from kg.answer_output import AnswerOutput
from kg.answer_pages import PAGE_FORMATS, write_page
from kg.excel import ExcelOutput
from kg.queries import QueryError, QueryUsageError, SavedQuery, read_query, refuse_service, syntax_error
from kg.query import bind
from kg.query_messages import HEADER, AnswerHead, QueryRequest, arrives, received_request
from kg.query_text import written_out
from kg.reader import Reader
from kg.store import file_states, read_store, store_base
from kg.tables import term_text

_WRITE_AHEAD_LOG = re.compile(r"(\d+)\.log")
_KINDS = {"table": "a table", "boolean": "yes or no", "graph": "a graph"}


def serve(folder: Path, requests: int, answers: int, memory_limit: int | None) -> None:
    """Answer requests until there are no more.

    Args:
        folder: The store.
        requests: File descriptor to read requests from; at its end the process ends, whatever it does.
        answers: File descriptor to write answers to.
        memory_limit: The most bytes of address space that this process may take.
    """
    # Ctrl-C goes to every process of the terminal; the one that asked reports it, and ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if "KG_DEBUG" not in os.environ:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what Rust says when memory is short
    if memory_limit is not None:
        _limit_memory(memory_limit)
    threading.Thread(target=_end_with_asker, args=(requests,), daemon=True).start()
    opened = _Opened(folder)
    poll = select.poll()
    poll.register(requests, select.POLLIN)
    with os.fdopen(requests, "rb") as file:
        while arrives(poll) and (header := file.read(HEADER.size)):
            (length,) = HEADER.unpack(header)
            request = received_request(file.read(length))
            output = AnswerOutput(answers)
            try:
                output.end(_answer(opened, request, output))
            except Exception as error:
                output.error(error)


def _end_with_asker(requests: int) -> None:
    # Waits for nothing but the other end of the pipe to close, in the middle of a query too.
    poll = select.poll()
    poll.register(requests, 0)
    poll.poll()
    os._exit(0)


def _limit_memory(limit: int) -> None:
    import resource

    # macOS takes the call for an error.
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


class _Opened:
    """The store, opened anew when it was written to since: an open one does not see what came later."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._state: object = None
        self._seen: object = None
        self._log = folder
        self.store: Store
        self.reader: Reader
        self.bound: Callable[..., tuple[dict[Variable, NamedNode | Literal], str | None]]

    def refresh(self) -> None:
        glance = self._glance()
        if glance is not None and glance == self._seen:
            return
        state = self._state_on_disk()
        if state is None or state != self._state:
            self.store = read_store(self._folder)
            self.reader = Reader(self.store, store_base(self.store))
            # A page of the server asks several queries of the same thing; what it is called does not change meanwhile.
            self.bound = lru_cache(maxsize=256)(partial(_bound, self.reader))
            self._state = state
        self._seen = glance

    def _glance(self) -> object:
        """What changes with every write, soon seen: the names in the folder, or the write-ahead log in use."""
        try:
            folder, log = self._folder.stat(), self._log.stat()
        except OSError:
            return None
        return folder.st_mtime_ns, log.st_size, log.st_mtime_ns, self._log

    def _state_on_disk(self) -> object:
        try:
            files = file_states(self._folder)
        except OSError:
            return None
        logs = [match for name, _, _ in files if (match := _WRITE_AHEAD_LOG.fullmatch(name))]
        # RocksDB writes to the newest; older ones wait for their contents to come into other files.
        self._log = self._folder / max(logs, key=lambda match: int(match[1]))[0] if logs else self._folder
        return files


def _answer(opened: _Opened, request: QueryRequest, output: AnswerOutput) -> Written:
    opened.refresh()
    text, substitutions = request.text, dict(request.substitutions)
    query = None
    if request.with_head:
        query = _read(request.text, request.source)
        terms, written = opened.bound(request.text, request.source, tuple(request.given.items()))
        if written is None or request.explain:
            substitutions |= terms
        else:
            text = written
    else:
        refuse_service(request.text, request.source)
    output.passed("ready")
    try:
        found = opened.store.query(
            text,
            use_default_graph_as_union=request.union and request.default_graphs is None,
            default_graph=_graphs(request.default_graphs),
            named_graphs=_graphs(request.named_graphs),
            substitutions=substitutions,
        )
        output.passed("planned")
        if request.explain:
            return _explain(found, request.text, substitutions, opened.reader, output)
        return _write(found, query, request, opened.reader, output)
    except SyntaxError as error:
        raise syntax_error(error, request.text, request.source) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"{request.source}: the store cannot answer this query: {error}") from error


@lru_cache(maxsize=256)
def _read(text: str, source: str) -> SavedQuery:
    # A server is asked the same saved queries again and again.
    return read_query(text, Path(source))


def _bound(
    reader: Reader, text: str, source: str, given: tuple[tuple[str, str], ...]
) -> tuple[dict[Variable, NamedNode | Literal], str | None]:
    """The terms of a query's parameters, and its text with them written into it, where that is of use."""
    query = _read(text, source)
    terms = bind(query, dict(given), reader)
    return terms, written_out(query, terms)


def _explain(
    found: QuerySolutions | QueryTriples | QueryBoolean,
    text: str,
    substitutions: Mapping[Variable, Any],
    reader: Reader,
    output: AnswerOutput,
) -> Written:
    rows = 0
    for _ in [found] if isinstance(found, QueryBoolean) else found:
        if not rows:
            output.passed("first")
        rows += 1
    output.passed("done")
    # rdflib takes its time to load: only who wants a plan waits for it.
    from kg.query_plan import plan, timing

    output.begin(AnswerHead("boolean", "text"))
    try:
        tree = plan(text, reader)
    except Exception as error:  # whatever rdflib has against what Oxigraph has answered
        tree = f"rdflib, which translates queries into SPARQL algebra, cannot read this one: {error}"
    bound = "".join(f"{variable} = {term_text(term, reader)}\n" for variable, term in substitutions.items())
    output.write(f"{bound}{tree}\n\n{timing(output.seconds, rows)}\n".encode())
    return Written(rows)


def _graphs(iris: tuple[str, ...] | None) -> list[Any] | None:
    return None if iris is None else [NamedNode(iri) for iri in iris]


def _write(
    found: QuerySolutions | QueryTriples | QueryBoolean,
    query: SavedQuery | None,
    request: QueryRequest,
    reader: Reader,
    output: AnswerOutput,
) -> Written:
    head = _head(found, query, request)
    output.begin(head)
    if head.format in PAGE_FORMATS:
        title = (query.summary if query else "") or request.source
        return write_page(found, head.columns, head.format, reader, output, request.layout, title, request.max_rows)
    if isinstance(found, QuerySolutions):
        for_excel = request.layout.bom and head.format == "csv"
        target = ExcelOutput(output) if for_excel else output
        return write_table(found, head.columns, head.format, target, request.max_rows, by_rows=for_excel)
    if isinstance(found, QueryTriples):
        return write_graph(found, head.format, output, request.max_rows)
    write_boolean(found, head.format, output)
    return Written(1)


def _head(
    found: QuerySolutions | QueryTriples | QueryBoolean, query: SavedQuery | None, request: QueryRequest
) -> AnswerHead:
    """What kind of answer comes.

    Raises:
        QueryUsageError: The format that is wanted cannot hold it.
    """
    if isinstance(found, QuerySolutions):
        columns = (query.columns if query else ()) or tuple(variable.value for variable in found.variables)
        head = AnswerHead("table", request.table_format, columns)
    elif isinstance(found, QueryTriples):
        head = AnswerHead("graph", request.graph_format)
    else:
        head = AnswerHead("boolean", request.table_format)
    formats = (*PAGE_FORMATS, *(GRAPH_FORMATS if head.kind == "graph" else TABLE_FORMATS))
    if head.format not in formats:
        raise QueryUsageError(
            f"the answer is {_KINDS[head.kind]}, which {head.format} cannot hold; use {', '.join(formats)}"
        )
    return head


if __name__ == "__main__":
    serve(Path(sys.argv[1]), 0, 1, int(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2] else None)
