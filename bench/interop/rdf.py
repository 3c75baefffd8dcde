"""RDF parsers that are not ours read every format of `kg export`, and find the statements that the store holds.

    python -m bench.interop.rdf

Each parser turns an export into N-Quads, which are compared with the store one by one. rapper and serdi are Debian
packages, N3.js is of npm, rdflib is there; pyld and pyjelly are installed for the run.
"""

from __future__ import annotations

import gzip
import json
import logging
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import rdflib
from pyoxigraph import Quad, QuerySolutions, RdfFormat, Store, Triple, parse

from bench.interop._programs import five_documents, need_npm_packages, need_program, need_python_packages, report
from kg.export import FORMATS, export
from kg.selection import REPEATABLE_GRAPHS

PYTHON_PACKAGES = ("pyld==3.3.0", "pyjelly==0.8.2")
NPM_PACKAGE = "n3@2.13.12"
N3_PROGRAM = """
const fs = require("fs"), N3 = require("n3");
const [file, format] = process.argv.slice(2);
const writer = new N3.Writer(process.stdout, { format: "N-Quads", end: false });
writer.addQuads(new N3.Parser({ format }).parse(fs.readFileSync(file, "utf8")));
writer.end();
"""
RUNS, MANIFEST = "graph/runs", "graph/manifest"
COUNT = """
SELECT (COUNT(*) AS ?n) WHERE {
  { SELECT DISTINCT %s WHERE { GRAPH ?g { ?s ?p ?o } FILTER(!STRENDS(STR(?g), "%s") && !STRENDS(STR(?g), "%s")) } }
}"""
Reading = Callable[[Path], str]


def by_program(*command: str | Path) -> str:
    """What a program prints; it complains of nothing."""
    run = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    if run.stderr:
        raise SystemExit(f"{command[0]}: {run.stderr}")
    return run.stdout


def by_n3(program: Path, format_: str, file: Path) -> str:
    """What N3.js reads."""
    run = subprocess.run(["node", program, file, format_], check=True, capture_output=True, encoding="utf-8")
    return run.stdout


def by_rdflib(format_: str, file: Path) -> str:
    """What rdflib reads; of Jelly, what pyjelly's plugin for rdflib does."""
    if format_ in {"turtle", "nt", "xml"}:
        return str(rdflib.Graph().parse(file, format=format_).serialize(format="nt"))
    return str(rdflib.Dataset().parse(file, format=format_).serialize(format="nquads"))


def by_pyld(file: Path) -> str:
    """What pyld reads."""
    from pyld import jsonld

    return str(jsonld.to_rdf(json.loads(file.read_bytes()), {"format": "application/n-quads"}))


def readings(folder: Path) -> dict[tuple[str, str], Reading]:
    """How each parser reads each format, by parser and format."""
    need_python_packages(folder / "python", *PYTHON_PACKAGES)
    rdflib.plugin.register("jelly", rdflib.parser.Parser, "pyjelly.integrations.rdflib.parse", "RDFLibJellyParser")
    modules = need_npm_packages(folder / "npm", NPM_PACKAGE)
    n3 = modules.parent / "read.js"
    n3.write_text(N3_PROGRAM, encoding="utf-8")
    rapper, serdi = need_program("rapper", "raptor2-utils"), need_program("serdi", "serdi")
    table: dict[tuple[str, str], Reading] = {}
    for format_ in ("turtle", "ntriples", "rdfxml", "nquads"):
        table["rapper", format_] = partial(by_program, rapper, "-q", "-i", format_, "-o", "nquads")
    for format_ in ("turtle", "ntriples", "trig", "nquads"):
        table["serdi", format_] = partial(by_program, serdi, "-i", format_, "-o", "nquads")
    for format_, name in {"turtle": "Turtle", "trig": "TriG", "ntriples": "N-Triples", "nquads": "N-Quads"}.items():
        table["N3.js", format_] = partial(by_n3, n3, name)
    names = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "trig": "trig", "nquads": "nquads"}
    for format_, name in (names | {"jsonld": "json-ld", "jelly": "jelly"}).items():
        table["rdflib", format_] = partial(by_rdflib, name)
    table["pyld", "jsonld"] = by_pyld
    return table


def statements(text: str, *, keeps_graphs: bool) -> set[Quad] | set[Triple]:
    """The statements of N-Quads; without their graphs, where the format has none."""
    quads = parse(text.encode(), format=RdfFormat.N_QUADS)
    return set(quads) if keeps_graphs else {quad.triple for quad in quads}


def count(store: Store, variables: str) -> int:
    """How many statements SPARQL counts in what `kg export --all` writes."""
    solutions = store.query(COUNT % (variables, RUNS, MANIFEST))
    assert isinstance(solutions, QuerySolutions)
    return int(next(solutions)["n"].value)


def main() -> None:
    """Export in every format, read by every parser; print a line for each."""
    # rdflib warns of each number that Python cannot hold as it is written.
    logging.disable(logging.WARNING)
    rows, faults = [("format", "parser", "statements", "by SPARQL", "")], []
    with TemporaryDirectory() as name:
        folder = Path(name)
        table = readings(folder)
        store = five_documents(folder / "store")
        ours = {quad for quad in store if not quad.graph_name.value.endswith((RUNS, MANIFEST))}
        for format_ in dict.fromkeys(format_ for _, format_ in table):
            keeps_graphs = format_ == "jelly" or FORMATS[format_].supports_datasets
            file = folder / f"graph.{format_}"
            export(store, file, format_, REPEATABLE_GRAPHS)
            compressed = folder / f"graph.{format_}.gz"
            export(store, compressed, format_, REPEATABLE_GRAPHS)
            if gzip.decompress(compressed.read_bytes()) != file.read_bytes():
                faults.append(f"{format_}: compressed, it is another graph")
            expected = ours if keeps_graphs else {quad.triple for quad in ours}
            counted = count(store, "?g ?s ?p ?o" if keeps_graphs else "?s ?p ?o")
            for (parser, read_format), read in table.items():
                if read_format == format_:
                    found = statements(read(file), keeps_graphs=keeps_graphs)
                    same = found == expected and len(found) == counted
                    rows.append((format_, parser, str(len(found)), str(counted), "same" if same else "DIFFERENT"))
                    if not same:
                        faults.append(f"{parser}, {format_}: {list(found ^ expected)[:3]}")
    report(rows, faults)


if __name__ == "__main__":
    main()
