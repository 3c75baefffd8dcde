// Addresses of views: `#/name?parameter=value`, so that every view can be linked to and the back button works.

/** The address of a view; parameters without a value are left out. */
export function link(name, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const query = new URLSearchParams(given).toString();
  return `#/${name}${query && `?${query}`}`;
}

/** The view that an address is of, and its parameters. */
export function parse(hash) {
  const [name, query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  return { name, parameters: Object.fromEntries(new URLSearchParams(query)) };
}

/** Go to a view. */
export function go(name, parameters) {
  location.hash = link(name, parameters);
}

/** Change the address of the view that is shown, without showing it anew. */
export function amend(name, parameters) {
  history.replaceState(null, "", link(name, parameters));
}
