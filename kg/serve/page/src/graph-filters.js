// Which nodes and edges of the explorer are shown: by kind, and by the years of the documents that state them.

import { fill, h, later } from "./dom.js";
import { t } from "./i18n.js";
import { badge, SHAPES } from "./kinds.js";

/** Filters in an element; `changed` is called when the user sets one. */
export function graphFilters(element, changed) {
  const off = new Set();
  const years = { from: "", to: "" };
  const kinds = h("div", { class: "kinds" });
  const field = (name) => {
    const input = h("input", { name, inputmode: "numeric", pattern: "[0-9]{4}", maxlength: 4, size: 5, placeholder: "2020" });
    input.addEventListener("input", later(() => {
      years[name] = /^\d{4}$/.test(input.value) ? input.value : "";
      changed();
    }));
    return input;
  };
  fill(element, h("fieldset", { class: "legend" }, h("legend", null, t("graph.kinds")), kinds),
    h("div", { class: "filters" }, h("label", null, t("years.from"), field("from")), h("label", null, t("years.to"), field("to"))));
  const fits = (year) => (!years.from || year >= years.from) && (!years.to || year <= years.to);
  const passes = {
    // What bears no year, as a region, is in every year.
    node: (node) => !off.has(group(node)) && (!node.year || fits(node.year)),
    edge: (edge) => edge.years.length === 0 || edge.years.some(fits),
  };
  return { passes, offer: (nodes) => offer(kinds, nodes, off, changed) };
}

function group({ category }) {
  return category in SHAPES ? category : "other";
}

function offer(kinds, nodes, off, changed) {
  const counts = new Map();
  for (const node of nodes) counts.set(group(node), (counts.get(group(node)) ?? 0) + 1);
  fill(kinds, [...counts].sort(([one], [other]) => one.localeCompare(other)).map(([name, count]) => {
    const input = h("input", { type: "checkbox", checked: !off.has(name), "data-kind": name });
    input.addEventListener("change", () => {
      if (input.checked) off.delete(name);
      else off.add(name);
      changed();
    });
    return h("label", null, input, badge(name), h("small", null, String(count)));
  }));
}
