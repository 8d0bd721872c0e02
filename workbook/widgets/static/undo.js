// What stands beside a table or group: what was just done, with a way back, and what there is to say about the whole.

import { button, h } from "./dom.js";

/** `say(text, undo)` shows a sentence with an Undo button that stays until the next sentence. */
export function makeNotice() {
  const el = h("div", { class: "wb-notice", role: "status", hidden: true });
  return {
    el,
    say(text, undo = null, { focus = false } = {}) {
      const back = undo ? button("Undo", () => (this.clear(), undo()), { kind: "quiet" }) : null;
      el.hidden = false;
      el.replaceChildren(h("span", {}, text), ...(back ? [back] : []));
      if (focus) back?.focus();
    },
    clear() {
      el.hidden = true;
      el.replaceChildren();
    },
  };
}

/** The place of a message about a whole table or group. */
export function makePlace() {
  const el = h("p", { class: "wb-message", hidden: true });
  const show = (message) => {
    el.hidden = !message;
    el.dataset.level = message?.level ?? "";
    el.replaceChildren(...(message?.level === "error" ? [h("strong", {}, "Error: ")] : []), message?.text ?? "");
  };
  return { el, show };
}
