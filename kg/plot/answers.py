"""What pictures ask the store: the queries of `queries/plots/`."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Store

from extract.resources import resource
from kg.queries import read_query
from kg.query import Table, bind, run
from kg.reader import Reader


def ask(store: Store, reader: Reader, name: str, given: Mapping[str, str] | None = None) -> Table:
    """The answer of one of the queries.

    Args:
        store: The store.
        reader: The same store, where names are looked up.
        name: The file's name without `.rq`.
        given: Values of its parameters; a name will do for an IRI.

    Raises:
        QueryError: A name in `given` means nothing in the store, or several things.
    """
    path = resource("queries") / "plots" / f"{name}.rq"
    query = read_query(path.read_text(encoding="utf-8"), path)
    answer = run(store, query, bind(query, given or {}, reader))
    assert isinstance(answer, Table)
    return answer
