// Choices: radio buttons to seven options, a list beyond, tick boxes for several. Nothing is chosen beforehand.

import { button, h, hidden } from "./dom.js";
import { DONT_KNOW } from "./unknown.js";

const MOST_RADIOS = 7;

function optionsOf(spec, short = false) {
  const own = spec.options ?? [];
  const unknown = { value: DONT_KNOW, label: short ? "?" : "I do not know yet", name: "I do not know yet", apart: true };
  return spec.dont_know && spec.kind !== "many_of" ? [...own, unknown] : own;
}

/** Options whose values are as short as scores stand side by side as one bar. */
export const isScore = (spec) => spec.kind === "one_of" && !spec.as_list && spec.options.length > 1 && spec.options.every((option) => option.value.length <= 2);

/** A control for choices: `{el, target, many, read, write, focus, mark}`. */
export function drawChoice(form, spec, path, { labelledby = null }) {
  if (labelledby && isScore(spec)) return drawRadios(form, spec, path, { labelledby, score: true });
  const asList = spec.kind !== "many_of" && (spec.as_list || labelledby || spec.options.length > MOST_RADIOS);
  return asList ? drawList(form, spec, path, labelledby) : drawRadios(form, spec, path, { labelledby });
}

function drawList(form, spec, path, labelledby) {
  const choices = optionsOf(spec).map((option) => h("option", { value: option.value }, option.label));
  const box = h("select", { id: form.id(path), class: "wb-input wb-select", "aria-labelledby": labelledby }, h("option", { value: "" }, "Choose one"), choices);
  box.addEventListener("change", () => form.changed(path, { now: true }));
  return {
    el: h("div", { class: "wb-control", "data-width": "l" }, box),
    target: box,
    read: () => box.value,
    write(raw) {
      box.value = typeof raw === "string" ? raw : "";
      if (box.selectedIndex < 0) box.value = "";
    },
    focus: () => box.focus(),
    mark: (wrong) => (wrong ? box.setAttribute("aria-invalid", "true") : box.removeAttribute("aria-invalid")),
  };
}

function drawOption(id, type, option, index, score) {
  const input = h("input", { type, id: index ? `${id}-${index}` : id, name: id, value: option.value, "aria-label": score ? scoreName(option) : null });
  const hint = option.hint && !score ? h("span", { class: "wb-option-hint", id: `${input.id}-hint` }, option.hint) : null;
  if (hint) input.setAttribute("aria-describedby", hint.id);
  const words = h("span", { class: "wb-option-text" }, score ? faceOf(option) : option.label, hint);
  const label = h("label", { class: option.apart ? "wb-option wb-apart" : "wb-option", title: score ? scoreName(option) : null }, input, words);
  return { input, label };
}

// What stands on a score's button: a digit, a letter, "n/a".
const faceOf = (option) => (option.apart ? "?" : option.value === "na" ? "n/a" : option.value);
const scoreName = (option) => (option.apart ? option.name : option.value === "na" || option.label.startsWith(option.value) ? option.label : `${option.value}: ${option.label}`);

// Options of a few words stand side by side, in more than one line where there are many.
const areShort = (options) => options.every((option) => option.label.length <= 20 && !option.hint);

function drawRadios(form, spec, path, { labelledby = null, score = false }) {
  const many = spec.kind === "many_of";
  const id = form.id(path);
  const options = optionsOf(spec, score);
  const drawn = options.map((option, index) => drawOption(id, many ? "checkbox" : "radio", option, index, score));
  const inputs = drawn.map((one) => one.input);
  const clear = many ? null : button("Clear", () => choose([]), { kind: "clear" });
  clear?.append(hidden(` the choice for ${spec.label}`));
  const meaning = score ? h("span", { class: "wb-meaning", "aria-hidden": "true" }) : null;
  const layout = score ? "score" : areShort(spec.options ?? []) ? "row" : "list";
  const list = h("div", { class: "wb-options", "data-layout": layout }, drawn.map((one) => one.label), clear);
  const holder = labelledby ? h("div", { class: "wb-control", role: many ? "group" : "radiogroup", "aria-labelledby": labelledby }, list, meaning) : list;

  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const refresh = () => {
    if (clear) clear.hidden = !chosen().length;
    if (meaning) meaning.textContent = options.find((option) => option.value === chosen()[0])?.label?.replace("?", "I do not know yet") ?? "";
  };
  const tick = (values) => {
    for (const input of inputs) input.checked = values.includes(input.value);
    refresh();
  };
  const choose = (values) => {
    tick(values);
    inputs[0]?.focus();
    form.changed(path, { now: true });
  };
  list.addEventListener("change", () => {
    refresh();
    form.changed(path, { now: true });
  });
  tick([]);
  return {
    el: holder,
    target: holder,
    many: true,
    read: () => (many ? chosen() : (chosen()[0] ?? "")),
    write: (raw) => tick(many ? (Array.isArray(raw) ? raw : []) : [raw]),
    focus: () => (inputs.find((input) => input.checked) ?? inputs[0])?.focus(),
    mark(wrong) {
      const marked = many ? inputs : [labelledby ? holder : holder.closest("fieldset")].filter(Boolean);
      for (const el of marked) {
        if (wrong) el.setAttribute("aria-invalid", "true");
        else el.removeAttribute("aria-invalid");
      }
    },
  };
}
