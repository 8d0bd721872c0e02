// One question: label, hint, control, what was understood, "I do not know yet", why it is asked.

import { drawChoice } from "./field-choice.js";
import { drawText } from "./field-text.js";
import { drawGrid } from "./grid.js";
import { drawGroup } from "./group.js";
import { h, hidden } from "./dom.js";
import { fillSlot } from "./messages.js";

const CHOICES = ["one_of", "many_of", "yes_no"];

/** Draws any field of the schema. A node has `el`, `read()`, `write(raw)`, `focus()`, `isFocused()`, `show(message)`. */
export function drawField(form, spec, path) {
  if (spec.kind === "group") return drawGroup(form, spec, path);
  if (spec.kind === "grid") return drawGrid(form, spec, path);
  return drawSingle(form, spec, path);
}

/** The disclosure with the reason why something is asked. */
export function drawWhy(text, title = "Why we ask") {
  return text ? h("details", { class: "wb-why" }, h("summary", {}, title), h("p", {}, text)) : null;
}

/** The words of a label or legend; the unit is spoken here and shown beside the control. */
export function labelWords(form, spec) {
  const unit = form.unitOf(spec);
  return [spec.label, unit ? hidden(` (${unit})`) : null, optionalMark(spec)];
}

/** "(optional)", where a question may stay blank. */
export const optionalMark = (spec) => (spec.optional ? h("span", { class: "wb-optional" }, " (optional)") : null);

function makeControl(form, spec, path, more) {
  return CHOICES.includes(spec.kind) ? drawChoice(form, spec, path, more) : drawText(form, spec, path, more);
}

// What a control and its messages have in common, wherever they stand.
function connect(form, path, el, control, slots, marked) {
  const node = {
    el,
    path,
    read: control.read,
    write: control.write,
    focus: control.focus,
    isFocused: () => control.target.contains(document.activeElement),
    show(message) {
      el.classList.toggle("wb-wrong", message?.level === "error");
      const above = message?.level === "error" ? message : null;
      const choose = (raw) => {
        control.write(raw);
        control.focus();
        form.changed(path, { now: true });
      };
      if (slots.above) fillSlot(slots.above, above, choose);
      fillSlot(slots.below, slots.above && above ? null : message, choose);
      const shown = [slots.hint, slots.above, slots.below].filter((slot) => slot && !slot.hidden).map((slot) => slot.id);
      if (shown.length) marked.setAttribute("aria-describedby", shown.join(" "));
      else marked.removeAttribute("aria-describedby");
      control.mark(Boolean(above));
    },
  };
  // A text that changes makes the old message stale; it keeps its room so that nothing jumps.
  control.target.addEventListener("input", () => slots.below.classList.add("wb-stale"));
  control.target.addEventListener("focusout", (event) => {
    if (control.target.contains(event.relatedTarget)) return;
    slots.below.classList.remove("wb-stale");
    form.left(path);
  });
  form.nodes.set(path, node);
  return node;
}

function drawSingle(form, spec, path) {
  const id = form.id(path);
  const control = makeControl(form, spec, path, {});
  const hint = spec.hint ? h("p", { class: "wb-hint", id: `${id}-hint` }, spec.hint) : null;
  const above = h("p", { class: "wb-message", id: `${id}-error`, hidden: true });
  const below = h("p", { class: "wb-message", id: `${id}-message`, hidden: true });
  const foot = [control.beside ? null : control.unknown, drawWhy(spec.why)].filter(Boolean);
  const head = control.many ? h("legend", { class: "wb-label" }, labelWords(form, spec)) : h("label", { class: "wb-label", for: id }, labelWords(form, spec));
  const tag = control.many ? "fieldset" : "div";
  const role = control.many && spec.kind !== "many_of" ? "radiogroup" : null;
  const line = control.beside ? [h("div", { class: "wb-line" }, control.el, control.note, below, control.unknown)] : [control.el, control.note, below];
  const body = [head, hint, above, ...line, foot.length ? h("div", { class: "wb-foot" }, foot) : null];
  const el = h(tag, { class: "wb-field", "data-kind": spec.kind, role }, body);
  const node = connect(form, path, el, control, { hint, above, below }, control.many ? el : control.target);
  node.show(null);
  return node;
}

/** A control inside a table: named by its row's and its column's heading, messages right below it. */
export function drawCell(form, spec, path, labelledby) {
  const control = makeControl(form, spec, path, { labelledby });
  const below = h("p", { class: "wb-message", id: `${form.id(path)}-message`, hidden: true });
  const el = h("div", { class: "wb-table-cell", "data-kind": spec.kind }, control.el, control.note, below);
  return connect(form, path, el, control, { below }, control.target);
}

export { CHOICES };
