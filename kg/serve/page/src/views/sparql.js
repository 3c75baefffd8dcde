// Queries: the saved ones with a form for their parameters, and free SPARQL.

import { ask, Problem, sparql } from "../api.js";
import { queryTitle } from "../columns.js";
import { announce, fill, h } from "../dom.js";
import { editor } from "../editor.js";
import { t } from "../i18n.js";
import { parameterForm } from "../parameter-form.js";
import { graphResult, resultTable } from "../results.js";
import { amend, link } from "../router.js";
import { savedList } from "../saved-list.js";

const START = `PREFIX stp: <https://w3id.org/cn-stp/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?document ?title (COUNT(?goal) AS ?goals) WHERE {
  ?document stp:setsGoal ?goal ; rdfs:label ?title .
}
GROUP BY ?document ?title
ORDER BY DESC(?goals)
LIMIT 100`;

export async function sparqlView({ name, query, ...values }, signal) {
  const saved = await (await ask("queries", {}, { signal })).json();
  const chosen = saved.queries.find((one) => one.name === name);
  if (name && !chosen) throw new Problem(404, t("sparql.no-such", { name }));
  const out = h("div", { class: "results" });
  const place = h("div", { class: "editor" });
  const form = chosen && parameterForm(chosen, values, () => run());
  const state = { chosen, form, signal, out };
  const run = () => answer(state);
  const node = h("section", { class: "workbench" }, h("header", null, h("h1", null, t("nav.sparql"))),
    savedList(saved, name),
    h("div", { class: "bench" }, chosen && about(chosen, form), chosen ? folded(place) : place, buttons(state, run), out));
  const onShown = () => {
    state.editor = editor(place, { text: chosen?.sparql ?? query ?? START, label: t("sparql.editor"), run, changed: () => edited(state) });
    signal.addEventListener("abort", () => state.editor.end());
  };
  return { title: chosen ? queryTitle(chosen) : t("nav.sparql"), node, onShown };
}

function about(chosen, form) {
  return h("div", null, h("h2", null, queryTitle(chosen)), h("p", { class: "muted", lang: "en" }, chosen.description), form.node);
}

/** The text of a saved query, which most do not want to see. */
function folded(place) {
  return h("details", null, h("summary", null, t("sparql.text")), h("p", { class: "muted" }, t("sparql.text-note")), place);
}

function buttons(state, run) {
  return h("p", { class: "ways" }, h("button", { type: "button", class: "primary", id: "run", onclick: run }, t("sparql.run")),
    state.chosen && h("a", { class: "button", href: link("sparql", { query: state.chosen.sparql }) }, t("sparql.free")),
    h("small", { class: "muted" }, t("sparql.keys")));
}

/** Once its text is changed, a saved query is one of the user's own. */
function edited(state) {
  if (state.chosen) {
    state.chosen = undefined;
    announce(t("sparql.now-free"));
  }
}

function request(state, format) {
  const { chosen, form, signal } = state;
  if (chosen) return ask(`queries/${chosen.name}`, { ...form.values(), format: format.name }, { signal });
  return sparql(state.editor.text(), format.accept, signal);
}

const TABLE = { name: "json", accept: "application/sparql-results+json, text/turtle;q=0.9", file: "json" };
const FORMATS = {
  csv: { name: "csv", accept: "text/csv", file: "csv" },
  json: { name: "json", accept: "application/sparql-results+json", file: "json" },
  turtle: { name: "turtle", accept: "text/turtle", file: "ttl" },
};

async function answer(state) {
  if (state.chosen) amend("sparql", { name: state.chosen.name, ...state.form.values() });
  else amend("sparql", { query: state.editor.text() });
  fill(state.out, h("p", { class: "muted" }, t("sparql.running")));
  try {
    const isGraph = state.chosen?.form === "graph";
    const response = await request(state, isGraph ? FORMATS.turtle : TABLE);
    const cut = response.headers.get("KG-Result-Cut");
    const isTurtle = response.headers.get("Content-Type").startsWith("text/turtle");
    const save = (format) => request(state, FORMATS[format]).then((found) => found.blob());
    const shown = isTurtle ? graphResult(await response.text(), save) : resultTable(await response.json(), save, state.chosen?.columns);
    announce(t("sparql.done"));
    fill(state.out, cut && h("p", { class: "notice" }, t("sparql.cut", { cut })), shown);
  } catch (error) {
    if (error.name === "AbortError") return;
    fill(state.out, failure(state, error));
  }
}

function failure(state, error) {
  const [, line, column] = /(?:^|\D)(\d+):(\d+): /.exec(error.message) ?? [];
  const show = () => state.editor.goTo(Number(line), Number(column));
  return h("div", { class: "notice", role: "alert" }, h("h3", null, t("sparql.failed")), h("pre", null, error.message),
    line && h("button", { type: "button", onclick: show }, t("sparql.go-to", { line, column })));
}
