// The kinds of things: in which order they are listed, how each is marked in a text and drawn in a graph.

import { h } from "./dom.js";
import { has, t } from "./i18n.js";
import { kindName, termName } from "./terms.js";

const ONTOLOGY = "https://w3id.org/cn-stp/ontology#";
export const CATEGORIES = ["organisation", "programme", "region", "document", "indicator", "goal"];
/** What a reader can have marked in a text. */
export const MARKED = ["organisation", "programme", "region", "document", "goal", "statement"];
/** Shapes of nodes, so that colour is not all that tells kinds apart. */
export const SHAPES = {
  organisation: "ellipse",
  programme: "round-rectangle",
  region: "hexagon",
  document: "rectangle",
  indicator: "diamond",
  goal: "star",
  series: "vee",
};
const CITATIONS = new Set(["document", "cites", "implements", "repeals", "attachedTo"]);

/** How a mention of a kind is marked; null where it is not. */
export function markOf(kind) {
  if (kind === "section") return null;
  if (CITATIONS.has(kind)) return "document";
  return MARKED.includes(kind) ? kind : "statement";
}

/** The word for a kind of thing, or for the property that a mention is the evidence of. */
export function categoryName(category) {
  const key = `category.${category}`;
  return has(key) ? t(key) : termName(ONTOLOGY + category, category);
}

/** A small label that says the kind. */
export function badge(category) {
  return h("span", { class: `badge k-${category in SHAPES ? category : "other"}` }, categoryName(category));
}

/** The narrower kinds of a thing in words. */
export function kindsOf({ category, kinds }) {
  return kinds.map(kindName).filter((name) => name.toLowerCase() !== categoryName(category).toLowerCase()).join(" · ");
}
