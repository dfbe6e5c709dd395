// Elements are made one by one and what events say becomes text nodes, so that none of it is ever markup.
const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}

export const el = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
export const svg = (name, attributes, ...children) => fill(document.createElementNS(SVG, name), attributes, children);
export const byId = (id) => document.getElementById(id);

// Shows new content where old was: what was unfolded stays so, and who was on a key stays on it.
export function replace(container, ...content) {
  const focused = container.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const open = new Set([...container.querySelectorAll("details[open]")].map((details) => details.dataset.key));
  const known = new Set([...container.querySelectorAll("details")].map((details) => details.dataset.key));
  container.replaceChildren(...content.flat(Infinity).filter((node) => node !== null && node !== undefined));
  for (const details of container.querySelectorAll("details")) {
    if (known.has(details.dataset.key)) details.open = open.has(details.dataset.key);
  }
  if (focused !== undefined) {
    for (const node of container.querySelectorAll("[data-key]")) {
      if (node.dataset.key === focused) node.focus({ preventScroll: true });
    }
  }
}

export function table(caption, columns, rows) {
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    el("table", null,
      el("caption", null, caption),
      el("thead", null, el("tr", null, columns.map((column) =>
        el("th", { scope: "col", class: column.number ? "n" : null }, column.name)))),
      el("tbody", null, rows.map((row) => el("tr", { class: row.class }, row.cells.map((cell, i) =>
        el("td", { class: columns[i].number ? "n" : "key" }, cell)))))));
}
