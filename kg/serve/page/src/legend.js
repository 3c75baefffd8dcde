// The legend of a text: which kinds are marked how, how many there are, and a filter.

import { h } from "./dom.js";
import { t } from "./i18n.js";
import { categoryName, markOf, MARKED } from "./kinds.js";

const hidden = new Set(["statement"]);

/** The legend that rules over a text; what is switched off stays so from document to document. */
export function legend(text, mentions) {
  const counts = new Map(MARKED.map((mark) => [mark, 0]));
  for (const { kind } of mentions) {
    const mark = markOf(kind);
    if (mark) counts.set(mark, counts.get(mark) + 1);
  }
  const present = MARKED.filter((mark) => counts.get(mark) > 0);
  for (const mark of present) text.classList.toggle(`show-${mark}`, !hidden.has(mark));
  return h("fieldset", { class: "legend" }, h("legend", null, t("reader.legend")), present.map((mark) =>
    h("label", null, box(text, mark), h("span", { class: `m in-${mark}` }, categoryName(mark)),
      h("small", null, String(counts.get(mark))))));
}

function box(text, mark) {
  const input = h("input", { type: "checkbox", checked: !hidden.has(mark), "data-mark": mark });
  input.addEventListener("change", () => {
    if (input.checked) hidden.delete(mark);
    else hidden.add(mark);
    text.classList.toggle(`show-${mark}`, input.checked);
  });
  return input;
}
