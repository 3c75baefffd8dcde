"""Every view of the five documents opened by viewers' own code; their counts are held against those of SPARQL.

Graphology reads GEXF, Cytoscape.js its JSON, Neo4j's own checker the Cypher script (npm); ndex2, the library of NDEx,
reads CX2 and Tulip GraphML (Python); Graphviz draws DOT. All are installed into a temporary folder; nothing of the
project is changed. Exit code 1 if any count differs.

    python -m bench.interop.viewers
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.interop._view_counts import ENTITY, VIEWS, counts
from extract.resources import resource
from kg.build import build
from kg.store import read_store

HERE = Path(__file__).resolve().parent
NPM_PACKAGES = (
    "graphology@0.26",
    "graphology-gexf@0.13",
    "cytoscape@3",
    "@neo4j-cypher/language-support@2.0.0-next.38",
)
PIP_PACKAGES = ("ndex2==3.12.0", "tulip-python==6.0.0")
FORMATS = ("graphml", "gexf", "cytoscape", "cx2", "dot", "neo4j")
Counts = dict[str, dict[str, list[int]]]


def main() -> int:
    """Run the comparison; the exit code."""
    missing = [program for program in ("npm", "node", "dot") if shutil.which(program) is None]
    if missing:
        print(f"not on the path: {', '.join(missing)} (Debian: npm, nodejs, graphviz)", file=sys.stderr)
        return 1
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        build([resource("data/documents")], folder / "store")
        store = read_store(folder / "store")
        wanted = {view: list(counts(store, view)) for view in VIEWS}
        files = folder / "files"
        _export(folder / "store", files)
        found = _of_javascript(folder, files) | _of_python(folder, files) | {"graphviz": _of_graphviz(files)}
    return _compare(wanted, found)


def _export(store: Path, files: Path) -> None:
    files.mkdir()
    for view in VIEWS:
        entity = ["--entity", ENTITY] if view == "ego" else []
        for name in FORMATS:
            output = ["--format", name, "-o", str(files / f"{view}.{name}"), "--store", str(store)]
            _run([sys.executable, "-m", "kg", "export", "--view", view, *entity, *output])


def _of_javascript(folder: Path, files: Path) -> Counts:
    place = folder / "npm"
    place.mkdir()
    (place / "package.json").write_text("{}", "utf-8")
    _run(["npm", "install", "--no-audit", "--no-fund", "--silent", *NPM_PACKAGES], place)
    shutil.copy(HERE / "_viewers.cjs", place)
    read: Counts = json.loads(_run(["node", "_viewers.cjs", str(files), *VIEWS], place))
    return read


def _of_python(folder: Path, files: Path) -> Counts:
    place = folder / "pip"
    _run([sys.executable, "-m", "pip", "install", "--quiet", "--target", str(place), *PIP_PACKAGES])
    read: Counts = json.loads(_run([sys.executable, str(HERE / "_viewers_of_pip.py"), str(place), str(files), *VIEWS]))
    return read


def _of_graphviz(files: Path) -> dict[str, list[int]]:
    read = {}
    for view in VIEWS:
        svg = _run(["dot", "-Tsvg", str(files / f"{view}.dot")])
        read[view] = [svg.count('class="node"'), svg.count('class="edge"')]
    return read


def _run(command: list[str], folder: Path | None = None) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")
    if done.returncode:
        sys.exit(f"{' '.join(command[:4])} …: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


def _compare(wanted: dict[str, list[int]], found: Counts) -> int:
    wrong = 0
    for view, numbers in wanted.items():
        print(f"{view}: SPARQL counts {numbers[0]} nodes, {numbers[1]} edges")
        for program, read in sorted(found.items()):
            same = read[view] == numbers
            wrong += not same
            print(f"  {program}: {'the same' if same else f'{read[view]}, which is something else'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
