// Facts to look up: open on a wide screen, folded on a narrow one, open on paper.
import { h } from "./dom.js";
import { mount } from "./views.js";

const NARROW = "(max-width: 40rem)";

const list = (facts) => h("ul", {}, ...facts.map((fact) => h("li", {}, fact)));

export default {
  render(context) {
    const { model } = context;
    return mount(context, "facts", ["title", "facts", "more"], (root) => {
      let open = !window.matchMedia(NARROW).matches;
      const unfold = () => root.querySelectorAll("details").forEach((part) => (part.open = true));
      window.addEventListener("beforeprint", unfold);
      return {
        end: () => window.removeEventListener("beforeprint", unfold),
        draw() {
          const [title, facts, more] = ["title", "facts", "more"].map((name) => model.get(name));
          root.querySelector("aside")?.remove();
          if (!facts.length && !more.length) return;
          const rest = more.length ? h("details", { class: "wb-facts-more" }, h("summary", {}, "More"), list(more)) : null;
          const aside = h("details", { class: "wb-facts-card", open, ontoggle: (event) => (open = event.currentTarget.open) }, h("summary", {}, title), list(facts), rest);
          root.prepend(h("aside", { "aria-label": title }, aside));
        },
      };
    });
  },
};
