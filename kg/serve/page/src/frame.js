// The frame around every view: name, search, ways to the views, language and theme, footer.

import { fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { link } from "./router.js";
import { searchBox } from "./search-box.js";
import { choose, isDark, settings } from "./settings.js";

const WAYS = ["", "goals", "graph", "sparql"];
let box;

/** Draw the frame; `onLanguage` and `onTheme` are told when the user chooses another. */
export function frame(view, { onLanguage, onTheme }) {
  if (box?.language !== settings.language) box = { language: settings.language, node: searchBox() };
  fill(document.getElementById("skip"), t("skip"));
  const header = document.getElementById("header");
  const nav = h("nav", { "aria-label": t("nav.label") }, WAYS.map((name) => way(name, view)));
  const tools = h("div", { class: "tools" }, languageButton(onLanguage), themeButton(onTheme));
  const held = document.activeElement?.dataset?.keep;
  if (header.contains(box.node)) {
    header.querySelector("nav").replaceWith(nav);
    header.querySelector(".tools").replaceWith(tools);
  } else {
    fill(header, h("a", { class: "brand", href: "#/" }, h("img", { src: "app/icon.svg", alt: "", width: 28, height: 28 }),
      h("span", null, t("brand"))), box.node, nav, tools);
  }
  if (held) header.querySelector(`[data-keep="${held}"]`)?.focus();
  fill(document.getElementById("footer"), h("p", null, t("footer"), " ",
    h("a", { href: "openapi.json" }, "API"), " · ", h("a", { href: ".well-known/void" }, "VoID"), " · ",
    h("a", { href: "app/licences.txt" }, t("licences"))));
}

function way(name, view) {
  const current = name === view && "page";
  return h("a", { href: link(name), "aria-current": current }, t(`nav.${name || "home"}`));
}

function languageButton(onLanguage) {
  const other = settings.language === "zh" ? "en" : "zh";
  const click = () => {
    choose("language", other);
    onLanguage();
  };
  const words = other === "en" ? "English" : "中文";
  return h("button", { type: "button", "data-keep": "language", lang: other, onclick: click }, words);
}

function themeButton(onTheme) {
  const button = h("button", { type: "button", "data-keep": "theme", "aria-pressed": String(isDark()) }, t("theme"));
  button.addEventListener("click", () => {
    choose("theme", isDark() ? "light" : "dark");
    button.setAttribute("aria-pressed", String(isDark()));
    onTheme();
  });
  return button;
}
