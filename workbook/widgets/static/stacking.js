// How wide columns are, and what happens when they do not fit: the table becomes cards, one per row.

import { h } from "./dom.js";
import { isScore } from "./field-choice.js";

const ROOM = { xs: 5.75, s: 8.5, m: 11, l: 14, full: 16 }; // rem a cell needs
const ROOM_IN_ROWS = { ...ROOM, s: 7.5, m: 8.5 }; // units stand in the head, not in each cell
const HEAD = 18;
const NUMBER = 1.75;
const TOOLS = 7.25;
const LIST = 11.5; // the names of a list's choices, cut where they are longer

const isList = (spec) => spec.kind === "one_of" && !isScore(spec);
const roomOf = (spec, rooms) => (isScore(spec) ? 2.25 * (spec.options.length + (spec.dont_know ? 1 : 0)) + 1 : isList(spec) && rooms === ROOM_IN_ROWS ? LIST : (rooms[spec.width] ?? rooms.m));
const isFixed = (spec) => isScore(spec) || (isList(spec) && spec.width !== "full") || ["xs", "s"].includes(spec.width);

/**
 * Gives a table its columns and marks it as stacked (`data-stacked`) while they do not fit.
 * `columns` lists for each column the specs of its cells; `head` tells that rows begin with a question, else they are numbered and end with tools.
 */
export function sizeColumns(table, columns, { head }) {
  const known = head ? ROOM : ROOM_IN_ROWS;
  const rooms = columns.map((specs) => Math.max(...specs.map((spec) => roomOf(spec, known))));
  const needed = rooms.reduce((sum, room) => sum + room, head ? HEAD : NUMBER + TOOLS);
  const stretches = head || columns.some((specs) => !specs.every(isFixed));
  const own = columns.map((specs, at) => col(specs.every(isFixed) && stretches ? rooms[at] : null));
  table.prepend(h("colgroup", {}, head ? [col(columns.length > 1 ? HEAD : null), own] : [col(NUMBER), own, col(TOOLS)]));
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const observer = new ResizeObserver(([entry]) => {
    if (entry.contentRect.width) table.toggleAttribute("data-stacked", entry.contentRect.width < needed * rem);
  });
  queueMicrotask(() => observer.observe(table.parentElement ?? table)); // once it has its place: its own width is never below its columns'
}

function col(rem) {
  const el = h("col");
  if (rem) el.style.width = `${rem}rem`;
  return el;
}
