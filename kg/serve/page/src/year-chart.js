// Bars over years, drawn to scale in time; each bar is a button.

import { h, svg } from "./dom.js";
import { t } from "./i18n.js";

const WIDE = 1000;
const NARROW = 420;
const HEIGHT = 170;
const FLOOR = 24;
const MARGIN = 30;

/** The picture of how many fall into which year; `choose` is told the year whose bar is pressed. */
export function yearChart(counts, { from, to }, choose) {
  if (counts.size === 0) return h("p", { class: "muted" }, t("goals.no-years"));
  // Letters keep their size on a narrow screen.
  const whole = innerWidth < 700 ? NARROW : WIDE;
  const years = [...counts.keys()].map(Number).sort((one, other) => one - other);
  const [first, last] = [years[0], years.at(-1)];
  const most = Math.max(...counts.values());
  const step = (whole - 2 * MARGIN) / Math.max(last - first, 1);
  const width = Math.max(10, Math.min(36, step * 0.7));
  const x = (year) => (first === last ? whole / 2 : MARGIN + (year - first) * step);
  let free = 0;
  const bars = years.map((year) => {
    const count = counts.get(String(year));
    const height = Math.max(3, (count / most) * (HEIGHT - FLOOR - 20));
    const top = HEIGHT - FLOOR - height;
    const isChosen = from === String(year) && to === String(year);
    // A year whose name would run into the one before is named by its bar's description only.
    const hasRoom = x(year) >= free;
    if (hasRoom) free = x(year) + 46;
    const label = t("goals.bar", { year, n: count });
    const press = (event) => {
      if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(String(year));
    };
    return svg("g", { role: "button", tabindex: 0, "aria-pressed": String(isChosen), "data-year": year,
      onclick: press, onkeydown: press },
    svg("title", null, label),
    svg("rect", { class: "reach", x: x(year) - Math.max(width, 24) / 2, y: 0, width: Math.max(width, 24), height: HEIGHT }),
    svg("rect", { class: "bar", x: x(year) - width / 2, y: top, width, height, rx: 3 }),
    svg("text", { x: x(year), y: top - 6, "aria-hidden": "true" }, String(count)),
    hasRoom && svg("text", { x: x(year), y: HEIGHT - 6, "aria-hidden": "true" }, String(year)));
  });
  return svg("svg", { viewBox: `0 0 ${whole} ${HEIGHT}`, role: "group", "aria-label": t("goals.chart") },
    svg("line", { class: "axis", x1: 0, x2: whole, y1: HEIGHT - FLOOR, y2: HEIGHT - FLOOR }), bars);
}
