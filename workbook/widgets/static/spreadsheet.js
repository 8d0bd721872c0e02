// Cells copied from a spreadsheet arrive as lines and tabs.

import { limitOf } from "./field-text.js";

const MOST_ROWS = 500;

/** Splits copied cells into rows; a cell in quotes may hold tabs, lines and doubled quotes. */
export function parseCells(text) {
  const rows = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/y;
  for (let match; rows.length <= MOST_ROWS && (match = pattern.exec(text)); ) {
    rows.at(-1).push((match[1]?.replaceAll('""', '"') ?? match[2]).trim());
    if (match[3] === "") break;
    if (match[3] !== "\t") rows.push([]);
  }
  if (rows.length > 1 && rows.at(-1).every((cell) => !cell)) rows.pop();
  return rows;
}

/** More than one cell was copied. A paragraph with line breaks, put into a paragraph field, is not a table. */
export function isTable(text, kind) {
  const inner = text.trimEnd();
  return inner.includes("\t") || (/[\r\n]/.test(inner) && kind !== "long_text");
}

/** The raw text a pasted cell means in a field: for choices the option with that value or label; null when there is none. */
function asRaw(spec, text) {
  if (!spec.options?.length) return (spec.kind === "long_text" ? text : text.replace(/\s*[\r\n]+\s*/g, " ")).slice(0, limitOf(spec));
  if (text === "" || text === "?") return text;
  const wanted = text.toLowerCase();
  const find = (one) => spec.options.find((o) => o.value.toLowerCase() === one || o.label.toLowerCase() === one)?.value;
  if (spec.kind !== "many_of") return find(wanted) ?? null;
  const values = wanted.split(/\s*[;,]\s*/).map(find);
  return values.every(Boolean) ? values : null;
}

/** What became of a paste, as one sentence or two. */
export function report({ cells, lost, unknown }) {
  const said = [`${cells} ${cells === 1 ? "cell" : "cells"} pasted.`];
  if (lost) said.push(`${lost} ${lost === 1 ? "row" : "rows"} had no room.`);
  if (unknown) said.push(`${unknown} ${unknown === 1 ? "cell is" : "cells are"} not among the choices and stayed as before.`);
  return said.join(" ");
}

/**
 * Spreads pasted rows over cells. `at(row, column)` gives {spec, write} or null, counted from the cell that has the focus.
 */
export function spread(rows, at) {
  const done = { cells: 0, lost: 0, unknown: 0 };
  rows.forEach((cells, down) => {
    if (!at(down, 0)) {
      done.lost += 1;
      return;
    }
    cells.forEach((text, right) => {
      const cell = at(down, right);
      const raw = cell ? asRaw(cell.spec, text) : undefined;
      if (raw === null) done.unknown += 1;
      if (raw === null || raw === undefined) return;
      cell.write(raw);
      done.cells += 1;
    });
  });
  return done;
}
