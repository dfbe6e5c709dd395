// What is shown, as the address of the page says it; so that any view can be sent to somebody.
const KEYS = { network: "", dimension: "", segment: "", range: "", asof: "", tz: "utc", theme: "", episode: "" };

export const state = { ...KEYS };
const listeners = [];

function read() {
  const parameters = new URLSearchParams(location.search);
  for (const [key, usual] of Object.entries(KEYS)) state[key] = parameters.get(key) ?? usual;
}

export function address(changes = {}) {
  const parameters = new URLSearchParams();
  for (const [key, usual] of Object.entries(KEYS)) {
    const value = changes[key] ?? state[key];
    if (value !== usual && value !== "") parameters.set(key, value);
  }
  const query = parameters.toString();
  return query ? `/?${query}` : "/";
}

// Changes that a person may want to go back on get an entry in the browser's history.
export function change(changes, { silently = false } = {}) {
  Object.assign(state, changes);
  history[silently ? "replaceState" : "pushState"](null, "", address());
  listeners.forEach((listener) => listener(changes));
}

export function onChange(listener) {
  listeners.push(listener);
}

// What the API is asked for.
export function query(extra = {}) {
  const parameters = new URLSearchParams();
  if (state.network) parameters.set("network", state.network);
  if (state.dimension && state.segment) {
    parameters.set("dimension", state.dimension);
    parameters.set("segment", state.segment);
  }
  if (state.range) parameters.set("range", state.range);
  if (state.asof) parameters.set("asof", state.asof);
  for (const [key, value] of Object.entries(extra)) parameters.set(key, value);
  return parameters.toString();
}

read();
window.addEventListener("popstate", () => {
  read();
  listeners.forEach((listener) => listener(KEYS));
});
