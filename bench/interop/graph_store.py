"""`kg build --sink` sends every graph to a real SPARQL 1.1 Graph Store: Virtuoso, which then has what a store has.

    python -m bench.interop.graph_store

Installs Debian's `virtuoso-opensource`, as root, where it is missing. The five documents are built into a store and
sent to a server of one's own, twice; the statements of each graph are counted there.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.interop._programs import five_documents, need_program, report
from bench.interop._virtuoso import CLIENT, PACKAGE, PASSWORD, SERVER, USER, virtuoso
from extract.resources import resource
from kg.graph_store import CREDENTIALS
from kg.sink import build_into

ENDPOINT = "/sparql-graph-crud-auth"
OWN = ("/graph/manifest", "/graph/runs", "/graph/links")  # of a store only
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH <%s> { ?s ?p ?o } }"


def main() -> None:
    """Print a line for each graph; exit code 1 when one differs."""
    need_program(SERVER, PACKAGE)
    need_program(CLIENT, PACKAGE)
    rows: list[tuple[str, ...]] = [("graph", "Oxigraph", "Virtuoso")]
    faults = []
    with TemporaryDirectory() as name:
        store = five_documents(Path(name) / "store")
        folder = Path(name) / "server"
        folder.mkdir()
        with virtuoso(folder) as server:
            os.environ[CREDENTIALS] = f"{USER}:{PASSWORD}"
            for _ in range(2):
                sent = build_into([resource("data/documents")], server.address(ENDPOINT))
                faults += [f"{failure.path}: {failure.reason}" for failure in sent.failed]
            print(f"{sent.files} files, {sent.statements:,} statements sent to {sent.sink}")
            for graph in sorted(map(str, store.named_graphs())):
                iri = graph.strip("<>")
                if not iri.endswith(OWN):
                    ours = sum(1 for quad in store if str(quad.graph_name) == graph)
                    theirs = int(server.ask(COUNT % iri)[0]["n"]["value"])
                    rows.append((iri, f"{ours:,}", f"{theirs:,}"))
                    if ours != theirs:
                        faults.append(f"{iri}: {ours:,} statements here, {theirs:,} there")
    report(rows, faults)


if __name__ == "__main__":
    main()
