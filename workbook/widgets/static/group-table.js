// A repeating group as a table: a row per item, a column per question, the tools at the end of the row.

import { h, hidden } from "./dom.js";
import { drawCell, optionalMark } from "./field.js";
import { drawMore, parted } from "./more.js";

const hintOf = (sub) => (sub.hint ? h("span", { class: "wb-head-hint" }, sub.hint) : null);

function unitMark(form, sub) {
  const unit = form.unitOf(sub);
  return unit ? h("span", { class: "wb-row-unit" }, ` ${unit}`) : null;
}

/** The headings of the columns that show; units stand in them. */
export function drawTableHead(form, spec, shown, id) {
  const headings = shown.map((sub) =>
    h("th", { scope: "col", role: "columnheader", id: `${id}-column-${sub.name}`, "data-width": sub.width }, sub.label, unitMark(form, sub), optionalMark(sub), hintOf(sub)));
  const number = h("th", { scope: "col", role: "columnheader" }, hidden(spec.item_label || "Item"));
  const tools = h("th", { scope: "col", role: "columnheader" }, hidden("Move, duplicate, remove"));
  return h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, number, headings, tools));
}

/** One item as a row, with a second line where questions stand behind "More"; fills in `item.title`, `item.nodes` and `item.labels`. */
export function drawTableRow(form, spec, item, id) {
  const { open, folded } = parted(spec.item);
  const headId = form.id(item.path);
  item.title = h("span", { id: headId });
  item.nodes = new Map();
  const draw = (sub, labelId) => {
    const node = drawCell(form, sub, `${item.path}/${sub.name}`, `${headId} ${labelId}`);
    item.nodes.set(sub.name, node);
    return node;
  };
  const cells = open.map((sub) => {
    const node = draw(sub, `${id}-column-${sub.name}`);
    return h("td", { role: "cell", "data-column": sub.name }, h("span", { class: "wb-cell-label", "aria-hidden": "true" }, sub.label, optionalMark(sub), hintOf(sub)), node.el);
  });
  const head = h("th", { scope: "row", role: "rowheader", class: "wb-item-number" }, item.title);
  const row = h("tr", { role: "row" }, head, cells, h("td", { role: "cell", class: "wb-tools-cell" }, item.tools));
  return folded.length ? h("tbody", { role: "rowgroup", class: "wb-item-rows" }, row, drawMoreRow(form, item, folded, draw, open.length)) : row;
}

// The second line: what is behind "More", each field below its label.
function drawMoreRow(form, item, folded, draw, across) {
  const fields = folded.map((sub) => {
    const labelId = `${form.id(`${item.path}/${sub.name}`)}-label`;
    const node = draw(sub, labelId);
    const label = h("span", { class: "wb-cell-label" }, h("span", { id: labelId }, sub.label, unitMark(form, sub), optionalMark(sub)), hintOf(sub));
    return h("div", { "data-column": sub.name }, label, node.el);
  });
  const nodes = folded.map((sub) => item.nodes.get(sub.name));
  const more = drawMore(nodes, h("div", { class: "wb-more-fields" }, fields), { ofItem: true });
  item.labels.more = more.label;
  return h("tr", { role: "row", class: "wb-more-row" }, h("td", { role: "cell" }), h("td", { role: "cell", colspan: across + 1 }, more.el));
}
