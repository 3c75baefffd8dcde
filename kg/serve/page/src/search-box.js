// Search as one types: a combobox by the ARIA pattern, its list moved through with the arrow keys.

import { get } from "./api.js";
import { announce, fill, h, later, zh } from "./dom.js";
import { t } from "./i18n.js";
import { badge, kindsOf } from "./kinds.js";
import { go, link } from "./router.js";

const SHOWN = 8;

/** The search field with its list. */
export function searchBox() {
  const list = h("ul", { id: "search-list", role: "listbox", "aria-label": t("search.hits"), hidden: true });
  const input = h("input", {
    type: "search", id: "search", role: "combobox", autocomplete: "off", spellcheck: "false",
    placeholder: t("search.placeholder"), "aria-label": t("search.label"), "aria-expanded": "false",
    "aria-controls": "search-list", "aria-autocomplete": "list", maxlength: 200,
  });
  const state = { results: [], active: -1, asked: new AbortController() };
  const box = { input, list, state };
  input.addEventListener("input", later(() => look(box)));
  input.addEventListener("focus", () => state.results.length && open(box, true));
  input.addEventListener("blur", () => setTimeout(() => open(box, false), 150));
  input.addEventListener("keydown", (event) => onKey(box, event));
  const onSubmit = (event) => {
    event.preventDefault();
    take(box);
  };
  return h("form", { role: "search", class: "search", onsubmit: onSubmit }, input, list);
}

async function look(box) {
  const { input, state } = box;
  state.asked.abort();
  state.asked = new AbortController();
  const typed = input.value.trim();
  let results = [];
  if (typed) {
    try {
      ({ results } = await get("search", { q: typed, limit: SHOWN }, state.asked.signal));
    } catch (error) {
      if (error.name === "AbortError") return;
      announce(error.message);
    }
  }
  state.results = results;
  state.active = -1;
  fill(box.list, results.map((hit, index) => option(box, hit, index)),
    typed && results.length === 0 && h("li", { class: "none", role: "option", "aria-disabled": "true" }, t("search.none")));
  open(box, Boolean(typed) && document.activeElement === input);
  if (typed) announce(t("search.found", { n: results.length }));
}

function option(box, hit, index) {
  // The list is left before a click would arrive.
  const onDown = (event) => {
    event.preventDefault();
    box.state.active = index;
    take(box);
  };
  const other = hit.matched !== hit.name && h("small", null, zh(hit.matched));
  return h("li", { role: "option", id: `hit-${index}`, "aria-selected": "false", onmousedown: onDown },
    h("span", { class: "name" }, zh(hit.name), other), h("small", null, kindsOf(hit)),
    badge(hit.category));
}

function open(box, isOpen) {
  box.list.hidden = !isOpen;
  box.input.setAttribute("aria-expanded", String(isOpen));
  if (!isOpen) activate(box, -1);
}

function activate(box, index) {
  box.state.active = index;
  for (const [place, item] of [...box.list.children].entries()) {
    if (item.hasAttribute("aria-selected")) item.setAttribute("aria-selected", String(place === index));
  }
  if (index < 0) box.input.removeAttribute("aria-activedescendant");
  else box.input.setAttribute("aria-activedescendant", `hit-${index}`);
}

function onKey(box, event) {
  const { results, active } = box.state;
  if (event.key === "Escape") open(box, false);
  else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && results.length) {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    if (box.list.hidden) open(box, true);
    activate(box, (active + step + results.length + (active < 0 && step < 0 ? 1 : 0)) % results.length);
  }
}

/** Go to the hit that is chosen, else to all hits. */
function take(box) {
  const { results, active } = box.state;
  const typed = box.input.value.trim();
  if (!typed) return;
  const wanted = results[active] ? link("entity", { iri: results[active].iri }) : link("search", { q: typed });
  open(box, false);
  box.state.asked.abort();
  if (location.hash === wanted) dispatchEvent(new HashChangeEvent("hashchange"));
  else if (results[active]) go("entity", { iri: results[active].iri });
  else go("search", { q: typed });
}
