// The answers to queries, to be looked at and taken away.

import { columnName } from "./columns.js";
import { download, h } from "./dom.js";
import { t } from "./i18n.js";
import { link } from "./router.js";

const SHOWN = 500;
// Texts with more characters than this get a wide column.
const LONG = 12;

function downloads(formats, save) {
  const button = ([format, words, ending]) => {
    const onClick = async () => download(`result.${ending}`, await save(format));
    return h("button", { type: "button", "data-format": format, onclick: onClick }, words);
  };
  return h("p", { class: "ways" }, t("results.download"), " ", formats.map(button));
}

/** The answer to a CONSTRUCT or DESCRIBE. */
export function graphResult(turtle, save) {
  return [downloads([["turtle", "Turtle", "ttl"]], save), h("pre", { class: "turtle", tabindex: 0, lang: "zh-CN" }, turtle)];
}

/** The answer to a SELECT or ASK, its columns in the order that is wished. */
export function resultTable(found, save, columns) {
  if ("boolean" in found) return h("p", { class: "figure" }, t(found.boolean ? "results.yes" : "results.no"));
  const names = columns?.length ? columns.filter((name) => found.head.vars.includes(name)) : found.head.vars;
  const rows = found.results.bindings;
  const body = h("tbody", null, rows.slice(0, SHOWN).map((row) => h("tr", null, names.map((name) => h("td", null, cell(row[name]))))));
  const table = h("div", { class: "table", tabindex: 0, role: "region", "aria-label": t("results.table") },
    h("table", null, h("thead", null, h("tr", null, names.map((name) => h("th", { scope: "col", title: name }, columnName(name))))), body));
  const count = rows.length > SHOWN ? t("results.first", { shown: SHOWN, n: rows.length }) : t("results.count", { n: rows.length });
  return [h("p", { class: "muted count-of-rows" }, count), downloads([["csv", "CSV", "csv"], ["json", "JSON", "json"]], save), table];
}

function cell(value) {
  if (!value) return null;
  if (value.type === "uri") return h("a", { href: link("entity", { iri: value.value }), title: value.value, lang: "zh-CN", class: "reference" }, shortened(value.value));
  const isLong = value.value.length > LONG;
  return h("span", { lang: value["xml:lang"] === "en" ? "en" : "zh-CN", class: isLong && "long" }, value.value);
}

/** The last two parts of an IRI: kind and name. */
function shortened(iri) {
  const parts = iri.split(/[/#]/).filter(Boolean);
  return parts.slice(-2).join("/");
}
