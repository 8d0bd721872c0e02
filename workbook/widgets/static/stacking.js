// A table with too little room becomes cards: one per row, its cells side by side as far as they fit.

const ROOM = { xs: 7, s: 9, m: 13, l: 16, full: 18 }; // rem a cell needs
const HEAD = 13;
const SCORE = 14;

const roomOf = (spec, score) => (score(spec) ? SCORE : (ROOM[spec.width] ?? ROOM.m));

/** Watches the room of `table` and marks it as stacked when its columns do not fit. */
export function watchRoom(table, columns, { tools = false, score = () => false, cells = [] } = {}) {
  const widest = Math.max(0, ...cells.map((spec) => roomOf(spec, score)));
  const needed = (tools ? 13 : HEAD) + columns.reduce((sum, column) => sum + Math.max(widest, roomOf(column, score)), 0);
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  new ResizeObserver(([entry]) => {
    if (entry.contentRect.width) table.toggleAttribute("data-stacked", entry.contentRect.width < needed * rem);
  }).observe(table.parentElement);
}
