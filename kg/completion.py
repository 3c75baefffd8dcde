"""What the shell offers behind `kg query` at the tab key: queries, their parameters, and values from the store."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions

from extract.errors import PolicyGraphError
from extract.resources import resource
from kg.queries import SavedQuery, load_queries, read_query, values_query
from kg.reader import LABEL, Reader
from kg.store import read_store, store_base
from kg.vocabulary import PREFIXES, term

# More than these nobody reads through; a further letter narrows them.
MAX_OFFERS = 100
_OTHER_NAMES = (term("skos:altLabel"), term("stp:documentNumber"))
# What bash would take for its own where it stands unquoted on a command line.
_SPECIAL = re.compile(r"([\"'\\$`&|;<>()\[\]{}*?!#~])")


def complete(before: Sequence[str], incomplete: str, folder: Path) -> list[tuple[str, str]]:
    """What may stand next behind `kg query`, each with a word of help.

    Args:
        before: What stands there already, without options of the command itself.
        incomplete: The beginning of the word.
        folder: Of the store; nothing of it is offered where there is none.
    """
    try:
        if before and before[-1].startswith("--"):
            query = _query(before[0])
            values = _values(query, before[-1].removeprefix("--"), incomplete, folder) if query else ()
            return [(_typed(value), "") for value in sorted(set(values))[:MAX_OFFERS]]
        if before:
            return []
        queries = load_queries(resource("queries")).values()
        return [(query.name, query.summary) for query in queries if query.name.startswith(incomplete)]
    except (PolicyGraphError, OSError, ValueError, RuntimeError):
        # The prompt is no place for messages; the command itself says what is wrong.
        return []


def options(before: Sequence[str], incomplete: str) -> list[tuple[str, str]]:
    """The parameters of the query named in `before` that are not given yet, as options, each with its type."""
    try:
        query = _query(before[0]) if before else None
    except (PolicyGraphError, OSError, ValueError):
        return []
    offers = [(f"--{parameter.name}", parameter.type) for parameter in query.parameters] if query else []
    return [(name, type_) for name, type_ in offers if name.startswith(incomplete) and name not in before]


def _query(name: str) -> SavedQuery | None:
    path = Path(name)
    if path.suffix == ".rq":
        return read_query(path.read_text(encoding="utf-8"), path)
    # Only this one: the others need not be read while somebody waits.
    saved = resource("queries") / f"{name}.rq"
    return read_query(saved.read_text(encoding="utf-8"), saved) if saved.is_file() else None


def _values(query: SavedQuery, parameter_name: str, beginning: str, folder: Path) -> Iterator[str]:
    """Names of the values that the store has for a parameter."""
    parameter = next((parameter for parameter in query.parameters if parameter.name == parameter_name), None)
    if parameter is None or not parameter.values:
        return
    store = read_store(folder)
    reader = Reader(store, store_base(store))
    found = store.query(values_query(parameter.values), prefixes=PREFIXES, use_default_graph_as_union=True)
    for solution in found if isinstance(found, QuerySolutions) else ():
        for name in _names(solution["value"], reader, beginning):
            # Shells take a name with a blank in it for two words.
            if name.startswith(beginning) and name.split() == [name]:
                yield name


def _names(value: object, reader: Reader, beginning: str) -> Iterator[str]:
    if isinstance(value, NamedNode):
        yield reader.label(value)
        for predicate in (LABEL, *_OTHER_NAMES) if beginning else ():
            yield from (
                quad.object.value for quad in reader.quads(value, predicate) if isinstance(quad.object, Literal)
            )
    elif isinstance(value, Literal):
        yield value.value


def _typed(name: str) -> str:
    """A name as it has to stand on the command line: bash inserts it as it is, other shells quote it themselves."""
    return _SPECIAL.sub(r"\\\1", name) if os.environ.get("_KG_COMPLETE", "").startswith("bash") else name
