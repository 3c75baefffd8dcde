// The reader: the source text with what was found in it, beside its outline and the card of what was chosen.

import { get } from "../api.js";
import { h, zh } from "../dom.js";
import { t } from "../i18n.js";
import { markOf } from "../kinds.js";
import { legend } from "../legend.js";
import { link } from "../router.js";
import { showPanel } from "../panel.js";
import { paragraphs, sentenceAround, toUnits } from "../text.js";

let last = {};

/** The document, once for all jumps inside it. */
async function read(iri, signal) {
  if (last.iri !== iri) last = { iri, found: prepared(await get("document", { iri }, signal)) };
  return last.found;
}

function prepared(found) {
  if (found.text === null) return found;
  const units = toUnits(found.text);
  const moved = (place) => ({ ...place, start: units(place.start), end: units(place.end) });
  const sections = found.sections.map((section) => ({ ...section, at: section.start === null ? null : units(section.start) }));
  const sentences = found.sentences.map(([start, end]) => [units(start), units(end)]);
  return { ...found, units, sections, sentences, mentions: found.mentions.map(moved) };
}

export async function documentView({ iri = "", start, end }, signal) {
  const found = await read(iri, signal);
  const panel = h("aside", { class: "panel", "aria-label": t("reader.panel"), tabindex: -1 },
    h("p", { class: "muted" }, t("reader.hint")));
  const head = h("header", null, h("h1", null, zh(found.name)), siblings(found), h("p", { class: "ways" },
    h("a", { class: "button", href: link("entity", { iri: found.iri }) }, t("card")),
    h("a", { class: "button", href: link("goals", { iri: found.iri }) }, t("card.goals")),
    h("a", { class: "button", href: link("graph", { iri: found.iri }) }, t("card.graph"))));
  if (found.text === null) {
    return { title: found.name, node: h("article", null, head, h("p", { class: "notice" }, t("reader.no-text"))) };
  }
  const wanted = target(found, start, end);
  const text = page(found, wanted, panel, signal);
  const outline = contents(found, text);
  const node = h("article", { class: "reader" }, head, outline, h("div", { class: "sheet" }, legend(text, found.mentions), text), panel);
  return { title: found.name, node, onShown: () => scrollToTarget(text, found, wanted) };
}

/** The other documents of the same file. */
function siblings(found) {
  const others = found.file.documents.filter((other) => other.iri !== found.iri);
  return h("p", { class: "muted" }, found.file.name, others.map((other) =>
    [" · ", h("a", { href: link("document", { iri: other.iri }) }, zh(other.name))]));
}

/** The place that the address asks for, and the sentence around it. */
function target(found, start, end) {
  if (!/^\d+$/.test(start ?? "") || !/^\d+$/.test(end ?? "")) return null;
  const [from, to] = [found.units(Number(start)), found.units(Number(end))];
  return { hit: [from, to], sentence: sentenceAround(found.text, found.sentences, from, to) };
}

function page(found, wanted, panel, signal) {
  const cuts = wanted ? [wanted.hit, wanted.sentence] : [];
  const text = h("div", { class: "text", lang: "zh-CN" }, paragraphs(found.text, found.mentions, cuts).map((paragraph) =>
    h("p", { "data-start": paragraph.start, "data-end": paragraph.end },
      grouped(paragraph.pieces, wanted))));
  text.addEventListener("click", (event) => {
    const piece = event.target.closest(".m");
    if (!piece || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    text.querySelector(".chosen")?.classList.remove("chosen");
    piece.classList.add("chosen");
    // On a narrow screen the card covers the lower half.
    showPanel(panel, piece.mentions, signal).then(() => piece.scrollIntoView({ block: "nearest" }));
    // Who came by the keyboard goes on in the card, and comes back with Escape.
    if (event.detail === 0) panel.focus();
  });
  panel.addEventListener("keydown", (event) => event.key === "Escape" && text.querySelector(".chosen")?.focus());
  return text;
}

/** The pieces of a paragraph, those of the wanted sentence inside one mark. */
function grouped(pieces, wanted) {
  const inside = ({ start, end }, [from, to]) => start >= from && end <= to;
  const node = (piece) => {
    const made = pieceNode(piece);
    return wanted && inside(piece, wanted.hit) ? h("b", { class: "hit" }, made) : made;
  };
  if (!wanted) return pieces.map(node);
  const sentence = pieces.filter((piece) => inside(piece, wanted.sentence));
  if (sentence.length === 0) return pieces.map(node);
  return [
    pieces.filter((piece) => piece.end <= sentence[0].start).map(node),
    h("mark", { class: "sentence" }, sentence.map(node)),
    pieces.filter((piece) => piece.start >= sentence.at(-1).end).map(node),
  ];
}

function pieceNode(piece) {
  const node = piece.mentions.length === 0 ? piece.text : markedNode(piece);
  return piece.heading ? h("strong", null, node) : node;
}

function markedNode({ text, start, mentions }) {
  const marks = [...new Set(mentions.map((mention) => markOf(mention.kind)))];
  const entity = mentions.find((mention) => markOf(mention.kind) !== "statement");
  const classes = ["m", ...marks.map((mark) => `in-${mark}`)].join(" ");
  // What a later piece of the same mention leads to, the first one already does.
  const isFirst = mentions[0].start === start;
  const properties = { class: classes, title: mentions[0].name, tabindex: isFirst ? 0 : -1 };
  const node = entity
    ? h("a", { ...properties, href: link("entity", { iri: entity.about }) }, text)
    : h("span", { ...properties, tabindex: undefined }, text);
  node.mentions = mentions;
  return node;
}

function contents(found, text) {
  const items = found.sections.filter((section) => section.at !== null).map((section) => h("li", { class: `level-${Math.min(section.level, 4)}` },
    h("button", { type: "button", class: "plain-button", lang: "zh-CN", onclick: () => scrollToPlace(text, section.at, true) },
      `${section.label}${section.title}`)));
  const isWide = matchMedia("(min-width: 1100px)").matches;
  return h("details", { class: "outline", open: isWide }, h("summary", null, t("reader.outline", { n: items.length })),
    h("nav", { "aria-label": t("reader.outline-label") }, h("ol", null, items)));
}

function scrollToPlace(text, place, takesFocus) {
  const paragraph = [...text.children].find((child) => Number(child.dataset.end) > place);
  if (!paragraph) return;
  paragraph.scrollIntoView({ block: "start" });
  if (takesFocus) {
    paragraph.tabIndex = -1;
    paragraph.focus({ preventScroll: true });
  }
}

function scrollToTarget(text, found, wanted) {
  const mark = text.querySelector(".hit") ?? text.querySelector("mark.sentence");
  if (mark) {
    // Paragraphs that were never on the screen have only a likely height: once more when those around are drawn.
    mark.scrollIntoView({ block: "center" });
    requestAnimationFrame(() => mark.scrollIntoView({ block: "center" }));
  } else if (!wanted && found.file.documents.length > 1) {
    const own = found.mentions.find((mention) => mention.about === found.iri && mention.kind === "document");
    if (own && own.start > 0) scrollToPlace(text, own.start, false);
  }
}
