// The few words in which the page is written. Text only ever enters as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

function set(el, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith("on")) el.addEventListener(name.slice(2), value);
  else el.setAttribute(name, value === true ? "" : value);
}

/** An element with attributes, listeners (`onclick`) and children. */
export function h(tag, attributes = {}, ...children) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(el, name, value);
  el.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return el;
}

/** Text for screen readers only. */
export const hidden = (text) => h("span", { class: "wb-hidden" }, text);

/** The id of a field's control: `<form>-<path>`, with "/" as "-". */
export const elementId = (form, path) => `${form}-${path.replaceAll("/", "-")}`;

const DRAWINGS = {
  up: "M8 13V3M3.5 7.5 8 3l4.5 4.5",
  down: "M8 3v10M3.5 8.5 8 13l4.5-4.5",
  copy: "M6 6h7v7H6zM3 10V3h7",
  remove: "M4 4l8 8M12 4l-8 8",
  add: "M8 3v10M3 8h10",
};

/** A small drawing beside or instead of a word; the word is always there for screen readers. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [key, value] of Object.entries({ viewBox: "0 0 16 16", class: "wb-icon", "aria-hidden": "true" })) svg.setAttribute(key, value);
  path.setAttribute("d", DRAWINGS[name]);
  svg.append(path);
  return svg;
}

/** A quiet button; `label` names it, also where only the drawing shows. */
export function button(label, onclick, { drawing = null, bare = false, kind = "quiet" } = {}) {
  const words = bare ? hidden(label) : label;
  return h("button", { type: "button", class: `wb-button wb-${kind}`, title: bare ? label : null, onclick }, drawing ? icon(drawing) : null, words);
}

// Blank parts left out, keys in order: databases may reorder them.
function plain(raw) {
  if (Array.isArray(raw)) return raw.map(plain);
  if (raw === null || typeof raw !== "object") return raw;
  const kept = Object.entries(raw).filter(([, value]) => !isBlank(value));
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, plain(value)]));
}

/** Two raw answers say the same. */
export const same = (a, b) => (isBlank(a) ? isBlank(b) : !isBlank(b) && JSON.stringify(plain(a)) === JSON.stringify(plain(b)));

/** Nothing was typed anywhere in it. */
export function isBlank(raw) {
  if (raw === null || raw === undefined || raw === "") return true;
  if (Array.isArray(raw)) return raw.every(isBlank);
  if (typeof raw === "object") return Object.entries(raw).every(([key, value]) => key === "_id" || isBlank(value));
  return false;
}

/** A short random name for an item or a tab; works without a secure connection, where `randomUUID` is missing. */
export function randomName(length = 6) {
  const numbers = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(numbers, (n) => (n % 36).toString(36)).join("");
}

/** Shows the widget's `alert` sentence in `host` whenever Python sets it. */
export function followAlert(model, host) {
  const box = h("div", { role: "alert" });
  const show = () => box.replaceChildren(...(model.get("alert") ? [h("p", { class: "wb-alert" }, model.get("alert"))] : []));
  host.append(box);
  model.on("change:alert", show);
  show();
  return () => model.off("change:alert", show);
}
