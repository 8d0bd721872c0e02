// A document as it will be printed: the same blocks that become its files, drawn on a sheet of paper, with the texts that can be edited.
import { h } from "./dom.js";
import { keeping } from "./keeping.js";
import { mount, press } from "./views.js";

const DRAW = {
  heading: (block) => h(`h${Math.min(block.level + 2, 6)}`, { class: "wb-doc__heading" }, block.text),
  paragraph: (block) =>
    h("div", { class: `wb-doc__text wb-doc__text--${block.style}` }, ...lines(block.text).map((line) => h("p", {}, ...open(block), linked(block, line)))),
  bullets: (block) => h(block.numbered ? "ol" : "ul", {}, ...block.items.map((item) => h("li", {}, item))),
  table: (block) =>
    h("div", { class: `wb-doc__table${block.head.length > 2 ? " wb-doc__table--wide" : ""}`, tabindex: "0", role: "region", "aria-label": block.caption || block.head.join(", ") },
      h("table", { role: "table" },
        block.caption ? h("caption", {}, block.caption) : null,
        h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, ...block.head.map((text, i) => head(text, block.align[i])))),
        h("tbody", { role: "rowgroup" }, ...block.rows.map((row) => h("tr", { role: "row" }, ...row.map((text, i) => cell(text, block.align[i], block.head[i]))))))),
  picture: (block) => h("figure", { class: "wb-doc__picture" }, h("figcaption", {}, block.caption), drawing(block)),
};

/** Roles are said aloud: a table whose rows become cards on a narrow sheet is still one. */
function head(text, side) {
  return text ? h("th", { scope: "col", role: "columnheader", class: side }, text) : h("td", { role: "cell" });
}

function cell(text, side, label) {
  return h("td", { role: "cell", class: side, "data-label": label }, text);
}

function lines(text) {
  return text.split(/\n+/).map((line) => line.trim()).filter(Boolean);
}

function open(block) {
  return block.style === "missing" ? [h("strong", {}, "Still open: ")] : [];
}

function linked(block, line) {
  return block.href ? h("a", { href: block.href }, line) : line;
}

/** A drawing made by Python, set into the page so that it is in the page's own fonts. */
function drawing({ svg, alt }) {
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const drawn = document.importNode(parsed, true);
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", alt);
  drawn.style.cssText = "";
  return drawn;
}

/** Beside a part's heading: whose text it is, and what can be done about it. */
function tools(text, title, act) {
  const of = (label, what) => {
    const button = press(label, () => act(what, text.part), { kind: "quiet" });
    button.setAttribute("aria-label", `${label}: ${title}`);
    return button;
  };
  const words = text.own ? h("span", { class: "wb-doc__own" }, "Your own text") : null;
  const other = text.own ? of("Use the generated text again", "generated") : text.before ? of("Take your own text back", "back") : null;
  return h("div", { class: "wb-doc__tools" }, words, of(text.own ? "Edit your text" : "Edit the text", "edit"), other);
}

/** What the answers say now, where they say something else than when somebody wrote their own text. */
function changed(text, act) {
  return h("div", { class: "wb-doc__changed", role: "note" },
    h("p", {}, h("strong", {}, "The answers under this text have changed since you wrote it."), " Your text stands below and in the files. From the answers it would now read:"),
    h("blockquote", {}, ...lines(text.generated).map((line) => h("p", {}, line))),
    h("div", { class: "wb-doc__tools" },
      press("Keep your text", () => act("keep", text.part)),
      press("Use the generated text again", () => act("generated", text.part), { kind: "quiet" })));
}

/** Blocks go by what they say, so that a new paragraph leaves those after it, their pictures and the place on the page alone. */
function named(blocks, texts, act) {
  const times = new Map();
  return blocks.flatMap((block) => {
    const said = JSON.stringify(block);
    times.set(said, (times.get(said) ?? 0) + 1);
    const drawn = [{ key: `${times.get(said)} ${said}`, data: block, draw: (one) => DRAW[one.kind](one) }];
    const text = block.part ? texts[block.part] : null;
    if (text) drawn.push({ key: `tools ${block.part}`, data: [text.own !== "", text.before !== "", block.text], draw: () => tools(text, block.text, act) });
    if (text?.outdated) drawn.push({ key: `changed ${block.part}`, data: text, draw: () => changed(text, act) });
    return drawn;
  });
}

export default {
  render(context) {
    const { model } = context;
    return mount(context, "document", ["document", "texts"], (root) => {
      const [title, subtitle, body] = [h("p", { class: "wb-doc__title" }), h("p", { class: "wb-doc__subtitle" }), h("div")];
      const sheet = h("article", { class: "wb-doc", hidden: true }, title, subtitle, body);
      const blocks = keeping(body);
      const act = (type, part) => model.send({ type, part });
      root.append(sheet);
      return {
        draw() {
          const doc = model.get("document");
          sheet.hidden = !doc.title;
          sheet.setAttribute("aria-label", doc.title ?? "");
          [title.textContent, subtitle.textContent] = [doc.title ?? "", doc.subtitle ?? ""];
          blocks.follow(named(doc.blocks ?? [], model.get("texts") ?? {}, act));
        },
        heard(content) {
          if (content.type === "done" && content.href) window.location.hash = content.href;
        },
      };
    });
  },
};
