// What the ontology calls its classes and properties in both languages.

import { select } from "./api.js";
import { has, t } from "./i18n.js";
import { settings } from "./settings.js";

const QUERY = `
SELECT ?term ?label (LANG(?label) AS ?language) WHERE {
  ?term <http://www.w3.org/2000/01/rdf-schema#label> ?label
  FILTER(STRSTARTS(STR(?term), "https://w3id.org/cn-stp/ontology#"))
}`;
const names = new Map();
const english = new Map();
let loading;

/** Read the ontology's names once; without them the page shows those that the server gives. */
export function loadTerms() {
  loading ??= select(QUERY).then(keep, () => undefined);
  return loading;
}

function keep(rows) {
  for (const { term, label, language } of rows) {
    names.set(term, { ...names.get(term), [language]: label });
  }
  for (const { zh, en } of names.values()) if (zh && en) english.set(zh, en);
}

/** The name of a property or class, by its IRI; those of other vocabularies the page names itself. */
export function termName(iri, otherwise) {
  const known = names.get(iri)?.[settings.language];
  const key = `property.${iri.split(/[/#]/).at(-1)}`;
  return known ?? (has(key) ? t(key) : otherwise);
}

/** The name of a kind, of which the server gives the Chinese name. */
export function kindName(chinese) {
  return settings.language === "en" ? (english.get(chinese) ?? chinese) : chinese;
}
