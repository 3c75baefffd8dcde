// The saved queries by group.

import { queryTitle } from "./columns.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { link } from "./router.js";

/** The list, the query that is shown marked. */
export function savedList({ queries, groups }, current) {
  const known = new Map(queries.map((query) => [query.name, query]));
  const isWide = matchMedia("(min-width: 900px)").matches;
  return h("details", { class: "outline", open: isWide }, h("summary", null, t("sparql.saved", { n: queries.length })),
    h("nav", { "aria-label": t("sparql.saved-label") },
      h("p", null, h("a", { href: link("sparql"), "aria-current": !current && "page" }, t("sparql.own"))),
      Object.entries(groups).filter(([, names]) => names.length > 0).map(([group, names]) => [
        h("h3", null, t(`group.${group}`)),
        h("ul", { class: "plain" }, names.map((name) => item(known.get(name), current))),
      ])));
}

function item(query, current) {
  const { name, summary } = query;
  return h("li", null, h("a", { href: link("sparql", { name }), title: summary, "aria-current": name === current && "page" }, queryTitle(query)));
}
