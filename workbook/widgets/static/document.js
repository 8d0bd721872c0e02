// A document as it will be printed: the same blocks that become Markdown and Word, drawn on a sheet of paper.
import { h } from "./dom.js";

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

function draw(model, root) {
  const doc = model.get("document");
  if (!doc.title) return root.replaceChildren();
  const sheet = h("article", { class: "wb-doc", "aria-label": doc.title },
    h("p", { class: "wb-doc__title" }, doc.title),
    h("p", { class: "wb-doc__subtitle" }, doc.subtitle),
    ...doc.blocks.map((block) => DRAW[block.kind](block)));
  root.replaceChildren(sheet);
}

export default {
  render({ model, el: root }) {
    draw(model, root);
    model.on("change:document", () => draw(model, root));
  },
};
