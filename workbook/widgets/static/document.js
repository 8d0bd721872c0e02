// A document as it will be printed: the same blocks that become Markdown and Word, drawn on a sheet of paper.
import { h } from "./dom.js";
import { keeping } from "./keeping.js";
import { mount } from "./views.js";

const DRAW = {
  heading: (block) => h(`h${Math.min(block.level + 2, 6)}`, { class: "wb-doc__heading" }, block.text),
  paragraph: (block) =>
    h("div", { class: `wb-doc__text wb-doc__text--${block.style}` }, ...lines(block.text).map((line) => h("p", {}, ...open(block), line))),
  bullets: (block) => h(block.numbered ? "ol" : "ul", {}, ...block.items.map((item) => h("li", {}, item))),
  table: (block) =>
    h("div", { class: "wb-doc__table", tabindex: "0", role: "region", "aria-label": block.caption || block.head.join(", ") },
      h("table", {},
        block.caption ? h("caption", {}, block.caption) : null,
        h("thead", {}, h("tr", {}, ...block.head.map((text, i) => (text ? h("th", { scope: "col", class: block.align[i] }, text) : h("td", {}))))),
        h("tbody", {}, ...block.rows.map((row) => h("tr", {}, ...row.map((text, i) => h("td", { class: block.align[i] }, text))))))),
  picture: (block) => h("figure", {}, h("img", { src: block.src, alt: block.alt }), h("figcaption", {}, block.caption)),
};

function lines(text) {
  return text.split(/\n+/).map((line) => line.trim()).filter(Boolean);
}

function open(block) {
  return block.style === "missing" ? [h("strong", {}, "Still open: ")] : [];
}

/** Blocks go by what they say, so that a new paragraph leaves those after it, their pictures and the place on the page alone. */
function named(blocks) {
  const times = new Map();
  return blocks.map((block) => {
    const text = JSON.stringify(block);
    times.set(text, (times.get(text) ?? 0) + 1);
    return { key: `${times.get(text)} ${text}`, data: block, draw: (one) => DRAW[one.kind](one) };
  });
}

export default {
  render(context) {
    const { model } = context;
    return mount(context, "document", ["document"], (root) => {
      const [title, subtitle, body] = [h("p", { class: "wb-doc__title" }), h("p", { class: "wb-doc__subtitle" }), h("div")];
      const sheet = h("article", { class: "wb-doc", hidden: true }, title, subtitle, body);
      const blocks = keeping(body);
      root.append(sheet);
      return {
        draw() {
          const doc = model.get("document");
          sheet.hidden = !doc.title;
          sheet.setAttribute("aria-label", doc.title ?? "");
          [title.textContent, subtitle.textContent] = [doc.title ?? "", doc.subtitle ?? ""];
          blocks.follow(named(doc.blocks ?? []));
        },
      };
    });
  },
};
