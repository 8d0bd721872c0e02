// One line below a table or group: what was just done, and a way back.

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
