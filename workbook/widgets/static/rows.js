// A table of written values that can be sorted by what they are; it scrolls inside itself, never the page.
import { h, hidden } from "./dom.js";
import { press, sign } from "./views.js";

const ORDER = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** Numbers by size, texts by letters, blanks last whichever way it goes. */
function compare(a, b, way) {
  if (a === null || b === null) return (a === null) - (b === null);
  return way * (typeof a === "number" && typeof b === "number" ? a - b : ORDER.compare(String(a), String(b)));
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const SENTENCE = 30; // letters from which a cell needs room for words beside each other

function cell(column, text, heads, key) {
  const className = column.numeric ? "wb-number" : DAY.test(key ?? "") ? "wb-day" : text.length > SENTENCE ? "wb-words" : null;
  return heads ? h("th", { scope: "row" }, text) : h("td", { class: className }, text);
}

/** `table` is {columns, rows, keys, total, first, totals}; the last `totals` rows are sums and stay at the bottom. `label` names the scrolling region. */
export function dataTable(table, label, { sortable = true } = {}) {
  const state = { by: -1, way: 1, all: false };
  const first = table.first ?? table.rows.length;
  const sums = table.rows.map((_, i) => i).slice(table.rows.length - (table.totals ?? 0));
  const lines = table.rows.length - sums.length;
  const more = lines > first;
  const body = h("tbody");
  const said = h("p", { class: "wb-hidden", role: "status" });
  const heads = table.columns.map((column, index) => head(column, index));
  const extra = h("p", { class: "wb-table-more" });

  function head(column, index) {
    const name = column.numeric ? "wb-number" : null;
    if (!sortable || lines < 2) return h("th", { scope: "col", class: name }, column.label);
    const button = h("button", { type: "button", onclick: () => sortBy(index) }, h("span", {}, column.label), sign("sort"));
    return h("th", { scope: "col", class: name, "aria-sort": "none" }, button);
  }
  function sortBy(index) {
    const numeric = table.columns[index].numeric;
    state.way = state.by === index ? -state.way : numeric ? -1 : 1; // the largest first is what one looks for
    state.by = index;
    heads.forEach((th, i) => {
      const way = i !== index ? "none" : state.way > 0 ? "ascending" : "descending";
      th.setAttribute("aria-sort", way);
      th.querySelector("svg").replaceWith(sign(way === "none" ? "sort" : way));
    });
    fill();
    said.textContent = `Sorted by ${table.columns[index].label}, ${state.way > 0 ? "ascending" : "descending"}.`;
  }
  function fill() {
    const order = table.rows.map((_, i) => i).slice(0, lines);
    if (state.by >= 0) order.sort((a, b) => compare(table.keys[a][state.by], table.keys[b][state.by], state.way) || a - b);
    const shown = state.all ? order : order.slice(0, first);
    body.replaceChildren(...[...shown, ...sums].map((i) =>
      h("tr", { class: i < lines ? null : "wb-total" }, ...table.rows[i].map((text, c) => cell(table.columns[c], text, c === 0 && !table.columns[0].numeric, table.keys?.[i]?.[c])))));
  }
  function tellMore() {
    const total = table.total ?? table.rows.length;
    const cut = total > table.rows.length ? ` The page shows the first ${table.rows.length} of ${total} rows; the files hold all.` : "";
    if (!more) return extra.replaceChildren(cut.trim());
    const button = press(state.all ? `Show the first ${first} rows` : `Show all ${lines} rows`, () => ((state.all = !state.all), fill(), tellMore(), extra.querySelector("button").focus()), { kind: "quiet" });
    extra.replaceChildren(button, cut);
  }

  fill();
  tellMore();
  const caption = h("caption", {}, hidden(label));
  const grid = h("table", {}, caption, h("thead", {}, h("tr", {}, ...heads)), body);
  return h("div", { class: "wb-rows" }, h("div", { class: "wb-scroll", tabindex: "0", role: "region", "aria-label": label }, grid), extra, said);
}
