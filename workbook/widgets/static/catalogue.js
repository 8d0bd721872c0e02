// Cards with search and filters. Cards are made once and hidden or shown: the field that has the focus is never touched.
import { h } from "./dom.js";
import { mount, press, unique } from "./views.js";

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function words(item) {
  const attributes = item.attributes.map(({ label, value }) => `${label} ${value}`);
  const sections = item.sections.flatMap(({ title, points }) => [title, ...points]);
  return folded([item.title, item.lead, ...item.tags, ...attributes, ...sections].join(" "));
}

/** A card whose headings follow the one above: `level` is that of its own title. */
function card(item, level) {
  const attributes = item.attributes.map(({ label, value }) => h("div", {}, h("dt", {}, label), h("dd", {}, value)));
  const sections = item.sections.map(({ title, points }) => h("div", {}, h(`h${level + 1}`, {}, title), h("ul", {}, ...points.map((point) => h("li", {}, point)))));
  const tags = item.tags.length ? h("span", { class: "wb-tags" }, ...item.tags.map((tag) => h("span", {}, tag))) : null;
  return h("li", {}, h("details", { class: "wb-entry", id: `wb-entry-${item.id}` },
    h("summary", {}, h(`h${level}`, {}, item.title), item.lead ? h("span", { class: "wb-lead" }, item.lead) : null, tags),
    attributes.length ? h("dl", {}, ...attributes) : null,
    sections.length ? h("div", { class: "wb-columns" }, ...sections) : null));
}

function choice(filter, onchange) {
  const id = unique("filter");
  const options = filter.options.map(({ value, label }) => h("option", { value }, label));
  const select = h("select", { id, class: "wb-input wb-select", onchange }, h("option", { value: "" }, "All"), ...options);
  return { filter, select, el: h("div", { class: "wb-filter" }, h("label", { for: id }, filter.label), select) };
}

const fits = (item, { filter, select }) => !select.value || (item.values[filter.name] ?? item.tags).includes(select.value);

function build(model) {
  const items = model.get("items").map((item) => ({ ...item, words: words(item), el: card(item, model.get("title") ? 4 : 3) }));
  const [one, several] = model.get("noun");
  const id = unique("search");
  const search = h("input", { id, type: "search", class: "wb-input", autocomplete: "off", oninput: () => narrow() });
  const choices = model.get("filters").map((filter) => choice(filter, () => narrow()));
  const count = h("p", { class: "wb-count", role: "status" });
  const reset = press("Show all", () => ((search.value = ""), choices.forEach(({ select }) => (select.value = "")), narrow(), search.focus()), { kind: "quiet" });

  function narrow() {
    const asked = folded(search.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const item of items) {
      const there = asked.every((word) => item.words.includes(word)) && choices.every((c) => fits(item, c));
      item.el.hidden = !there;
      shown += there;
    }
    reset.hidden = shown === items.length;
    count.textContent = shown === items.length ? `${shown} ${shown === 1 ? one : several}` : `${shown} of ${items.length} ${several}`;
    if (!shown) count.textContent = `No ${one} fits. Take a filter away or search for another word.`;
  }

  narrow();
  const field = h("div", { class: "wb-filter wb-filter--search" }, h("label", { for: id }, "Search"), search);
  const bar = h("div", { class: "wb-filters", role: "search", "aria-label": model.get("title") || several }, field, ...choices.map(({ el }) => el));
  const title = model.get("title") ? [h("h3", {}, model.get("title"))] : [];
  return [...title, bar, h("div", { class: "wb-count-row" }, count, reset), h("ul", { class: "wb-entries" }, ...items.map(({ el }) => el))];
}

export default {
  render(context) {
    return mount(context, "catalogue", ["items", "filters", "title", "noun"], (root) => {
      const place = h("div");
      root.append(place);
      return { draw: () => place.replaceChildren(...build(context.model)) };
    });
  },
};
