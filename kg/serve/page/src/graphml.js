// GraphML, as http://graphml.graphdrawing.org/ has it, of what the explorer shows.

const NAMESPACE = "http://graphml.graphdrawing.org/xmlns";
const KEYS = [
  ["name", "node"],
  ["category", "node"],
  ["year", "node"],
  ["property", "edge"],
  ["label", "edge"],
  ["years", "edge"],
];
// What XML 1.0 does not allow.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** The nodes and edges as a file of GraphML. */
export function graphml({ nodes, edges }) {
  const file = document.implementation.createDocument(NAMESPACE, "graphml");
  const add = (parent, tag, attributes, text) => {
    const element = file.createElementNS(NAMESPACE, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text !== undefined) element.textContent = String(text).replace(FORBIDDEN, "");
    parent.append(element);
    return element;
  };
  const root = file.documentElement;
  for (const [name, domain] of KEYS) add(root, "key", { id: name, for: domain, "attr.name": name, "attr.type": "string" });
  const graph = add(root, "graph", { edgedefault: "directed" });
  for (const { iri, name, category, year } of nodes) {
    const element = add(graph, "node", { id: iri });
    add(element, "data", { key: "name" }, name);
    add(element, "data", { key: "category" }, category);
    if (year) add(element, "data", { key: "year" }, year);
  }
  for (const { source, target, property, name, years } of edges) {
    const element = add(graph, "edge", { source, target });
    add(element, "data", { key: "property" }, property);
    add(element, "data", { key: "label" }, name);
    if (years.length > 0) add(element, "data", { key: "years" }, years.join(" "));
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(file)}\n`;
}
