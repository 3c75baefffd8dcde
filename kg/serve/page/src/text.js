// The text of a document as paragraphs of marked pieces. No DOM here: places in, pieces out.

import { markOf } from "./kinds.js";

/**
 * A function from the server's offsets, which count characters, to those of JavaScript, which count UTF-16 units: they
 * differ after a character beyond the basic plane, such as 𬘡.
 */
export function toUnits(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => offset;
  const places = [];
  let unit = 0;
  for (const character of text) {
    places.push(unit);
    unit += character.length;
  }
  places.push(unit);
  return (offset) => places[Math.min(offset, places.length - 1)];
}

/** The sentence around a place, as the server cut them; where it cut none, the line. */
export function sentenceAround(text, sentences, start, end) {
  const touched = sentences.filter(([from, to]) => from < end && to > start);
  if (touched.length > 0) return [Math.min(start, touched[0][0]), Math.max(end, touched.at(-1)[1])];
  const after = text.indexOf("\n", end);
  return [text.lastIndexOf("\n", start - 1) + 1, after < 0 ? text.length : after];
}

/**
 * The lines of a text that are not empty, each with the pieces into which the marks that begin or end in it cut it.
 *
 * @param {string} text
 * @param {{start: number, end: number, kind: string}[]} mentions In the order of their beginnings.
 * @param {[number, number][]} cuts Other places at which a piece must end, such as those of a sentence.
 */
export function paragraphs(text, mentions, cuts) {
  const found = [];
  let next = 0;
  let open = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const end = start + line.length;
    open = open.filter((mention) => mention.end > start);
    while (next < mentions.length && mentions[next].start < end) open.push(mentions[next++]);
    if (line.trim()) found.push({ start, end, pieces: pieces(text, start, end, open, cuts) });
    start = end + 1;
  }
  return found;
}

function pieces(text, start, end, mentions, cuts) {
  const marked = mentions.filter((mention) => markOf(mention.kind));
  const headings = mentions.filter((mention) => mention.kind === "section");
  const ends = [start, end, ...mentions.flatMap((mention) => [mention.start, mention.end]), ...cuts.flat()];
  const places = [...new Set(ends.filter((place) => place >= start && place <= end))].sort((one, other) => one - other);
  return places.slice(0, -1).map((from, index) => {
    const to = places[index + 1];
    const covers = (mention) => mention.start <= from && mention.end >= to;
    const around = marked.filter(covers);
    around.sort((one, other) => one.end - one.start - (other.end - other.start));
    return { start: from, end: to, text: text.slice(from, to), heading: headings.some(covers), mentions: around };
  });
}
