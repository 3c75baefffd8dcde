// The page: its frame, and the view that its address asks for.

import { Problem } from "./api.js";
import { announce, fill, h } from "./dom.js";
import { frame } from "./frame.js";
import { t } from "./i18n.js";
import { parse } from "./router.js";
import { isDark, settings } from "./settings.js";
import { loadTerms } from "./terms.js";
import { documentView } from "./views/document.js";
import { entityView } from "./views/entity.js";
import { goalsView } from "./views/goals.js";
import { homeView } from "./views/home.js";
import { searchView } from "./views/search.js";

// What needs a large library is loaded when it is first wanted.
const VIEWS = {
  "": homeView,
  search: searchView,
  entity: entityView,
  document: documentView,
  goals: goalsView,
  graph: async (...values) => (await import("./views/graph.js")).graphView(...values),
  sparql: async (...values) => (await import("./views/sparql.js")).sparqlView(...values),
};
const main = document.getElementById("main");
let current = new AbortController();
let focusNext = false;

/** Show the view of the address; what the last one still waits for is dropped. */
async function show() {
  const { name, parameters } = parse(location.hash);
  current.abort();
  current = new AbortController();
  const { signal } = current;
  main.setAttribute("aria-busy", "true");
  frame(name, { onLanguage: refresh, onTheme: retheme });
  let shown;
  try {
    await loadTerms();
    shown = await (VIEWS[name] ?? missing)(parameters, signal);
  } catch (error) {
    if (error.name === "AbortError") return;
    if (!(error instanceof Problem)) console.error(error);
    shown = { title: t("error.title"), node: failure(error) };
  }
  if (signal.aborted) return;
  document.title = shown.title ? `${shown.title} · ${t("brand")}` : t("brand");
  fill(main, shown.node);
  main.className = `view-${name || "home"}`;
  main.removeAttribute("aria-busy");
  announce(document.title);
  if (focusNext) focusHeading();
  focusNext = true;
  shown.onShown?.();
}

/** Keyboards and screen readers go on at the heading of the new view. */
function focusHeading() {
  const heading = main.querySelector("h1") ?? main;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
}

function missing() {
  throw new Problem(404, t("error.view"));
}

function failure(error) {
  const words = error instanceof Problem ? error.message : t("error.fault");
  return h("section", { class: "notice" }, h("h1", null, t("error.title")), h("p", null, words),
    h("p", null, h("a", { href: "#/" }, t("error.home"))));
}

function refresh() {
  document.documentElement.lang = settings.language === "zh" ? "zh-CN" : "en";
  focusNext = false;
  show();
}

function retheme() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  dispatchEvent(new Event("themechange"));
}

document.getElementById("skip").addEventListener("click", (event) => {
  // The address is that of the view, not of a place in it.
  event.preventDefault();
  main.focus();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", retheme);
addEventListener("hashchange", show);
retheme();
refresh();
