// Facts by property, each with the sentence that says it.

import { h, zh } from "./dom.js";
import { t } from "./i18n.js";
import { badge } from "./kinds.js";
import { link } from "./router.js";
import { termName } from "./terms.js";

const SHOWN_AT_FIRST = 8;

/** The groups of facts under a heading; nothing where there are none. */
export function factGroups(heading, groups, isIncoming = false) {
  if (groups.length === 0) return null;
  return h("section", { class: "facts" }, h("h2", null, heading), h("dl", null, groups.map((group) => [
    h("dt", null, propertyName(group, isIncoming)),
    h("dd", null, values(group)),
  ])));
}

function propertyName({ property, name }, isIncoming) {
  const words = termName(property, name);
  return isIncoming ? h("span", { title: t("facts.incoming-note") }, `← ${words}`) : words;
}

function values(group) {
  const list = h("ul", null, group.values.slice(0, SHOWN_AT_FIRST).map(fact));
  const rest = group.values.slice(SHOWN_AT_FIRST);
  if (rest.length === 0) return list;
  const showAll = (event) => {
    const first = fact(rest[0]);
    list.append(first, ...rest.slice(1).map(fact));
    event.target.remove();
    first.querySelector("a")?.focus();
    if (group.more) list.append(h("li", { class: "muted" }, t("facts.more", { n: group.more })));
  };
  const words = t("facts.show-all", { n: group.values.length + group.more });
  return [list, h("button", { type: "button", class: "quiet", onclick: showAll }, words)];
}

function fact(value) {
  const name = value.iri
    ? h("a", { class: "value", href: link("entity", { iri: value.iri }) }, zh(value.name))
    : h("span", { class: "value" }, zh(value.value));
  return h("li", null, h("p", null, name, " ", value.iri && badge(value.category)), evidence(value.evidence));
}

/** The sentences behind a fact: the first to be seen, the others on demand; each leads to its document. */
export function evidence(places) {
  if (places.length === 0) return null;
  const [first, ...others] = places.map(sentence);
  if (others.length === 0) return first;
  const summary = h("summary", null, t("facts.other-places", { n: others.length }));
  return [first, h("details", null, summary, others)];
}

function sentence(place) {
  const { document: iri, start, end } = place;
  const quote = [zh(place.prefix), h("b", { lang: "zh-CN" }, place.exact), zh(place.suffix)];
  const where = [place.title, place.place].filter(Boolean).join(" · ");
  // What stands outside all documents of a file cannot be opened.
  if (!iri) return h("p", { class: "sentence-link" }, h("q", null, quote));
  return h("a", { class: "sentence-link", href: link("document", { iri, start, end }), title: where },
    h("q", null, quote), h("span", { class: "go" }, t("facts.show-sentence")));
}
