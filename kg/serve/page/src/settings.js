// What the user has chosen: language and theme, remembered by the browser where it may.

function read(name) {
  try {
    return localStorage.getItem(`kg.${name}`);
  } catch {
    return null;
  }
}

function write(name, value) {
  try {
    localStorage.setItem(`kg.${name}`, value);
  } catch {
    // Then it holds until the page is closed.
  }
}

export const settings = {
  language: read("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en"),
  theme: read("theme") ?? "auto",
};

export function choose(name, value) {
  settings[name] = value;
  write(name, value);
}

/** Whether the page is dark now. */
export function isDark() {
  return settings.theme === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : settings.theme === "dark";
}
