// Asking the server.

import { t } from "./i18n.js";

/** What the server answers when it cannot do what was asked. */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

/** An answer; a Problem is thrown for all but success. */
export async function ask(path, fields = {}, options = {}) {
  const given = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const query = new URLSearchParams(given).toString();
  let response;
  try {
    response = await fetch(path + (query && `?${query}`), options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, t("error.network"));
  }
  if (!response.ok) throw new Problem(response.status, await detailOf(response));
  return response;
}

async function detailOf(response) {
  try {
    return (await response.json()).detail;
  } catch {
    return `${response.status} ${response.statusText}`;
  }
}

/** An answer of the page's own API. */
export async function get(name, fields, signal) {
  return (await ask(`api/${name}`, fields, { signal })).json();
}

/** An answer to a query, in a format. */
export function sparql(query, accept, signal) {
  const body = new URLSearchParams({ query });
  return ask("sparql", {}, { method: "POST", headers: { Accept: accept }, body, signal });
}

/** The rows of the answer to a SELECT, each an object of plain values. */
export async function select(query, signal) {
  const found = await (await sparql(query, "application/sparql-results+json", signal)).json();
  return found.results.bindings.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell.value])),
  );
}
