// Reads the exports of each view with JavaScript libraries and prints how many nodes and edges each found, as JSON.
// Of Neo4j's script the numbers are those of the tables; the script itself has to be right, in syntax and meaning.
const fs = require("fs");
const path = require("path");
const Graph = require("graphology");
const gexf = require("graphology-gexf");
const cytoscape = require("cytoscape");
const { lintCypherQuery } = require("@neo4j-cypher/language-support");

const [folder, ...views] = process.argv.slice(2);
const read = (name) => fs.readFileSync(path.join(folder, name), "utf8");
const found = { graphology: {}, "cytoscape.js": {}, "neo4j's checker of Cypher": {} };

for (const view of views) {
  const graph = gexf.parse(Graph, read(`${view}.gexf`));
  graph.forEachNode((node, attributes) => {
    if (!attributes.label || !attributes.color) throw new Error(`${view}.gexf: ${node} has no label or colour`);
  });
  found.graphology[view] = [graph.order, graph.size];

  const network = cytoscape({ headless: true, elements: JSON.parse(read(`${view}.cytoscape`)).elements });
  found["cytoscape.js"][view] = [network.nodes("[name][category]").length, network.edges("[interaction]").length];

  const script = read(`${view}.neo4j/import.cypher`);
  const { diagnostics } = lintCypherQuery(script, {});
  if (diagnostics.length) throw new Error(`${view}.neo4j/import.cypher: ${JSON.stringify(diagnostics[0])}`);
  const rows = (name) => read(`${view}.neo4j/${name}`).trimEnd().split("\n").length - 1;
  found["neo4j's checker of Cypher"][view] = [rows("nodes.csv"), rows("relationships.csv")];
}
console.log(JSON.stringify(found));
