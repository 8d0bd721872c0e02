// The controls of the four kinds of exercises: each is {els, get, set, focus, mark, lock}.
import { h } from "./dom.js";
import { prose, unique } from "./views.js";

function group(question, problem, ...children) {
  const legend = h("legend", {}, ...prose(question.question));
  return h("fieldset", { class: "wb-question", "aria-describedby": problem }, legend, ...children);
}

/** Choices cannot be read-only; they are disabled, and the style sheet keeps them readable. */
const locker = (inputs) => (locked) => inputs.forEach((input) => (input.disabled = locked));

function flag(input, wrong) {
  if (wrong) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}

function choices(question, problem, type) {
  const name = unique("choice");
  const inputs = question.options.map(({ value }) => h("input", { type, name, value }));
  const options = question.options.map(({ label }, i) => h("label", { class: "wb-option" }, inputs[i], h("span", {}, label)));
  const hint = type === "checkbox" ? h("p", { class: "wb-note" }, "Choose all that apply.") : null;
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  return {
    els: [group(question, problem, hint, h("div", { class: "wb-options" }, ...options))],
    get: () => (type === "radio" ? (chosen()[0] ?? "") : chosen()),
    set: (raw) => inputs.forEach((input) => (input.checked = [raw].flat().includes(input.value))),
    focus: () => inputs[0].focus(),
    mark: () => {},
    lock: locker(inputs),
  };
}

function match(question, problem) {
  const selects = question.items.map(({ value, label }) => {
    const id = unique("match");
    const options = question.targets.map((target) => h("option", { value: target.value }, target.label));
    const select = h("select", { id, class: "wb-input wb-select" }, h("option", { value: "" }, "Choose a place"), ...options);
    return { value, select, el: h("div", { class: "wb-match" }, h("label", { for: id }, label), select) };
  });
  const inputs = selects.map(({ select }) => select);
  return {
    els: [group(question, problem, h("div", { class: "wb-matches" }, ...selects.map(({ el }) => el)))],
    get: () => Object.fromEntries(selects.filter(({ select }) => select.value).map(({ value, select }) => [value, select.value])),
    set: (raw) => selects.forEach(({ value, select }) => (select.value = raw?.[value] ?? "")),
    focus: () => inputs[0].focus(),
    mark: (wrong) => inputs.forEach((input) => flag(input, wrong && !input.value)),
    lock: locker(inputs),
  };
}

function number(question, problem) {
  const id = unique("number");
  const input = h("input", { id, type: "text", inputmode: "decimal", class: "wb-input", autocomplete: "off", "aria-describedby": problem });
  const unit = question.unit ? h("span", { class: "wb-side wb-suffix", "aria-hidden": "true" }, question.unit) : null;
  const label = h("label", { for: id, class: "wb-label" }, question.unit ? `Your answer (${question.unit})` : "Your answer");
  return {
    els: [h("div", { class: "wb-question" }, ...prose(question.question)), label, h("div", { class: "wb-control", "data-width": "s" }, input, unit)],
    get: () => input.value,
    set: (raw) => (input.value = raw ?? ""),
    focus: () => input.focus(),
    mark: (wrong) => flag(input, wrong),
    lock: (locked) => (input.readOnly = locked),
  };
}

/** The controls of a question; `problem` is the id of the sentence that says what is wrong with the answer's form. */
export function controls(question, problem) {
  if (question.kind === "one_of") return choices(question, problem, "radio");
  if (question.kind === "many_of") return choices(question, problem, "checkbox");
  return question.kind === "match" ? match(question, problem) : number(question, problem);
}
