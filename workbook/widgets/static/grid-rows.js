// How a fixed table is drawn: headings, rows with what is behind a question, sub-headings.

import { elementId, h, hidden } from "./dom.js";
import { drawCell, drawWhy, optionalMark } from "./field.js";
import { isScore } from "./field-choice.js";

const SHORT = 90; // a hint up to this length stands below its question, a longer one behind the disclosure

/** The spec of one cell: the row's own where rows differ in kind; the row's levels say what a score means. */
export function specOf(row, column) {
  const spec = row.cell ? { ...row.cell, name: column.name, label: column.label } : column;
  if (!row.levels?.length || !isScore(spec)) return spec;
  return { ...spec, options: spec.options.map((option) => ({ ...option, label: row.levels[option.value] ?? option.label })) };
}

/** What the scores of a column mean, or what else there is to say about it. */
export function drawScale(column, rows) {
  if (!isScore(column)) return drawWhy([column.hint, column.why].filter(Boolean).join(" "), `About “${column.label}”`);
  if (rows.some((row) => row.levels?.length) || column.options.every((option) => option.label === option.value)) return null;
  const lines = column.options.map((option) => [h("dt", {}, option.value), h("dd", {}, option.hint ? `${option.label}: ${option.hint}` : option.label)]);
  return h("details", { class: "wb-why" }, h("summary", {}, `What the values of “${column.label}” mean`), h("dl", { class: "wb-scale" }, lines));
}

/** The head of a table; `id` names its columns for the cells. */
export function drawHead(form, columns, id) {
  const headings = columns.map((column) => {
    const unit = form.unitOf(column);
    return h("th", { scope: "col", role: "columnheader", id: `${id}-column-${column.name}` }, column.label, unit ? h("span", { class: "wb-row-unit" }, ` ${unit}`) : null, optionalMark(column));
  });
  return h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, h("td", { role: "cell" }), headings));
}

function drawAbout(row) {
  const levels = (row.levels ?? []).map((text, score) => [h("dt", {}, `${score}`), h("dd", {}, text)]);
  const texts = [row.hint.length > SHORT ? row.hint : "", row.why].filter(Boolean).map((text) => h("p", {}, text));
  if (!levels.length && !texts.length) return null;
  const title = levels.length ? "What the scores mean" : row.hint.length > SHORT ? "About this" : "Why we ask";
  return h("details", { class: "wb-why" }, h("summary", {}, title, hidden(` ${row.label}`)), h("div", {}, texts, levels.length ? h("dl", { class: "wb-scale" }, levels) : null));
}

function drawRow(form, path, row, columns, cells) {
  const headId = elementId(form.name, `${path}/${row.name}`);
  const unit = row.cell ? form.unitOf(row.cell) : "";
  const hint = row.hint && row.hint.length <= SHORT ? h("p", { class: "wb-row-hint" }, row.hint) : null;
  const more = [hint, drawAbout(row)].filter(Boolean);
  const words = [h("span", { id: headId }, row.label), unit ? h("span", { class: "wb-row-unit" }, ` ${unit}`) : null];
  const head = h("th", { scope: "row", role: "rowheader" }, words, more.length ? h("div", { class: "wb-row-more" }, more) : null);
  const drawn = columns.map((column) => {
    const headings = `${headId} ${elementId(form.name, path)}-column-${column.name}`;
    const node = drawCell(form, specOf(row, column), `${path}/${row.name}/${column.name}`, headings);
    cells.set(`${row.name}/${column.name}`, node);
    return h("td", { role: "cell", "data-column": column.name }, h("span", { class: "wb-cell-label", "aria-hidden": "true" }, column.label, optionalMark(column)), node.el);
  });
  return h("tr", { role: "row" }, head, drawn);
}

/** Rows by their sub-headings: [[title, rows], …]. */
export function grouped(rows) {
  const groups = new Map();
  for (const row of rows) groups.set(row.group ?? "", [...(groups.get(row.group ?? "") ?? []), row]);
  return [...groups];
}

/** The rows; fills `cells` with a node per "row/column". */
export function drawRows(form, spec, path, cells) {
  const span = spec.columns.length + 1;
  return grouped(spec.rows).map(([title, rows]) => {
    const head = title ? h("tr", { role: "row", class: "wb-group-row" }, h("th", { role: "rowheader", scope: "rowgroup", colspan: span }, title)) : null;
    return h("tbody", { role: "rowgroup" }, head, rows.map((row) => drawRow(form, path, row, spec.columns, cells)));
  });
}
