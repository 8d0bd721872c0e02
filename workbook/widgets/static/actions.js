// A row of buttons; while one works the others wait, and what became of it stands below.
import { h } from "./dom.js";
import { mount, press } from "./views.js";

export default {
  render(context) {
    const { model } = context;
    return mount(context, "actions", ["labels", "hint", "said"], (root) => {
      const hint = h("p", { class: "wb-note" });
      const row = h("div", { class: "wb-actions-row" });
      const said = h("p", { class: "wb-note", role: "status" });
      root.append(hint, row, said);
      let busy = null;

      function act(label) {
        if (busy) return;
        busy = label;
        said.textContent = "Working…";
        model.send({ type: "press", label });
      }
      return {
        draw() {
          hint.textContent = model.get("hint");
          hint.hidden = !model.get("hint");
          if (!busy) said.textContent = model.get("said");
          const labels = model.get("labels");
          if (row.dataset.labels === JSON.stringify(labels)) return; // the focused button stays where it is
          row.dataset.labels = JSON.stringify(labels);
          row.replaceChildren(...labels.map((label) => press(label, () => act(label))));
        },
        heard(content) {
          if (content.type !== "done") return;
          if (content.href) {
            const here = window.location.pathname;
            window.location.href = content.href;
            if (new URL(content.href, window.location.href).pathname === here) window.location.reload();
            return;
          }
          busy = null;
          said.textContent = model.get("said");
        },
      };
    });
  },
};
