// The first hits of what is typed into a field.

import { get } from "./api.js";
import { announce, later } from "./dom.js";

/** Give `take` the hits whenever something else was typed. */
export function searchHits(input, take, limit = 12) {
  let asked = new AbortController();
  input.addEventListener("input", later(async () => {
    asked.abort();
    asked = new AbortController();
    const q = input.value.trim();
    try {
      take(q ? (await get("search", { q, limit }, asked.signal)).results : []);
    } catch (error) {
      if (error.name !== "AbortError") announce(error.message);
    }
  }));
}
