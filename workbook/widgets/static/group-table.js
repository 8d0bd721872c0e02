// A repeating group as a table: a row per item, a column per question, the tools at the end of the row.

import { h, hidden } from "./dom.js";
import { drawCell, optionalMark } from "./field.js";

/** The headings; units stand in them. */
export function drawTableHead(form, spec, id) {
  const headings = spec.item.map((sub) => {
    const unit = form.unitOf(sub);
    const words = [sub.label, unit ? h("span", { class: "wb-row-unit" }, ` ${unit}`) : null, optionalMark(sub)];
    return h("th", { scope: "col", role: "columnheader", id: `${id}-column-${sub.name}`, "data-width": sub.width }, words, sub.hint ? h("span", { class: "wb-head-hint" }, sub.hint) : null);
  });
  const number = h("th", { scope: "col", role: "columnheader" }, hidden(spec.item_label || "Item"));
  const tools = h("th", { scope: "col", role: "columnheader" }, hidden("Move, duplicate, remove"));
  return h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, number, headings, tools));
}

/** One item as a row; fills in `item.title` and `item.nodes`. */
export function drawTableRow(form, spec, item, id) {
  const headId = form.id(item.path);
  item.title = h("span", { id: headId });
  item.nodes = new Map();
  const cells = spec.item.map((sub) => {
    const node = drawCell(form, sub, `${item.path}/${sub.name}`, `${headId} ${id}-column-${sub.name}`);
    item.nodes.set(sub.name, node);
    return h("td", { role: "cell", "data-column": sub.name }, h("span", { class: "wb-cell-label", "aria-hidden": "true" }, sub.label, optionalMark(sub), sub.hint ? h("span", { class: "wb-head-hint" }, sub.hint) : null), node.el);
  });
  return h("tr", { role: "row" }, h("th", { scope: "row", role: "rowheader", class: "wb-item-number" }, item.title), cells, h("td", { role: "cell", class: "wb-tools-cell" }, item.tools));
}
