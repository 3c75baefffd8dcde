// Where one begins: what this is, and the documents that the graph was built from.

import { select } from "../api.js";
import { h, zh } from "../dom.js";
import { t } from "../i18n.js";
import { link } from "../router.js";

const DOCUMENTS = `
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX stp: <https://w3id.org/cn-stp/ontology#>
SELECT ?document (MIN(?label) AS ?name) (MIN(?day) AS ?date) (COUNT(DISTINCT ?goal) AS ?goals) WHERE {
  GRAPH ?graph { ?document a stp:PolicyDocument ; prov:wasDerivedFrom ?file ; rdfs:label ?label . }
  OPTIONAL { ?document dcterms:date ?day }
  OPTIONAL { ?document stp:setsGoal ?goal }
} GROUP BY ?document ORDER BY DESC(?date) ?name LIMIT 200`;

export async function homeView(_, signal) {
  const rows = await select(DOCUMENTS, signal);
  const found = rows.filter((row) => row.document);
  const node = h("section", null,
    h("h1", null, t("home.title")),
    h("p", { class: "lead" }, t("home.lead")),
    h("div", { class: "doors" }, ["goals", "graph", "sparql"].map((name) =>
      h("a", { href: link(name) }, h("strong", null, t(`nav.${name}`)), h("span", null, t(`home.${name}`))))),
    h("h2", null, t("home.documents", { n: found.length })),
    h("ul", { class: "documents" }, found.map(row)));
  return { title: "", node };
}

function row({ document, name, date = "", goals }) {
  return h("li", null,
    h("time", null, date.slice(0, 10) || "—"),
    h("a", { href: link("document", { iri: document }) }, zh(name)),
    h("span", { class: "muted" }, Number(goals) > 0 && h("a", { href: link("goals", { iri: document }) },
      t("home.goals-of", { n: goals })), " ", h("a", { href: link("entity", { iri: document }) }, t("card"))));
}
