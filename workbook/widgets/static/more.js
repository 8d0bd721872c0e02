// What many can leave stands behind "More": closed it says how many of it are answered; an error, a question or an address opens it.

import { h, hidden, isBlank } from "./dom.js";

/** The questions that always show, and those behind "More". */
export function parted(specs) {
  return { open: specs.filter((spec) => !spec.folded), folded: specs.filter((spec) => spec.folded) };
}

// The field behind the disclosure tells it when it is filled in, and opens it where it has to be seen.
function follow(node, el, count) {
  const { write, focus, show } = node;
  node.write = (raw) => {
    write(raw);
    count();
  };
  node.focus = () => {
    el.open = true;
    focus();
  };
  node.show = (message) => {
    if (message && message.level !== "understood") el.open = true;
    show(message);
  };
}

/**
 * The disclosure around the nodes of some fields, drawn in `inside`: `{el, label}`. `label` is the place for the name of the item
 * that it belongs to, spoken and not seen; a form's own has none.
 */
export function drawMore(nodes, inside, { title = "More", ofItem = false } = {}) {
  const number = h("span", { class: "wb-more-count" });
  const label = hidden("");
  const words = [h("span", {}, title), ofItem ? [hidden(" about"), label] : null, " ", number];
  const el = h("details", { class: "wb-more" }, h("summary", {}, words), h("div", { class: "wb-more-inside" }, inside));
  const count = () => {
    number.textContent = `${nodes.filter((node) => !isBlank(node.read())).length} of ${nodes.length} answered`;
  };
  for (const node of nodes) follow(node, el, count);
  for (const event of ["input", "change", "click"]) el.addEventListener(event, () => queueMicrotask(count));
  count();
  return { el, label };
}

// On paper everything shows; what was closed is closed again afterwards.
const closed = new Set();
addEventListener("beforeprint", () => {
  for (const el of document.querySelectorAll(".wb-more:not([open])")) {
    closed.add(el);
    el.open = true;
  }
});
addEventListener("afterprint", () => {
  for (const el of closed) el.open = false;
  closed.clear();
});
