"""Neo4j: tables for `neo4j-admin database import`, a Cypher script that loads the same tables, and a note on both."""

from __future__ import annotations

import re
from pathlib import Path

from kg.output import open_output
from kg.views.model import PropertyGraph
from kg.views.tables import Cell, write_rows

NODES, RELATIONSHIPS, SCRIPT, NOTE = "nodes.csv", "relationships.csv", "import.cypher", "README.txt"
_NODE_COLUMNS = ("id:ID", "name", "kind", "category", "iri", "weight:double", "start:date", "end:date", ":LABEL")
_EDGE_COLUMNS = (":START_ID", ":END_ID", ":TYPE", "weight:double", "start:date", "end:date", "year:int")
# Every node has it, so that one constraint makes ids unique and one index finds any node.
_COMMON_LABEL = "Entity"
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|\W+")

_HEAD = """\
// Loads nodes.csv and relationships.csv into a running Neo4j (4.4 or newer); both have to be in its import folder.
// Run it again after a new export: it adds and updates, and removes nothing.
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
"""
_NODE_STATEMENT = """
LOAD CSV WITH HEADERS FROM 'file:///nodes.csv' AS row
WITH row WHERE row.`:LABEL` = {labels}
MERGE (n:Entity {{id: row.`id:ID`}})
SET n{colons}, n.name = row.name, n.kind = row.kind, n.category = row.category, n.iri = row.iri,
    n.weight = toFloat(row.`weight:double`), n.start = date(row.`start:date`), n.end = date(row.`end:date`);
"""
_EDGE_STATEMENT = """
LOAD CSV WITH HEADERS FROM 'file:///relationships.csv' AS row
WITH row WHERE row.`:TYPE` = {type}
MATCH (a:Entity {{id: row.`:START_ID`}})
MATCH (b:Entity {{id: row.`:END_ID`}})
MERGE (a)-[r:{name}]->(b)
SET r.weight = toFloat(row.`weight:double`), r.start = date(row.`start:date`), r.end = date(row.`end:date`),
    r.year = toInteger(row.`year:int`);
"""
_NOTE = """\
{title}

{nodes} nodes, {edges} relationships. Three ways into Neo4j; take one.

1. A new, empty database, while Neo4j is stopped:

   neo4j-admin database import full neo4j --nodes=nodes.csv --relationships=relationships.csv

2. A running Neo4j: copy nodes.csv and relationships.csv into its import folder, then

   cypher-shell -u neo4j -f import.cypher

3. The whole graph as RDF, with the plugin neosemantics (n10s):

   kg export --format turtle -o graph.ttl      and copy it into the import folder, then in cypher-shell

   CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (r:Resource) REQUIRE r.uri IS UNIQUE;
   CALL n10s.graphconfig.init({{handleVocabUris: "SHORTEN"}});
   CALL n10s.rdf.import.fetch("file:///import/graph.ttl", "Turtle");

   The path behind file:// is that of the file on the machine of the server.

Then, for example:  MATCH (a)-[r]->(b) RETURN a, r, b LIMIT 100
"""


def write_neo4j(graph: PropertyGraph, folder: Path) -> None:
    """Write the tables, the script and the note to a folder, which is made if it is not there.

    Raises:
        OutputError: A file cannot be written.
    """
    labels = {node.id: _labels(node.category, node.kind) for node in graph.nodes}
    types = {edge.kind: _type(edge.kind) for edge in graph.edges}
    nodes: list[tuple[Cell, ...]] = [
        (
            *map(_plain, (node.id, node.label, node.kind, node.category, node.iri)),
            node.weight,
            node.start,
            node.end,
            ";".join(labels[node.id]),
        )
        for node in graph.nodes
    ]
    edges: list[tuple[Cell, ...]] = [
        (edge.source, edge.target, types[edge.kind], edge.weight, edge.start, edge.end, edge.year)
        for edge in graph.edges
    ]
    note = _NOTE.format(title=graph.title, nodes=len(nodes), edges=len(edges))
    with open_output(folder / NODES) as file:
        write_rows(file, _NODE_COLUMNS, nodes)
    with open_output(folder / RELATIONSHIPS) as file:
        write_rows(file, _EDGE_COLUMNS, edges)
    with open_output(folder / SCRIPT) as file:
        file.write(_script(set(labels.values()), set(types.values())).encode())
    with open_output(folder / NOTE) as file:
        file.write(note.encode())


def _script(labels: set[tuple[str, ...]], types: set[str]) -> str:
    """A statement for each set of labels and each type: Cypher before Neo4j 5.26 takes neither from a variable."""
    nodes = [
        _NODE_STATEMENT.format(labels=_literal(";".join(names)), colons="".join(f":{_name(name)}" for name in names))
        for names in sorted(labels)
    ]
    edges = [_EDGE_STATEMENT.format(type=_literal(type_), name=_name(type_)) for type_ in sorted(types)]
    return "".join([_HEAD, *nodes, *edges])


def _labels(category: str, kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((_COMMON_LABEL, *(_label(name) for name in (category, kind)))))


def _label(name: str) -> str:
    # A semicolon parts labels in the table.
    return _plain(name).replace(";", ",")


def _type(kind: str) -> str:
    """The type of a relationship as Neo4j writes types.

    >>> _type("participatesIn"), _type("牵头")
    ('PARTICIPATES_IN', '牵头')
    """
    return _WORDS.sub("_", kind).strip("_").upper() or "RELATED"


def _plain(text: str) -> str:
    # LOAD CSV reads a backslash as an escape, neo4j-admin does not: the wide form of the character is safe in both.
    return text.replace("\\", "\uff3c")


def _literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _name(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
