// A fixed table of questions: rows × columns, with headings for both. On a narrow page its rows stand under each other.

import { elementId, h, hidden, isBlank } from "./dom.js";
import { drawCell, drawWhy, labelWords } from "./field.js";
import { isScore } from "./field-choice.js";
import { makeNotice } from "./undo.js";
import { watchRoom } from "./stacking.js";
import { isTable, parseCells, report, spread } from "./spreadsheet.js";

function specOf(row, column) {
  const spec = row.cell ? { ...row.cell, name: column.name, label: column.label } : column;
  if (!row.levels?.length || !isScore(spec)) return spec;
  return { ...spec, options: spec.options.map((option) => ({ ...option, label: row.levels[option.value] ?? option.label })) };
}

// What 0, 1, 2 and 3 mean, on demand.
function drawScale(column) {
  if (!isScore(column) || column.options.every((option) => option.label === option.value)) return drawWhy(column.why || column.hint, `About “${column.label}”`);
  const lines = column.options.map((option) => [h("dt", {}, option.value), h("dd", {}, option.hint ? `${option.label}: ${option.hint}` : option.label)]);
  return h("details", { class: "wb-why" }, h("summary", {}, `What the values of “${column.label}” mean`), h("dl", { class: "wb-scale" }, lines));
}

function drawRow(form, path, row, columns, cells) {
  const headId = elementId(form.name, `${path}/${row.name}`);
  const first = specOf(row, columns[0]);
  const unit = row.cell ? form.unitOf(first) : "";
  const about = [row.hint, row.why].filter(Boolean).map((text) => h("p", {}, text));
  const levels = (row.levels ?? []).map((text, score) => [h("dt", {}, `${score}`), h("dd", {}, text)]);
  if (levels.length) about.push(h("dl", { class: "wb-scale" }, levels));
  const more = about.length ? h("details", { class: "wb-why" }, h("summary", {}, levels.length ? "What the scores mean" : "About this", hidden(`: ${row.label}`)), about) : null;
  const head = h("th", { scope: "row", role: "rowheader" }, h("span", { id: headId }, row.label), unit ? h("span", { class: "wb-row-unit" }, ` ${unit}`) : null, more);
  const drawn = columns.map((column) => {
    const headings = `${headId} ${elementId(form.name, path)}-column-${column.name}`;
    const node = drawCell(form, specOf(row, column), `${path}/${row.name}/${column.name}`, headings);
    cells.set(`${row.name}/${column.name}`, node);
    return h("td", { role: "cell", "data-column": column.name }, h("span", { class: "wb-cell-label", "aria-hidden": "true" }, column.label), node.el);
  });
  return h("tr", { role: "row" }, head, drawn);
}

function drawBody(form, spec, path, cells) {
  const groups = new Map();
  for (const row of spec.rows) groups.set(row.group ?? "", [...(groups.get(row.group ?? "") ?? []), row]);
  return [...groups].map(([title, rows]) => {
    const span = spec.columns.length + 1;
    const head = title ? h("tr", { role: "row", class: "wb-group-row" }, h("th", { role: "rowheader", scope: "rowgroup", colspan: span }, title)) : null;
    return h("tbody", { role: "rowgroup" }, head, rows.map((row) => drawRow(form, path, row, spec.columns, cells)));
  });
}

/** A node for a grid; its raw is {row: {column: text}}, blank cells left out. */
export function drawGrid(form, spec, path) {
  const cells = new Map();
  const id = form.id(path);
  const notice = makeNotice();
  const progress = h("p", { class: "wb-note" });
  const headings = spec.columns.map((column) => {
    const unit = form.unitOf(column);
    return h("th", { scope: "col", role: "columnheader", id: `${id}-column-${column.name}` }, column.label, unit ? h("span", { class: "wb-row-unit" }, ` ${unit}`) : null);
  });
  const corner = h("td", { role: "cell" });
  const table = h("table", { class: "wb-grid", role: "table", "aria-labelledby": `${id}-label`, "data-columns": spec.columns.length, "data-score": spec.columns.some(isScore) });
  table.append(h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, corner, headings)), ...drawBody(form, spec, path, cells));

  const above = h("p", { class: "wb-message", hidden: true });
  const hint = spec.hint ? h("p", { class: "wb-hint" }, spec.hint) : null;
  const helps = [...spec.columns.map(drawScale), drawWhy(spec.why)].filter(Boolean);
  const askable = spec.columns.some((column) => column.dont_know) ? h("p", { class: "wb-note" }, "Where you do not know yet, type or choose “?”.") : null;
  const el = h("section", { class: "wb-field wb-wide", "data-kind": "grid" });
  el.append(h("p", { class: "wb-label", id: `${id}-label` }, labelWords(form, spec)), ...[hint, h("div", { class: "wb-foot" }, helps), askable, above, table, notice.el, progress].filter(Boolean));

  const count = () => {
    const answered = spec.rows.filter((row) => !isBlank(cells.get(`${row.name}/${spec.columns[0].name}`).read())).length;
    progress.textContent = `${answered} of ${spec.rows.length} rows answered`;
  };
  const read = () => {
    const raw = {};
    for (const row of spec.rows) {
      const filled = spec.columns.map((column) => [column.name, cells.get(`${row.name}/${column.name}`).read()]).filter(([, text]) => !isBlank(text));
      if (filled.length) raw[row.name] = Object.fromEntries(filled);
    }
    return raw;
  };
  const write = (raw) => {
    for (const [key, node] of cells) {
      const [row, column] = key.split("/");
      if (!node.isFocused()) node.write(raw?.[row]?.[column] ?? (node.read() instanceof Array ? [] : ""));
    }
    count();
  };
  const placeOf = (target) => {
    const key = [...cells].find(([, node]) => node.el.contains(target))?.[0].split("/");
    return key ? [spec.rows.findIndex((row) => row.name === key[0]), spec.columns.findIndex((column) => column.name === key[1])] : null;
  };

  table.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const place = placeOf(event.target);
    if (!place || !isTable(text, spec.columns[place[1]].kind)) return;
    event.preventDefault();
    const before = structuredClone(read());
    const done = spread(parseCells(text), (down, right) => {
      const [row, column] = [spec.rows[place[0] + down], spec.columns[place[1] + right]];
      return row && column ? { spec: specOf(row, column), write: (raw) => cells.get(`${row.name}/${column.name}`).write(raw) } : null;
    });
    form.changed(path, { now: true });
    notice.say(report(done), () => (write(before), form.changed(path, { now: true })));
  });
  table.addEventListener("keydown", (event) => {
    const place = placeOf(event.target);
    if (event.key !== "Enter" || !place || event.target.matches("summary, button, select")) return;
    const below = spec.rows[place[0] + (event.shiftKey ? -1 : 1)];
    if (below) cells.get(`${below.name}/${spec.columns[place[1]].name}`).focus();
  });
  table.addEventListener("input", count);
  el.addEventListener("click", () => queueMicrotask(count));
  watchRoom(table, spec.columns, { score: isScore, cells: spec.rows.map((row) => row.cell).filter(Boolean) });
  write({});
  const focus = () => cells.values().next().value?.focus();
  const show = (message) => {
    above.hidden = !message;
    above.dataset.level = message?.level ?? "";
    above.textContent = message ? (message.level === "error" ? `Error: ${message.text}` : message.text) : "";
  };
  const node = { el, path, read, write, focus, show, isFocused: () => el.contains(document.activeElement) };
  form.nodes.set(path, node);
  return node;
}
