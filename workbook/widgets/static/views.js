// What all views share: a root element, following the model, signs for tones, saving a file.
import { followAlert, h } from "./dom.js";
import { whenDrawn } from "./seen.js";

const SVG = "http://www.w3.org/2000/svg";

const STROKES = {
  good: ["M3.5 8.5 6.5 11.5 12.5 4.5"],
  warn: ["M8 2.2 14.4 13.4H1.6Z", "M8 6.4v3.2", "M8 11.6v.01"],
  bad: ["M4.2 4.2 11.8 11.8M11.8 4.2 4.2 11.8"],
  neutral: ["M8 7.2v4.2", "M8 4.6v.01"],
  plus: ["M8 3.5v9M3.5 8h9"],
  minus: ["M3.5 8h9"],
  next: ["M3 8h9.5M8.5 3.8 12.7 8l-4.2 4.2"],
  save: ["M8 2.5v7.5M4.6 7 8 10.4 11.4 7M3 13.2h10"],
  sort: ["M5 6.4 8 3.2l3 3.2M5 9.6l3 3.2 3-3.2"],
  ascending: ["M4.5 9.5 8 5.8l3.5 3.7"],
  descending: ["M4.5 6.5 8 10.2l3.5-3.7"],
};

/** A drawing that repeats what a word says; hidden from screen readers. */
export function sign(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 16 16", class: "wb-sign", "aria-hidden": "true", focusable: "false" })) svg.setAttribute(key, value);
  for (const stroke of STROKES[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", stroke);
    svg.append(path);
  }
  return svg;
}

/** The word and drawing of a tone. */
export const badge = (tone, word) => h("span", { class: "wb-badge", "data-tone": tone }, sign(tone), word);

let views = 0;

/** A name that no other element of the page has. */
export const unique = (stem) => `wb-${stem}-${++views}`;

/** A button of a view. */
export const press = (label, onclick, { kind = "second", drawing = null } = {}) =>
  h("button", { type: "button", class: `wb-button wb-${kind}`, onclick }, drawing ? sign(drawing) : null, label);

/** Paragraphs of a text: blank lines part them, lines that begin with "- " are a list. */
export function prose(text) {
  return (text ?? "").split(/\n\s*\n/).filter((block) => block.trim()).map((block) => {
    const lines = block.trim().split("\n");
    if (!lines.every((line) => line.startsWith("- "))) return h("p", {}, lines.join(" "));
    return h("ul", {}, ...lines.map((line) => h("li", {}, line.slice(2))));
  });
}

/**
 * Puts a root into the cell and draws it now and after each change; `draw` runs once for changes that come together.
 * Returns the function that anywidget calls when the view goes away.
 */
export function mount({ model, el }, name, traits, start) {
  const root = h("div", { class: `wb-view wb-${name}` });
  el.append(root);
  const { draw, heard = null, end = null } = start(root);
  const stopAlert = followAlert(model, root);
  let due = false;
  const later = () => {
    if (due || model.get("awaited")) return;
    due = true;
    queueMicrotask(() => ((due = false), draw()));
  };
  for (const trait of traits) model.on(`change:${trait}`, later);
  if (heard) model.on("msg:custom", heard);
  const stopWaiting = whenDrawn(model, root, draw);
  return () => {
    stopWaiting();
    for (const trait of traits) model.off(`change:${trait}`, later);
    if (heard) model.off("msg:custom", heard);
    stopAlert();
    end?.();
  };
}
