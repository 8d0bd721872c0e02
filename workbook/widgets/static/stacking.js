// How wide columns are, and what happens when they do not fit: the table becomes cards, one per row.

import { h } from "./dom.js";
import { isScore } from "./field-choice.js";

const ROOM = { xs: 7.5, s: 9.5, m: 13, l: 16, full: 18 }; // rem a cell needs
const HEAD = 14;
const NUMBER = 2.5;
const TOOLS = 9;

const roomOf = (spec) => (isScore(spec) ? 2.5 * (spec.options.length + (spec.dont_know ? 1 : 0)) + 5 : (ROOM[spec.width] ?? ROOM.m));
const isFixed = (spec) => isScore(spec) || ["xs", "s"].includes(spec.width);

/**
 * Gives a table its columns and marks it as stacked (`data-stacked`) while they do not fit.
 * `columns` lists for each column the specs of its cells; `head` tells that rows begin with a question, else they are numbered and end with tools.
 */
export function sizeColumns(table, columns, { head }) {
  const rooms = columns.map((specs) => Math.max(...specs.map(roomOf)));
  const needed = rooms.reduce((sum, room) => sum + room, head ? HEAD : NUMBER + TOOLS);
  const stretches = head || columns.some((specs) => !specs.every(isFixed));
  const own = columns.map((specs, at) => col(specs.every(isFixed) && stretches ? rooms[at] : null));
  table.prepend(h("colgroup", {}, head ? [col(null), own] : [col(NUMBER), own, col(TOOLS)]));
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  new ResizeObserver(([entry]) => {
    if (entry.contentRect.width) table.toggleAttribute("data-stacked", entry.contentRect.width < needed * rem);
  }).observe(table.parentElement ?? table);
}

function col(rem) {
  const el = h("col");
  if (rem) el.style.width = `${rem}rem`;
  return el;
}
