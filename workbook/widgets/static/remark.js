// One message in a calm strip.
import { h } from "./dom.js";
import { badge, mount, prose } from "./views.js";

const WORDS = { good: "Done", warn: "Caution", bad: "Problem", neutral: "Note" };

export default {
  render(context) {
    const { model } = context;
    return mount(context, "remark", ["text", "title", "tone", "links"], (root) => {
      const place = h("div", { role: "status" });
      root.append(place);
      return {
        draw() {
          const [text, title, tone] = ["text", "title", "tone"].map((name) => model.get(name));
          const links = model.get("links").map(({ label, href }) => h("li", {}, h("a", { href }, label)));
          if (!text && !title) return place.replaceChildren();
          place.replaceChildren(h("div", { class: "wb-strip", "data-tone": tone },
            h("p", { class: "wb-strip-title" }, badge(tone, title || WORDS[tone])),
            ...prose(text),
            links.length ? h("ul", {}, ...links) : null));
        },
      };
    });
  },
};
