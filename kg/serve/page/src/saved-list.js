// The saved queries by subject.

import { queryTitle } from "./columns.js";
import { h } from "./dom.js";
import { has, t } from "./i18n.js";
import { link } from "./router.js";

/** The list, the query that is shown marked. */
export function savedList({ queries, tags }, current) {
  const known = new Map(queries.map((query) => [query.name, query]));
  const listed = new Set();
  const groups = Object.entries(tags).map(([tag, names]) => {
    // A query of several subjects stands under the first.
    const own = names.filter((name) => !listed.has(name));
    own.forEach((name) => listed.add(name));
    return [tag, own];
  });
  const isWide = matchMedia("(min-width: 900px)").matches;
  return h("details", { class: "outline", open: isWide }, h("summary", null, t("sparql.saved", { n: queries.length })),
    h("nav", { "aria-label": t("sparql.saved-label") },
      h("p", null, h("a", { href: link("sparql"), "aria-current": !current && "page" }, t("sparql.own"))),
      groups.filter(([, names]) => names.length > 0).map(([tag, names]) => [
        h("h3", null, has(`tag.${tag}`) ? t(`tag.${tag}`) : tag),
        h("ul", { class: "plain" }, names.map((name) => item(known.get(name), current))),
      ])));
}

function item(query, current) {
  const { name, summary } = query;
  return h("li", null, h("a", { href: link("sparql", { name }), title: summary, "aria-current": name === current && "page" }, queryTitle(query)));
}
