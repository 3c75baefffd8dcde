// The card of what was chosen, beside the text.

import { get } from "./api.js";
import { announce, fill, h, zh } from "./dom.js";
import { factGroups } from "./facts.js";
import { t } from "./i18n.js";
import { badge, categoryName, kindsOf, markOf } from "./kinds.js";
import { link } from "./router.js";

/** Show what the mentions at one place are about, and the card of the innermost. */
export async function showPanel(panel, mentions, signal) {
  const entity = mentions.find((mention) => markOf(mention.kind) !== "statement");
  const shown = Symbol("shown");
  panel.shown = shown;
  const list = h("ul", { class: "plain" }, mentions.map((mention) => h("li", null,
    h("span", { class: "muted" }, categoryName(mention.kind)), " ",
    mention !== entity && markOf(mention.kind) !== "statement" &&
      h("a", { href: link("entity", { iri: mention.about }) }, zh(mention.name)))));
  fill(panel, mentions.length > 1 && list);
  if (!entity) return;
  let node;
  try {
    const card = await get("entity", { iri: entity.about }, signal);
    node = small(card);
    announce(card.name);
  } catch (error) {
    if (error.name === "AbortError") return;
    node = h("p", { class: "notice" }, error.message);
  }
  // Another may have been chosen since.
  if (panel.shown === shown) fill(panel, closing(panel), node, mentions.length > 1 && [h("h3", null, t("panel.here")), list]);
}

function closing(panel) {
  const close = () => fill(panel, h("p", { class: "muted" }, t("reader.hint")));
  return h("button", { type: "button", class: "close", "aria-label": t("panel.close"), onclick: close }, "×");
}

function small(card) {
  return h("div", { class: "card" },
    h("p", null, badge(card.category), " ", h("span", { class: "muted" }, kindsOf(card))),
    h("h2", null, h("a", { href: link("entity", { iri: card.iri }) }, zh(card.name))),
    card.other_names.length > 0 && h("p", { class: "muted" }, zh(card.other_names.join("、"))),
    h("p", { class: "ways" },
      h("a", { class: "button", href: link("entity", { iri: card.iri }) }, t("panel.whole")),
      h("a", { class: "button", href: link("graph", { iri: card.iri }) }, t("card.graph"))),
    factGroups(t("card.facts"), card.facts), factGroups(t("card.incoming"), card.incoming, true));
}
