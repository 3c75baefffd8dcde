// All hits of a search, by kind.

import { get } from "../api.js";
import { h, zh } from "../dom.js";
import { t } from "../i18n.js";
import { badge, categoryName, CATEGORIES, kindsOf } from "../kinds.js";
import { link } from "../router.js";

const SHOWN = 100;

export async function searchView({ q = "", category }, signal) {
  const { results } = q ? await get("search", { q, category, limit: SHOWN }, signal) : { results: [] };
  const choices = [undefined, ...CATEGORIES].map((name) =>
    h("a", { href: link("search", { q, category: name }), "aria-current": name === category && "true" },
      name ? categoryName(name) : t("search.all")));
  const found = results.length === SHOWN ? t("search.many", { n: SHOWN }) : t("search.found", { n: results.length });
  const node = h("section", null,
    h("h1", null, t("search.title", { q })),
    h("nav", { class: "chips", "aria-label": t("search.kinds") }, choices),
    h("p", { class: "muted" }, found),
    h("ul", { class: "hits" }, results.map(row)));
  return { title: t("search.title", { q }), node };
}

function row(hit) {
  const documents = t("search.documents", { n: hit.documents });
  return h("li", null, badge(hit.category),
    h("a", { href: link("entity", { iri: hit.iri }) }, zh(hit.name)),
    hit.matched !== hit.name && h("span", { class: "muted" }, zh(hit.matched)),
    h("small", { class: "muted" }, [kindsOf(hit), documents].filter(Boolean).join(" · ")));
}
