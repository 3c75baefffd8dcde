// A form for the parameters of a saved query, filled with its example.

import { columnName } from "./columns.js";
import { fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { searchHits } from "./suggestions.js";

/** The form, and a function for what was typed into it. */
export function parameterForm({ parameters }, given, run) {
  const fields = parameters.map((parameter) => field(parameter, given[parameter.name]));
  const onSubmit = (event) => {
    event.preventDefault();
    run();
  };
  const node = h("form", { class: "filters", onsubmit: onSubmit }, fields.map((one) => one.node),
    // Enter in a field runs the query.
    h("button", { type: "submit", class: "visually-hidden", tabindex: -1 }, t("sparql.run")));
  const values = () => Object.fromEntries(fields.map(({ input }) => [input.name, input.value.trim()]).filter(([, value]) => value));
  return { node, values };
}

function field({ name, type, required, example }, value) {
  const isName = type === "iri";
  const list = isName && h("datalist", { id: `names-${name}` });
  const input = h("input", { name, required, value: value ?? example ?? "", list: isName && `names-${name}`, lang: isName && "zh-CN",
    autocomplete: "off", placeholder: type === "gYear" ? "2020" : type === "date" ? "2020-12-31" : null });
  if (isName) searchHits(input, (hits) => fill(list, [...new Set(hits.map((hit) => hit.name))].map((one) => h("option", { value: one }))));
  const words = required ? columnName(name) : `${columnName(name)} ${t("sparql.optional")}`;
  return { input, node: h("label", null, words, input, list) };
}
