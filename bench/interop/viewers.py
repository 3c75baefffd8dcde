"""Viewers' own code opens every view of the five documents, and finds as many nodes and edges as SPARQL counts.

    python -m bench.interop.viewers

Graphology reads GEXF, Cytoscape.js its JSON, Neo4j's own checker the Cypher script (npm); ndex2, the library of NDEx,
reads CX2, and Tulip GraphML (Python); all of them are installed for the run. Graphviz draws DOT.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.interop._programs import five_documents, need_npm_packages, need_program, need_python_packages, report
from bench.interop._view_counts import ENTITY, VIEWS, counts
from kg.reader import Reader
from kg.store import store_base
from kg.views.read import find_view, read_view
from kg.views.write import FORMATS, write_view

PYTHON_PACKAGES = ("ndex2==3.12.0", "tulip-python==6.0.0")
NPM_PACKAGES = (
    "graphology@0.26.0",
    "graphology-gexf@0.13.2",
    "cytoscape@3.34.4",
    "@neo4j-cypher/language-support@2.0.0-next.38",
)
SCRIPT = "_viewers.cjs"
Counts = dict[str, dict[str, list[int]]]


def of_javascript(folder: Path, files: Path) -> Counts:
    """What the libraries for Node.js find, by library and view."""
    need_npm_packages(folder, *NPM_PACKAGES)
    shutil.copy(Path(__file__).with_name(SCRIPT), folder)
    command = [need_program("node", "nodejs"), SCRIPT, str(files), *VIEWS]
    done = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    found: Counts = json.loads(done.stdout)
    return found


def of_python(folder: Path, files: Path) -> Counts:
    """What ndex2 and Tulip find."""
    need_python_packages(folder, *PYTHON_PACKAGES)
    from ndex2.cx2 import RawCX2NetworkFactory
    from tulip import tlp

    found: Counts = {"ndex2": {}, "tulip": {}}
    for view in VIEWS:
        network: Any = RawCX2NetworkFactory().get_cx2network(json.loads((files / f"{view}.cx2").read_text("utf-8")))
        found["ndex2"][view] = [len(network.get_nodes()), len(network.get_edges())]
        graph: Any = tlp.importGraph("GraphML", {"file::filename": str(files / f"{view}.graphml")})
        found["tulip"][view] = [graph.numberOfNodes(), graph.numberOfEdges()]
    return found


def of_graphviz(files: Path) -> Counts:
    """How many nodes and edges Graphviz draws."""
    dot = need_program("dot", "graphviz")
    drawn = {}
    for view in VIEWS:
        command = [dot, "-Tsvg", str(files / f"{view}.dot")]
        svg = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
        drawn[view] = [svg.count('class="node"'), svg.count('class="edge"')]
    return {"graphviz": drawn}


def main() -> None:
    """Export, open, compare; exit code 1 where a number is another."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        store = five_documents(folder / "store")
        reader = Reader(store, store_base(store))
        files = folder / "files"
        files.mkdir()
        for view in VIEWS:
            given = {"entity": ENTITY} if view == "ego" else {}
            graph = read_view(store, reader, find_view(view), given)
            for name in FORMATS:
                write_view(graph, files / f"{view}.{name}", name)
        wanted = {view: list(counts(store, view)) for view in VIEWS}
        found = of_javascript(folder / "npm", files) | of_python(folder / "pip", files) | of_graphviz(files)
    rows: list[tuple[str, ...]] = [("program", "view", "nodes", "edges", "SPARQL")]
    faults = []
    for program, read in sorted(found.items()):
        for view, numbers in read.items():
            same = numbers == wanted[view]
            rows.append((program, view, *map(str, numbers), "the same" if same else str(wanted[view])))
            faults += [] if same else [f"{program} finds {numbers} in {view}, SPARQL {wanted[view]}"]
    report(rows, faults)


if __name__ == "__main__":
    main()
