// What Python says about the answers, put beside the fields and, after Continue, on top.

import { button, h } from "./dom.js";

const FOLDED = 3; // more unanswered cells of one table than this become one line of the summary

const parts = {
  error: (message) => [h("strong", {}, "Error: "), message.text],
  warning: (message) => [h("strong", {}, "Is this right? "), message.text.replace(/\s*Is this right\?\s*/, " ").trim()],
  question: (message) => [message.text],
  understood: (message) => [message.text],
};

/** Fills `slot` with one message; `choose(raw)` is called when one of its choices is clicked. */
export function fillSlot(slot, message, choose) {
  slot.replaceChildren();
  slot.hidden = !message;
  if (!message) return;
  const level = message.level in parts ? message.level : "understood";
  slot.dataset.level = level;
  slot.append(h("span", {}, parts[level](message)));
  const choices = message.choices ?? [];
  if (choices.length) slot.append(h("span", { class: "wb-choices" }, choices.map((choice) => button(choice.label, () => choose(choice.raw), { kind: "choice" }))));
}

/**
 * Keeps the messages of a form. Errors wait until Continue was pressed; once shown, an error goes as soon as the saved
 * text is right. While a field has the focus nothing new appears beside it.
 */
export function makeMessages(nodes, announce) {
  let messages = {}; // in reading order, by the path of the node that shows them
  let all = {};
  let left = null; // the field that was left last: what is found out about it is also spoken
  const revealed = new Set();
  const spoken = new Map();

  const visible = (path) => {
    const message = messages[path];
    return message && (message.level !== "error" || revealed.has(path)) ? message : null;
  };

  function speak(path, message) {
    if (path !== left || !message || spoken.get(path) === message.text) return;
    spoken.set(path, message.text);
    announce(message.text);
  }

  function place(path, node) {
    const message = visible(path);
    if (message && node.isFocused()) return;
    node.show(message);
    speak(path, message);
  }

  // What is said about a whole row or item stands at the nearest part that is drawn.
  function home(path) {
    while (path && !nodes.has(path)) path = path.split("/").slice(0, -1).join("/");
    return path;
  }

  function apply(next) {
    all = next ?? {};
    messages = {};
    for (const [path, message] of Object.entries(all)) messages[home(path)] ??= message;
    for (const path of revealed) if (messages[path]?.level !== "error") revealed.delete(path);
    for (const [path, node] of nodes) place(path, node);
  }

  return {
    apply,
    /** After Continue: every error may show. */
    reveal() {
      for (const [path, message] of Object.entries(messages)) if (message.level === "error") revealed.add(path);
      for (const [path, node] of nodes) node.show(visible(path));
    },
    /** The field was left: what was held back may show. */
    leave(path) {
      left = path;
      const node = nodes.get(path);
      if (node) setTimeout(() => place(path, node), 0);
    },
    /** What keeps the form from being complete, in Python's order, which is the order of the page: [{path, text}]. */
    blocking(label) {
      const found = Object.entries(all).filter(([, message]) => message.level === "error" || message.level === "question");
      return fold(found.map(([path, message]) => ({ path, text: message.text })), label);
    },
  };
}

// Forty-five open cells of one scorecard are one line, which leads to the first of them.
function fold(lines, label) {
  const top = (path) => path.split("/")[0];
  const inner = lines.filter((line) => line.path.split("/").length > 2);
  const counts = new Map();
  for (const line of inner) counts.set(top(line.path), (counts.get(top(line.path)) ?? 0) + 1);
  const folded = new Set();
  return lines.flatMap((line) => {
    const field = top(line.path);
    if (!(counts.get(field) > FOLDED) || line.path === field) return [line];
    if (folded.has(field)) return [];
    folded.add(field);
    return [{ path: line.path, text: `${label(field)}: ${counts.get(field)} answers are open or need another look` }];
  });
}

/** The box on top of the form; each line leads to its field. */
export function drawSummary(lines, go) {
  const links = lines.map((line) => h("li", {}, h("a", { href: "#", onclick: (event) => (event.preventDefault(), go(line.path)) }, line.text)));
  return h("div", { class: "wb-summary", role: "alert", tabindex: "-1" }, h("p", { class: "wb-summary-title" }, "There is a problem"), h("ul", {}, links));
}
