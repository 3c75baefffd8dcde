// The words of the page in the chosen language.

import en from "../i18n/en.json";
import zh from "../i18n/zh.json";
import { settings } from "./settings.js";

const TABLES = { en, zh };

/** The words of a key, `{name}` in them replaced by values. */
export function t(key, values = {}) {
  const words = TABLES[settings.language][key] ?? key;
  return words.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** Whether there are words for a key. */
export function has(key) {
  return key in TABLES[settings.language];
}
