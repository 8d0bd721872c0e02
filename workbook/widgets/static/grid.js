// A fixed table of questions: rows × columns, with headings for both. On a narrow page its rows stand under each other.

import { h, isBlank } from "./dom.js";
import { drawWhy, labelWords } from "./field.js";
import { isScore } from "./field-choice.js";
import { drawHead, drawRows, drawScale, grouped, specOf } from "./grid-rows.js";
import { sizeColumns } from "./stacking.js";
import { isTable, parseCells, report, spread } from "./spreadsheet.js";
import { makeNotice, makePlace } from "./undo.js";

const LONG = 12; // rows; a longer table gets an overview of its parts

/** A node for a grid; its raw is {row: {column: text}}, blank cells left out. */
export function drawGrid(form, spec, path) {
  const cells = new Map();
  const id = form.id(path);
  const scored = spec.columns.some(isScore);
  const table = h("table", { class: "wb-grid", role: "table", "aria-labelledby": `${id}-label`, "data-columns": spec.columns.length, "data-score": scored });
  table.append(drawHead(form, spec.columns, id), ...drawRows(form, spec, path, cells));
  sizeColumns(table, spec.columns.map((column) => [column, ...spec.rows.map((row) => row.cell).filter(Boolean)]), { head: true });

  const cellOf = (row, column) => cells.get(`${row.name}/${column.name}`);
  const overview = makeOverview(spec, (row) => !isBlank(cellOf(row, spec.columns[0]).read()), (row) => cellOf(row, spec.columns[0]).focus());
  const notice = makeNotice();
  const place = makePlace();
  const helps = [...spec.columns.map((column) => drawScale(column, spec.rows)), drawWhy(spec.why)].filter(Boolean);
  const el = h("section", { class: "wb-field wb-wide", "data-kind": "grid" });
  el.append(
    h("p", { class: "wb-label", id: `${id}-label` }, labelWords(form, spec)),
    ...[spec.hint ? h("p", { class: "wb-hint" }, spec.hint) : null, h("div", { class: "wb-foot" }, helps), drawUnknownTip(spec), overview.el, place.el, table, notice.el, overview.total].filter(Boolean),
  );

  const read = () => readCells(spec, cellOf);
  const write = (raw) => {
    for (const row of spec.rows) for (const column of spec.columns) writeCell(cellOf(row, column), raw?.[row.name]?.[column.name]);
    overview.count();
  };
  table.addEventListener("paste", (event) => pasteCells(event, { spec, cellOf, read, write, notice, changed: () => form.changed(path, { now: true }) }));
  table.addEventListener("keydown", (event) => goDown(event, spec, cellOf));
  table.addEventListener("input", overview.count);
  table.addEventListener("click", () => queueMicrotask(overview.count));
  write({});

  const focus = () => cells.values().next().value?.focus();
  const node = { el, path, read, write, focus, show: place.show, isFocused: () => el.contains(document.activeElement) };
  form.nodes.set(path, node);
  return node;
}

// How "I do not know yet" is said in a table, in the words of its cells.
function drawUnknownTip(spec) {
  const asked = spec.rows.flatMap((row) => spec.columns.map((column) => specOf(row, column))).filter((cell) => cell.dont_know);
  const typed = asked.some((cell) => !cell.options?.length);
  const chosen = asked.some(isScore);
  if (!typed && !chosen) return null;
  return h("p", { class: "wb-note" }, `Where you do not know yet, ${typed && chosen ? "type or choose" : typed ? "type" : "choose"} “?”.`);
}

// "12 of 48 answered", for a long table also by its parts, each leading to its first open row.
function makeOverview(spec, isAnswered, go) {
  const total = h("p", { class: "wb-note" });
  const parts = spec.rows.length > LONG ? grouped(spec.rows).filter(([title]) => title) : [];
  const drawn = parts.map(([title, rows]) => {
    const number = h("span", { class: "wb-part-count" });
    const open = () => go(rows.find((row) => !isAnswered(row)) ?? rows[0]);
    return { rows, number, el: h("li", {}, h("button", { type: "button", class: "wb-button wb-part", onclick: open }, h("span", {}, title), number)) };
  });
  const tell = (rows) => `${rows.filter(isAnswered).length} of ${rows.length}`;
  const count = () => {
    total.textContent = `${tell(spec.rows)} rows answered`;
    for (const part of drawn) {
      part.number.textContent = tell(part.rows);
      part.el.toggleAttribute("data-done", part.rows.every(isAnswered));
    }
  };
  return { total, count, el: drawn.length > 1 ? h("ul", { class: "wb-parts", "aria-label": "Parts of this table" }, drawn.map((part) => part.el)) : null };
}

function readCells(spec, cellOf) {
  const raw = {};
  for (const row of spec.rows) {
    const filled = spec.columns.map((column) => [column.name, cellOf(row, column).read()]).filter(([, text]) => !isBlank(text));
    if (filled.length) raw[row.name] = Object.fromEntries(filled);
  }
  return raw;
}

function writeCell(node, raw) {
  if (!node.isFocused()) node.write(raw ?? (Array.isArray(node.read()) ? [] : ""));
}

function placeOf(target, spec, cellOf) {
  for (const [down, row] of spec.rows.entries()) {
    const right = spec.columns.findIndex((column) => cellOf(row, column).el.contains(target));
    if (right >= 0) return { down, right };
  }
  return null;
}

function pasteCells(event, { spec, cellOf, read, write, notice, changed }) {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const place = placeOf(event.target, spec, cellOf);
  if (!place || !isTable(text, spec.columns[place.right].kind)) return;
  event.preventDefault();
  const before = structuredClone(read());
  const done = spread(parseCells(text), (down, right) => {
    const [row, column] = [spec.rows[place.down + down], spec.columns[place.right + right]];
    return row && column ? { spec: specOf(row, column), write: cellOf(row, column).write } : null;
  });
  changed();
  notice.say(report(done), () => {
    document.activeElement.blur();
    write(before);
    changed();
    cellOf(spec.rows[place.down], spec.columns[place.right]).focus();
  });
}

// Enter goes down the column, as in a spreadsheet.
function goDown(event, spec, cellOf) {
  if (event.key !== "Enter" || event.isComposing || event.target.matches("summary, button, select")) return;
  const place = placeOf(event.target, spec, cellOf);
  const next = place && spec.rows[place.down + (event.shiftKey ? -1 : 1)];
  event.preventDefault();
  if (next) cellOf(next, spec.columns[place.right]).focus();
}
