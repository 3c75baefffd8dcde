// The graph explorer: a picture that grows where one chooses, with filters, a list for keyboards, and downloads.

import { get } from "../api.js";
import { announce, download, fill, h, zh } from "../dom.js";
import { drawing } from "../drawing.js";
import { graphFilters } from "../graph-filters.js";
import { graphml } from "../graphml.js";
import { t } from "../i18n.js";
import { badge } from "../kinds.js";
import { go, link } from "../router.js";
import { searchHits } from "../suggestions.js";
import { termName } from "../terms.js";

const EDGES_AT_ONCE = 40;
const MOST_EDGES = 2000;

export async function graphView({ iri = "" }, signal) {
  if (!iri) return { title: t("nav.graph"), node: beginning() };
  const first = await get("neighbours", { iri, limit: EDGES_AT_ONCE }, signal);
  const canvas = h("div", { class: "canvas", role: "img", "aria-label": t("graph.picture") });
  const parts = { canvas, chosen: h("div", { class: "chosen-node", "aria-live": "polite" }), count: h("p", { class: "muted", role: "status" }),
    list: h("ul", { class: "nodes" }), filters: h("div") };
  const explorer = { parts, signal, nodes: new Map(), edges: new Map(), expanded: new Set(), unshown: new Map(), start: first.nodes[0] };
  const node = h("section", { class: "explorer" },
    h("header", null, h("h1", null, t("graph.of"), zh(first.nodes[0].name)), parts.count, tools(explorer)),
    canvas, h("aside", { class: "panel" }, parts.chosen, parts.filters,
      h("details", { open: true }, h("summary", null, t("graph.list")), parts.list)));
  const onShown = () => begin(explorer, first);
  return { title: `${t("nav.graph")} · ${first.nodes[0].name}`, node, onShown };
}

/** Without a thing to begin at: a field to choose one. */
function beginning() {
  const list = h("ul", { class: "hits" });
  const input = h("input", { type: "search", "aria-label": t("graph.choose"), placeholder: t("search.placeholder") });
  searchHits(input, (hits) => fill(list, hits.map((hit) =>
    h("li", null, badge(hit.category), h("a", { href: link("graph", { iri: hit.iri }) }, zh(hit.name))))));
  return h("section", null, h("h1", null, t("nav.graph")), h("p", { class: "lead" }, t("home.graph")),
    h("div", { class: "filters" }, h("label", null, t("graph.choose"), input)), list);
}

function tools(explorer) {
  const name = () => explorer.start.name.replace(/[\\/:*?"<>|\s]+/g, "_");
  const saveXml = () => download(`${name()}.graphml`, new Blob([graphml(explorer.picture.visible())], { type: "application/xml" }));
  const savePng = async () => download(`${name()}.png`, await explorer.picture.png());
  return h("p", { class: "ways" },
    h("button", { type: "button", id: "save-graphml", onclick: saveXml }, t("graph.graphml")),
    h("button", { type: "button", id: "save-png", onclick: savePng }, t("graph.png")),
    h("button", { type: "button", onclick: () => explorer.picture.fit() }, t("graph.fit")));
}

function begin(explorer, first) {
  explorer.picture = drawing(explorer.parts.canvas, (iri) => visit(explorer, iri));
  explorer.signal.addEventListener("abort", () => explorer.picture.end());
  explorer.filters = graphFilters(explorer.parts.filters, () => apply(explorer));
  explorer.expanded.add(explorer.start.iri);
  take(explorer, explorer.start.iri, first);
  select(explorer, explorer.start.iri);
}

/** Add what is not yet there of the neighbours of a node. */
function take(explorer, iri, { nodes, edges, more }) {
  explorer.unshown.set(iri, { more, asked: edges.length });
  const newNodes = nodes.filter((node) => !explorer.nodes.has(node.iri));
  for (const node of newNodes) explorer.nodes.set(node.iri, node);
  const newEdges = [];
  for (const edge of edges) {
    const key = `${edge.source} ${edge.property} ${edge.target}`;
    if (explorer.edges.has(key)) continue;
    explorer.edges.set(key, edge);
    newEdges.push({ ...edge, name: termName(edge.property, edge.name) });
  }
  explorer.picture.add(newNodes, newEdges, explorer.expanded);
  explorer.filters.offer([...explorer.nodes.values()], [...explorer.edges.values()]);
  apply(explorer);
}

/** Show the neighbours of a node; once they are there, as many again. */
async function expand(explorer, iri) {
  const { more = 1, asked = 0 } = explorer.unshown.get(iri) ?? {};
  if (more === 0) return;
  explorer.expanded.add(iri);
  explorer.unshown.set(iri, { more: 0, asked });
  try {
    const limit = Math.min(asked + EDGES_AT_ONCE, MOST_EDGES);
    take(explorer, iri, await get("neighbours", { iri, limit }, explorer.signal));
  } catch (error) {
    if (error.name === "AbortError") return;
    explorer.unshown.set(iri, { more, asked });
    announce(error.message);
  }
  select(explorer, iri);
}

function apply(explorer) {
  explorer.picture.show(explorer.filters.passes);
  const { nodes, edges } = explorer.picture.visible();
  explorer.parts.count.textContent = t("graph.count", { nodes: nodes.length, edges: edges.length });
  explorer.parts.canvas.dataset.nodes = String(nodes.length);
  const held = document.activeElement?.dataset?.iri;
  fill(explorer.parts.list, nodes.map((node) => h("li", null, h("button", {
    type: "button", class: "plain-button", "data-iri": node.iri, onclick: () => visit(explorer, node.iri),
  }, badge(node.category), " ", zh(node.name)))));
  if (held) [...explorer.parts.list.querySelectorAll("button")].find((one) => one.dataset.iri === held)?.focus();
}

/** What is chosen for the first time is expanded; for more of it there is a button. */
function visit(explorer, iri) {
  select(explorer, iri);
  if (!explorer.expanded.has(iri)) expand(explorer, iri);
}

function select(explorer, iri) {
  const node = explorer.nodes.get(iri);
  explorer.picture.mark(iri);
  const { more } = explorer.unshown.get(iri) ?? {};
  const words = more === undefined ? t("graph.expand") : t("graph.more", { n: more });
  fill(explorer.parts.chosen, h("p", null, badge(node.category), node.year && h("span", { class: "muted" }, ` ${node.year}`)),
    h("h2", null, zh(node.name)),
    h("p", { class: "ways" },
      h("a", { class: "button", href: link("entity", { iri }) }, t("card")),
      more !== 0 && h("button", { type: "button", id: "expand", onclick: () => expand(explorer, iri) }, words),
      iri !== explorer.start.iri && h("button", { type: "button", onclick: () => go("graph", { iri }) }, t("graph.centre"))));
}
