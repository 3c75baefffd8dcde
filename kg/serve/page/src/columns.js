// What the saved queries, their parameters and the columns of their answers are called.

import { has, t } from "./i18n.js";

/** The name of a column or a parameter; one that a user made is called as he calls it. */
export function columnName(name) {
  return has(`column.${name}`) ? t(`column.${name}`) : name;
}

/** What a saved query answers, in a few words. */
export function queryTitle({ name, summary }) {
  return has(`query.${name}`) ? t(`query.${name}`) : summary;
}
