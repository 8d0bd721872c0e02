// Typed answers: words, paragraphs, numbers, money, shares, days. What is typed stays as it was typed.

import { h } from "./dom.js";
import { DONT_KNOW } from "./unknown.js";

const NUMBERS = ["number", "count", "money", "rate"];
const grows = globalThis.CSS?.supports("field-sizing", "content");

/** The longest text that is taken in; Python says from `max_length` on that it is too long. */
export const limitOf = (spec) => Math.max(2000, 4 * (spec.max_length ?? 0));

const spaced = (number) => new Intl.NumberFormat(document.documentElement.lang || undefined).format(number);

function makeBox(form, spec, path, labelledby) {
  const shared = { id: form.id(path), class: "wb-input", "data-width": spec.width, "aria-labelledby": labelledby, autocomplete: "off" };
  const inCell = Boolean(labelledby);
  if (spec.kind === "long_text" || (spec.kind === "text" && inCell)) return h("textarea", { ...shared, rows: inCell ? 1 : 3, "data-line": spec.kind === "text" });
  const mode = spec.kind === "count" ? "numeric" : NUMBERS.includes(spec.kind) ? "decimal" : null;
  return h("input", { ...shared, type: "text", inputmode: mode, spellcheck: spec.kind === "text" ? null : "false" });
}

// Browsers without `field-sizing` get their height from the text.
function fit(box) {
  if (grows || box.tagName !== "TEXTAREA") return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

// A pasted book would stop the page: it is cut, and the page says so.
function guardLength(form, spec, box, tell) {
  const limit = limitOf(spec);
  const cut = (length) => tell(`The text had ${spaced(length)} characters. The first ${spaced(limit)} are kept; ${spaced(spec.max_length)} is the most that can be saved as an answer.`);
  const take = (event, text) => {
    const room = limit - (box.value.length - (box.selectionEnd - box.selectionStart));
    if (!text || text.length <= room) return;
    event.preventDefault();
    box.setRangeText(text.slice(0, Math.max(0, room)), box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    cut(text.length);
  };
  box.addEventListener("paste", (event) => event.defaultPrevented || take(event, event.clipboardData?.getData("text/plain")));
  box.addEventListener("drop", (event) => take(event, event.dataTransfer?.getData("text/plain")));
}

function counter(spec, box) {
  const note = h("p", { class: "wb-note", hidden: true });
  const refresh = () => {
    const left = spec.max_length - box.value.length;
    note.hidden = !spec.max_length || left > spec.max_length * 0.15;
    note.textContent = left < 0 ? `${spaced(-left)} characters too many` : `${spaced(left)} characters left`;
  };
  return {
    note,
    refresh,
    tell(text) {
      note.hidden = false;
      note.textContent = text;
    },
  };
}

/** A text control: `{el, target, note, unknown, beside, read, write, focus, mark}`. */
export function drawText(form, spec, path, { labelledby = null }) {
  const box = makeBox(form, spec, path, labelledby);
  const { note, refresh, tell } = counter(spec, box);
  const sides = form.sides(spec);
  const side = (text, where) => (text ? h("span", { class: `wb-side wb-${where}`, "aria-hidden": "true" }, text) : null);
  const el = h("div", { class: "wb-control", "data-width": spec.width }, side(sides.prefix, "prefix"), box, side(sides.suffix, "suffix"));
  const unknown = spec.dont_know && !labelledby ? makeUnknown(form, spec, path, box) : null;

  const write = (raw) => {
    const text = typeof raw === "string" ? raw : "";
    box.value = text === DONT_KNOW && unknown ? "" : text;
    if (unknown) unknown.set(text === DONT_KNOW);
    refresh();
    queueMicrotask(() => fit(box));
  };
  box.addEventListener("input", () => {
    if (box.dataset.line && box.value.includes("\n")) box.value = box.value.replace(/\s*\n\s*/g, " ");
    if (unknown && box.value) unknown.set(false);
    refresh();
    fit(box);
    form.changed(path);
  });
  box.addEventListener("change", () => form.changed(path, { now: true }));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || spec.kind === "long_text") return;
    event.preventDefault(); // Enter saves the line; Continue is pressed on purpose
    form.changed(path, { now: true });
  });
  guardLength(form, spec, box, tell);
  return {
    el,
    target: box,
    note,
    unknown: unknown?.el,
    beside: Boolean(unknown) && ["xs", "s", "m", "l"].includes(spec.width), // there is room for "I do not know yet" on its line
    read: () => (unknown?.get() ? DONT_KNOW : box.value),
    write,
    focus: () => box.focus(),
    mark: (wrong) => (wrong ? box.setAttribute("aria-invalid", "true") : box.removeAttribute("aria-invalid")),
  };
}

// "I do not know yet" takes the place of the text; unticked, the text is there again.
function makeUnknown(form, spec, path, box) {
  const tick = h("input", { type: "checkbox", "aria-label": `I do not know yet: ${spec.label}` });
  let before = "";
  tick.addEventListener("change", () => {
    if (tick.checked) before = box.value;
    box.value = tick.checked ? "" : before;
    fit(box);
    form.changed(path, { now: true });
  });
  const el = h("label", { class: "wb-unknown" }, tick, h("span", {}, "I do not know yet"));
  return { el, get: () => tick.checked, set: (value) => (tick.checked = value) };
}
