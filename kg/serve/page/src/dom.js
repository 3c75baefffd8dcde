// Elements from plain values. Text only ever becomes text: nothing in this page parses HTML.

const SVG = "http://www.w3.org/2000/svg";

/** An element; properties that begin with `on` are listeners, those that are false, null or undefined are left out. */
export function h(tag, properties, ...children) {
  return filled(document.createElement(tag), properties, children);
}

/** An element of SVG. */
export function svg(tag, properties, ...children) {
  return filled(document.createElementNS(SVG, tag), properties, children);
}

function filled(element, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...kept(children));
  return element;
}

/** Put other children into an element. */
export function fill(element, ...children) {
  element.replaceChildren(...kept(children));
  return element;
}

function kept(children) {
  return children.flat(Infinity).filter((child) => child !== false && child !== null && child !== undefined);
}

/** A text of the graph, which is Chinese whatever the language of the page. */
export function zh(text) {
  return h("span", { lang: "zh-CN" }, text);
}

/** Give the user a file. */
export function download(name, blob) {
  const address = URL.createObjectURL(blob);
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Tell those who listen to the page rather than look at it. */
export function announce(text) {
  document.getElementById("status").textContent = text;
}

/** Call `action` when nothing has happened for a while; every call starts the wait anew. */
export function later(action, milliseconds = 150) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), milliseconds);
  };
}
