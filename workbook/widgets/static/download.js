// A button that fetches a file made by Python.
import { h } from "./dom.js";
import { receiver } from "./files.js";
import { mount, press, unique } from "./views.js";

export default {
  render(context) {
    const { model } = context;
    return mount(context, "download", ["label", "hint"], (root) => {
      const id = unique("download");
      const button = press("", () => incoming.ask({ type: "make" }), { drawing: "save" });
      const words = h("span");
      const hint = h("p", { class: "wb-note", id });
      const status = h("p", { class: "wb-status-text", role: "status" });
      const incoming = receiver(model, (sentence, done) => {
        status.textContent = sentence;
        button.setAttribute("aria-busy", String(!done));
      });
      button.append(words);
      button.setAttribute("aria-describedby", id);
      root.append(button, hint, status);
      return {
        heard: incoming.heard,
        end: incoming.end,
        draw() {
          words.textContent = model.get("label");
          hint.textContent = model.get("hint");
        },
      };
    });
  },
};
