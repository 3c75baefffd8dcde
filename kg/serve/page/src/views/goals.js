// Goals on a time line: how many fall due in which year, and each with its sentence.

import { get } from "../api.js";
import { announce, fill, h, later, zh } from "../dom.js";
import { t } from "../i18n.js";
import { amend, link } from "../router.js";
import { yearChart } from "../year-chart.js";

const MOST = 20000;
const SHOWN_OF_A_YEAR = 50;

export async function goalsView({ iri, q = "", from = "", to = "" }, signal) {
  const { goals } = await get("goals", { iri, limit: MOST }, signal);
  const about = iri ? (await get("entity", { iri }, signal)).name : null;
  const state = { iri, q, from, to, goals };
  const out = h("div", { class: "timeline" });
  const chart = h("div", { class: "chart" });
  const count = h("p", { class: "muted", role: "status" });
  const draw = () => {
    amend("goals", { iri, q: state.q, from: state.from, to: state.to });
    const fitting = state.goals.filter((goal) => fits(goal, state));
    count.textContent = t("goals.count", { n: fitting.length });
    const choose = (year) => {
      const isChosen = state.from === year && state.to === year;
      state.from = state.to = isChosen ? "" : year;
      filter.from.value = filter.to.value = state.from;
      draw();
      announce(count.textContent);
    };
    fill(chart, yearChart(counts(state.goals.filter((goal) => fits(goal, { q: state.q }))), state, choose));
    fill(out, byYear(fitting).map(([year, due]) => yearSection(year, due)));
  };
  const filter = controls(state, draw);
  draw();
  const node = h("section", null, h("h1", null, about ? t("goals.of", { name: about }) : t("goals.title")),
    about && h("p", null, h("a", { href: link("entity", { iri }) }, t("card")), " · ", h("a", { href: link("goals") }, t("goals.all"))),
    filter.form, chart, count, out);
  return { title: t("goals.title"), node };
}

function controls(state, draw) {
  const input = (name, properties) => {
    const field = h("input", { name, value: state[name], ...properties });
    field.addEventListener("input", later(() => {
      state[name] = field.value.trim();
      draw();
    }));
    return field;
  };
  const year = { inputmode: "numeric", pattern: "[0-9]{4}", maxlength: 4, size: 5, placeholder: "2020" };
  const [q, from, to] = [input("q", { type: "search", placeholder: t("goals.filter-hint") }), input("from", year), input("to", year)];
  const form = h("form", { class: "filters", onsubmit: (event) => event.preventDefault() },
    h("label", null, t("goals.filter"), q), h("label", null, t("years.from"), from), h("label", null, t("years.to"), to));
  return { form, from, to };
}

function fits(goal, { q, from, to }) {
  const year = goal.deadline.slice(0, 4);
  if (/^\d{4}$/.test(from ?? "") && (!year || year < from)) return false;
  if (/^\d{4}$/.test(to ?? "") && (!year || year > to)) return false;
  const words = [goal.statement, goal.indicator, goal.document?.name, ...goal.regions.map((region) => region.name)];
  return q.split(/\s+/).every((word) => words.some((text) => text?.includes(word)));
}

function counts(goals) {
  const found = new Map();
  for (const { deadline } of goals) if (deadline) found.set(deadline.slice(0, 4), (found.get(deadline.slice(0, 4)) ?? 0) + 1);
  return found;
}

function byYear(goals) {
  const years = new Map();
  for (const goal of goals) {
    const year = goal.deadline.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), goal]);
  }
  return [...years].sort(([one], [other]) => (one || "9999").localeCompare(other || "9999"));
}

function yearSection(year, due) {
  const list = h("ol", null, due.slice(0, SHOWN_OF_A_YEAR).map(row));
  const rest = due.slice(SHOWN_OF_A_YEAR);
  const more = rest.length > 0 && h("button", { type: "button", class: "quiet", onclick: (event) => {
    list.append(...rest.map(row));
    event.target.remove();
  } }, t("facts.show-all", { n: due.length }));
  return h("section", { class: "year" }, h("h2", null, year || t("goals.no-deadline"), " ", h("small", null, t("goals.count", { n: due.length }))), list, more);
}

function row(goal) {
  const [place] = goal.evidence;
  const statement = place
    ? h("a", { href: link("document", { iri: place.document, start: place.start, end: place.end }), title: t("facts.show-sentence") }, zh(goal.statement))
    : zh(goal.statement);
  return h("li", null, h("p", null, statement), h("p", { class: "muted" },
    goal.value && h("strong", { class: "figure" }, amount(goal)), goal.indicator && [zh(goal.indicator), " · "],
    goal.regions.map((region) => [h("a", { href: link("entity", { iri: region.iri }) }, zh(region.name)), " · "]),
    goal.document && h("a", { href: link("entity", { iri: goal.document.iri }) }, zh(goal.document.name)),
    " · ", h("a", { href: link("entity", { iri: goal.iri }) }, t("card"))));
}

function amount({ operator, value, max_value: most, unit }) {
  return zh(`${operator} ${value}${most && `—${most}`} ${unit}`.trim());
}
