// The card of a thing.

import { get } from "../api.js";
import { h, zh } from "../dom.js";
import { evidence, factGroups } from "../facts.js";
import { t } from "../i18n.js";
import { badge, kindsOf } from "../kinds.js";
import { link } from "../router.js";

const FROM_FILE = "http://www.w3.org/ns/prov#wasDerivedFrom";
const WITH_GOALS = new Set(["region", "document", "programme", "indicator", "series"]);

export async function entityView({ iri = "" }, signal) {
  const card = await get("entity", { iri }, signal);
  const node = h("article", { class: "card" },
    h("header", null,
      h("p", null, badge(card.category), " ", h("span", { class: "muted" }, kindsOf(card))),
      h("h1", null, zh(card.name)),
      card.other_names.length > 0 && h("p", { class: "muted" }, t("card.other-names"), zh(card.other_names.join("、"))),
      h("p", { class: "iri" }, card.iri),
      ways(card)),
    card.evidence.length > 0 && h("section", { class: "facts" }, h("h2", null, t("card.said")), evidence(card.evidence)),
    factGroups(t("card.facts"), card.facts),
    factGroups(t("card.incoming"), card.incoming, true),
    documents(card.documents),
    card.sources.length > 0 && h("section", null, h("h2", null, t("card.sources")),
      h("ul", { class: "plain muted" }, card.sources.map((source) => h("li", null, zh(source))))));
  return { title: card.name, node };
}

function ways({ iri, category, facts }) {
  // Of a document that is only cited there is no text.
  const reads = category === "document" && facts.some(({ property }) => property === FROM_FILE);
  return h("p", { class: "ways" },
    reads && h("a", { class: "button", href: link("document", { iri }) }, t("card.read")),
    h("a", { class: "button", href: link("graph", { iri }) }, t("card.graph")),
    WITH_GOALS.has(category) && h("a", { class: "button", href: link("goals", { iri }) }, t("card.goals")));
}

function documents(rows) {
  if (rows.length === 0) return null;
  return h("section", null, h("h2", null, t("card.documents")), h("ul", { class: "documents" }, rows.map((row) =>
    h("li", null, h("span", { class: "count" }, t("card.mentions", { n: row.mentions })),
      h("a", { href: link("document", { iri: row.iri }) }, zh(row.name)),
      h("a", { class: "muted", href: link("entity", { iri: row.iri }) }, t("card"))))));
}
