// The picture of a graph, by Cytoscape.js.

import cytoscape from "cytoscape";

import { SHAPES } from "./kinds.js";

const LONGEST_NAME = 12;
const MOST_ZOOM = 1.3;
const MOST_EDGE_NAMES = 16;

/** A picture in an element; `visit` is told the IRI of the node that is pressed. */
export function drawing(element, visit) {
  const cy = cytoscape({ container: element, style: style(), maxZoom: 3, minZoom: 0.1, boxSelectionEnabled: false });
  cy.on("tap", "node", (event) => visit(event.target.id()));
  const restyle = () => cy.style(style());
  addEventListener("themechange", restyle);
  return {
    add: (nodes, edges, expanded) => add(cy, nodes, edges, expanded),
    show: (passes) => show(cy, passes),
    mark: (iri) => mark(cy, iri),
    visible: () => visible(cy),
    fit: () => cy.fit(undefined, 30),
    png: () => cy.png({ output: "blob-promise", full: true, scale: 2, maxWidth: 6000, maxHeight: 6000, bg: colour("--paper") }),
    end: () => {
      removeEventListener("themechange", restyle);
      cy.destroy();
    },
  };
}

function add(cy, nodes, edges, expanded) {
  cy.add(nodes.map((node) => ({ group: "nodes", data: { id: node.iri, node, name: short(node.name), category: SHAPES[node.category] ? node.category : "other" } })));
  cy.add(edges.map((edge) => ({ group: "edges", data: { source: edge.source, target: edge.target, name: edge.name, edge } })));
  for (const iri of expanded) cy.getElementById(iri).addClass("expanded");
  if (nodes.length === 0) return;
  // From where the nodes are on, so that what one knows already stays about where it was.
  const isFirst = cy.nodes().length === nodes.length;
  cy.layout({ name: "cose", animate: false, randomize: isFirst, fit: true, padding: 30, nodeRepulsion: () => 400_000,
    idealEdgeLength: () => 110, nodeOverlap: 40, componentSpacing: 80, numIter: 600 }).run();
  if (cy.zoom() > MOST_ZOOM) cy.zoom(MOST_ZOOM).center();
}

function short(name) {
  return [...name].length > LONGEST_NAME ? `${[...name].slice(0, LONGEST_NAME - 1).join("")}…` : name;
}

function show(cy, passes) {
  cy.batch(() => {
    cy.nodes().forEach((node) => node.toggleClass("hidden", !passes.node(node.data("node"))));
    cy.edges().forEach((edge) => edge.toggleClass("hidden", !passes.edge(edge.data("edge"))));
  });
}

function mark(cy, iri) {
  cy.elements().removeClass("near chosen named");
  const edges = cy.getElementById(iri).addClass("chosen").connectedEdges().addClass("near");
  // More names than this would cover the picture.
  if (edges.length <= MOST_EDGE_NAMES) edges.addClass("named");
}

function visible(cy) {
  const nodes = cy.nodes().filter((node) => !node.hasClass("hidden"));
  const edges = cy.edges().filter((edge) => !edge.hasClass("hidden") && !edge.source().hasClass("hidden") && !edge.target().hasClass("hidden"));
  return { nodes: nodes.map((node) => node.data("node")), edges: edges.map((edge) => ({ ...edge.data("edge"), name: edge.data("name") })) };
}

/** What a colour of the style sheet is now: a canvas knows no variables. */
function colour(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function style() {
  const font = getComputedStyle(document.body).fontFamily;
    return [
    { selector: "node", style: { label: "data(name)", "font-family": font, "font-size": 12, color: colour("--ink"), "text-valign": "bottom",
      "text-margin-y": 4, "text-outline-color": colour("--paper"), "text-outline-width": 2, width: 22, height: 22 } },
    ...Object.entries({ ...SHAPES, other: "ellipse" }).map(([kind, shape]) => ({ selector: `node[category = "${kind}"]`,
      style: { "background-color": colour(`--k-${kind === "series" ? "goal" : kind}`), shape } })),
    { selector: "node.expanded", style: { width: 34, height: 34, "font-weight": "bold" } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": colour("--accent") } },
    { selector: "edge", style: { width: 1.2, "line-color": colour("--line-strong"), "target-arrow-color": colour("--line-strong"),
      "target-arrow-shape": "triangle", "arrow-scale": 0.8, "curve-style": "bezier" } },
    { selector: "edge.near", style: { width: 1.6, "line-color": colour("--accent"), "target-arrow-color": colour("--accent") } },
    { selector: "edge.named", style: { label: "data(name)", "font-family": font, "font-size": 10, color: colour("--muted"),
      "text-background-color": colour("--paper"), "text-background-opacity": 0.9, "text-background-padding": 2 } },
    { selector: ".hidden", style: { display: "none" } },
  ];
}
